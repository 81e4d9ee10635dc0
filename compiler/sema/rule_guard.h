// SPDX-License-Identifier: Apache-2.0
// What a rule asks for, tested in front of each call that it speaks of; what is not known there is
// not allowed. May bind conditions, and walks what is done instead.
#pragma once

#include <string>

#include "compiler/sema/bind_context.h"
#include "compiler/sema/call_site.h"

namespace proviso::compiler {

class Complements;
class ConditionBinder;
class Places;
class RuleBook;
class StepWriter;
class ToolFacts;
class ValueResolver;
struct BoundRule;

// What must be so for the call to be allowed, or why that cannot be told.
struct RuleTest {
  CheckedExpr allowed;
  Meaning meaning;
  std::string why;
  bool proved = false;  // no path breaks it: nothing is left to test
};

class RuleGuard : BinderPart {
 public:
  RuleGuard(BindContext& context, StepWriter& writer, Places& places, ToolFacts& tools,
            ValueResolver& values, ConditionBinder& conditions, Complements& complements,
            RuleBook& rule_book, BlockWalker& walk)
      : BinderPart(context),
        writer_(writer),
        places_(places),
        tools_(tools),
        values_(values),
        conditions_(conditions),
        complements_(complements),
        rule_book_(rule_book),
        walk_(walk) {}

  void EmitRuleGuards(const ToolDefinition& tool, const CheckedStep& call,
                      const ast::ToolMention& mention, const CallSite& site, CheckedBlock& out);

 private:
  RuleTest TestOf(const ast::HoldsFirst& holds, const ToolDefinition& tool, const CheckedStep& call,
                  const CallSite& site);
  RuleTest TestOf(const ast::AskedFirst& asked);
  RuleTest TestOf(const ast::AtMostValue& value, const ast::Phrase& things,
                  const ToolDefinition& tool, const CheckedStep& call);
  RuleTest TestOfOrder(const ast::ToolMention& first) const;
  const KnownPrompt* ConsentPrompt(const ast::Phrase& about, const ToolDefinition& tool,
                                   const CallSite& site) const;
  // Whether each part speaks of something that the words themselves name; else its words.
  std::string UnsettledPart(const ast::Condition& condition, const ToolDefinition& tool,
                            const CallSite& site);
  void LearnArguments(const ToolDefinition& tool, const CheckedStep& call, const ast::Phrase& noun);
  CheckedBlock WhereForbidden(BoundRule& bound);
  bool MayHoldSeveral(const ToolParameter& parameter) const;
  void EmitCount(BoundRule& bound, const ast::AtMostTimes& times, const ToolDefinition& tool,
                 const ast::ToolMention& mention, CheckedBlock& out);
  bool IsTestedAround(const ast::Condition& condition, const CallSite& site) const;
  bool IsRefusedBefore(const ast::Condition& condition, const CallSite& site) const;
  bool RefusesWhere(const ast::Statement& statement, const Words& words) const;

  StepWriter& writer_;
  Places& places_;
  ToolFacts& tools_;
  ValueResolver& values_;
  ConditionBinder& conditions_;
  Complements& complements_;
  RuleBook& rule_book_;
  BlockWalker& walk_;
};

}  // namespace proviso::compiler
