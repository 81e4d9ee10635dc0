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

// A flag may be a text: "true".
Truth FlagSays(ValueView value) { return ToTruth(vm::Coerce(ValueType::YesNo, value).view()); }

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
};

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
    if (!result.is_map()) return std::nullopt;
    bool answered = false;
    const Truth own = Map(result, answered);
    return answered ? own : Inside(result);
  }

 private:
  // Flags of that name first, then what a status says. `answered` is left alone when the map holds
  // neither.
  Truth Map(ValueView map, bool& answered) const {
    Answers flags;
    Answers states;
    for (auto entry = map.first(); entry; entry = map.next(*entry)) {
      const bool flag =
          std::any_of(predicate_.words.begin(), predicate_.words.end(),
                      [&](const std::string& word) { return NamesFlag(entry->key, word); });
      if (flag) {
        flags.Add(FlagSays(entry->value()));
      } else if (NamesStatus(map, entry->key, words_)) {
        states.Add(State(entry->value()));
      }
    }
    answered = answered || flags.any() || states.any();
    if (flags.yes && flags.no) return std::nullopt;
    if (flags.yes || flags.no) return flags.yes;
    if (states.yes) return true;
    if (flags.unclear || states.unclear || !states.no) return std::nullopt;
    return false;
  }

  Said State(ValueView value) const {
    return value.is_string() ? words_.SaysAny(value.text(), predicate_.states) : Said::Unclear;
  }

  // {"order": {"status": "shipped"}}: one level of wrapping is common. What else lies inside is a
  // record of its own: it may say yes, but its silence or its other words are no answer.
  Truth Inside(ValueView result) const {
    Answers wrapped;
    Answers beside;
    for (auto entry = result.first(); entry; entry = result.next(*entry)) {
      if (!entry->value().is_map()) continue;
      bool answered = false;
      const Truth truth = Map(entry->value(), answered);
      if (!answered) continue;
      (words_.Wraps(result, entry->key) ? wrapped : beside).Add(truth);
    }
    const Answers& told = wrapped.any() ? wrapped : beside;
    if (told.unclear || (told.yes && told.no) || !told.any()) return std::nullopt;
    if (told.yes) return true;
    return wrapped.any() ? Truth(false) : std::nullopt;
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
  const auto value = FindExact(result, predicate.field.front());
  if (!value) return std::nullopt;
  if (predicate.equals.empty()) return FlagSays(*value);
  if (value->is_number() && SaysOneOf(DisplayText(*value), predicate.equals)) return Truth(true);
  if (value->is_string() && SaysOneOf(value->text(), predicate.equals)) return Truth(true);
  return Examiner(predicate, words).Text(*value);
}

}  // namespace

Predicate::Predicate(const PredicateSpec& spec)
    : form(spec.form),
      equals(SquashAll(spec.equals)),
      words(SquashAll(spec.words)),
      states(SplitAll(spec.equals.empty() ? spec.words : spec.equals)) {
  if (!spec.field.empty()) field.emplace_back(spec.field);
}

Truth Test(const Predicate& predicate, ValueView result, const ResultWords& words) {
  switch (predicate.form) {
    case PredicateForm::Exists:
      return Exists(predicate, result);
    case PredicateForm::Field:
      // A result that lacks the declared field may still say it in other words.
      if (const auto said = FieldSays(predicate, result, words)) return *said;
      return Examiner(predicate, words).Words(result);
    case PredicateForm::Words:
      return Examiner(predicate, words).Words(result);
    case PredicateForm::Says:
      return Examiner(predicate, words).Text(result);
  }
  return std::nullopt;
}

}  // namespace proviso::vm
