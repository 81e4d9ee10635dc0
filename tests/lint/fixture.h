// SPDX-License-Identifier: Apache-2.0
// A fixture of a rule: tests/lint/<category>/<rule_name>/x.policy, and x.json beside it when it has
// settings of its own.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "compiler/driver/driver.h"
#include "core/diagnostic.h"

namespace proviso::lint_test {

// The rule that a folder is for: "double_space" is P501. nullopt: there is none of that name.
std::optional<DiagnosticId> RuleOfFolder(const std::filesystem::path& folder);

// As `proviso check` compiles it: standard tools, all rules, the settings beside the file.
compiler::Compilation CheckFixture(const std::filesystem::path& policy, std::string text);
// The same without settings, for text that lies in no file.
compiler::Compilation CheckText(const std::string& name, std::string text);

std::vector<Diagnostic> FindingsOf(const compiler::Compilation& compilation, DiagnosticId id);

// The text of the one file with the edits made.
std::string Apply(const DiagnosticFix& fix, std::string text);

}  // namespace proviso::lint_test
