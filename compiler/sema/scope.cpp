// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/scope.h"

#include <algorithm>

namespace proviso::compiler {

void Scope::Learn(KnownValue value) {
  std::erase_if(values, [&](const auto& known) {
    return known->key == value.key && known->spelling == value.spelling;
  });
  values.push_back(std::make_shared<const KnownValue>(std::move(value)));
}

void Scope::Put(KnownPrompt asked_now) {
  std::erase_if(answered, [&](const auto& known) { return known->outcome == asked_now.outcome; });
  told.clear();
  answered.push_back(std::make_shared<const KnownPrompt>(asked_now));
  prompt = std::move(asked_now);
}

const KnownResult* Scope::FindResult(VariableId variable) const {
  for (auto it = results.rbegin(); it != results.rend(); ++it) {
    if (it->variable == variable) return &*it;
  }
  return nullptr;
}

Scope Join(const Scope& a, const Scope& b) {
  if (a.ended) return b;
  if (b.ended) return a;
  Scope joined;
  for (const auto& value : a.values) {
    const bool in_both = std::any_of(b.values.begin(), b.values.end(), [&](const auto& other) {
      return other == value || (other->key == value->key && other->spelling == value->spelling);
    });
    if (in_both) joined.values.push_back(value);
  }
  for (const KnownResult& result : a.results) {
    if (b.FindResult(result.variable) != nullptr) joined.results.push_back(result);
  }
  const bool same_prompt = a.prompt && b.prompt && a.prompt->outcome == b.prompt->outcome;
  if (same_prompt) joined.prompt = a.prompt;
  for (const auto& known : a.answered) {
    const bool in_both = std::any_of(b.answered.begin(), b.answered.end(), [&](const auto& other) {
      return other->outcome == known->outcome;
    });
    if (in_both) joined.answered.push_back(known);
  }
  for (const auto& [key, outcome] : a.value_outcomes) {
    const auto other = b.value_outcomes.find(key);
    if (other != b.value_outcomes.end() && other->second == outcome)
      joined.value_outcomes.emplace(key, outcome);
  }
  for (std::size_t i = 0; i < std::min(a.menus.size(), b.menus.size()); ++i) {
    if (a.menus[i]->slot != b.menus[i]->slot) break;
    joined.menus.push_back(a.menus[i]);
  }
  joined.open_answers = a.open_answers;
  for (const VariableId answer : b.open_answers) {
    const auto& open = joined.open_answers;
    if (std::find(open.begin(), open.end(), answer) == open.end()) {
      joined.open_answers.push_back(answer);
    }
  }
  for (const auto& [slot, use] : a.first_uses) {
    const auto other = b.first_uses.find(slot);
    if (other != b.first_uses.end() && other->second == use) joined.first_uses.emplace(slot, use);
  }
  if (a.call_slots == b.call_slots) joined.call_slots = a.call_slots;
  joined.effects = std::max(a.effects, b.effects);
  if (a.asked == b.asked) joined.asked = a.asked;
  joined.got_result = a.got_result && b.got_result;
  joined.looked = a.looked || b.looked;
  for (const auto& words : a.stated) {
    if (std::find(b.stated.begin(), b.stated.end(), words) != b.stated.end()) {
      joined.stated.push_back(words);
    }
  }
  if (a.told == b.told) joined.told = a.told;
  joined.withdrawn = a.withdrawn && b.withdrawn;
  for (const auto& consent : a.consents) {
    const auto& other = b.consents;
    if (std::find(other.begin(), other.end(), consent) != other.end()) {
      joined.consents.push_back(consent);
    }
  }
  return joined;
}

}  // namespace proviso::compiler
