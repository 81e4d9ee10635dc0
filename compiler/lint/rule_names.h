// SPDX-License-Identifier: Apache-2.0
// Findings as settings and comments name them: `vague-condition` or `P402`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"

namespace proviso::compiler::lint {

std::optional<DiagnosticId> ParseNameOrCode(std::string_view text);
// At most three names that look like `text`, best first.
std::vector<std::string> NearestRuleNames(std::string_view text);
// "flow", "safety", …: the category of every code, those of the compiler's own stages included.
// Bundles and run time have none.
std::string_view CategoryOf(DiagnosticId id);

}  // namespace proviso::compiler::lint
