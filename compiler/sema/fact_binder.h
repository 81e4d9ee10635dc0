// SPDX-License-Identifier: Apache-2.0
// Facts that must be known, or be so, for the policy to go on. May ask tools, values and answers.
#pragma once

#include "compiler/sema/bind_context.h"

namespace proviso::compiler {

class AnswerBinder;
class StepWriter;
class ToolFacts;
class ValueResolver;

class FactBinder : BinderPart {
 public:
  FactBinder(BindContext& context, StepWriter& writer, ToolFacts& tools, ValueResolver& values,
             AnswerBinder& answers)
      : BinderPart(context), writer_(writer), tools_(tools), values_(values), answers_(answers) {}

  void BindFact(const ast::Statement& statement, const ast::Fact& fact, CheckedBlock& out,
                const Cursor& at);

 private:
  // "Make sure that the order is delivered": where it is not, and no branch says what then, the
  // policy goes no further. False when the words name nothing that a result tells.
  bool BindCheck(const ast::Statement& statement, const ast::Fact& fact, CheckedBlock& out,
                 const Cursor& at);

  StepWriter& writer_;
  ToolFacts& tools_;
  ValueResolver& values_;
  AnswerBinder& answers_;
};

}  // namespace proviso::compiler
