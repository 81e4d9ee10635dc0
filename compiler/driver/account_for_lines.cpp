// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/account_for_lines.h"

#include <set>
#include <utility>

#include "core/plain_text.h"

namespace proviso::compiler {

void AccountForLines(const SourceSet& sources, std::vector<LineReading>& readings,
                     DiagnosticSink& sink) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> covered;
  for (const LineReading& reading : readings)
    covered.emplace(static_cast<std::uint32_t>(reading.file), reading.line);
  for (std::uint32_t f = 0; f < sources.size(); ++f) {
    const SourceFile& source = sources.file(static_cast<FileId>(f));
    for (std::uint32_t line = 1; line <= source.line_count(); ++line) {
      if (covered.contains({f, line}) || IsBlankText(source.Line(line))) continue;
      const std::uint32_t begin = source.LineStart(line);
      const Span span{static_cast<FileId>(f), begin,
                      begin + static_cast<std::uint32_t>(source.Line(line).size())};
      sink.Report(DiagnosticId::LineNotUnderstood, span,
                  "this line was not understood, so nothing would come of it")
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

}  // namespace proviso::compiler
