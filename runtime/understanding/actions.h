// SPDX-License-Identifier: Apache-2.0
// Words for one and the same action (`<language>/actions.def`).
#pragma once

#include <string_view>

namespace proviso::understanding {

// The group of a folded word, 0 when it is in none. A word is in a group in the forms listed there,
// so that "skipped" is no order to skip.
int ActionOf(std::string_view language, std::string_view folded);

}  // namespace proviso::understanding
