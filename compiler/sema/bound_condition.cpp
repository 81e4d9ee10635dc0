// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/bound_condition.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace proviso::compiler {

namespace {

// "OUT_OF_ZONE", "HOLD2": as systems write their codes.
bool IsCode(std::string_view text) {
  std::size_t letters = 0;
  for (const char c : text) {
    if (std::islower(static_cast<unsigned char>(c)) != 0) return false;
    letters += std::isupper(static_cast<unsigned char>(c)) != 0 ? 1 : 0;
  }
  return letters > 1;
}

}  // namespace

// Of a condition that is nothing but codes; empty for others.
std::vector<std::string> CodesIn(const ast::Comparison& comparison) {
  const bool is = comparison.op == ast::CompareOp::Is || comparison.op == ast::CompareOp::OneOf;
  if (!is || comparison.left != nullptr) return {};
  std::vector<std::string> codes;
  for (const ast::ExprPtr& right : comparison.right) {
    const auto* literal = std::get_if<ast::Literal>(&right->node);
    if (literal == nullptr || literal->type != ValueType::Text) return {};
    codes.emplace_back(literal->value.view().text());
    if (!IsCode(codes.back())) return {};
  }
  return codes;
}

BoundCondition Judged(const BindContext& context, const ast::Condition& condition) {
  BoundCondition bound;
  bound.needs_judgement = true;
  bound.subject = context.Written(condition.span);
  bound.meaning = Means(Sense::WhenJudged, bound.subject);
  return bound;
}

}  // namespace proviso::compiler
