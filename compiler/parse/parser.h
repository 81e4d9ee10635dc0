// SPDX-License-Identifier: Apache-2.0
// From policy text to the syntax tree. The only door to the grammar; no ANTLR type shows here.
#pragma once

#include <cstddef>
#include <cstdint>

#include "compiler/ast/ast.h"
#include "core/diagnostic.h"
#include "core/source.h"

namespace proviso {

// What a policy text may cost. Going over a limit is a diagnostic, and the text concerned stays in
// the tree as far as it was read.
struct ParseOptions {
  std::size_t max_bytes = std::size_t{16} << 20;  // of the whole file; a longer one is not read
  std::size_t max_line_bytes = std::size_t{64} << 10;  // a longer line is kept, not understood
  std::uint32_t max_nesting = 64;                      // levels of indentation
};

// Reads the policies of one file. Total: any bytes give a Document, and what is wrong with them is
// told to `sink`. Never throws. Safe to call from several threads with different sinks; the first
// call of a process also loads the vocabulary.
ast::Document Parse(const SourceSet& sources, FileId file, DiagnosticSink& sink,
                    const ParseOptions& options = {});

// How many texts were read since the process began: tests see by it that none is read twice.
std::uint64_t TextsParsed();

}  // namespace proviso
