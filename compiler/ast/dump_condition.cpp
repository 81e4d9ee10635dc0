// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "compiler/ast/dump.h"

namespace proviso::ast {
namespace {

constexpr const char* kUnary[] = {"-", "not", "count-of", "sum-of"};
constexpr const char* kBinary[] = {"+",  "-", "*",  "/",        "=",   "!=", "<",
                                   "<=", ">", ">=", "contains", "and", "or"};
constexpr const char* kCompare[] = {"is",       "is-not",  "one-of",   "more",      "less",
                                    "at-least", "at-most", "contains", "is-empty",  "is-known",
                                    "before",   "after",   "within",   "older-than"};

struct ExprDumper {
  std::string operator()(const Literal& literal) const {
    const ValueView view = literal.value.view();
    std::string text;
    switch (view.kind()) {
      case ValueKind::True:
        text = "yes";
        break;
      case ValueKind::False:
        text = "no";
        break;
      case ValueKind::String:
        text = fmt::format("\"{}\"", view.text());
        break;
      default:
        text = DisplayText(view);
        break;
    }
    if (literal.type == ValueType::Percent) text += "%";
    if (literal.type == ValueType::Duration || literal.type == ValueType::Date) {
      text = fmt::format("{}:{}", ValueTypeName(literal.type), view.text());
    }
    return text;
  }
  std::string operator()(const Path& path) const {
    std::string text = "{";
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
      if (i > 0) text += '.';
      text += path.steps[i];
    }
    return text + "}";
  }
  std::string operator()(const NounPath& path) const { return fmt::format("<{}>", path.noun.text); }
  std::string operator()(const Unary& unary) const {
    return fmt::format("({} {})", kUnary[static_cast<int>(unary.op)], DumpExpr(*unary.operand));
  }
  std::string operator()(const Binary& binary) const {
    return fmt::format("({} {} {})", kBinary[static_cast<int>(binary.op)], DumpExpr(*binary.left),
                       DumpExpr(*binary.right));
  }
  std::string operator()(ClockWord word) const {
    return word == ClockWord::Today ? "today" : "now";
  }
  std::string operator()(const ListLiteral& list) const {
    std::string text = "[";
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      if (i > 0) text += ", ";
      text += DumpExpr(*list.items[i]);
    }
    return text + "]";
  }
};

std::string Joined(const char* name, const std::vector<ConditionPtr>& parts) {
  std::string text = fmt::format("({}", name);
  for (const ConditionPtr& part : parts) text.append(" ").append(DumpCondition(*part));
  return text + ")";
}

struct ConditionDumper {
  std::string operator()(const AllOf& all) const { return Joined("all", all.parts); }
  std::string operator()(const AnyOf& any) const { return Joined("any", any.parts); }
  std::string operator()(const NotCondition& negated) const {
    return fmt::format("(not {})", DumpCondition(*negated.operand));
  }
  std::string operator()(const CustomerAnswer& answer) const {
    const char* how = answer.accepted ? "accepts" : "declines";
    if (answer.about.empty()) return how;
    return fmt::format("{} about \"{}\"", how, answer.about.text);
  }
  std::string operator()(const PredicateCondition& predicate) const {
    return fmt::format("predicate {}\"{}\" of \"{}\"", predicate.negated ? "not " : "",
                       predicate.predicate.text, predicate.subject.text);
  }
  std::string operator()(const Attempts& attempts) const {
    return fmt::format("attempts {}", attempts.count);
  }
  std::string operator()(const NamedTest& named) const {
    return fmt::format("named \"{}\"", named.phrase.text);
  }
  std::string operator()(const NewValueProvided& provided) const {
    return fmt::format("new-value \"{}\"", provided.noun.text);
  }
  std::string operator()(const Comparison& comparison) const {
    std::string text = comparison.negated ? "compare not " : "compare ";
    text += comparison.left == nullptr ? std::string("nearest") : DumpExpr(*comparison.left);
    text += fmt::format(" {}", kCompare[static_cast<int>(comparison.op)]);
    for (const ExprPtr& right : comparison.right) text.append(" ").append(DumpExpr(*right));
    return text;
  }
  std::string operator()(const ToolFails& fails) const {
    if (fails.tool) return fmt::format("fails {}", DumpTool(*fails.tool));
    return fmt::format("fails \"{}\"", fails.subject.text);
  }
  std::string operator()(const Vague& vague) const {
    return fmt::format("vague \"{}\"", vague.word.text);
  }
  std::string operator()(const ExprCondition& expr) const { return DumpExpr(*expr.expr); }
  std::string operator()(const FreeCondition& free) const {
    std::string text = fmt::format("free \"{}\"", free.text.text);
    for (const ToolMention& tool : free.tools) text.append(" ").append(DumpTool(tool));
    return text;
  }
};

}  // namespace

std::string DumpExpr(const Expr& expr) { return std::visit(ExprDumper{}, expr.node); }

std::string DumpCondition(const Condition& condition) {
  return (condition.again ? "again " : "") + std::visit(ConditionDumper{}, condition.node);
}

std::string DumpTool(const ToolMention& tool) {
  std::string text = "@" + tool.name;
  if (!tool.has_parentheses) return text;
  text += '(';
  for (std::size_t i = 0; i < tool.arguments.size(); ++i) {
    const Argument& argument = tool.arguments[i];
    if (i > 0) text += ", ";
    text += argument.name;
    if (argument.optional) text += '?';
    if (!argument.type_name.empty()) text += ": " + argument.type_name;
    if (argument.value != nullptr) text.append(" = ").append(DumpExpr(*argument.value));
  }
  return text + ")";
}

}  // namespace proviso::ast
