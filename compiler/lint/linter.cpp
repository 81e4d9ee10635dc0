// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/linter.h"

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/rules/all_rules.h"

namespace proviso::compiler::lint {

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
