// SPDX-License-Identifier: Apache-2.0
// Writes a policy text anew from what the parser found its lines to be.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "core/source.h"

namespace proviso::compiler {

// How much of a line is written anew. Its place (indentation) always is.
enum class Rewrite : std::uint8_t {
  All,           // bullet, spaces, quotation marks
  ButBullet,     // whether there is a bullet stays as it was
  NothingInside  // bullet and text stay as they were
};

// The text with canonical layout. `rewrites`: one for each line of `document.layout`.
std::string WriteLayout(const SourceFile& source, const ast::Document& document,
                        const std::vector<Rewrite>& rewrites);

// Only what cannot matter: line endings, the byte order mark, white space at the ends of lines,
// empty lines in a row.
std::string WriteTidy(const SourceFile& source, const ast::Document& document);

}  // namespace proviso::compiler
