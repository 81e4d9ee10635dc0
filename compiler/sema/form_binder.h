// SPDX-License-Identifier: Apache-2.0
// Conditions about the form of a value that the customer gave ("in an incorrect format"), against
// what the text says of it elsewhere. May call the resolver of values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/sema/bind_context.h"
#include "compiler/sema/bound_condition.h"
#include "compiler/sema/checked.h"

namespace proviso::compiler {

class StepWriter;
class ValueResolver;

class FormBinder : BinderPart {
 public:
  FormBinder(BindContext& context, StepWriter& writer, ValueResolver& values)
      : BinderPart(context), writer_(writer), values_(values) {}

  std::optional<BoundCondition> BindForm(const ast::Condition& condition,
                                         const ast::PredicateCondition& predicate);
  bool IsTheForm(const ast::Phrase& form, VariableId slot) const;
  void MarkCheck(const BoundCondition& condition, const Span& span, CheckedBlock& out);

 private:
  std::vector<std::string> FormsSaid(const ast::Block& block, const Words& name) const;

  StepWriter& writer_;
  ValueResolver& values_;
};

}  // namespace proviso::compiler
