// SPDX-License-Identifier: Apache-2.0
// Comparisons of values: with other values, with words, and distances in time. May call the binders
// of predicates and answers, for words that name a state or a choice.
#pragma once

#include <optional>

#include "compiler/sema/bind_context.h"
#include "compiler/sema/bound_condition.h"

namespace proviso::compiler {

class AnswerBinder;
class PredicateBinder;
class ToolFacts;
class ValueResolver;

class ComparisonBinder : BinderPart {
 public:
  ComparisonBinder(BindContext& context, ToolFacts& tools, ValueResolver& values,
                   AnswerBinder& answers, PredicateBinder& predicates)
      : BinderPart(context),
        tools_(tools),
        values_(values),
        answers_(answers),
        predicates_(predicates) {}

  BoundCondition BindComparison(const ast::Condition& condition, const ast::Comparison& comparison);

 private:
  static bool IsAmount(const ast::Comparison& comparison);
  static CheckedExpr AmountOf(CheckedExpr left);
  std::optional<CheckedExpr> BindDistance(const ast::Comparison& comparison);
  std::optional<CheckedExpr> BindInstant(const ast::Expr& expr);
  std::optional<CheckedExpr> BindMoment(const ast::Comparison& comparison);
  // "it is on file" of what was looked up, which is more than that a value is known. nullopt when
  // the condition speaks of a value.
  std::optional<CheckedExpr> IsPresent(const ast::Condition& condition,
                                       const ast::Comparison& comparison,
                                       const std::optional<CheckedExpr>& left) const;
  std::optional<CheckedExpr> PointedValue(const ast::Phrase& phrase) const;

  ToolFacts& tools_;
  ValueResolver& values_;
  AnswerBinder& answers_;
  PredicateBinder& predicates_;
};

}  // namespace proviso::compiler
