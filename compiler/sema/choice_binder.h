// SPDX-License-Identifier: Apache-2.0
// A question whose answer is one of a list. May call the writer of questions and consents.
#pragma once

#include <map>
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

  // `alternative`: made of a question for a yes or no that names what is chosen among.
  void BindChoose(const ast::Statement& statement, const ast::Choose& choose, CheckedBlock& out,
                  const Cursor& at, bool alternative = false);

 private:
  Noun ChosenNoun(const ast::Phrase& phrase) const;
  std::string SlotFor(const std::string& name, const ast::Choose& choose);
  bool TestsDecline(const Cursor& at) const;
  void LearnCounts(const std::vector<std::string>& labels, VariableId slot, const Span& span,
                   CheckedBlock& out);

  StepWriter& writer_;
  TextBinder& texts_;
  QuestionWriter& questions_;
  Consents& consents_;
  std::map<std::string, std::vector<std::string>> asked_;  // the options of each slot so far
};

}  // namespace proviso::compiler
