// SPDX-License-Identifier: Apache-2.0
// Edits that fixes are made of.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/ast/ast.h"
#include "core/diagnostic.h"
#include "core/source.h"

namespace proviso::compiler::lint {

// A line behind the last one of `statement`, with its indentation and bullet. nullopt when the
// statement does not begin its line, so that there is nothing to copy.
std::optional<TextEdit> LineBehind(const SourceSet& sources, const ast::Statement& statement,
                                   std::string_view text);

// The whole line of the statement, its line ending included. nullopt when it shares the line with
// others.
std::optional<TextEdit> WithoutLine(const SourceSet& sources, const ast::Statement& statement);

// The statement that ends last in the text, those inside of the blocks included.
const ast::Statement* LastOf(const ast::Block& block);

}  // namespace proviso::compiler::lint
