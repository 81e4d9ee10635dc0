// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/internal/predicates.h"

#include <algorithm>

#include "runtime/vm/internal/coerce.h"
#include "runtime/vm/internal/loose_text.h"
#include "runtime/vm/internal/result_reading.h"

namespace proviso::vm {
namespace {

std::vector<std::string> SquashAll(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  for (const std::string& text : texts) out.push_back(Squash(text));
  return out;
}

std::vector<TextWords> SplitAll(const std::vector<std::string>& texts) {
  std::vector<TextWords> out;
  for (const std::string& text : texts) out.push_back(SplitResultText(text));
  return out;
}

bool SaysOneOf(std::string_view text, const std::vector<std::string>& squashed) {
  return std::any_of(squashed.begin(), squashed.end(),
                     [text](const std::string& word) { return SquashedEquals(text, word); });
}

// `eligible`, `is_eligible`, `has_eligible`. These prefixes are how interfaces are written in every
// country, not words of a customer's language.
bool NamesFlag(std::string_view key, std::string_view word) {
  if (SquashedEquals(key, word)) return true;
  for (const std::string_view prefix : {"is", "has"}) {
    const bool starts = key.size() > prefix.size() && (key[0] | 0x20) == prefix[0] &&
                        SquashedEquals(key.substr(0, prefix.size()), prefix);
    if (starts && SquashedEquals(key.substr(prefix.size()), word)) return true;
  }
  return false;
}

// '#' is a digit, '@' a letter, '?' either; any other sign is itself. Spaces, hyphens and dots of
// the text do not count, nor does case.
bool HasForm(std::string_view text, std::string_view form) {
  constexpr std::string_view kSeparators = " -.\t";
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
  std::size_t at = 0;
  for (const char c : text) {
    if (kSeparators.find(c) != std::string_view::npos) continue;
    if (at == form.size()) return false;
    const char want = form[at++];
    const bool fits = want == '#'    ? is_digit(c)
                      : want == '@'  ? is_letter(c)
                      : want == '?'  ? is_digit(c) || is_letter(c)
                      : is_letter(c) ? (c | 0x20) == (want | 0x20)
                                     : c == want;
    if (!fits) return false;
  }
  return at == form.size();
}

Truth HasOneForm(ValueView value, const std::vector<std::string>& forms) {
  if (!value.is_string() && !value.is_number()) return std::nullopt;
  const std::string text = DisplayText(value);
  return std::any_of(forms.begin(), forms.end(),
                     [&](const std::string& form) { return HasForm(text, form); });
}

// What several places of one result say of one question. A yes and a no are a contradiction.
struct Answers {
  bool yes = false;
  bool no = false;
  bool unclear = false;

  bool any() const { return yes || no || unclear; }
  void Add(Said said) {
    yes = yes || said == Said::Yes;
    no = no || said == Said::No;
    unclear = unclear || said == Said::Unclear;
  }
  void Add(Truth truth) { Add(!truth ? Said::Unclear : *truth ? Said::Yes : Said::No); }
  void Add(const Answers& other) {
    yes = yes || other.yes;
    no = no || other.no;
    unclear = unclear || other.unclear;
  }
};

// Of a record: what its flags say and what its statuses say.
struct Told {
  Answers flags;
  Answers states;

  bool any() const { return flags.any() || states.any(); }
  Truth truth() const {
    if (flags.yes && flags.no) return std::nullopt;
    if (flags.yes || flags.no) return flags.yes;
    if (states.yes) return true;
    if (flags.unclear || states.unclear || !states.no) return std::nullopt;
    return false;
  }
};

// Records in records: {"data": {"orders": [{…}]}}.
constexpr int kRecordDepth = 3;

// The record, or the only one of a list.
ValueView Only(ValueView value) {
  return value.is_list() && value.size() == 1 ? *value.At(0) : value;
}

class Examiner {
 public:
  Examiner(const Predicate& predicate, const ResultWords& words)
      : predicate_(predicate), words_(words) {}

  // Nothing to look at but the value itself.
  Truth Text(ValueView value) const {
    if (!value.is_string()) return std::nullopt;
    const Said said = words_.SaysAny(value.text(), predicate_.states);
    return said == Said::Unclear ? std::nullopt : Truth(said == Said::Yes);
  }

  Truth Words(ValueView result) const {
    if (predicate_.words.empty()) return std::nullopt;
    if (result.is_bool()) return result.is_true();
    // A bare text that says something else may be about something else.
    if (result.is_string()) return Text(result) == Truth(true) ? Truth(true) : std::nullopt;
    const bool there = AsksFor(WordListId::ThereWords);
    if ((there || AsksFor(WordListId::ListedWords)) && SaysNothing(result)) return false;
    const ValueView record = Only(result);
    const Told told = record.is_map() ? Record(record, kRecordDepth) : Told();
    if (!there) return told.truth();
    // What was found is there, whatever its status; unless a flag says otherwise.
    return told.flags.any() ? told.truth() : Truth(true);
  }

 private:
  // What the field speaks of.
  enum class Field { Nothing, Flag, Status, OthersStatus };

  bool AsksFor(WordListId list) const {
    return std::any_of(predicate_.words.begin(), predicate_.words.end(),
                       [&](const std::string& word) { return words_.Is(list, word); });
  }

  Field FieldOf(ValueView map, std::string_view key) const {
    const bool flag = std::any_of(predicate_.words.begin(), predicate_.words.end(),
                                  [&](const std::string& word) { return NamesFlag(key, word); });
    if (flag) return Field::Flag;
    if (!NamesStatus(map, key, words_)) return Field::Nothing;
    TextWords owner = SplitResultText(key);
    owner.pop_back();
    const bool own = std::all_of(owner.begin(), owner.end(), [&](const std::string& word) {
      return words_.Is(WordListId::RecordNames, word) || IsAskedAbout(word);
    });
    return own ? Field::Status : Field::OthersStatus;
  }

  // `shipping_status` where it is asked whether something is shipped.
  bool IsAskedAbout(const std::string& subject) const {
    const auto related = [&](const std::string& word) {
      return words_.NearWord(subject, word) ||
             words_.InOneGroup(WordListId::StatusSubjects, subject, word);
    };
    return std::any_of(
        predicate_.states.begin(), predicate_.states.end(),
        [&](const TextWords& state) { return std::any_of(state.begin(), state.end(), related); });
  }

  Said State(ValueView value) const {
    if (!value.is_string()) return Said::Unclear;
    const Said said = words_.SaysAny(value.text(), predicate_.states);
    // "ok" is said of the answer, or of anything.
    const bool envelope = words_.Is(WordListId::EnvelopeStates, value.text());
    return said == Said::No && envelope ? Said::Unclear : said;
  }

  // Flags of that name first, then what a status says. The record is the map or what it wraps.
  Told Record(ValueView map, int depth) const {
    Told own = Own(map);
    if (depth == 0) return own;
    const bool thin = IsEnvelope(map);
    const Told inside = Wrapped(map, thin, !own.any(), depth);
    own.flags.Add(inside.flags);
    if (thin) {
      // The status beside the record is that of the answer; it may agree, or be all there is.
      const bool no = own.states.no;
      own.states.no = inside.states.no;
      own.states.unclear = inside.states.any() ? inside.states.unclear : no || own.states.unclear;
      own.states.unclear = own.states.unclear || (own.states.yes && inside.states.no);
      own.states.yes = inside.states.yes || (own.states.yes && !inside.states.no);
    } else if (!own.states.yes) {
      const bool differ = own.states.no && inside.states.yes;
      own.states.Add(inside.states);
      if (differ) own.states = {false, false, true};
    }
    return own;
  }

  Told Own(ValueView map) const {
    Told told;
    bool others_say_it = false;
    for (auto entry = map.first(); entry; entry = map.next(*entry)) {
      switch (FieldOf(map, entry->key)) {
        case Field::Flag:
          told.flags.Add(YesOrNo(entry->value()));
          break;
        case Field::Status:
          told.states.Add(State(entry->value()));
          break;
        case Field::OthersStatus:
          // It may say it; its other words are about something else.
          others_say_it = others_say_it || State(entry->value()) == Said::Yes;
          break;
        case Field::Nothing:
          break;
      }
    }
    if (others_say_it && !told.states.any()) told.states.yes = true;
    return told;
  }

  // Nothing but a record and what is said of the answer: {"status": "ok", "order": {…}}.
  bool IsEnvelope(ValueView map) const {
    bool holds = false;
    for (auto entry = map.first(); entry; entry = map.next(*entry)) {
      const ValueView value = entry->value();
      if (value.is_map() || value.is_list()) {
        holds = holds || words_.Wraps(map, entry->key);
      } else if (!NamesStatus(map, entry->key, words_) && !SpeaksOfAnswer(entry->key)) {
        return false;
      }
    }
    return holds;
  }
  bool SpeaksOfAnswer(std::string_view key) const {
    return words_.Is(WordListId::SuccessFlags, key) || words_.Is(WordListId::HttpFields, key) ||
           words_.Is(WordListId::CodeFields, key) || words_.Is(WordListId::ErrorFields, key) ||
           SquashedEquals(key, "message");
  }

  // What the records in the map tell. What else lies inside is about something else: where the map
  // itself is `silent` it may say yes, but its silence or its other words are no answer.
  Told Wrapped(ValueView map, bool thin, bool silent, int depth) const {
    Told wrapped;
    Told beside;
    for (auto entry = map.first(); entry; entry = map.next(*entry)) {
      const ValueView value = Only(entry->value());
      if (!value.is_map()) continue;
      // The customer of an order has a status of its own.
      const bool part = !thin && words_.Is(WordListId::OwnerNames, entry->key);
      const bool wraps = !part && words_.Wraps(map, entry->key);
      const Told told = Record(value, depth - 1);
      Told& place = wraps ? wrapped : beside;
      place.flags.Add(told.flags);
      place.states.Add(told.states);
    }
    if (wrapped.any() || !silent) return wrapped;
    Told told;
    told.states.unclear = beside.any();
    if (beside.truth() == Truth(true) && !beside.flags.no && !beside.states.no) {
      told.states.unclear = false;
      told.states.yes = true;
    }
    return told;
  }

  const Predicate& predicate_;
  const ResultWords& words_;
};

Truth Exists(const Predicate& predicate, ValueView result) {
  if (!predicate.field.empty()) {
    const auto value = FindExact(result, predicate.field.front());
    return value && !IsEmpty(*value) && value->kind() != ValueKind::False;
  }
  return !SaysNothing(result);
}

// nullopt of the outer: the result has no such field.
std::optional<Truth> FieldSays(const Predicate& predicate, ValueView result,
                               const ResultWords& words) {
  if (predicate.field.empty()) return std::nullopt;
  const auto value = FindExact(result, predicate.field.front());
  if (!value) return std::nullopt;
  if (predicate.equals.empty()) return YesOrNo(*value);
  if (value->is_number() && SaysOneOf(DisplayText(*value), predicate.equals)) return Truth(true);
  if (value->is_string() && SaysOneOf(value->text(), predicate.equals)) return Truth(true);
  return Examiner(predicate, words).Text(*value);
}

// The named fields of the record, or of the only record of what it wraps.
std::vector<ValueView> FindNamed(const Predicate& predicate, ValueView map,
                                 const ResultWords& words, int depth) {
  std::vector<ValueView> found;
  map = Only(map);
  if (!map.is_map()) return found;
  for (const FieldPath& name : predicate.named) {
    if (const auto value = FindExact(map, name)) found.push_back(*value);
  }
  if (depth == 0 || !found.empty()) return found;
  for (auto entry = map.first(); entry; entry = map.next(*entry)) {
    const bool record = Only(entry->value()).is_map() && words.Wraps(map, entry->key) &&
                        !words.Is(WordListId::OwnerNames, entry->key);
    if (!record) continue;
    std::vector<ValueView> inside = FindNamed(predicate, entry->value(), words, depth - 1);
    if (!found.empty() && !inside.empty()) return {};
    if (found.empty()) found = std::move(inside);
  }
  return found;
}

// "standard" says what it is; "12 Lake Road" is no state, and a bare `item` may be its name.
bool IsWord(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
  });
}

// "The delivery method is express": a record without a `delivery_method_status` may have a
// `delivery_method`. nullopt of the outer: it tells nothing.
std::optional<Truth> NamedFieldSays(const Predicate& predicate, ValueView result,
                                    const ResultWords& words) {
  if (predicate.named.empty()) return std::nullopt;
  const std::vector<ValueView> values = FindNamed(predicate, result, words, kRecordDepth);
  const Examiner examiner(predicate, words);
  bool decides = predicate.named_decides && !values.empty();
  for (const ValueView& value : values) {
    const Truth says = examiner.Text(value);
    if (says == Truth(true)) return says;
    decides = decides && value.is_string() && IsWord(value.text()) && says == Truth(false);
  }
  if (!decides || examiner.Words(result) == Truth(true)) return std::nullopt;
  return Truth(false);
}

}  // namespace

Predicate::Predicate(const PredicateSpec& spec)
    : form(spec.form),
      named_decides(spec.named_decides),
      equals(SquashAll(spec.equals)),
      words(SquashAll(spec.words)),
      states(SplitAll(spec.equals.empty() ? spec.words : spec.equals)) {
  if (!spec.field.empty()) field.emplace_back(spec.field);
  for (const std::string& name : spec.named) named.emplace_back(name);
  if (form == PredicateForm::Says && spec.equals.empty()) forms = spec.words;
}

Truth Test(const Predicate& predicate, ValueView result, const ResultWords& words) {
  switch (predicate.form) {
    case PredicateForm::Exists:
      return Exists(predicate, result);
    case PredicateForm::Field:
      // A result that lacks the declared field may still say it in other words.
      if (const auto said = FieldSays(predicate, result, words)) return *said;
      if (const auto said = NamedFieldSays(predicate, result, words)) return *said;
      return Examiner(predicate, words).Words(result);
    case PredicateForm::Words:
      return Examiner(predicate, words).Words(result);
    case PredicateForm::Says:
      if (!predicate.forms.empty()) return HasOneForm(result, predicate.forms);
      return Examiner(predicate, words).Text(result);
  }
  return std::nullopt;
}

}  // namespace proviso::vm
