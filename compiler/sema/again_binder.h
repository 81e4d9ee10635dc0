// SPDX-License-Identifier: Apache-2.0
// Second tries (LANGUAGE section 3, "Again"): a value is filled anew and looked up again. May call
// the binder of questions.
#pragma once

#include <vector>

#include "compiler/sema/bind_context.h"

namespace proviso::compiler {

class AskBinder;
class FormBinder;
class QuestionWriter;
class StepWriter;
class ToolFacts;
class ValueResolver;

class AgainBinder : BinderPart {
 public:
  AgainBinder(BindContext& context, StepWriter& writer, ToolFacts& tools, ValueResolver& values,
              QuestionWriter& questions, FormBinder& forms, AskBinder& asks)
      : BinderPart(context),
        writer_(writer),
        tools_(tools),
        values_(values),
        questions_(questions),
        forms_(forms),
        asks_(asks) {}

  void BindAgain(const ast::Statement& statement, const ast::Again& again, CheckedBlock& out,
                 const Cursor& at);

 private:
  std::vector<VariableId> SlotsOf(const ast::Again& again) const;

  StepWriter& writer_;
  ToolFacts& tools_;
  ValueResolver& values_;
  QuestionWriter& questions_;
  FormBinder& forms_;
  AskBinder& asks_;
};

}  // namespace proviso::compiler
