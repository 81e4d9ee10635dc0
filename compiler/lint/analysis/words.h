// SPDX-License-Identifier: Apache-2.0
// The words of parts of the syntax tree.
#pragma once

#include <string>
#include <string_view>

#include "compiler/ast/ast.h"
#include "compiler/vocabulary/lexicon.h"

namespace proviso::compiler::lint {

inline bool HasPhrase(const Lexicon& lexicon, WordClass word_class, const Words& words) {
  return lexicon.FindPhrase(word_class, words) != nullptr;
}

// The literal text of a message, a space for every placeholder; or what is told.
std::string MessageText(const ast::Say& say);
// The words of everything that a condition says.
Words ConditionWords(const ast::Condition& condition);

}  // namespace proviso::compiler::lint
