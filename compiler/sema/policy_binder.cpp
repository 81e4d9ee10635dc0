// SPDX-License-Identifier: Apache-2.0
// Policies calling policies (LANGUAGE section 8).
#include "compiler/sema/policy_binder.h"

#include <fmt/format.h>

#include <optional>

#include "compiler/sema/callers.h"
#include "compiler/sema/step_writer.h"

namespace proviso::compiler {

void PolicyBinder::BindFollow(const ast::Statement& statement, const ast::FollowPolicy& follow,
                              CheckedBlock& out, const Cursor& at) {
  if (context_.replaying) return;
  if (!context_.bundle.policies.Resolve(follow.policy)) {
    writer_.Read(statement, ReadingKind::Problem,
                 Means(Sense::NamesTheUnknownPolicy, follow.policy.name));
    return;
  }
  const FollowPlan plan = context_.bundle.policies.Plan(context_.policy, follow);
  const std::string& name = context_.bundle.policies.at(plan.policy).policy->name;
  switch (plan.kind) {
    case FollowPlan::Kind::Broken:
      return;
    case FollowPlan::Kind::Call:
      EmitPolicyCall(statement, plan, out, at);
      return;
    case FollowPlan::Kind::Transfer: {
      callers_.HandTo(plan.policy);
      CheckedStep step = writer_.Step(CheckedStep::Kind::Transfer, statement.span);
      step.policy = plan.policy;
      step.entry = plan.entry;
      out.push_back(std::move(step));
      writer_.EndPath();
      writer_.Read(statement, ReadingKind::PolicyCall, Means(Sense::GoesToPolicy, name));
      return;
    }
    case FollowPlan::Kind::ReturnTo: {
      CheckedStep step = writer_.Step(CheckedStep::Kind::ReturnTo, statement.span);
      step.policy = plan.policy;
      step.entry = plan.entry;
      step.outcome = context_.branch_outcome.empty() ? lexicon().Outcome("completed")
                                                     : context_.branch_outcome;
      writer_.Read(statement, ReadingKind::PolicyCall,
                   Means(Sense::ReturnsToPolicy, name, step.outcome),
                   {plan.entry > 0 ? Means(Sense::StartedAloneBehindCall, name)
                                   : Means(Sense::StartedAloneAtTop, name)});
      out.push_back(std::move(step));
      writer_.EndPath();
      return;
    }
  }
}

void PolicyBinder::EmitPolicyCall(const ast::Statement& statement, const FollowPlan& plan,
                                  CheckedBlock& out, const Cursor& at) {
  const std::string& name = context_.bundle.policies.at(plan.policy).policy->name;
  callers_.HandTo(plan.policy);
  CheckedStep step = writer_.Step(CheckedStep::Kind::CallPolicy, statement.span);
  step.policy = plan.policy;
  step.entry = plan.entry;
  const ast::Statement* next = at.Next();
  const auto* branch = next != nullptr ? std::get_if<ast::Branch>(&next->node) : nullptr;
  step.handles_outcome = branch != nullptr && branch->condition != nullptr &&
                         std::holds_alternative<ast::CustomerAnswer>(branch->condition->node);
  std::vector<Meaning> details;
  if (step.handles_outcome) {
    KnownPrompt prompt;
    prompt.is_policy_call = true;
    prompt.span = statement.span;
    context_.scope.prompt = std::move(prompt);
    details.push_back(Means(Sense::OutcomeDecidesBranch));
  } else if (context_.bundle.policies.HandsBack(plan.policy)) {
    details.push_back(Means(Sense::HandsBackWhereItSays, name));
  } else {
    details.push_back(Means(Sense::GoesOnWhenItHasEnded));
  }
  out.push_back(std::move(step));
  writer_.Read(statement, ReadingKind::PolicyCall, Means(Sense::FollowsThePolicy, name),
               std::move(details));
}

}  // namespace proviso::compiler
