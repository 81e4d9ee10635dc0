// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/analysis/words.h"

namespace proviso::compiler::lint {
namespace {

void Append(Words& words, const ast::Phrase& phrase) {
  words.insert(words.end(), phrase.words.begin(), phrase.words.end());
}

void AppendExpr(Words& words, const ast::ExprPtr& expr) {
  if (expr == nullptr) return;
  if (const auto* noun = std::get_if<ast::NounPath>(&expr->node)) Append(words, noun->noun);
  if (const auto* path = std::get_if<ast::Path>(&expr->node)) {
    for (const std::string& step : path->steps) {
      const Words parts = IdentifierWords(step);
      words.insert(words.end(), parts.begin(), parts.end());
    }
  }
  if (const auto* literal = std::get_if<ast::Literal>(&expr->node)) {
    if (literal->value.view().is_string()) {
      const Words parts = SplitWords(literal->value.view().text());
      words.insert(words.end(), parts.begin(), parts.end());
    }
  }
  if (const auto* unary = std::get_if<ast::Unary>(&expr->node)) AppendExpr(words, unary->operand);
  if (const auto* binary = std::get_if<ast::Binary>(&expr->node)) {
    AppendExpr(words, binary->left);
    AppendExpr(words, binary->right);
  }
}

void AppendCondition(Words& words, const ast::Condition& condition);

struct ConditionReader {
  Words& words;

  void operator()(const ast::AllOf& all) const { Each(all.parts); }
  void operator()(const ast::AnyOf& any) const { Each(any.parts); }
  void operator()(const ast::NotCondition& negated) const {
    AppendCondition(words, *negated.operand);
  }
  void operator()(const ast::CustomerAnswer& answer) const { Append(words, answer.about); }
  void operator()(const ast::PredicateCondition& predicate) const {
    Append(words, predicate.subject);
    Append(words, predicate.predicate);
  }
  void operator()(const ast::Attempts& /*attempts*/) const {}
  void operator()(const ast::NamedTest& named) const { Append(words, named.phrase); }
  void operator()(const ast::NewValueProvided& provided) const { Append(words, provided.noun); }
  void operator()(const ast::Comparison& comparison) const {
    AppendExpr(words, comparison.left);
    for (const ast::ExprPtr& right : comparison.right) AppendExpr(words, right);
  }
  void operator()(const ast::ToolFails& fails) const { Append(words, fails.subject); }
  void operator()(const ast::Vague& vague) const { Append(words, vague.word); }
  void operator()(const ast::ExprCondition& expression) const {
    AppendExpr(words, expression.expr);
  }
  void operator()(const ast::FreeCondition& free) const { Append(words, free.text); }

 private:
  void Each(const std::vector<ast::ConditionPtr>& parts) const {
    for (const ast::ConditionPtr& part : parts) AppendCondition(words, *part);
  }
};

void AppendCondition(Words& words, const ast::Condition& condition) {
  std::visit(ConditionReader{words}, condition.node);
}

}  // namespace

std::string MessageText(const ast::Say& say) {
  if (!say.quote) return say.told.text;
  std::string text;
  for (const ast::QuotePart& part : say.quote->parts)
    text += part.literal.empty() ? " " : part.literal;
  return text;
}

Words ConditionWords(const ast::Condition& condition) {
  Words words;
  AppendCondition(words, condition);
  return words;
}

}  // namespace proviso::compiler::lint
