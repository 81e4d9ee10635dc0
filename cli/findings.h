// SPDX-License-Identifier: Apache-2.0
// Printing diagnostics, apart from finding them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/invocation.h"
#include "compiler/driver/driver.h"

namespace proviso::cli {

struct FindingCounts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
};
FindingCounts CountFindings(const std::vector<Diagnostic>& diagnostics);

// "2 errors and 1 warning", "no findings"; notes are counted only when asked for.
std::string CountsText(const FindingCounts& counts);
// "1 file", "3 files"
std::string Counted(std::size_t count, std::string_view noun);

// What `--format` of `check` may be: pretty, compact, json, sarif, github, junit.
const std::vector<std::string>& FindingFormats();
// `format`: one of FindingFormats. `strict`: warnings count as errors (JUnit tells them apart).
std::string RenderFindings(const compiler::Compilation& compilation, std::string_view format,
                           bool color, bool strict = false);

// For verbs that only want the module: prints the errors on the error stream, and one line for
// whatever else there is unless --quiet.
void ReportCompilation(const compiler::Compilation& compilation, const Invocation& invocation);

}  // namespace proviso::cli
