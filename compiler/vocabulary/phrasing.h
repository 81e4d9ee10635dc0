// SPDX-License-Identifier: Apache-2.0
// Patterns of sentences and lists of words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/vocabulary/lexicon.h"

namespace proviso::compiler {

// Replaces {0}, {1}, … by the arguments.
std::string Fill(std::string_view pattern, const std::vector<std::string>& arguments);
// "A, B or C" with the pack's separators.
std::string JoinAlternatives(const Lexicon& lexicon, const std::vector<std::string>& items);

}  // namespace proviso::compiler
