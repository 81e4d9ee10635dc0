// SPDX-License-Identifier: Apache-2.0
// Changes of values: limits, arguments, options.
#include <fmt/format.h>

#include <algorithm>

#include "core/decimal.h"
#include "testing/mutate/internal/changes.h"

namespace proviso::mutate {
namespace {

using compiler::CheckedArgument;
using compiler::CheckedExpr;
using compiler::CheckedStep;

// How far a limit is moved: by a tenth. A mistake in a limit is seldom smaller.
constexpr std::string_view kRaised = "1.1";
constexpr std::string_view kLowered = "0.9";

bool IsOrder(Opcode op) { return op == Opcode::Less || op == Opcode::LessEqual; }

std::optional<std::string> NumeralOf(const Value& value) {
  const ValueView view = value.view();
  switch (view.kind()) {
    case ValueKind::Integer:
      return std::to_string(view.integer());
    case ValueKind::Decimal:
    case ValueKind::Money:
      return std::string(view.text());
    default:
      return std::nullopt;
  }
}

Value WithNumeral(const Value& value, const std::string& numeral) {
  if (value.view().kind() == ValueKind::Money) {
    return Value::Money(value.view().currency(), numeral);
  }
  return Value::Decimal(numeral);
}

// Null when the value is no amount.
Value Scaled(const Value& value, std::string_view factor) {
  const auto numeral = NumeralOf(value);
  if (!numeral) return Value::Null();
  auto scaled = MultiplyDecimals(*numeral, factor);
  if (!scaled) return Value::Null();
  // A whole number stays one, and moves by one at least.
  if (value.view().kind() == ValueKind::Integer) {
    const bool up = CompareDecimals(factor, "1") > 0;
    const auto rounded = DecimalToInteger(scaled->substr(0, scaled->find('.')));
    if (!rounded) return Value::Null();
    const std::int64_t before = value.view().integer();
    return Value::Integer(*rounded == before ? before + (up ? 1 : -1) : *rounded);
  }
  return WithNumeral(value, *scaled);
}

void MoveLimit(CheckedExpr& constant, ChangeList& changes) {
  for (const std::string_view factor : {kRaised, kLowered}) {
    const Value moved = Scaled(constant.constant, factor);
    if (moved.view().is_null() || moved == constant.constant) continue;
    changes.Add(fmt::format("the limit {} is {} to {}", DisplayText(constant.constant.view()),
                            factor == kRaised ? "raised" : "lowered", DisplayText(moved.view())),
                [&constant, moved] { constant.constant = moved; });
  }
}

void OrderChanges(CheckedExpr& expr, ChangeList& changes) {
  for (CheckedExpr& operand : expr.operands) {
    if (operand.kind == CheckedExpr::Kind::Constant) MoveLimit(operand, changes);
  }
  const bool strict = expr.operation == Opcode::Less;
  changes.Add(strict ? "the limit itself counts as beyond it" : "the limit itself does not count",
              [&expr, strict] { expr.operation = strict ? Opcode::LessEqual : Opcode::Less; });
}

std::string ToolName(const CheckedStep& step, const ChangeList& changes) {
  return changes.program().tools[static_cast<std::size_t>(step.tool)].name;
}

// Another value of the conversation that would fit the parameter.
std::optional<VariableId> OtherVariable(const CheckedExpr& expr, ValueType type,
                                        const std::vector<Variable>& variables) {
  const bool loads = expr.kind == CheckedExpr::Kind::Variable;
  for (std::uint32_t i = 0; i < variables.size(); ++i) {
    const Variable& variable = variables[i];
    if (variable.type != type || variable.from_start || variable.name.starts_with('$')) continue;
    if (loads && Raw(expr.variable) == i) continue;
    return static_cast<VariableId>(i);
  }
  return std::nullopt;
}

void ArgumentChanges(CheckedArgument& argument, const std::string& tool, ChangeList& changes) {
  const std::string where = fmt::format("{} of @{}", argument.parameter, tool);
  if (argument.value.kind == CheckedExpr::Kind::Constant) {
    const Value other = OtherValue(argument.value.constant);
    if (!other.view().is_null()) {
      changes.Add(fmt::format("{} is “{}”, not “{}”", where, DisplayText(other.view()),
                              DisplayText(argument.value.constant.view())),
                  [&argument, other] { argument.value.constant = other; });
    }
  } else if (const auto other =
                 OtherVariable(argument.value, argument.type, changes.program().variables)) {
    changes.Add(fmt::format("{} is {{{}}}", where, changes.program().variables[Raw(*other)].name),
                [&argument, id = *other] { argument.value = CheckedExpr::Load(id); });
  }
}

}  // namespace

Value OtherValue(const Value& value) {
  const ValueView view = value.view();
  switch (view.kind()) {
    case ValueKind::True:
    case ValueKind::False:
      return Value::Bool(!view.is_true());
    case ValueKind::Integer:
      return Value::Integer(view.integer() > 0 ? view.integer() - 1 : view.integer() + 1);
    case ValueKind::Decimal:
    case ValueKind::Money:
      return Scaled(value, kLowered);
    case ValueKind::String:
      return Value::String(std::string(view.text()) + " (changed)");
    default:
      return Value::Null();
  }
}

void ConditionChanges(CheckedExpr& condition, ChangeList& changes) {
  for (CheckedExpr& operand : condition.operands) ConditionChanges(operand, changes);
  if (condition.kind == CheckedExpr::Kind::Operation) {
    if (IsOrder(condition.operation)) OrderChanges(condition, changes);
    if (condition.operation == Opcode::And || condition.operation == Opcode::Or) {
      const bool both = condition.operation == Opcode::And;
      changes.Add(both ? "one of the two conditions is enough" : "both conditions are needed",
                  [&condition, both] { condition.operation = both ? Opcode::Or : Opcode::And; });
    }
  }
  if (condition.kind == CheckedExpr::Kind::Test && condition.predicate.equals.size() > 1) {
    for (std::size_t i = 0; i < condition.predicate.equals.size(); ++i) {
      std::vector<std::string>& equals = condition.predicate.equals;
      changes.Add("“" + equals[i] + "” does not count any more",
                  [&equals, i] { equals.erase(equals.begin() + static_cast<std::ptrdiff_t>(i)); });
    }
  }
}

void CallChanges(CheckedStep& step, ChangeList& changes) {
  const std::string tool = ToolName(step, changes);
  for (CheckedArgument& argument : step.arguments) ArgumentChanges(argument, tool, changes);
  for (std::size_t i = 0; i < step.arguments.size(); ++i) {
    if (step.arguments[i].required) continue;
    changes.Add(fmt::format("{} of @{} is left out", step.arguments[i].parameter, tool),
                [&step, i] {
                  step.arguments.erase(step.arguments.begin() + static_cast<std::ptrdiff_t>(i));
                });
  }
  if (step.only_if_applicable) {
    changes.Add("@" + tool + " is called in any case",
                [&step] { step.only_if_applicable = false; });
  }
}

void QuestionChanges(CheckedStep& step, ChangeList& changes) {
  std::vector<PromptOption>& options = step.prompt.options;
  if (options.size() > 1) {
    for (std::size_t i = 0; i < options.size(); ++i) {
      changes.Add(fmt::format("“{}” is not offered", options[i].label), [&options, i] {
        options.erase(options.begin() + static_cast<std::ptrdiff_t>(i));
      });
    }
  }
  for (PromptOption& option : options) {
    if (option.values.size() < 2) continue;
    changes.Add(fmt::format("“{}” is {} first, not {}", option.label, option.values.back(),
                            option.values.front()),
                [&option] { std::reverse(option.values.begin(), option.values.end()); });
  }
}

}  // namespace proviso::mutate
