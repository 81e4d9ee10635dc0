// SPDX-License-Identifier: Apache-2.0
// Expressions in braces and comparisons (LANGUAGE sections 4 and 5).
#include <fmt/format.h>

#include "compiler/sema/binder.h"
#include "core/nearest.h"

namespace proviso::compiler {

namespace {

Opcode OpcodeOf(ast::BinaryOp op) {
  switch (op) {
    case ast::BinaryOp::Add:
      return Opcode::Add;
    case ast::BinaryOp::Subtract:
      return Opcode::Subtract;
    case ast::BinaryOp::Multiply:
      return Opcode::Multiply;
    case ast::BinaryOp::Divide:
      return Opcode::Divide;
    case ast::BinaryOp::Equal:
    case ast::BinaryOp::NotEqual:
      return Opcode::Equal;
    case ast::BinaryOp::Less:
    case ast::BinaryOp::Greater:
      return Opcode::Less;
    case ast::BinaryOp::LessEqual:
    case ast::BinaryOp::GreaterEqual:
      return Opcode::LessEqual;
    case ast::BinaryOp::Contains:
      return Opcode::Contains;
    case ast::BinaryOp::And:
      return Opcode::And;
    case ast::BinaryOp::Or:
      return Opcode::Or;
  }
  return Opcode::Nop;
}

CheckedExpr Two(Opcode op, CheckedExpr left, CheckedExpr right) {
  std::vector<CheckedExpr> operands;
  operands.push_back(std::move(left));
  operands.push_back(std::move(right));
  return CheckedExpr::Apply(op, std::move(operands));
}

CheckedExpr One(Opcode op, CheckedExpr operand) {
  std::vector<CheckedExpr> operands;
  operands.push_back(std::move(operand));
  return CheckedExpr::Apply(op, std::move(operands));
}

}  // namespace

std::optional<CheckedExpr> Binder::BindPath(const Span& span, const std::vector<std::string>& steps) {
  if (steps.empty()) return std::nullopt;
  const std::string first = SnakeCase(IdentifierWords(steps.front()));
  std::optional<CheckedExpr> base;
  for (auto it = scope_.values.rbegin(); it != scope_.values.rend() && !base; ++it) {
    const KnownValue& value = **it;
    const bool named = value.spelling == "{" + first + "}" || value.spelling == "{" + steps.front() + "}";
    if (value.tier == 1 && named) base = value.expr;
  }
  for (auto it = scope_.results.rbegin(); it != scope_.results.rend() && !base; ++it) {
    const std::string& name = bundle_.variables.at(it->variable).name;
    if (name == first || SnakeCase(IdentifierWords(it->noun)) == first) {
      base = CheckedExpr::Load(it->variable);
    }
  }
  if (!base && (lexicon().Is("possessors", steps.front()) || first == "channel" || first == "now" || first == "locale")) {
    // A fact of the channel, given when the conversation starts: {customer.authenticated}.
    std::string name = steps.front();
    for (std::size_t i = 1; i < steps.size(); ++i) name += "." + steps[i];
    const VariableId variable = bundle_.variables.Get(name, ValueType::Json);
    bundle_.variables.MarkFromStart(variable);
    return CheckedExpr::Load(variable);
  }
  if (!base) {
    // A value named by its field alone: {reason}.
    const Noun noun = lexicon().ReadIdentifier(steps.front());
    std::vector<KnownValue> values = FindValues({noun.slot, noun.key}, noun.is_new);
    if (!values.empty()) base = values.front().expr;
    if (!base) {
      if (std::optional<KnownValue> field = FieldOfResults(noun, steps.front(), nullptr)) base = field->expr;
    }
  }
  if (!base) {
    std::vector<std::string> names;
    for (const auto& value : scope_.values) names.push_back(value->spelling.substr(1, value->spelling.size() - 2));
    Diagnostic& diagnostic = Report(DiagnosticId::ValueNeverSet, span,
                                    fmt::format("`{{{}}}` is not set on every way to this line", fmt::join(steps, ".")));
    for (const std::string& name : NearestNames(steps.front(), names)) diagnostic.Note(fmt::format("did you mean `{{{}}}`?", name));
    diagnostic.Note("ask for it, or call the tool that gives it, before it is used");
    return std::nullopt;
  }
  for (std::size_t i = 1; i < steps.size(); ++i) {
    const Noun noun = lexicon().ReadIdentifier(steps[i]);
    base = CheckedExpr::FieldOf(std::move(*base), FieldFor(noun, steps[i]));
  }
  return base;
}

std::optional<CheckedExpr> Binder::BindNounPath(const ast::Phrase& phrase, bool report) {
  const Noun noun = lexicon().ReadNoun(phrase.words);
  if (noun.slot.empty()) return std::nullopt;
  for (const KnownValue& value : FindValues({noun.slot, noun.key}, noun.is_new)) {
    if (value.is_new == noun.is_new || value.tier == 1) return value.expr;
  }
  if (noun.known || !scope_.results.empty()) {
    if (std::optional<KnownValue> field = FieldOfResults(noun, noun.slot, nullptr)) return field->expr;
  }
  if (report) {
    Report(DiagnosticId::ValueNeverSet, phrase.span, fmt::format("`{}` is not set on every way to this line", phrase.text))
        .Note("ask for it, or call the tool that gives it, before it is used");
  }
  return std::nullopt;
}

std::optional<CheckedExpr> Binder::BindExpr(const ast::Expr& expr) {
  const auto visit = [&](const auto& node) -> std::optional<CheckedExpr> {
    using Node = std::decay_t<decltype(node)>;
    if constexpr (std::is_same_v<Node, ast::Literal>) {
      return CheckedExpr::Of(node.value);
    } else if constexpr (std::is_same_v<Node, ast::Path>) {
      return BindPath(expr.span, node.steps);
    } else if constexpr (std::is_same_v<Node, ast::NounPath>) {
      return BindNounPath(node.noun, true);
    } else if constexpr (std::is_same_v<Node, ast::Unary>) {
      std::optional<CheckedExpr> operand = BindExpr(*node.operand);
      if (!operand) return std::nullopt;
      switch (node.op) {
        case ast::UnaryOp::Negate:
          return Two(Opcode::Subtract, CheckedExpr::Of(Value::Integer(0)), std::move(*operand));
        case ast::UnaryOp::Not:
          return One(Opcode::Not, std::move(*operand));
        case ast::UnaryOp::CountOf:
          return One(Opcode::Count, std::move(*operand));
        case ast::UnaryOp::SumOf:
          return One(Opcode::Sum, std::move(*operand));
      }
      return std::nullopt;
    } else if constexpr (std::is_same_v<Node, ast::Binary>) {
      std::optional<CheckedExpr> left = BindExpr(*node.left);
      std::optional<CheckedExpr> right = BindExpr(*node.right);
      if (!left || !right) return std::nullopt;
      const bool swapped = node.op == ast::BinaryOp::Greater || node.op == ast::BinaryOp::GreaterEqual;
      if (swapped) std::swap(left, right);
      CheckedExpr result = Two(OpcodeOf(node.op), std::move(*left), std::move(*right));
      return node.op == ast::BinaryOp::NotEqual ? One(Opcode::Not, std::move(result)) : std::move(result);
    } else if constexpr (std::is_same_v<Node, ast::ClockWord>) {
      const VariableId now = bundle_.variables.Get("now", ValueType::Date);
      bundle_.variables.MarkFromStart(now);
      return CheckedExpr::Load(now);
    } else {
      static_assert(std::is_same_v<Node, ast::ListLiteral>);
      ListBuilder list;
      for (const ast::ExprPtr& item : node.items) {
        const auto* literal = std::get_if<ast::Literal>(&item->node);
        if (literal == nullptr) {
          Report(DiagnosticId::ValueNeverSet, item->span, "a list may only hold plain values");
          return std::nullopt;
        }
        list.Add(literal->value.view());
      }
      return CheckedExpr::Of(list.Build());
    }
  };
  return std::visit(visit, expr.node);
}

BoundCondition Binder::BindComparison(const ast::Condition& condition, const ast::Comparison& comparison) {
  BoundCondition bound;
  bound.subject = std::string(bundle_.sources.file(file_).Text(condition.span));
  bound.meaning = "when " + bound.subject;
  std::optional<CheckedExpr> left;
  if (comparison.left == nullptr) {
    if (scope_.prompt && !IsNone(scope_.prompt->slot)) left = CheckedExpr::Load(scope_.prompt->slot);
  } else if (const auto* noun = std::get_if<ast::NounPath>(&comparison.left->node)) {
    left = BindNounPath(noun->noun, false);
  } else {
    left = BindExpr(*comparison.left);
    if (!left) {
      bound.broken = true;
      return bound;
    }
  }
  if (!left) return Judged(condition);
  std::vector<CheckedExpr> right;
  for (const ast::ExprPtr& item : comparison.right) {
    const auto* noun = std::get_if<ast::NounPath>(&item->node);
    std::optional<CheckedExpr> value = noun != nullptr ? BindNounPath(noun->noun, false) : BindExpr(*item);
    // Plain words that name no value are the text to compare with: "is delivered".
    if (!value && noun != nullptr) value = CheckedExpr::Of(Value::String(noun->noun.text));
    if (!value) {
      bound.broken = true;
      return bound;
    }
    right.push_back(std::move(*value));
  }
  const auto one = [&]() { return right.empty() ? CheckedExpr::Of(Value::Null()) : right.front(); };
  switch (comparison.op) {
    case ast::CompareOp::Is:
    case ast::CompareOp::IsNot:
      bound.expr = Two(Opcode::Equal, *left, one());
      if (comparison.op == ast::CompareOp::IsNot) bound.expr = One(Opcode::Not, std::move(bound.expr));
      break;
    case ast::CompareOp::OneOf: {
      bound.expr = Two(Opcode::Equal, *left, one());
      for (std::size_t i = 1; i < right.size(); ++i) {
        bound.expr = Two(Opcode::Or, std::move(bound.expr), Two(Opcode::Equal, *left, right[i]));
      }
      break;
    }
    case ast::CompareOp::More:
    case ast::CompareOp::After:
      bound.expr = Two(Opcode::Less, one(), *left);
      break;
    case ast::CompareOp::Less:
    case ast::CompareOp::Before:
      bound.expr = Two(Opcode::Less, *left, one());
      break;
    case ast::CompareOp::AtLeast:
      bound.expr = Two(Opcode::LessEqual, one(), *left);
      break;
    case ast::CompareOp::AtMost:
      bound.expr = Two(Opcode::LessEqual, *left, one());
      break;
    case ast::CompareOp::Contains:
      bound.expr = Two(Opcode::Contains, *left, one());
      break;
    case ast::CompareOp::IsEmpty:
      bound.expr = One(Opcode::IsEmpty, *left);
      break;
    case ast::CompareOp::IsKnown:
      bound.expr = One(Opcode::IsKnown, *left);
      break;
    case ast::CompareOp::Within:
    case ast::CompareOp::OlderThan:
      // Arithmetic on dates needs the clock of the language issue; a person decides until then.
      return Judged(condition);
  }
  if (comparison.negated) bound.expr = One(Opcode::Not, std::move(bound.expr));
  return bound;
}

}  // namespace proviso::compiler
