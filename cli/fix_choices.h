// SPDX-License-Identifier: Apache-2.0
// Findings that several fixes could repair: which one is wanted, said on the command line or asked
// on the terminal.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/tool_catalogue.h"
#include "cli/invocation.h"
#include "compiler/format/apply_fixes.h"
#include "core/result.h"

namespace proviso::cli {

// One `--choose CODE@LINE=a`; the file may stand before the line (`P405@a.policy:9=b`), and without
// any place all findings of the code are meant.
struct ChosenFix {
  DiagnosticId id{};
  std::string file;        // empty: any
  std::uint32_t line = 0;  // 0: any
  std::size_t alternative = 0;
  std::string text;  // as it was given
  bool used = false;
};
// Codes: "bad_choice".
Result<ChosenFix> ParseChosenFix(const std::string& text);

// The choice of `chosen` for the finding, which is then marked as used; nullopt if there is none.
std::optional<std::size_t> FindChosen(std::vector<ChosenFix>& chosen,
                                      const compiler::Compilation& compilation,
                                      const Diagnostic& finding);

// The finding, its question and its alternatives, as a person reads them; ends in a line feed.
std::string DescribeChoice(const compiler::Compilation& compilation, const Diagnostic& finding);

// What the alternatives change: the shortest conversation on which two of them differ. Ends in a
// line feed; empty when the text does not compile as it is with any of them.
std::string DescribeDifferences(
    const compiler::NamedTexts& files, const Diagnostic& finding, const ToolCatalogue& catalogue,
    const std::function<compiler::Compilation(const compiler::NamedTexts&)>& compile);

// What to write on the command line to choose.
std::string ExampleChoice(const compiler::Compilation& compilation, const Diagnostic& finding);

// The letter of the i-th alternative: a, b, …
char LetterOf(std::size_t alternative);

// Shows `description` on the error stream and reads the letter of one of `count` alternatives.
// nullopt: leave it as it is.
std::optional<std::size_t> AskForChoice(const std::string& description, std::size_t count,
                                        const Invocation& invocation);

}  // namespace proviso::cli
