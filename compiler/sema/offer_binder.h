// SPDX-License-Identifier: Apache-2.0
// Offers: presenting options and putting them to the customer, and carrying out the one that was
// chosen. May call the binder of calls.
#pragma once

#include <string>
#include <vector>

#include "compiler/sema/bind_context.h"

namespace proviso::compiler {

class CallBinder;
class Consents;
class StepWriter;

class OfferBinder : BinderPart {
 public:
  OfferBinder(BindContext& context, StepWriter& writer, Consents& consents, CallBinder& calls)
      : BinderPart(context), writer_(writer), consents_(consents), calls_(calls) {}

  void BindOffer(const ast::Statement& statement, const ast::Offer& offer, CheckedBlock& out,
                 const Cursor& at);
  void BindApplyOffer(const ast::Statement& statement, const ast::ApplyOffer& apply,
                      CheckedBlock& out, const Cursor& at);
  void EmitOfferPrompt(const Span& span, const std::string& question, CheckedBlock& out);
  bool SpeaksOfOffer(const ast::Phrase& phrase) const;
  // An offer was made and not yet put to the customer.
  bool IsOpen() const { return open_offer_ != nullptr; }
  void Close() { open_offer_ = nullptr; }

 private:
  void EmitOfferRound(const Span& span, const KnownPrompt& prompt, const std::string& question,
                      CheckedBlock& out);
  void EmitApply(const ast::Statement& statement, const std::vector<ast::ToolMention>& listed,
                 CheckedBlock& out, const Cursor& at);
  const ast::ToolMention* ToolOfOption(const OptionPlan& option, const KnownPrompt& offer,
                                       const std::vector<ast::ToolMention>& listed) const;

  StepWriter& writer_;
  Consents& consents_;
  CallBinder& calls_;
  const ast::Statement* open_offer_ = nullptr;
};

}  // namespace proviso::compiler
