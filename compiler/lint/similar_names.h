// SPDX-License-Identifier: Apache-2.0
// Whether two different names are so alike that one of them is probably a slip.
#pragma once

#include <string_view>

namespace proviso::compiler::lint {

// The same words in another case or with other separators; one word in the singular and in the
// plural; one or two letters changed in one word of some length. Names that differ in a number, or
// by a whole word, are different.
bool LookLikeOne(std::string_view a, std::string_view b);

}  // namespace proviso::compiler::lint
