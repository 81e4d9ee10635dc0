// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/checked_walk.h"

namespace proviso::compiler::lint {
namespace {

void Read(const CheckedExpr& expr, std::set<VariableId>& variables) {
  if (expr.kind == CheckedExpr::Kind::Variable || expr.kind == CheckedExpr::Kind::IsSet) {
    variables.insert(expr.variable);
  }
  for (const CheckedExpr& operand : expr.operands) Read(operand, variables);
}

}  // namespace

void ForEachStep(const CheckedBlock& block, const std::function<void(const CheckedStep&)>& visit) {
  for (const CheckedStep& step : block) {
    visit(step);
    ForEachStep(step.body, visit);
    ForEachStep(step.otherwise, visit);
    ForEachStep(step.unknown, visit);
  }
}

std::set<VariableId> VariablesRead(const CheckedProgram& program) {
  std::set<VariableId> variables;
  const auto read = [&variables](const CheckedStep& step) {
    for (const CheckedExpr& argument : step.text.arguments) Read(argument, variables);
    for (const CheckedArgument& argument : step.arguments) Read(argument.value, variables);
    Read(step.condition, variables);
    Read(step.value, variables);
  };
  for (const CheckedPolicy& policy : program.policies) ForEachStep(policy.body, read);
  return variables;
}

}  // namespace proviso::compiler::lint
