// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/driver.h"

#include <algorithm>

#include "compiler/driver/account_for_lines.h"
#include "compiler/emit/emit.h"
#include "compiler/lint/linter.h"
#include "compiler/parse/parser.h"
#include "compiler/sema/sema.h"

namespace proviso::compiler {

bool Compilation::has_errors() const {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; });
}

Compilation Compile(std::vector<std::pair<std::string, std::string>> files, const CompileOptions& options) {
  Compilation compilation;
  DiagnosticSink sink;
  std::vector<ast::Document> documents;
  for (auto& [name, text] : files) {
    const FileId file = compilation.sources.Add(std::move(name), std::move(text));
    documents.push_back(Parse(compilation.sources, file, sink, {}));
  }
  CheckResult checked = Check(compilation.sources, documents, options.catalogue, Lexicon::English(), sink);
  AccountForLines(compilation.sources, checked.readings, sink);
  if (options.lint != nullptr) {
    const lint::Context context{compilation.sources, documents, checked.program, !sink.has_errors(),
                                checked.readings, options.catalogue, Lexicon::English()};
    lint::RunRules(context, *options.lint, sink);
    sink = lint::ApplyLevels(context, *options.lint, std::move(sink));
  }
  if (!sink.has_errors()) compilation.module = Emit(checked.program, compilation.sources);
  compilation.diagnostics = sink.Sorted();
  if (options.explain) {
    compilation.readings = std::move(checked.readings);
    std::stable_sort(compilation.readings.begin(), compilation.readings.end(),
                     [](const LineReading& a, const LineReading& b) {
                       return std::pair(a.file, a.line) < std::pair(b.file, b.line);
                     });
  }
  compilation.documents = std::move(documents);
  compilation.program = std::move(checked.program);
  compilation.main_paths = std::move(checked.main_paths);
  return compilation;
}

}  // namespace proviso::compiler
