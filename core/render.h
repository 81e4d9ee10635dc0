// SPDX-License-Identifier: Apache-2.0
// Diagnostics as text, one function per format. None of them sorts: pass DiagnosticSink::Sorted().
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "core/diagnostic.h"
#include "core/source.h"

namespace proviso {

struct RenderOptions {
  bool color = false;
  int tab_width = 4;
  int max_width = 160;  // longer source lines are shown in part, around the marked place
};

// For people: the message, the source line, a caret line, labels, notes, the fix.
std::string RenderPretty(const SourceSet& sources, std::span<const Diagnostic> diagnostics,
                         const RenderOptions& options = {});
// A line each: `file:line:col: error[P103]: message`.
std::string RenderCompact(const SourceSet& sources, std::span<const Diagnostic> diagnostics);
// {"diagnostics": [{"code": "P103", "severity", "message", "file", "line", "column", "end_line",
// "end_column", "labels", "notes", "fix"}], "errors": n, "warnings": n, "notes": n}. Lines and
// columns are 1-based, columns count code points, the end is exclusive. docs/findings.schema.json.
std::string RenderJson(const SourceSet& sources, std::span<const Diagnostic> diagnostics);
// Workflow commands of GitHub Actions: `::error file=…,line=…,title=…::message`.
std::string RenderGithub(const SourceSet& sources, std::span<const Diagnostic> diagnostics);
// JUnit XML: a suite per file, a case per finding. `strict`: warnings are failures too.
std::string RenderJunit(const SourceSet& sources, std::span<const Diagnostic> diagnostics,
                        bool strict);

struct SarifOptions {
  std::string version;  // of the program, "0.1.0"; empty: not said
  // The page of a code as Markdown, for the rule's help; empty text or no function: none.
  std::function<std::string_view(DiagnosticId)> page;
};
// SARIF 2.1.0. Columns count UTF-16 code units.
std::string RenderSarif(const SourceSet& sources, std::span<const Diagnostic> diagnostics,
                        const SarifOptions& options = {});

}  // namespace proviso
