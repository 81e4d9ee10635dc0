// SPDX-License-Identifier: Apache-2.0
// One value under two names: "the booking reference" of a question is the `reference` of a call,
// the "customer number" its `customer_no` (LANGUAGE section 7, binding arguments, 6).
#include <algorithm>

#include "compiler/sema/argument_binder.h"

namespace proviso::compiler {
namespace {

bool EndsWith(const Words& words, const Words& end) {
  return words.size() >= end.size() && std::equal(end.rbegin(), end.rend(), words.rbegin());
}

// Without the word that only says that it identifies something.
Words WithoutReference(const Lexicon& lexicon, Words words) {
  if (!words.empty() && lexicon.Is("reference_words", words.back())) words.pop_back();
  return words;
}

bool IsReference(const Lexicon& lexicon, const Words& words) {
  return !words.empty() && lexicon.Is("reference_words", words.back());
}

}  // namespace

std::optional<KnownValue> ArgumentBinder::GivenUnderAnotherName(const ToolParameter& parameter,
                                                                const Noun& noun) const {
  Words wanted = IdentifierWords(parameter.name);
  // "The customer number" is kept as the number: whose it is goes without saying.
  bool whose = false;
  while (wanted.size() > 1 && lexicon().Is("possessors", wanted.front())) {
    wanted.erase(wanted.begin());
    whose = true;
  }
  // A `user_id` is not whatever else is an id: without its owner the name says too little.
  const bool bare = whose && wanted.size() == 1 && IsReference(lexicon(), wanted);
  const auto same = [&](const Words& words) {
    if (JoinWords(words, "") == JoinWords(wanted, "")) return true;
    return IsReference(lexicon(), words) && IsReference(lexicon(), wanted) &&
           WithoutReference(lexicon(), words) == WithoutReference(lexicon(), wanted);
  };
  // The longer of the two names says more of the same thing; a name that the lexicon knows
  // ("email") says enough by itself.
  const auto longer = [&](const Words& words) {
    return !noun.known && !bare && (EndsWith(words, wanted) || EndsWith(wanted, words));
  };
  const auto only = [&](const auto& matches) -> std::optional<KnownValue> {
    std::optional<KnownValue> found;
    for (const auto& value : context_.scope.values) {
      if (IsNone(value->slot) || value->alternative) continue;
      const bool named = matches(IdentifierWords(context_.bundle.variables.at(value->slot).name)) ||
                         (!value->spoken.empty() && matches(value->spoken));
      if (!named) continue;
      if (found && found->slot != value->slot) return std::nullopt;
      found = *value;
    }
    return found;
  };
  if (std::optional<KnownValue> found = only(same)) return found;
  if (std::optional<KnownValue> found = only(longer)) return found;
  // "The serial number" is what a call has as its `serial`.
  const auto numbered = [&](const Words& words) {
    return !noun.known && IsReference(lexicon(), words) != IsReference(lexicon(), wanted) &&
           WithoutReference(lexicon(), words) == WithoutReference(lexicon(), wanted);
  };
  if (std::optional<KnownValue> found = only(numbered)) return found;
  // "Ask for their work email and check it → @t(email)": what was asked for last, where nothing
  // else is of its kind.
  std::optional<KnownValue> found = only([&](const Words& words) {
    return noun.known && words.size() > wanted.size() && EndsWith(words, wanted);
  });
  if (!found || found->slot != context_.scope.asked) return std::nullopt;
  const bool alone = std::none_of(
      context_.scope.values.begin(), context_.scope.values.end(), [&](const auto& value) {
        return !IsNone(value->slot) && value->slot != found->slot && value->type == found->type;
      });
  return alone ? found : std::nullopt;
}

}  // namespace proviso::compiler
