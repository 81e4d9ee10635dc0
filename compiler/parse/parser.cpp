// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/parser.h"

#include <fmt/format.h>

#include <atomic>
#include <exception>

#include "compiler/parse/internal/document_builder.h"
#include "core/assert.h"

namespace proviso {
namespace {

std::atomic<std::uint64_t> texts_parsed{0};

}  // namespace

std::uint64_t TextsParsed() { return texts_parsed.load(std::memory_order_relaxed); }

// The wall that exceptions of ANTLR and of the standard library do not pass.
ast::Document Parse(const SourceSet& sources, FileId file, DiagnosticSink& sink,
                    const ParseOptions& options) {
  texts_parsed.fetch_add(1, std::memory_order_relaxed);
  try {
    return parse::DocumentBuilder(sources, file, sink, options).Build();
  } catch (const std::exception& failure) {
    PROVISO_UNREACHABLE(failure.what());
  }
}

}  // namespace proviso
