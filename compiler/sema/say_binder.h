// SPDX-License-Identifier: Apache-2.0
// Messages, notes, assignments and hand-offs. May call the binders of texts and values.
#pragma once

#include <optional>
#include <string>

#include "compiler/sema/bind_context.h"

namespace proviso::compiler {

class QuestionWriter;
class StepWriter;
class TextBinder;
class ValueResolver;

class SayBinder : BinderPart {
 public:
  SayBinder(BindContext& context, StepWriter& writer, ValueResolver& values, TextBinder& texts,
            QuestionWriter& questions)
      : BinderPart(context),
        writer_(writer),
        values_(values),
        texts_(texts),
        questions_(questions) {}

  void BindSay(const ast::Statement& statement, const ast::Say& say, CheckedBlock& out,
               const Cursor& at);
  void BindNote(const ast::Statement& statement, const ast::Note& note, CheckedBlock& out);
  void BindRemember(const ast::Statement& statement, const ast::Remember& remember,
                    CheckedBlock& out);
  void BindHandOff(const ast::Statement& statement, const ast::HandOff& hand_off,
                   CheckedBlock& out);

 private:
  // "Tell the customer so": what the condition around it says.
  std::string ToldByCondition(const Cursor& at) const;
  std::optional<CheckedExpr> JustGot() const;

  StepWriter& writer_;
  ValueResolver& values_;
  TextBinder& texts_;
  QuestionWriter& questions_;
};

}  // namespace proviso::compiler
