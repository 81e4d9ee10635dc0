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

}  // namespace

std::string RenderGithub(const SourceSet& sources, std::span<const Diagnostic> diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    out += fmt::format("::{} ", Command(diagnostic.severity));
    if (diagnostic.primary.file != kNoFile) {
      const SourceFile& file = sources.file(diagnostic.primary.file);
      const LineColumn begin = file.Locate(diagnostic.primary.begin);
      const LineColumn end = file.Locate(diagnostic.primary.end);
      out +=
          fmt::format("file={},line={},col={},endLine={},endColumn={},", Escaped(file.name(), true),
                      begin.line, begin.column, end.line, end.column);
    }
    std::string message = diagnostic.message;
    for (const std::string& note : diagnostic.notes) message += "\n" + note;
    out += fmt::format("title={}::{}\n", CodeText(diagnostic.id), Escaped(message, false));
  }
  return out;
}

}  // namespace proviso
