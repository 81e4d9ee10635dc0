// SPDX-License-Identifier: Apache-2.0
// The small things that stand in lines: patterns, values, lists.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "testing/scenario/scenario.h"

namespace proviso::scenario {

std::string_view TrimSpaces(std::string_view text);
// "text", /regex/ or words.
TextPattern ReadPattern(std::string_view text);
// Without a pair of straight or curly quotes around it.
std::string Unquoted(std::string_view text);
// JSON where it is JSON; yes and no are truth values; anything else is a text.
Json ReadPlainValue(std::string_view text);
// "A, B, or C"; parts in quotes keep their commas.
std::vector<std::string> ReadList(std::string_view text);
// "the customer's loyalty tier" -> "loyalty_tier"; "customer.authenticated" stays.
std::string ReadFactName(std::string_view text);
// Curly quotes, as word processors make them of straight ones, straight again.
std::string WithStraightQuotes(std::string_view text);

}  // namespace proviso::scenario
