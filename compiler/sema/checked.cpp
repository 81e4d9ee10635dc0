// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/checked.h"

#include <utility>

namespace proviso::compiler {

CheckedExpr CheckedExpr::Of(Value value) {
  CheckedExpr expr;
  expr.kind = Kind::Constant;
  expr.constant = std::move(value);
  return expr;
}

CheckedExpr CheckedExpr::Load(VariableId variable) {
  CheckedExpr expr;
  expr.kind = Kind::Variable;
  expr.variable = variable;
  return expr;
}

CheckedExpr CheckedExpr::FieldOf(CheckedExpr base, FieldSpec field) {
  CheckedExpr expr;
  expr.kind = Kind::Field;
  expr.field = std::move(field);
  expr.operands.push_back(std::move(base));
  return expr;
}

CheckedExpr CheckedExpr::Apply(Opcode operation, std::vector<CheckedExpr> operands) {
  CheckedExpr expr;
  expr.kind = Kind::Operation;
  expr.operation = operation;
  expr.operands = std::move(operands);
  return expr;
}

CheckedExpr CheckedExpr::Single(Opcode operation, CheckedExpr operand) {
  std::vector<CheckedExpr> operands;
  operands.push_back(std::move(operand));
  return Apply(operation, std::move(operands));
}

CheckedExpr CheckedExpr::Not(CheckedExpr operand) {
  return Single(Opcode::Not, std::move(operand));
}

CheckedExpr CheckedExpr::Joined(Opcode operation, CheckedExpr left, CheckedExpr right) {
  std::vector<CheckedExpr> operands;
  operands.push_back(std::move(left));
  operands.push_back(std::move(right));
  return Apply(operation, std::move(operands));
}

CheckedExpr CheckedExpr::Ended(VariableId outcome, PromptOutcome expected) {
  return Joined(Opcode::Equal, Load(outcome),
                Of(Value::Integer(static_cast<std::int64_t>(expected))));
}

CheckedExpr CheckedExpr::Ask(CheckedExpr base, PredicateSpec predicate) {
  CheckedExpr expr;
  expr.kind = Kind::Test;
  expr.predicate = std::move(predicate);
  expr.operands.push_back(std::move(base));
  return expr;
}

CheckedExpr CheckedExpr::Set(VariableId variable) {
  CheckedExpr expr;
  expr.kind = Kind::IsSet;
  expr.variable = variable;
  return expr;
}

CheckedExpr CheckedExpr::LastOutcome() {
  CheckedExpr expr;
  expr.kind = Kind::Outcome;
  return expr;
}

}  // namespace proviso::compiler
