// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/internal/predicates.h"

#include <algorithm>

#include "runtime/vm/internal/loose_text.h"

namespace proviso::vm {
namespace {

std::vector<std::string> SquashAll(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  for (const std::string& text : texts) out.push_back(Squash(text));
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

bool NamesStatus(std::string_view key) {
  return KeyEndsWith(key, "status") || KeyEndsWith(key, "state");
}

Truth Exists(const Predicate& predicate, ValueView result) {
  if (!predicate.field.empty()) {
    const auto value = FindExact(result, predicate.field.front());
    return value && !IsEmpty(*value) && value->kind() != ValueKind::False;
  }
  if (IsEmpty(result) || result.kind() == ValueKind::False) return false;
  for (auto entry = result.first(); result.is_map() && entry; entry = result.next(*entry)) {
    const bool says = SquashedEquals(entry->key, "exists") || SquashedEquals(entry->key, "found");
    if (says && entry->value().kind() == ValueKind::False) return false;
  }
  return true;
}

Truth FieldSays(const Predicate& predicate, ValueView result) {
  const auto value = FindExact(result, predicate.field.front());
  if (!value || value->is_null()) return std::nullopt;
  if (value->is_bool() && predicate.equals.empty()) return value->is_true();
  if (predicate.equals.empty() || value->is_list() || value->is_map()) return std::nullopt;
  if (value->is_string()) return SaysOneOf(value->text(), predicate.equals);
  return SaysOneOf(DisplayText(*value), predicate.equals);
}

// One map: a flag of that name first, then what a status says.
Truth MapSays(const Predicate& predicate, ValueView map) {
  Truth flag;
  Truth status;
  for (auto entry = map.first(); entry; entry = map.next(*entry)) {
    const ValueView value = entry->value();
    if (value.is_bool()) {
      for (const std::string& word : predicate.words) {
        if (NamesFlag(entry->key, word)) flag = Or(flag.value_or(false), value.is_true());
      }
    } else if (value.is_string() && !value.text().empty() && NamesStatus(entry->key)) {
      status = Or(status.value_or(false), SaysOneOf(value.text(), predicate.words));
    }
  }
  return flag ? flag : status;
}

Truth WordsSay(const Predicate& predicate, ValueView result) {
  if (predicate.words.empty()) return std::nullopt;
  if (result.is_bool()) return result.is_true();
  if (result.is_string()) {
    // A bare text that says something else may be about something else.
    return SaysOneOf(result.text(), predicate.words) ? Truth(true) : std::nullopt;
  }
  if (!result.is_map()) return std::nullopt;
  if (const Truth truth = MapSays(predicate, result)) return truth;
  // {"order": {"status": "shipped"}}: one level of wrapping is common.
  Truth inner;
  for (auto entry = result.first(); entry; entry = result.next(*entry)) {
    if (!entry->value().is_map()) continue;
    const Truth truth = MapSays(predicate, entry->value());
    if (!truth) continue;
    // Two inner maps that disagree answer nothing.
    if (inner && *inner != *truth) return std::nullopt;
    inner = truth;
  }
  return inner;
}

}  // namespace

Predicate::Predicate(const PredicateSpec& spec)
    : form(spec.form), equals(SquashAll(spec.equals)), words(SquashAll(spec.words)) {
  if (!spec.field.empty()) field.emplace_back(spec.field);
}

Truth Test(const Predicate& predicate, ValueView result) {
  switch (predicate.form) {
    case PredicateForm::Exists:
      return Exists(predicate, result);
    case PredicateForm::Field:
      // A result that lacks the declared field may still say it in other words.
      if (const Truth said = FieldSays(predicate, result)) return said;
      return WordsSay(predicate, result);
    case PredicateForm::Words:
      return WordsSay(predicate, result);
  }
  return std::nullopt;
}

}  // namespace proviso::vm
