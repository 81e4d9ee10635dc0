// SPDX-License-Identifier: Apache-2.0
// How alike two tool names are, for "did you mean".
#pragma once

#include <string_view>

namespace proviso::internal {

// 0 to 1: alike letter by letter, or made of the same words in another order.
double NameSimilarity(std::string_view a, std::string_view b);

}  // namespace proviso::internal
