// SPDX-License-Identifier: Apache-2.0
// What the binders ask of the words of a phrase. Pure functions.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/vocabulary/lexicon.h"
#include "compiler/vocabulary/word_class.h"

namespace proviso::compiler {

// The kinds of deed that words and tools name: a refund, a cancellation, ….
inline constexpr std::array<WordClass, 7> kActs = {
    "act_refund", "act_paid", "act_discount", "act_coupon", "act_cancel", "act_return", "act_ship"};

// The kinds of deed that the words name: "refund", "money back" -> act_refund.
std::vector<WordClass> ActsIn(const Lexicon& lexicon, const Words& words);
// Without articles and the like.
Words Telling(const Lexicon& lexicon, const Words& words);
// Without adverbs either: "already shipped" is shipped.
Words Stating(const Lexicon& lexicon, const Words& words);
// One of the words has the stem of `word`.
bool HasStem(const Words& words, std::string_view word);

}  // namespace proviso::compiler
