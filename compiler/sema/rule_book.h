// SPDX-License-Identifier: Apache-2.0
// The rules that bind the policy, its own and those of its folder (LANGUAGE section 9): which calls
// each speaks of, and what became of it. May ask for the calls of the policy.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "compiler/sema/bind_context.h"
#include "compiler/sema/meaning.h"

namespace proviso::compiler {

class PolicyCalls;
class StepWriter;

// A rule that was read whole, and the calls of this policy that it speaks of.
struct BoundRule {
  const ast::Statement* statement = nullptr;
  const ast::Rule* rule = nullptr;
  std::set<std::string> tools;
  VariableId counter = kNone<VariableId>;
  int depth = 0;
  bool placed = false;           // its line was walked
  bool failed = false;           // nothing settles it; reported
  std::vector<Meaning> details;  // what is done at each call
};

class RuleBook : BinderPart {
 public:
  RuleBook(BindContext& context, StepWriter& writer, PolicyCalls& policy_calls)
      : BinderPart(context), writer_(writer), policy_calls_(policy_calls) {}

  void CollectRules(const ast::Block& block);
  // `why`: "…, and <why>".
  void StopForRule(const ast::Statement& statement, const ast::ToolMention& call,
                   const std::string& why);
  // The same for words that nobody can tell what they mean for the call.
  void StopForWords(const Span& words, const ast::ToolMention& call);
  // Once the whole policy is bound: what no question may ask for, and what `explain` shows.
  void FinishRules(const CheckedBlock& body);
  void CollectRulesOfFolder();
  // The line of a rule that binds the policy was met; false for other lines.
  bool Place(const ast::Statement& statement);
  std::vector<BoundRule>& rules() { return rules_; }

 private:
  void CheckNeverAsked(BoundRule& bound, const ast::NeverAsked& never, const CheckedBlock& block);
  std::vector<const ast::Policy*> RulesOfFolder() const;
  void StopForUnwatched(const ast::Block& block);

  StepWriter& writer_;
  PolicyCalls& policy_calls_;
  std::vector<BoundRule> rules_;
};

}  // namespace proviso::compiler
