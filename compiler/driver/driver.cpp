// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/driver.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "compiler/emit/emit.h"
#include "compiler/lint/linter.h"
#include "compiler/parse/parser.h"
#include "compiler/sema/sema.h"
#include "core/parallel.h"

namespace proviso::compiler {

namespace {

bool IsBlank(std::string_view line) {
  // White space, no-break and zero-width spaces, the byte order mark.
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::string_view rest = line.substr(i);
    if (line[i] == ' ' || line[i] == '\t' || line[i] == '\r' || line[i] == '\f' || line[i] == '\v') continue;
    if (rest.starts_with("\xC2\xA0")) {
      i += 1;
    } else if (rest.starts_with("\xE2\x80\x8B") || rest.starts_with("\xE2\x80\x8C") || rest.starts_with("\xE2\x80\x8D") ||
               rest.starts_with("\xEF\xBB\xBF")) {
      i += 2;
    } else {
      return false;
    }
  }
  return true;
}

// Promise 1: a line that no stage accounted for is an error, not a silence.
void AccountForLines(const SourceSet& sources, std::vector<LineReading>& readings, DiagnosticSink& sink) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> covered;
  for (const LineReading& reading : readings) covered.emplace(static_cast<std::uint32_t>(reading.file), reading.line);
  for (std::uint32_t f = 0; f < sources.size(); ++f) {
    const SourceFile& source = sources.file(static_cast<FileId>(f));
    for (std::uint32_t line = 1; line <= source.line_count(); ++line) {
      if (covered.contains({f, line}) || IsBlank(source.Line(line))) continue;
      const std::uint32_t begin = source.LineStart(line);
      const Span span{static_cast<FileId>(f), begin, begin + static_cast<std::uint32_t>(source.Line(line).size())};
      sink.Report(DiagnosticId::LineNotUnderstood, span, "this line was not understood, so nothing would come of it")
          .Note("reword it as one of the steps of docs/language.md, or make it a `//` comment");
      LineReading reading;
      reading.file = static_cast<FileId>(f);
      reading.line = line;
      reading.kind = ReadingKind::Problem;
      reading.meaning = "not understood";
      readings.push_back(std::move(reading));
    }
  }
}

// What a bundle must have for a second thread to be worth its start.
constexpr std::size_t kBytesForThreads = std::size_t{8} << 10;

// Everything behind the parser.
void Finish(Compilation& compilation, DiagnosticSink sink, std::size_t bytes, const CompileOptions& options) {
  const ast::Documents& documents = compilation.documents;
  CheckResult checked = Check(compilation.sources, documents, options.catalogue, Lexicon::English(), sink);
  AccountForLines(compilation.sources, checked.readings, sink);
  if (options.lint != nullptr) {
    lint::Context context{compilation.sources, documents, checked.program, !sink.has_errors(),
                          checked.readings, options.catalogue, Lexicon::English()};
    context.threads = bytes >= kBytesForThreads;
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
  compilation.program = std::move(checked.program);
  compilation.main_paths = std::move(checked.main_paths);
}

}  // namespace

bool Compilation::has_errors() const {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; });
}

Compilation Compile(std::vector<std::pair<std::string, std::string>> files, const CompileOptions& options) {
  Compilation compilation;
  DiagnosticSink sink;
  std::size_t bytes = 0;
  for (auto& [name, text] : files) {
    bytes += text.size();
    compilation.sources.Add(std::move(name), std::move(text));
  }
  std::vector<DiagnosticSink> findings(files.size());
  std::vector<std::shared_ptr<const ast::Document>> documents(files.size());
  ForEachIndex(files.size(), bytes >= kBytesForThreads, [&](std::size_t i) {
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
