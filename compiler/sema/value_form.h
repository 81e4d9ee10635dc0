// SPDX-License-Identifier: Apache-2.0
// Of what signs a value is made, as authors say it: "6 digits", "RT- followed by 5 digits".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/pack/forms.h"
#include "compiler/vocabulary/lexicon.h"

namespace proviso::compiler {

// The forms that the words name, as PredicateForm::Says takes them; several for "6 to 8 digits".
// Empty when they name none, or when a word among them is not understood.
// `numerals`: of the language, for numbers in words.
std::vector<std::string> FormsIn(const Lexicon& lexicon, const pack::Forms& numerals,
                                 std::string_view text);

}  // namespace proviso::compiler
