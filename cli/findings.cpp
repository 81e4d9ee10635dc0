// SPDX-License-Identifier: Apache-2.0
#include "cli/findings.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/diagnostic_pages.h"
#include "core/render.h"

namespace proviso::cli {

FindingCounts CountFindings(const std::vector<Diagnostic>& diagnostics) {
  FindingCounts counts;
  for (const Diagnostic& diagnostic : diagnostics) {
    switch (diagnostic.severity) {
      case Severity::Error:
        ++counts.errors;
        break;
      case Severity::Warning:
        ++counts.warnings;
        break;
      case Severity::Note:
        ++counts.notes;
        break;
    }
  }
  return counts;
}

std::string Counted(std::size_t count, std::string_view noun) {
  // "policy" is the one noun of ours whose plural is not made with an s alone.
  if (count == 1) return fmt::format("1 {}", noun);
  if (noun.ends_with('y')) return fmt::format("{} {}ies", count, noun.substr(0, noun.size() - 1));
  return fmt::format("{} {}s", count, noun);
}

std::string CountsText(const FindingCounts& counts) {
  std::string out;
  const auto add = [&](std::size_t count, std::string_view noun) {
    if (count == 0) return;
    if (!out.empty()) out += ", ";
    out += Counted(count, noun);
  };
  add(counts.errors, "error");
  add(counts.warnings, "warning");
  add(counts.notes, "note");
  return out.empty() ? "no findings" : out;
}

const std::vector<std::string>& FindingFormats() {
  static const std::vector<std::string> formats = {"pretty", "compact", "json",
                                                   "sarif",  "github",  "junit"};
  return formats;
}

std::string RenderFindings(const compiler::Compilation& compilation, std::string_view format,
                           bool color, bool strict) {
  if (format == "json") return RenderJson(compilation.sources, compilation.diagnostics);
  if (format == "sarif") {
    return RenderSarif(compilation.sources, compilation.diagnostics,
                       {PROVISO_VERSION, DiagnosticPage});
  }
  if (format == "junit") {
    return RenderJunit(compilation.sources, compilation.diagnostics, strict);
  }
  if (format == "github") return RenderGithub(compilation.sources, compilation.diagnostics);
  if (format == "compact") return RenderCompact(compilation.sources, compilation.diagnostics);
  RenderOptions options;
  options.color = color;
  options.max_width = TerminalWidth(Stream::Out);
  return RenderPretty(compilation.sources, compilation.diagnostics, options);
}

void ReportCompilation(const compiler::Compilation& compilation, const Invocation& invocation) {
  std::vector<Diagnostic> errors;
  std::copy_if(compilation.diagnostics.begin(), compilation.diagnostics.end(),
               std::back_inserter(errors),
               [](const Diagnostic& d) { return d.severity == Severity::Error; });
  RenderOptions options;
  options.color = UsesColor(invocation.flags.color(), Stream::Err);
  options.max_width = TerminalWidth(Stream::Err);
  invocation.streams.err << RenderPretty(compilation.sources, errors, options);
  FindingCounts rest = CountFindings(compilation.diagnostics);
  rest.errors = 0;
  if (rest.warnings > 0) {
    invocation.Notice(fmt::format("{}; `proviso check` shows them", CountsText(rest)));
  }
}

}  // namespace proviso::cli
