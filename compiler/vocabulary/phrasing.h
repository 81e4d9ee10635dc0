// SPDX-License-Identifier: Apache-2.0
// Turning an author's words about the customer into words to the customer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/vocabulary/lexicon.h"

namespace proviso::compiler {

// "the customer's order has been updated" -> "your order has been updated". Punctuation stays.
std::string AddressCustomer(const Lexicon& lexicon, std::string_view text);
// A clause as a sentence: first letter upper case, closed by a full stop unless it ends in . ! or ?
std::string Sentence(const Lexicon& lexicon, std::string_view clause);
// "they are interested in one of the options" -> "Are you interested in one of the options?"
std::string Question(const Lexicon& lexicon, std::string_view clause);
// "the user's email address" -> "your email address"; "order number" -> "the order number" stays as
// written otherwise.
std::string NounForCustomer(const Lexicon& lexicon, std::string_view noun);
// Replaces {0}, {1}, … by the arguments.
std::string Fill(std::string_view pattern, const std::vector<std::string>& arguments);
// "A, B or C" with the pack's separators.
std::string JoinAlternatives(const Lexicon& lexicon, const std::vector<std::string>& items);

}  // namespace proviso::compiler
