// SPDX-License-Identifier: Apache-2.0
// What the customer agreed to on this path, and whether that is a yes to a call (LANGUAGE section
// 7). May ask what a tool does.
#pragma once

#include "compiler/sema/bind_context.h"
#include "compiler/sema/call_site.h"

namespace proviso::compiler {

class StepWriter;
class ToolFacts;

class Consents : BinderPart {
 public:
  Consents(BindContext& context, StepWriter& writer, ToolFacts& tools)
      : BinderPart(context), writer_(writer), tools_(tools) {}

  void LearnConsent(Words words, VariableId outcome, bool names_amount = false);
  // A no to that question: what it asked was not agreed to.
  void Withdraw(VariableId outcome);
  // "Whether they would like to keep the berth", where they came to cancel it.
  bool Keeps(const Words& question) const;
  // The words speak of what the call does: its verb or noun, what the sentence says it is for, or
  // only that it may be done.
  bool SpeaksOf(const Consent& consent, const ToolDefinition& tool, const CallSite& site) const;
  void CheckConsent(const ToolDefinition& tool, const CallSite& site, const CheckedStep& call);

 private:
  // The words ask for this call and name nothing else: "whether they want the order cancelled".
  bool IsAllOf(const Consent& consent, const ToolDefinition& tool, const CallSite& site) const;
  std::string Base(const std::string& word) const;
  // What the customer came for.
  Words Request() const;
  // It is made with something that an effect of this conversation gave.
  bool Completes(const CheckedStep& call) const;

  StepWriter& writer_;
  ToolFacts& tools_;
};

}  // namespace proviso::compiler
