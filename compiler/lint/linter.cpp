// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/linter.h"

#include <vector>

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/instruction_lines.h"
#include "compiler/lint/rules/all_rules.h"
#include "core/parallel.h"

namespace proviso::compiler::lint {

void RunRules(const Context& context, const Config& config, DiagnosticSink& sink) {
  if (!config.enabled) return;
  Context made = context;
  const FlowBundle flows(made);
  made.flows = &flows;
  const std::vector<InstructionLine> lines = ReadInstructionLines(context);
  made.lines = &lines;
  std::vector<const Rule*> rules;
  for (const auto& rule : AllRules()) {
    const auto level = config.levels.find(rule->id());
    if (level == config.levels.end() || level->second.severity) rules.push_back(rule.get());
  }
  // Each has a sink of its own, so that their order is the list's however they are run.
  std::vector<DiagnosticSink> findings(rules.size());
  ForEachIndex(rules.size(), context.threads ? Processors() : 1,
               [&](std::size_t i) { rules[i]->Check(made, findings[i]); });
  for (DiagnosticSink& found : findings) sink.Append(std::move(found));
}

}  // namespace proviso::compiler::lint
