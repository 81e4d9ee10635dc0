// SPDX-License-Identifier: Apache-2.0
// Any condition: it tells which kind it is, and joins those that are made of several. May call the
// binders of each kind.
#pragma once

#include <optional>
#include <vector>

#include "compiler/sema/bind_context.h"
#include "compiler/sema/bound_condition.h"

namespace proviso::compiler {

class AnswerBinder;
class ComparisonBinder;
class PredicateBinder;
class ValueResolver;

class ConditionBinder : BinderPart {
 public:
  ConditionBinder(BindContext& context, ValueResolver& values, AnswerBinder& answers,
                  PredicateBinder& predicates, ComparisonBinder& comparisons)
      : BinderPart(context),
        values_(values),
        answers_(answers),
        predicates_(predicates),
        comparisons_(comparisons) {}

  BoundCondition BindCondition(const ast::Condition& condition);

 private:
  std::optional<ast::PredicateCondition> StateAlone(const ast::Condition& condition,
                                                    const ast::CustomerAnswer& answer) const;
  BoundCondition BindJoined(const ast::Condition& condition,
                            const std::vector<ast::ConditionPtr>& parts, Opcode operation);
  BoundCondition BindBareValues(const ast::Condition& condition, const ast::FreeCondition& free);

  ValueResolver& values_;
  AnswerBinder& answers_;
  PredicateBinder& predicates_;
  ComparisonBinder& comparisons_;
};

}  // namespace proviso::compiler
