// SPDX-License-Identifier: Apache-2.0
// A clause as words with the signs around them, so that signs survive a rewriting.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/pack/forms.h"

namespace proviso::compiler::wording {

struct Token {
  std::string lead;  // signs in front: "(", "“"
  std::string word;
  std::string tail;  // signs behind: ",", ")"
  std::string folded;
  bool bare() const { return lead.empty() && tail.empty(); }
};
using Tokens = std::vector<Token>;

Token TokenOf(std::string word);
// White space separates; a value in braces is one word.
Tokens Split(std::string_view text);
std::string Join(const Tokens& tokens);
std::string Join(const Tokens& tokens, std::size_t begin, std::size_t end);
std::string Capitalised(std::string text);
// How many words of the phrase stand at `at` with no sign between them; 0 when not all do.
std::size_t Matches(const Tokens& tokens, std::size_t at, const pack::Forms::Words& phrase);
// The longest phrase of the list that stands there: how many words.
std::size_t MatchesAny(const Tokens& tokens, std::size_t at,
                       const std::vector<pack::Forms::Words>& list);
// Replaces `count` tokens by words; the signs at both ends stay.
void Replace(Tokens& tokens, std::size_t at, std::size_t count, const pack::Forms::Words& words);
// Without the signs that end a sentence or open a list.
void CutEnd(Tokens& tokens);

}  // namespace proviso::compiler::wording
