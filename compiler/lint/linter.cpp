// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/linter.h"

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/rules/all_rules.h"

namespace proviso::compiler::lint {

std::string_view CategoryName(Category category) {
  switch (category) {
    case Category::Flow:
      return "flow";
    case Category::Names:
      return "names";
    case Category::Safety:
      return "safety";
    case Category::Clarity:
      return "clarity";
    case Category::Style:
      return "style";
  }
  return "";
}

void RunRules(const Context& context, const Config& config, DiagnosticSink& sink) {
  if (!config.enabled) return;
  Context with_flows = context;
  const FlowBundle flows(with_flows);
  with_flows.flows = &flows;
  for (const auto& rule : AllRules()) {
    const auto level = config.levels.find(rule->id());
    if (level != config.levels.end() && !level->second.severity) continue;
    rule->Check(with_flows, sink);
  }
}

}  // namespace proviso::compiler::lint
