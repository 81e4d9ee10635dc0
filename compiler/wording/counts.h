// SPDX-License-Identifier: Apache-2.0
// Counted values in the author's words: "7, 14 or 21 days", "1 to 3 months".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/pack/forms.h"

namespace proviso::compiler {

struct Counts {
  std::vector<std::string> values;  // "7 days", "14 days", "21 days"
  pack::Forms::Words unit;          // "day", "days"
};

// The first list or range in the text; one value counts only when `single`. Empty when there is
// none.
Counts FindCounts(const pack::Forms& forms, std::string_view text, bool single);

}  // namespace proviso::compiler
