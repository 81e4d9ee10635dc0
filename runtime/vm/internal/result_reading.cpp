// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/internal/result_reading.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "runtime/vm/internal/coerce.h"
#include "runtime/vm/internal/fields.h"
#include "runtime/vm/internal/loose_text.h"
#include "runtime/vm/internal/operators.h"
#include "runtime/vm/internal/required_fields.h"

namespace proviso::vm {
namespace {

// How deep reports of errors are looked for: {"data": {"refundCreate": {"userErrors": […]}}}.
constexpr int kReportDepth = 3;
// Of these keys `exists` and `found` answer for the whole result.
constexpr std::array<std::string_view, 2> kPresence = {"exists", "found"};
constexpr std::array<std::string_view, 2> kSuccess = {"success", "ok"};
constexpr std::string_view kNotFoundCode = "404";
constexpr std::string_view kStatus = "status";
constexpr std::string_view kState = "state";
constexpr std::string_view kMessage = "message";
constexpr std::string_view kReason = "reason";

bool IsKey(std::string_view key, const std::array<std::string_view, 2>& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return SquashedEquals(key, name); });
}

bool IsWhole(ValueView value, std::string_view digit) {
  return value.is_number() && DisplayText(value) == digit;
}

// Text of a page or of an XML answer, where data is due.
bool IsMarkup(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '<';
}

// 400 to 599: an answer of the web that something went wrong.
bool IsHttpFailure(ValueView value) {
  if (!value.is_number() && !value.is_string()) return false;
  const std::string text = DisplayText(value);
  int code = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), code);
  if (error != std::errc() || end != text.data() + text.size()) return false;
  constexpr int kFirst = 400;
  constexpr int kBehind = 600;
  return code >= kFirst && code < kBehind;
}

class ResultReader {
 public:
  ResultReader(const ToolSpec& tool, const CallSite& site, const ResultWords& words)
      : tool_(tool),
        site_(site),
        words_(words),
        reads_(site.reads || tool.effect == ToolEffect::Read),
        tool_words_(SplitResultText(tool.name)) {
    undoes_ = SpeaksOf(WordListId::UndoingWords, tool_words_);
  }

  ResultReading Read(ValueView result) {
    if (result.is_null()) return Nothing();
    if (!Includes(tool_.result_types, TypesOf(result))) return Fail(Shown(result));
    if (result.kind() == ValueKind::False) return reads_ ? ResultReading{} : Fail({});
    if (result.is_string()) return Text(result.text());
    if (!reads_ && (IsWhole(result, "0") || (result.is_list() && result.size() == 0)))
      return Fail({});
    Look(result, kReportDepth, true);
    if (failed_) return Reported();
    const bool structure = result.is_map() || result.is_list();
    if (structure && !(reads_ && SaysNothing(result))) {
      if (ResultReading lacking = Required(result); lacking.kind == ResultReading::Kind::Failure)
        return lacking;
    }
    // What has an identity of its own was taken in: {"refund_id": "R1", "status": "processing"}.
    if (pending_.empty() || NamesWhatItMade(result, kReportDepth)) return {};
    return Pending(pending_);
  }

 private:
  static ResultReading Fail(std::string_view message) {
    return {ResultReading::Kind::Failure, std::string(message)};
  }
  static bool NamesWhatItMade(ValueView value, int depth) {
    if (!value.is_map()) return false;
    for (auto entry = value.first(); entry; entry = value.next(*entry)) {
      const TextWords words = SplitResultText(entry->key);
      const bool id = !words.empty() && words.back() == "id";
      if (id && (entry->value().is_string() || entry->value().is_number()) &&
          !IsEmpty(entry->value())) {
        return true;
      }
      if (depth > 0 && NamesWhatItMade(entry->value(), depth - 1)) return true;
    }
    return false;
  }
  static ResultReading Pending(std::string_view state) {
    return {ResultReading::Kind::Pending, std::string(state)};
  }
  static std::string Shown(ValueView value) {
    constexpr std::size_t kShown = 200;
    return value.is_string() ? std::string(value.text().substr(0, kShown)) : std::string();
  }

  // A look-up may find nothing; a call with an effect says nothing only where the catalogue lets
  // it.
  ResultReading Nothing() const {
    const bool allowed =
        tool_.result_types != JsonType::Any && Includes(tool_.result_types, JsonType::Null);
    return reads_ || allowed ? ResultReading{} : Fail({});
  }

  ResultReading Text(std::string_view text) const {
    const TextWords words = SplitResultText(text);
    if (IsMarkup(text)) return Fail(Shown(Value::String(text).view()));
    if (reads_) {
      if (words_.Holds(WordListId::NotFoundStates, words))
        return {ResultReading::Kind::NotFound, {}};
      const bool state = site_.state_is_tested && words.size() == 1;
      return !state && words_.Holds(WordListId::ErrorTexts, words) ? Fail(text) : ResultReading{};
    }
    // What a tool tells in words is for people; an identity or "ok" is one word.
    const bool sentence = words.size() > 1 && text.find(' ') != std::string_view::npos;
    const bool no = YesOrNo(Value::String(text).view()) == Truth(false);
    const bool nothing = words.empty() || words_.Is(WordListId::UnknownStates, text);
    if (no || nothing || sentence || SaysFailure(text)) return Fail(text);
    return IsPending(text) ? Pending(text) : ResultReading{};
  }

  ResultReading Required(ValueView result) const {
    const std::optional<std::string> missing = MissingField(result, tool_);
    return missing ? Fail(*missing) : ResultReading{};
  }

  ResultReading Reported() const {
    if (reads_ && not_found_) return {ResultReading::Kind::NotFound, message_};
    return {ResultReading::Kind::Failure, message_};
  }

  // Everything in the value that reports a failure. `record`: statuses in it are about this call.
  void Look(ValueView value, int depth, bool record) {
    if (value.is_list()) {
      for (auto entry = value.first(); entry && depth > 0; entry = value.next(*entry)) {
        Look(entry->value(), depth - 1, record && !reads_);
      }
    }
    if (!value.is_map()) return;
    for (auto entry = value.first(); entry; entry = value.next(*entry)) {
      LookAt(value, entry->key, entry->value());
      LookAtCode(value, entry->key, entry->value());
      if (record && !reads_) LookAtEffect(entry->key, entry->value());
      if (record) LookAtStatus(value, entry->key, entry->value(), depth == kReportDepth);
    }
    if (failed_) TakeMessage(value);
    for (auto entry = value.first(); entry && depth > 0; entry = value.next(*entry)) {
      if (!entry->value().is_map() && !entry->value().is_list()) continue;
      const bool wraps = words_.Wraps(value, entry->key);
      // A record that was looked up may tell of errors of its own.
      if (reads_ && !wraps) continue;
      Look(entry->value(), depth - 1, record && (wraps || IsOwn(entry->key)));
    }
  }

  void LookAt(ValueView map, std::string_view key, ValueView value) {
    if (words_.Is(WordListId::SuccessFlags, key)) {
      // "success": null tells of no success.
      if (YesOrNo(value) == Truth(false) || (value.is_null() && !reads_)) failed_ = true;
    } else if (words_.Is(WordListId::FailedFlags, key)) {
      if (YesOrNo(value) == Truth(true)) failed_ = true;
    } else if (IsErrorField(key)) {
      const bool tells = KeyEndsWith(key, kMessage) || KeyEndsWith(key, kReason);
      const bool denied = !tells && YesOrNo(value) == Truth(false);
      // "failure_reason" of a charge that was looked up says why that one failed.
      const bool of_record =
          reads_ && tells && KeyEndsWith(key, kReason) && NamesWhatItMade(map, 0);
      if (!denied && !of_record && !IsNoError(value)) Report(value);
    } else if (IsHttpField(key, value) && IsHttpFailure(value)) {
      Report(value);
    }
  }

  // {"code": 500}: in a look-up a record may have such a number, unless a message comes with it.
  void LookAtCode(ValueView map, std::string_view key, ValueView value) {
    if (!value.is_number() || !words_.Is(WordListId::CodeFields, key)) return;
    if (IsHttpFailure(value) && (!reads_ || map.Find(kMessage))) Report(value);
  }

  // What a call with an effect says of it: {"completed": false}, {"refunded": false} and
  // {"refund": null} of @give_refund, {"message": "Refund failed"}.
  void LookAtEffect(std::string_view key, ValueView value) {
    // Where the text asks the result it decides itself: {"paid": false} of @order_paid.
    const bool state = site_.state_is_tested;
    const bool no = !state && !value.is_number() && YesOrNo(value) == Truth(false);
    if (no && (IsFlag(key, WordListId::EffectFlags) || IsOwnFlag(key))) failed_ = true;
    if (value.is_null() && !state && IsOwnFlag(key)) failed_ = true;
    if (value.is_string() && SquashedEquals(key, kMessage) && TellsFailure(value.text())) {
      failed_ = true;
      NoteText(value);
    }
  }
  static TextWords FlagWords(std::string_view key) {
    TextWords words = SplitResultText(key);
    const bool asks = words.size() > 1 &&
                      (words.front() == "is" || words.front() == "was" || words.front() == "has");
    if (asks) words.erase(words.begin());
    return words;
  }
  bool IsFlag(std::string_view key, WordListId list) const {
    const TextWords words = FlagWords(key);
    return words.size() == 1 && words_.Is(list, words.front());
  }
  bool IsOwnFlag(std::string_view key) const {
    const TextWords words = FlagWords(key);
    return words.size() == 1 && IsOwn(words.front());
  }
  bool TellsFailure(std::string_view text) const {
    const TextWords words = SplitResultText(text);
    return words_.Holds(WordListId::FailedStates, words) &&
           !words_.Holds(WordListId::Negations, words);
  }

  bool IsHttpField(std::string_view key, ValueView value) const {
    return words_.Is(WordListId::HttpFields, key) ||
           (value.is_number() && SquashedEquals(key, kStatus));
  }

  bool IsErrorField(std::string_view key) const {
    if (words_.Is(WordListId::ErrorFields, key)) return true;
    return !reads_ && (KeyEndsWith(key, "error") || KeyEndsWith(key, "errors"));
  }
  bool IsNoError(ValueView value) const {
    if (IsEmpty(value) || value.kind() == ValueKind::False || IsWhole(value, "0")) return true;
    if (value.is_string()) return words_.Is(WordListId::EmptyTexts, value.text());
    // {"code": null, "message": ""}
    for (auto entry = value.first(); entry; entry = value.next(*entry)) {
      if (!IsNoError(entry->value())) return false;
    }
    return value.is_map();
  }
  void Report(ValueView value) {
    failed_ = true;
    NoteText(value);
    for (auto entry = value.first(); entry; entry = value.next(*entry)) {
      NoteText(entry->value());
      if (entry->value().is_map()) TakeMessage(entry->value());
    }
  }
  void NoteText(ValueView value) {
    if (value.is_list() || value.is_map() || value.is_bool()) return;
    const std::string text = DisplayText(value);
    not_found_ = not_found_ || text == kNotFoundCode ||
                 words_.Holds(WordListId::NotFoundStates, SplitResultText(text));
    if (message_.empty() && value.is_string()) message_ = text;
  }
  void TakeMessage(ValueView map) {
    for (auto entry = map.first(); entry; entry = map.next(*entry)) {
      const bool tells =
          SquashedEquals(entry->key, kMessage) || SquashedEquals(entry->key, kReason);
      if (tells) NoteText(entry->value());
    }
  }

  // `top`: of the result itself, not of a record in it.
  void LookAtStatus(ValueView map, std::string_view key, ValueView value, bool top) {
    if (!value.is_string()) return;
    const bool outcome = words_.Is(WordListId::OutcomeFields, key);
    if (!outcome && !NamesStatus(map, key, words_)) return;
    const bool plain = outcome || SquashedEquals(key, kStatus) || SquashedEquals(key, kState);
    if (reads_) {
      if (!plain || site_.state_is_tested) return;
      const bool missing = words_.Is(WordListId::NotFoundStates, value.text());
      if (!missing && !words_.Is(WordListId::FailedStates, value.text())) return;
    } else {
      const bool about_it = plain || IsOwn(key);
      if (!about_it && (!top || map.Find(kStatus))) return;
      if (about_it && pending_.empty() && IsPending(value.text())) pending_ = value.text();
      if (!SaysFailure(value.text()) && !(about_it && CameToNothing(value.text()))) return;
    }
    failed_ = true;
    NoteText(value);
  }

  // A field or a word that speaks of what the tool does: `refund_status` of @give_refund,
  // "rejected" of @reject_return.
  bool IsOwn(std::string_view text) const {
    const TextWords words = SplitResultText(text);
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return std::any_of(tool_words_.begin(), tool_words_.end(),
                         [&](const std::string& own) { return words_.NearWord(word, own); });
    });
  }

  // What became of a call with an effect, in words: "failed", "refund declined", "could not be
  // sent".
  bool SaysFailure(std::string_view text) const {
    if (words_.Is(WordListId::EmptyTexts, text)) return false;
    if (words_.Is(WordListId::UnknownStates, text)) return true;
    TextWords words = SplitResultText(text);
    std::erase_if(words, [&](const std::string& word) { return IsOwn(word); });
    const std::size_t negation = words_.FindIn(WordListId::Negations, words);
    const TextWords rest(words.begin() + static_cast<std::ptrdiff_t>(negation), words.end());
    const bool failure =
        words_.Holds(WordListId::FailedStates, rest) || words_.Holds(WordListId::ErrorTexts, rest);
    // "no errors", "not failed"
    return failure != (negation != 0);
  }

  // "cancelled" of a call that cancels nothing; "requires_action" of any. Of a tool of which
  // nothing is known it may be the state of what was looked up.
  bool CameToNothing(std::string_view text) const {
    if (tool_.effect == ToolEffect::Unknown) return false;
    TextWords words = SplitResultText(text);
    if (words_.Holds(WordListId::UnfinishedStates, words)) return true;
    std::erase_if(words, [&](const std::string& word) { return IsOwn(word); });
    return !undoes_ && words_.Holds(WordListId::UndoneStates, words) &&
           !words_.Holds(WordListId::Negations, words);
  }

  // Money that is on its way has not arrived. Where the text asks for the state it decides itself.
  bool IsPending(std::string_view text) const {
    return !reads_ && tool_.effect == ToolEffect::Money && !site_.state_is_tested &&
           words_.Holds(WordListId::PendingStates, SplitResultText(text));
  }

  bool SpeaksOf(WordListId list, const TextWords& words) const {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return words_.HoldsNear(list, word); });
  }

  const ToolSpec& tool_;
  const CallSite& site_;
  const ResultWords& words_;
  bool reads_;
  TextWords tool_words_;
  bool undoes_ = false;
  std::string pending_;
  bool failed_ = false;
  bool not_found_ = false;
  std::string message_;
};

}  // namespace

Truth YesOrNo(ValueView value) {
  if (IsWhole(value, "1")) return true;
  if (IsWhole(value, "0")) return false;
  const Truth truth = ToTruth(Coerce(ValueType::YesNo, value).view());
  if (truth || !value.is_string()) return truth;
  if (SquashedEquals(value.text(), "yes") || value.text() == "1") return true;
  if (SquashedEquals(value.text(), "no") || value.text() == "0") return false;
  return std::nullopt;
}

ResultReading ReadResult(ValueView result, const ToolSpec& tool, const CallSite& site,
                         const ResultWords& words) {
  return ResultReader(tool, site, words).Read(result);
}

bool SaysNothing(ValueView result) {
  if (IsEmpty(result) || result.kind() == ValueKind::False) return true;
  if (!result.is_map()) return false;
  bool nothing = false;
  bool something = false;
  for (auto entry = result.first(); entry; entry = result.next(*entry)) {
    const ValueView value = entry->value();
    if (IsKey(entry->key, kPresence) && YesOrNo(value) == Truth(false)) return true;
    if (IsKey(entry->key, kSuccess)) continue;
    const bool empty =
        IsEmpty(value) || IsWhole(value, "0") || (value.is_map() && SaysNothing(value));
    (empty ? nothing : something) = true;
  }
  return nothing && !something;
}

bool NamesStatus(ValueView map, std::string_view key, const ResultWords& words) {
  if (KeyEndsWith(key, kStatus)) return true;
  if (!KeyEndsWith(key, kState)) return false;
  for (auto entry = map.first(); entry; entry = map.next(*entry)) {
    if (words.Is(WordListId::AddressFields, entry->key)) return false;
  }
  return true;
}

}  // namespace proviso::vm
