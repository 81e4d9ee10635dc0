// SPDX-License-Identifier: Apache-2.0
// In front of a call: which of the answers on the way here it is made for (LANGUAGE sections 5 to
// 7). May ask what the customer agreed to.
#pragma once

#include <vector>

#include "compiler/sema/bind_context.h"
#include "compiler/sema/call_site.h"
#include "compiler/sema/checked.h"

namespace proviso::compiler {

class Consents;
class StepWriter;

class ConsentGuard : BinderPart {
 public:
  using Tools = std::vector<const ToolDefinition*>;

  ConsentGuard(BindContext& context, StepWriter& writer, Consents& consents)
      : BinderPart(context), writer_(writer), consents_(consents) {}

  void Emit(const ast::Statement& statement, const CallSite& site, const Tools& tools,
            CheckedBlock& out);

 private:
  // Where a question on this path may have been answered with no, what follows is for a yes; behind
  // the question whether all stays as it is, for a no.
  void NeedYes(const ast::Statement& statement, const CallSite& site, const Tools& tools,
               CheckedBlock& out);
  // Who accepted something else instead gets that, from a person where nothing carries it out.
  void LeaveToOffers(const ast::Statement& statement, const CallSite& site, const Tools& tools,
                     CheckedBlock& out);
  // Of the options of a choice that nothing has told apart, those that speak of the call.
  void NeedChoice(const ast::Statement& statement, const CallSite& site, const Tools& tools,
                  CheckedBlock& out);
  bool Speaks(const Consent& consent, const CallSite& site, const Tools& tools) const;

  StepWriter& writer_;
  Consents& consents_;
};

}  // namespace proviso::compiler
