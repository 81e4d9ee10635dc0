// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/driver.h"

#include <algorithm>

#include "compiler/driver/account_for_lines.h"
#include "compiler/driver/lead_on.h"
#include "compiler/emit/emit.h"
#include "compiler/lint/linter.h"
#include "compiler/parse/accounts.h"
#include "compiler/parse/parser.h"
#include "compiler/sema/sema.h"
#include "core/parallel.h"

namespace proviso::compiler {

namespace {

// What a bundle must have for a second thread to be worth its start.
constexpr std::size_t kBytesForThreads = std::size_t{8} << 10;

// Everything behind the parser.
void Finish(Compilation& compilation, DiagnosticSink sink, std::size_t bytes,
            const CompileOptions& options) {
  const ast::Documents& documents = compilation.documents;
  CheckResult checked = Check(compilation.sources, documents, options.catalogue, sink);
  AccountForLines(compilation.sources, checked.readings, sink);
  if (options.lint != nullptr) {
    lint::Context context{compilation.sources,
                          documents,
                          checked.program,
                          !sink.has_errors(),
                          checked.readings,
                          options.catalogue,
                          *Lexicon::Of(checked.program.language)};
    context.threads = bytes >= kBytesForThreads;
    lint::RunRules(context, *options.lint, sink);
    sink = lint::ApplyLevels(context, *options.lint, std::move(sink));
  }
  if (options.wordings) sink = LeadOn(compilation.sources, documents, std::move(sink));
  if (options.accounts) {
    for (const ast::Document& document : documents) {
      for (LineAccount& line : parse::AccountsOf(compilation.sources, document)) {
        compilation.accounts.push_back(std::move(line));
      }
    }
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
  compilation.program = std::move(checked.program);
  compilation.main_paths = std::move(checked.main_paths);
}

}  // namespace

bool Compilation::has_errors() const {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::Error;
  });
}

Compilation Compile(std::vector<std::pair<std::string, std::string>> files,
                    const CompileOptions& options) {
  Compilation compilation;
  DiagnosticSink sink;
  std::size_t bytes = 0;
  for (auto& [name, text] : files) {
    bytes += text.size();
    compilation.sources.Add(std::move(name), std::move(text));
  }
  std::vector<DiagnosticSink> findings(files.size());
  std::vector<std::shared_ptr<const ast::Document>> documents(files.size());
  ForEachIndex(files.size(), bytes >= kBytesForThreads ? Processors() : 1, [&](std::size_t i) {
    documents[i] = std::make_shared<const ast::Document>(
        Parse(compilation.sources, static_cast<FileId>(i), findings[i], {}));
  });
  for (std::size_t i = 0; i < files.size(); ++i) {
    sink.Append(std::move(findings[i]));
    compilation.documents.Add(std::move(documents[i]));
  }
  Finish(compilation, std::move(sink), bytes, options);
  return compilation;
}

Compilation Compile(const std::vector<ParsedText>& files, const CompileOptions& options) {
  Compilation compilation;
  DiagnosticSink sink;
  std::size_t bytes = 0;
  for (const ParsedText& file : files) {
    bytes += file.source->text().size();
    compilation.sources.Place(file.id, file.source);
    compilation.documents.Add(file.document);
    for (const Diagnostic& diagnostic : *file.findings) sink.Add(diagnostic);
  }
  Finish(compilation, std::move(sink), bytes, options);
  return compilation;
}

}  // namespace proviso::compiler
