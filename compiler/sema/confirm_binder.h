// SPDX-License-Identifier: Apache-2.0
// Shows a value that is known and asks whether it is right. May call the binder of calls, for the
// one that it looks the value up with.
#pragma once

#include "compiler/sema/bind_context.h"

namespace proviso::compiler {

class CallBinder;
class Consents;
class QuestionWriter;
class StepWriter;
class ValueResolver;

class ConfirmBinder : BinderPart {
 public:
  ConfirmBinder(BindContext& context, StepWriter& writer, ValueResolver& values,
                QuestionWriter& questions, Consents& consents, CallBinder& calls)
      : BinderPart(context),
        writer_(writer),
        values_(values),
        questions_(questions),
        consents_(consents),
        calls_(calls) {}

  void BindConfirmValue(const ast::Statement& statement, const ast::ConfirmValue& confirm,
                        CheckedBlock& out, const Cursor& at);

 private:
  StepWriter& writer_;
  ValueResolver& values_;
  QuestionWriter& questions_;
  Consents& consents_;
  CallBinder& calls_;
};

}  // namespace proviso::compiler
