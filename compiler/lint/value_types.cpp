// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/value_types.h"

namespace proviso::compiler::lint {
namespace {

std::optional<ValueType> TypeOfNoun(const Noun& noun) {
  if (!noun.known) return std::nullopt;
  return noun.type;
}

std::optional<ValueType> TypeOfPath(const ast::Path& path, const Context& context) {
  if (path.steps.size() == 1) {
    for (const Variable& variable : context.program.variables) {
      if (variable.name == path.steps[0] && variable.type != ValueType::Json) return variable.type;
    }
  }
  return path.steps.empty() ? std::nullopt
                            : TypeOfNoun(context.lexicon.ReadIdentifier(path.steps.back()));
}

}  // namespace

std::optional<ValueType> TypeOf(const ast::Expr& expr, const Context& context) {
  if (const auto* literal = std::get_if<ast::Literal>(&expr.node)) return literal->type;
  if (const auto* path = std::get_if<ast::Path>(&expr.node)) return TypeOfPath(*path, context);
  if (const auto* noun = std::get_if<ast::NounPath>(&expr.node))
    return TypeOfNoun(context.lexicon.ReadNoun(noun->noun.words));
  if (const auto* unary = std::get_if<ast::Unary>(&expr.node)) {
    if (unary->op == ast::UnaryOp::CountOf) return ValueType::Number;
    return std::nullopt;
  }
  if (std::holds_alternative<ast::ListLiteral>(expr.node)) return ValueType::List;
  return std::nullopt;
}

ValueType TypeOfParameter(std::string_view name, ValueType declared, const Lexicon& lexicon) {
  const Noun noun = lexicon.ReadIdentifier(name);
  const bool says_more =
      declared == ValueType::Text || declared == ValueType::Number || declared == ValueType::Json;
  return noun.known && says_more ? noun.type : declared;
}

void ForEachComparison(const ast::Condition& condition,
                       const std::function<void(const ast::Comparison&, const Span&)>& visit) {
  const auto each = [&](const std::vector<ast::ConditionPtr>& parts) {
    for (const auto& part : parts) {
      if (part != nullptr) ForEachComparison(*part, visit);
    }
  };
  if (const auto* all = std::get_if<ast::AllOf>(&condition.node)) each(all->parts);
  if (const auto* any = std::get_if<ast::AnyOf>(&condition.node)) each(any->parts);
  if (const auto* negated = std::get_if<ast::NotCondition>(&condition.node);
      negated != nullptr && negated->operand != nullptr) {
    ForEachComparison(*negated->operand, visit);
  }
  if (const auto* comparison = std::get_if<ast::Comparison>(&condition.node))
    visit(*comparison, condition.span);
}

std::string_view TypePhrase(ValueType type) {
  switch (type) {
    case ValueType::Text:
      return "a text";
    case ValueType::YesNo:
      return "a yes or no";
    case ValueType::Number:
      return "a plain number";
    case ValueType::Percent:
      return "a percentage";
    case ValueType::Money:
      return "an amount of money";
    case ValueType::Date:
      return "a date";
    case ValueType::Time:
      return "a time";
    case ValueType::Duration:
      return "a length of time";
    case ValueType::Email:
      return "an email address";
    case ValueType::Phone:
      return "a phone number";
    case ValueType::Address:
      return "an address";
    case ValueType::OrderNumber:
      return "an order number";
    case ValueType::Choice:
      return "a choice";
    case ValueType::Item:
      return "an item";
    case ValueType::List:
      return "a list";
    case ValueType::Json:
      return "a record";
  }
  return "a value";
}

}  // namespace proviso::compiler::lint
