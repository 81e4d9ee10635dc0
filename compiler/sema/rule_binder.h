// SPDX-License-Identifier: Apache-2.0
// The line of a rule, where it stands: it binds the policy, ends a branch, or stops the build. May
// ask the book of rules; walks what is said where a branch refuses.
#pragma once

#include "compiler/sema/bind_context.h"

namespace proviso::compiler {

class CallSurroundings;
class PolicyCalls;
class RuleBook;
class StepWriter;

class RuleBinder : BinderPart {
 public:
  RuleBinder(BindContext& context, StepWriter& writer, PolicyCalls& policy_calls,
             CallSurroundings& surroundings, RuleBook& rule_book, BlockWalker& walk)
      : BinderPart(context),
        writer_(writer),
        policy_calls_(policy_calls),
        surroundings_(surroundings),
        rule_book_(rule_book),
        walk_(walk) {}

  void BindRule(const ast::Statement& statement, const ast::Rule& rule, CheckedBlock& out,
                const Cursor& at);
  // A sentence that instructs nothing and forbids or limits a call of the policy; false for others.
  bool BindUnreadRule(const ast::Statement& statement, const ast::Phrase& text);
  // The same where the words stand beside a call and could be said of it, whatever they speak of:
  // how things are, what has to be, a piece of a sentence.
  bool StopBesideCall(const ast::Statement& statement, const ast::Phrase& text);
  // The same for a line of a section, or behind a label, that says what a call needs or what it is
  // not for: "Exclusions: resellers".
  bool StopInBinding(const ast::Statement& statement, const ast::Phrase& text);
  // The same for what is asked for within bounds: "the amount (max. $50)".
  bool StopAtBrackets(const ast::Statement& statement, const ast::Ask& ask);
  // The same for what the head says that is required.
  void StopAtHead();
  BindContext::Binding BindingOf(const Words& title) const;
  // The same for a step that should have come first, behind the call.
  bool StopTooLate(const ast::Statement& statement, const Cursor& at);
  // The same for a condition that comes too late for the call in front of it.
  bool StopAtCondition(const ast::Statement& branch);
  // The same for the title of a section that says when or by whom its steps are done.
  bool StopUnderTitle(const ast::Statement& statement, const ast::Section& section);

 private:
  bool ForbidsInPurpose(const Words& words) const;
  // Stops the build for the words of the statement; false without a call.
  bool Stop(const ast::Statement& statement, const ast::ToolMention* call);
  std::string PieceAround(const Span& span) const;
  bool BeginsSentence(const Span& span) const;
  void WarnOfUncalled(const ast::Statement& statement, const ast::Rule& rule) const;
  void BindRefusal(const Cursor& at, CheckedBlock& out);
  bool RefusesHere(const ast::Rule& rule, const Cursor& at);
  bool EndsBranch(const ast::Rule& rule, const Cursor& at) const;

  StepWriter& writer_;
  PolicyCalls& policy_calls_;
  CallSurroundings& surroundings_;
  RuleBook& rule_book_;
  BlockWalker& walk_;
};

}  // namespace proviso::compiler
