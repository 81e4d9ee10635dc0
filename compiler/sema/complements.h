// SPDX-License-Identifier: Apache-2.0
// What is left when a condition does not hold: which branches complete each other, what an
// "otherwise" closes, and what "anything else" is. The conditions bound so far are kept here and
// nowhere else.
#pragma once

#include <map>
#include <optional>

#include "compiler/sema/bind_context.h"
#include "compiler/sema/bound_condition.h"
#include "compiler/sema/checked.h"

namespace proviso::compiler {

class StepWriter;

class Complements : BinderPart {
 public:
  Complements(BindContext& context, StepWriter& writer) : BinderPart(context), writer_(writer) {}

  // "Otherwise" behind several conditions: none of them held.
  void CloseRun(const Cursor& at, CheckedStep& step);
  std::optional<BoundCondition> BindOtherValue(const ast::Condition& condition, const Cursor& at);
  bool IsOpposite(const ast::Branch& first, const ast::Statement& next) const;
  bool IsNextCode(const ast::Branch& branch, const ast::Statement& next) const;
  bool RunEnds(const Cursor& at) const;
  // The branch tests this; what completes it is looked for here.
  void LearnBranch(const ast::Statement& branch, const BoundCondition& condition);
  bool IsBound(const ast::Statement& branch) const { return bound_.contains(&branch); }
  // The condition names the last of the options of its question: the branches before it have the
  // others.
  bool IsLastOption(const Cursor& at, const BoundCondition& condition) const;

 private:
  StepWriter& writer_;
  std::map<const ast::Statement*, CheckedExpr> bound_;
  std::map<const ast::Statement*, std::size_t> named_choices_;  // of the question they test
};

}  // namespace proviso::compiler
