// SPDX-License-Identifier: Apache-2.0
// A golden file of the command line: what is typed, what comes out.
//
//   # Free words about the case, on lines that begin with `#`.
//   copy samples/send_replacement.policy        from the project into the working directory
//   bundle refund.pvo                           the hand-written bundle of tests/unit/session
//   refused_bundle refund.pvo                   the same, its code cut off: the verifier refuses it
//   $ proviso check send_replacement.policy     run by sh, in an empty working directory
//   --- file stubs.json                         a file that is written first
//   --- stdin
//   --- exit 0
//   --- stdout
//   --- stderr
//
// Sections go on up to the next line that begins with `--- `. In stdout and stderr, `{{…}}` stands
// for whatever its regular expression matches on the line.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace proviso::cli_test {

struct CliCase {
  std::vector<std::string> comments;
  std::vector<std::string> copies;
  std::string bundle;
  std::string refused_bundle;
  std::string command;
  std::vector<std::pair<std::string, std::string>> files;  // name, text
  std::string input;
  int exit_code = 0;
  std::string output;
  std::string errors;
};

Result<CliCase> ParseCase(std::string_view text);
std::string FormatCase(const CliCase& cli_case);

// True when every line of `actual` fits the line of `expected`.
bool Fits(const std::string& expected, const std::string& actual);
// `actual`, with the lines of `expected` kept where they fit, so that an update keeps its `{{…}}`.
std::string Updated(const std::string& expected, const std::string& actual);

}  // namespace proviso::cli_test
