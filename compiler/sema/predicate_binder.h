// SPDX-License-Identifier: Apache-2.0
// Conditions about what a call gave: a predicate of its result, the state of a record, whether it
// failed. May call the binders of answers and forms, for words that may mean either.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/sema/bind_context.h"
#include "compiler/sema/bound_condition.h"

namespace proviso::compiler {

class AnswerBinder;
class FormBinder;
class StepWriter;
class ToolFacts;

class PredicateBinder : BinderPart {
 public:
  PredicateBinder(BindContext& context, StepWriter& writer, ToolFacts& tools, AnswerBinder& answers,
                  FormBinder& forms)
      : BinderPart(context), writer_(writer), tools_(tools), answers_(answers), forms_(forms) {}

  BoundCondition BindPredicate(const ast::Condition& condition,
                               const ast::PredicateCondition& predicate);
  BoundCondition BindFailure(const ast::Condition& condition, const ast::ToolFails& fails);
  BoundCondition BindNamedTest(const ast::Condition& condition, const ast::NamedTest& named);
  // "the order is Partially Shipped": the state of a record that was looked up. nullopt when the
  // comparison is of something else.
  std::optional<BoundCondition> BindRecordState(const ast::Condition& condition,
                                                const ast::Comparison& comparison);
  std::optional<BoundCondition> BindBareStatus(const ast::Condition& condition,
                                               const ast::Comparison& comparison);

 private:
  std::optional<BoundCondition> BindBareLabel(const ast::Condition& condition,
                                              const ast::PredicateCondition& predicate) const;
  std::optional<BoundCondition> BindDone(const ast::Condition& condition,
                                         const ast::PredicateCondition& predicate);
  void NameFields(const Words& subject, Words whose, PredicateSpec& spec) const;
  Words KindIn(const Words& words) const;
  CheckedExpr AskResults(const KnownResult& result, const PredicateSpec& spec,
                         const KnownResult* named) const;
  bool NamesRecord(const std::string& word) const;
  std::optional<BoundCondition> BindAnyState(const ast::Condition& condition,
                                             const ast::Phrase& subject,
                                             const std::vector<std::string>& states,
                                             Meaning& meaning);
  bool IsAbout(const KnownResult& result, const ast::PredicateCondition& predicate) const;
  std::optional<BoundCondition> BindSwitched(const ast::Condition& condition,
                                             const ast::PredicateCondition& predicate) const;

  StepWriter& writer_;
  ToolFacts& tools_;
  AnswerBinder& answers_;
  FormBinder& forms_;
};

}  // namespace proviso::compiler
