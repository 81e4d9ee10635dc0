// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "compiler/ast/dump.h"
#include "compiler/parse/parser.h"
#include "tests/golden/golden_runner.h"

namespace {

std::string Render(const std::string& name, std::string text) {
  proviso::SourceSet sources;
  const proviso::FileId file = sources.Add(name, std::move(text));
  proviso::DiagnosticSink sink;
  const proviso::ast::Document document = proviso::Parse(sources, file, sink);
  std::string out = proviso::ast::Dump(document, sources);
  for (const proviso::Diagnostic& diagnostic : sink.Sorted()) {
    const proviso::LineColumn at = sources.file(file).Locate(diagnostic.primary.begin);
    out += fmt::format("{} {}:{} {}\n", proviso::CodeText(diagnostic.id), at.line, at.column,
                       diagnostic.message);
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) { return proviso::golden::RunGoldens(argc, argv, Render); }
