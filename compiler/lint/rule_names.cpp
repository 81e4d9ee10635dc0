// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/rule_names.h"

#include "core/nearest.h"

namespace proviso::compiler::lint {

std::optional<DiagnosticId> ParseNameOrCode(std::string_view text) {
  if (const auto id = ParseCode(text)) return id;
  return ParseRuleName(text);
}

std::vector<std::string> NearestRuleNames(std::string_view text) {
  std::vector<std::string> names;
  for (const DiagnosticInfo& info : AllDiagnostics()) names.push_back(RuleName(info.id));
  return NearestNames(text, names);
}

// LANGUAGE section 14: the hundreds of a code are its band.
std::string_view CategoryOf(DiagnosticId id) {
  switch (static_cast<int>(id) / 100) {
    case 0:
      return "layout";
    case 1:
      return "names";
    case 2:
      return "flow";
    case 3:
      return "safety";
    case 4:
      return "clarity";
    case 5:
      return "style";
    default:
      return "";
  }
}

}  // namespace proviso::compiler::lint
