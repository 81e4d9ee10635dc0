// SPDX-License-Identifier: Apache-2.0
// Branches, gates and what is left open by them (LANGUAGE section 5). May call whatever binds a
// condition and the parts that a branch concerns; walks the blocks of both ways.
#pragma once

#include "compiler/sema/bind_context.h"
#include "compiler/sema/bound_condition.h"

namespace proviso::compiler {

class CallBinder;
class Complements;
class ConditionBinder;
class Consents;
class FormBinder;
class PolicyCalls;
class QuestionWriter;
class StepWriter;
class ToolFacts;
class Tries;
class ValueResolver;

class BranchBinder : BinderPart {
 public:
  BranchBinder(BindContext& context, StepWriter& writer, ToolFacts& tools, ValueResolver& values,
               QuestionWriter& questions, FormBinder& forms, ConditionBinder& conditions,
               Complements& complements, Consents& consents, Tries& tries,
               PolicyCalls& policy_calls, CallBinder& calls, BlockWalker& walk)
      : BinderPart(context),
        writer_(writer),
        tools_(tools),
        values_(values),
        questions_(questions),
        forms_(forms),
        conditions_(conditions),
        complements_(complements),
        consents_(consents),
        tries_(tries),
        policy_calls_(policy_calls),
        calls_(calls),
        walk_(walk) {}

  // `completes`: it is the other answer to a question whose one answer was bound before it, so that
  // no third way leads around it.
  void BindBranch(const ast::Statement& statement, const ast::Branch& branch, CheckedBlock& out,
                  const Cursor& at, bool completes = false);

 private:
  void BindVagueBranch(const ast::Statement& statement, const ast::Branch& branch,
                       CheckedBlock& out, const Cursor& at);
  bool BindSelection(const ast::Statement& statement, const ast::Branch& branch, CheckedBlock& out,
                     const Cursor& at);
  // "Submit: @submit_reading(…)": a label that only says what the call behind it is for.
  bool BindPurposeLabel(const ast::Statement& statement, const ast::Branch& branch,
                        CheckedBlock& out, const Cursor& at);
  bool IsGate(const ast::Statement& statement, const BoundCondition& condition) const;
  bool RefusesFact(const ast::Statement& statement, const BoundCondition& condition) const;
  bool RefersElsewhere(const ast::Block& block) const;
  void LearnToldApart(const CheckedExpr& condition);
  static bool CallsBehind(const Cursor& at);
  void LearnSettled(const CheckedExpr& condition);
  // An effect of a branch did for the customer what was offered.
  void CarryOut(const std::vector<VariableId>& told_apart);
  // Its words say that what the customer wants cannot be: "we can no longer change it".
  bool IsAlreadyDone(const ast::Statement& statement) const;
  // Some message of the block has one of the phrases.
  bool Says(const ast::Block& block, WordClass phrases) const;
  // The first call behind a place that does more than read; `decided` also where the customer is
  // asked, or the path ends, before one.
  struct Ahead {
    const ast::ToolMention* call = nullptr;
    bool decided = false;
  };
  Ahead LookAhead(const ast::Block& block, std::size_t from) const;
  const ast::ToolMention* GoesOnTo(const ast::Statement& statement, const BoundCondition& condition,
                                   const Cursor& at) const;

  StepWriter& writer_;
  ToolFacts& tools_;
  ValueResolver& values_;
  QuestionWriter& questions_;
  FormBinder& forms_;
  ConditionBinder& conditions_;
  Complements& complements_;
  Consents& consents_;
  Tries& tries_;
  PolicyCalls& policy_calls_;
  CallBinder& calls_;
  BlockWalker& walk_;
};

}  // namespace proviso::compiler
