// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/scope.h"

#include <algorithm>

namespace proviso::compiler {

namespace {

// What an answer far below may still be to.
constexpr std::size_t kMostPrompts = 256;

// Both paths come from one point: what they knew there stands in front, in both.
template <typename T>
std::size_t Shared(const std::vector<T>& a, const std::vector<T>& b) {
  std::size_t count = 0;
  while (count < a.size() && count < b.size() && a[count] == b[count]) ++count;
  return count;
}

// What is in both, by `same`, in the order of `a`.
template <typename T, typename Same>
std::vector<T> InBoth(const std::vector<T>& a, const std::vector<T>& b, Same same) {
  const std::size_t shared = Shared(a, b);
  std::vector<T> both(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(shared));
  for (std::size_t i = shared; i < a.size(); ++i) {
    if (std::any_of(b.begin(), b.end(), [&](const T& other) { return same(a[i], other); })) {
      both.push_back(a[i]);
    }
  }
  return both;
}

}  // namespace

void Scope::Learn(KnownValue value) {
  std::erase_if(values, [&](const auto& known) {
    return known->key == value.key && known->spelling == value.spelling;
  });
  values.push_back(std::make_shared<const KnownValue>(std::move(value)));
}

void Scope::Put(KnownPrompt asked_now) {
  std::erase_if(answered, [&](const auto& known) { return known->outcome == asked_now.outcome; });
  told.clear();
  value_last = false;
  if (answered.size() == kMostPrompts) answered.erase(answered.begin());
  answered.push_back(std::make_shared<const KnownPrompt>(asked_now));
  prompt = std::move(asked_now);
}

const KnownResult* Scope::FindResult(VariableId variable) const {
  for (auto it = results.rbegin(); it != results.rend(); ++it) {
    if (it->variable == variable) return &*it;
  }
  return nullptr;
}

namespace {

std::string_view LastWord(std::string_view noun) {
  const std::size_t space = noun.rfind(' ');
  return space == std::string_view::npos ? noun : noun.substr(space + 1);
}

// "If no patient is found, create one": on one way only, and of the kind of a record that both ways
// looked for. Where that one is missing, this one is meant; it stands behind it.
void KeepStandIns(const Scope& from, Scope& joined) {
  for (const KnownResult& result : from.results) {
    if (!result.made || joined.FindResult(result.variable) != nullptr) continue;
    const auto looked_for =
        std::find_if(joined.results.begin(), joined.results.end(), [&](const KnownResult& known) {
          return !known.made && !known.has_schema && !result.has_schema &&
                 LastWord(known.noun) == LastWord(result.noun);
        });
    if (looked_for != joined.results.end()) joined.results.insert(looked_for, result);
  }
}

}  // namespace

void Scope::LearnPartly(const KnownResult& result) {
  const bool known = std::any_of(partly.begin(), partly.end(), [&](const KnownResult& other) {
    return other.variable == result.variable;
  });
  if (!known && FindResult(result.variable) == nullptr) partly.push_back(result);
}

Scope Join(const Scope& a, const Scope& b) {
  if (a.ended) return b;
  if (b.ended) return a;
  Scope joined;
  joined.values = InBoth(a.values, b.values, [](const auto& value, const auto& other) {
    return other == value || (other->key == value->key && other->spelling == value->spelling);
  });
  for (const KnownResult& result : a.results) {
    if (b.FindResult(result.variable) != nullptr) joined.results.push_back(result);
  }
  for (const Scope* way : {&a, &b}) {
    for (const auto* results : {&way->partly, &way->results}) {
      for (const KnownResult& result : *results) joined.LearnPartly(result);
    }
  }
  KeepStandIns(a, joined);
  KeepStandIns(b, joined);
  const bool same_prompt = a.prompt && b.prompt && a.prompt->outcome == b.prompt->outcome;
  if (same_prompt) joined.prompt = a.prompt;
  joined.answered = InBoth(a.answered, b.answered, [](const auto& known, const auto& other) {
    return other->outcome == known->outcome;
  });
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
  for (std::size_t i = Shared(a.open_answers, b.open_answers); i < b.open_answers.size(); ++i) {
    const auto& open = joined.open_answers;
    if (std::find(open.begin(), open.end(), b.open_answers[i]) == open.end()) {
      joined.open_answers.push_back(b.open_answers[i]);
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
  joined.value_last = a.value_last && b.value_last && a.asked == b.asked;
  joined.looked = a.looked || b.looked;
  const auto equal = [](const auto& one, const auto& other) { return one == other; };
  joined.stated = InBoth(a.stated, b.stated, equal);
  if (a.told == b.told) joined.told = a.told;
  joined.withdrawn = a.withdrawn && b.withdrawn;
  joined.consents = InBoth(a.consents, b.consents, equal);
  joined.settled = InBoth(a.settled, b.settled, equal);
  joined.refused = InBoth(a.refused, b.refused, equal);
  joined.open_offers = a.open_offers;
  for (const auto& offer : b.open_offers) {
    const auto same = std::find_if(joined.open_offers.begin(), joined.open_offers.end(),
                                   [&](const auto& one) { return one->outcome == offer->outcome; });
    if (same == joined.open_offers.end()) {
      joined.open_offers.push_back(offer);
    } else if (offer->carried_out) {
      *same = offer;  // who declined it passes all the same
    }
  }
  joined.told_apart = a.told_apart;
  for (const VariableId answer : b.told_apart) {
    const auto& known = joined.told_apart;
    if (std::find(known.begin(), known.end(), answer) == known.end()) {
      joined.told_apart.push_back(answer);
    }
  }
  return joined;
}

}  // namespace proviso::compiler
