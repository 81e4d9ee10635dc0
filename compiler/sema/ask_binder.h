// SPDX-License-Identifier: Apache-2.0
// Questions for a value and questions to answer with yes or no. May call the binders of offers and
// choices, for questions that put these to the customer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/sema/bind_context.h"

namespace proviso::compiler {

class ChoiceBinder;
class Consents;
class OfferBinder;
class PolicyCalls;
class QuestionWriter;
class StepWriter;
class TextBinder;
class ValueResolver;

class AskBinder : BinderPart {
 public:
  AskBinder(BindContext& context, StepWriter& writer, ValueResolver& values, TextBinder& texts,
            QuestionWriter& questions, Consents& consents, PolicyCalls& policy_calls,
            OfferBinder& offers, ChoiceBinder& choices)
      : BinderPart(context),
        writer_(writer),
        values_(values),
        texts_(texts),
        questions_(questions),
        consents_(consents),
        policy_calls_(policy_calls),
        offers_(offers),
        choices_(choices) {}

  void BindAsk(const ast::Statement& statement, const ast::Ask& ask, CheckedBlock& out);
  void BindAskYesNo(const ast::Statement& statement, const ast::AskYesNo& ask, CheckedBlock& out,
                    const Cursor& at);

 private:
  void EmitListed(const ast::Statement& statement, const ast::Phrase& phrase, VariableId slot,
                  const std::string& listed, CheckedBlock& out);
  std::vector<std::string> AlternativesIn(std::string_view question) const;
  // The branches behind the question are for one or other of what it names.
  bool NamesAlternative(const ast::AskYesNo& ask, const Cursor& at) const;

  StepWriter& writer_;
  ValueResolver& values_;
  TextBinder& texts_;
  QuestionWriter& questions_;
  Consents& consents_;
  PolicyCalls& policy_calls_;
  OfferBinder& offers_;
  ChoiceBinder& choices_;
};

}  // namespace proviso::compiler
