// SPDX-License-Identifier: Apache-2.0
// Diagnostics as text, one function per format. None of them sorts: pass DiagnosticSink::Sorted().
#pragma once

#include <span>
#include <string>

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
// columns are 1-based, columns count code points, the end is exclusive.
std::string RenderJson(const SourceSet& sources, std::span<const Diagnostic> diagnostics);
// Workflow commands of GitHub Actions: `::error file=…,line=…::message`.
std::string RenderGithub(const SourceSet& sources, std::span<const Diagnostic> diagnostics);

}  // namespace proviso
