// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/render.h"

namespace proviso {
namespace {

// The escapes of workflow commands: in a property also `:` and `,`.
std::string Escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    const bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    if (special) {
      out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      out.push_back(c);
    }
  }
  return out;
}

std::string_view Command(Severity severity) {
  return severity == Severity::Note ? std::string_view("notice") : SeverityName(severity);
}

// The runner drops columns of an annotation over several lines, with a complaint in its log; so
// they are left out there.
std::string Place(const SourceFile& file, const Span& span) {
  const LineColumn begin = file.Locate(span.begin);
  const LineColumn end = file.Locate(span.end);
  std::string out =
      fmt::format("file={},line={},endLine={},", Escaped(file.name(), true), begin.line, end.line);
  if (begin.line == end.line) {
    out += fmt::format("col={},endColumn={},", begin.column, end.column);
  }
  return out;
}

}  // namespace

std::string RenderGithub(const SourceSet& sources, std::span<const Diagnostic> diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    out += fmt::format("::{} ", Command(diagnostic.severity));
    if (diagnostic.primary.file != kNoFile) {
      out += Place(sources.file(diagnostic.primary.file), diagnostic.primary);
    }
    std::string message = diagnostic.message;
    for (const std::string& note : diagnostic.notes) message += "\n" + note;
    const std::string title =
        fmt::format("{} {}", CodeText(diagnostic.id), RuleName(diagnostic.id));
    out += fmt::format("title={}::{}\n", Escaped(title, true), Escaped(message, false));
  }
  return out;
}

}  // namespace proviso
