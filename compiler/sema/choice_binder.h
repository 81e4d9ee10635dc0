// SPDX-License-Identifier: Apache-2.0
// A question whose answer is one of a list. May call the writer of questions and consents.
#pragma once

#include <string>
#include <vector>

#include "compiler/sema/bind_context.h"

namespace proviso::compiler {

class Consents;
class QuestionWriter;
class StepWriter;
class TextBinder;

class ChoiceBinder : BinderPart {
 public:
  ChoiceBinder(BindContext& context, StepWriter& writer, TextBinder& texts,
               QuestionWriter& questions, Consents& consents)
      : BinderPart(context),
        writer_(writer),
        texts_(texts),
        questions_(questions),
        consents_(consents) {}

  void BindChoose(const ast::Statement& statement, const ast::Choose& choose, CheckedBlock& out,
                  const Cursor& at);

 private:
  Noun ChosenNoun(const ast::Phrase& phrase) const;
  bool TestsDecline(const Cursor& at) const;
  void LearnCounts(const std::vector<std::string>& labels, VariableId slot, const Span& span,
                   CheckedBlock& out);

  StepWriter& writer_;
  TextBinder& texts_;
  QuestionWriter& questions_;
  Consents& consents_;
};

}  // namespace proviso::compiler
