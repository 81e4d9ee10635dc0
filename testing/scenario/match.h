// SPDX-License-Identifier: Apache-2.0
// When does what happened fit what a scenario expects.
#pragma once

#include <string>
#include <string_view>

#include "testing/scenario/scenario.h"

namespace proviso::scenario {

// Folded for comparison: lower case, single spaces, straight quotes and dashes, "..." for "…".
std::string FoldText(std::string_view text);

// An empty pattern fits every text. A regular expression that cannot be read fits none.
bool MatchesText(const TextPattern& pattern, std::string_view text);

// An object fits one that has all its members; a list fits element by element; a text "/…/" is a
// regular expression that searches texts and the JSON of anything else; a text "…" or "..." fits
// anything that is there; numbers compare by value, and so do a number and its text (order number
// 1001, "1001").
bool MatchesJson(const Json& expected, const Json& actual);

// What is asked for, by its words: all words of `expected` (articles and possessives left out) are
// words of `name`.
bool MatchesName(std::string_view expected, std::string_view name);

// The same for a sentence: *they want their money back* is asked as "Do you want your money back?".
// Pronouns, auxiliary verbs and the s of the third person do not count.
bool MatchesSentence(std::string_view expected, std::string_view text);

// "": a regular expression that can be used; otherwise why not.
std::string RegexProblem(std::string_view pattern);

}  // namespace proviso::scenario
