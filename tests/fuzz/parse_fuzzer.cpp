// SPDX-License-Identifier: Apache-2.0
// Any bytes as a policy text, parsed only: without sema behind it this runs an order of magnitude
// more inputs than the compile fuzzer. Spans must lie inside the file, and two readings must agree.
#include <cstdint>
#include <string>

#include "compiler/ast/dump.h"
#include "compiler/parse/parser.h"
#include "core/assert.h"

namespace {

constexpr std::size_t kMaxInput = 4096;

std::string Read(const std::string& text) {
  proviso::SourceSet sources;
  const proviso::FileId file = sources.Add("fuzz.policy", text);
  proviso::DiagnosticSink sink;
  const proviso::ast::Document document = proviso::Parse(sources, file, sink);
  for (const proviso::Diagnostic& diagnostic : sink.all()) {
    PROVISO_ASSERT(diagnostic.primary.begin <= diagnostic.primary.end);
    PROVISO_ASSERT(diagnostic.primary.end <= text.size());
  }
  proviso::ast::DumpOptions options;
  options.spans = true;
  return proviso::ast::Dump(document, sources, options);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > kMaxInput) return 0;
  const std::string text(reinterpret_cast<const char*>(data), size);
  PROVISO_ASSERT(Read(text) == Read(text));
  return 0;
}
