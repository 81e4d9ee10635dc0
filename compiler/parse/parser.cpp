// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/parser.h"

#include <fmt/format.h>

#include <exception>

#include "compiler/parse/internal/document_builder.h"
#include "core/assert.h"

namespace proviso {

// The wall that exceptions of ANTLR and of the standard library do not pass.
ast::Document Parse(const SourceSet& sources, FileId file, DiagnosticSink& sink,
                    const ParseOptions& options) {
  try {
    return parse::DocumentBuilder(sources, file, sink, options).Build();
  } catch (const std::exception& failure) {
    PROVISO_UNREACHABLE(failure.what());
  }
}

}  // namespace proviso
