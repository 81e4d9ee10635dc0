// SPDX-License-Identifier: Apache-2.0
// Calls: what they need, what they give, and what happens when they find nothing (LANGUAGE sections
// 5 and 7). May call the binder of arguments, consents, tries and the guards of rules; walks what
// the text says of a call that failed.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "compiler/sema/bind_context.h"
#include "compiler/sema/call_site.h"

namespace proviso::compiler {

class ArgumentBinder;
class CallOutcomes;
class ConsentGuard;
class Consents;
class PurposeReader;
class QuestionWriter;
class RuleGuard;
class StepWriter;
class ToolFacts;
class Tries;
class ValueResolver;

class CallBinder : BinderPart {
 public:
  CallBinder(BindContext& context, StepWriter& writer, ToolFacts& tools, ValueResolver& values,
             QuestionWriter& questions, CallOutcomes& outcomes, PurposeReader& purposes,
             ArgumentBinder& arguments, Consents& consents, ConsentGuard& consent_guard,
             Tries& tries, RuleGuard& guards, BlockWalker& walk)
      : BinderPart(context),
        writer_(writer),
        tools_(tools),
        values_(values),
        questions_(questions),
        outcomes_(outcomes),
        purposes_(purposes),
        arguments_(arguments),
        consents_(consents),
        consent_guard_(consent_guard),
        tries_(tries),
        guards_(guards),
        walk_(walk) {}

  // `applicable`: under a vague condition.
  void BindUse(const ast::Statement& statement, const ast::Use& use, CheckedBlock& out,
               const Cursor& at, bool applicable = false);
  bool MayAct(const ast::Statement& statement, const std::vector<ast::ToolMention>& calls);
  void EmitCall(const ast::ToolMention& mention, const CallSite& site, CheckedBlock& out);
  // Each tool at its first call, in text order.
  const std::vector<std::string>& main_path() const { return main_path_; }

 private:
  bool LeavesOpen(const ast::Statement& statement, const std::vector<ast::ToolMention>& calls,
                  const Cursor& at);
  void ReportForgottenShare(const ast::ToolMention& mention);
  // "@t(order_number: str, reason: str)": the values known here, for a tool of which nothing is
  // known.
  std::string SignatureFromScope(const ast::ToolMention& mention) const;
  std::string OwnName(std::string name) const;
  std::string NameOfResult(const ToolDefinition& tool);
  void EmitOtherOutcome(const Cursor& at, CheckedBlock& out);
  void LearnResult(const ToolDefinition& tool, const CheckedStep& call,
                   const ast::Statement& statement);
  void LearnAlias(const CheckedArgument& argument);
  void EmitMissing(const ToolDefinition& tool, CheckedStep& call, MarkId start,
                   const PredicateSpec& exists, const CallSite& site, CheckedBlock& out);
  void EmitImpliedCheck(const ToolDefinition& tool, const CallSite& site, VariableId result,
                        CheckedBlock& out);

  StepWriter& writer_;
  ToolFacts& tools_;
  ValueResolver& values_;
  QuestionWriter& questions_;
  CallOutcomes& outcomes_;
  PurposeReader& purposes_;
  ArgumentBinder& arguments_;
  Consents& consents_;
  ConsentGuard& consent_guard_;
  Tries& tries_;
  RuleGuard& guards_;
  BlockWalker& walk_;
  std::set<std::string> missing_reported_;  // tools whose missing result was told of
  std::set<std::string> main_path_seen_;
  std::vector<std::string> main_path_;
};

}  // namespace proviso::compiler
