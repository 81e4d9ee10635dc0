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

std::string_view CategoryOf(DiagnosticId id) {
  const DiagnosticBand& band = BandOf(id);
  return band.kind == BandKind::Text ? band.name : std::string_view();
}

}  // namespace proviso::compiler::lint
