// SPDX-License-Identifier: Apache-2.0
// What goes into a parameter of a call: what the line says, what is known, what the callers know,
// or a question (LANGUAGE section 7). May call the readers of the call's words and the writer of
// questions.
#pragma once

#include <optional>
#include <string>

#include "compiler/sema/bind_context.h"
#include "compiler/sema/call_site.h"

namespace proviso::compiler {

class AmountBinder;
class Callers;
class PurposeReader;
class QuestionWriter;
class StepWriter;
class ToolFacts;
class ValueResolver;

class ArgumentBinder : BinderPart {
 public:
  ArgumentBinder(BindContext& context, StepWriter& writer, Callers& callers, ToolFacts& tools,
                 ValueResolver& values, QuestionWriter& questions, PurposeReader& purposes,
                 AmountBinder& amounts)
      : BinderPart(context),
        writer_(writer),
        callers_(callers),
        tools_(tools),
        values_(values),
        questions_(questions),
        purposes_(purposes),
        amounts_(amounts) {}

  BoundArgument BindArgument(const ToolDefinition& tool, const ToolParameter& parameter,
                             const ast::ToolMention& mention, const CallSite& site,
                             CheckedBlock& out);

 private:
  BoundArgument ExplicitArgument(const ToolParameter& parameter, const ast::ToolMention& mention);
  BoundArgument LiteralInPurpose(const ToolParameter& parameter, const Noun& noun,
                                 const CallSite& site);
  BoundArgument EntityInPurpose(const Noun& noun, const CallSite& site);
  BoundArgument EnteredValue(const ToolDefinition& tool, const ToolParameter& parameter,
                             const CallSite& site);
  BoundArgument OfferedValue(const ToolParameter& parameter, const Noun& noun) const;
  BoundArgument OptionValue(const ToolParameter& parameter, const Noun& noun, const CallSite& site);
  BoundArgument ValueInScope(const ToolDefinition& tool, const ToolParameter& parameter,
                             const Noun& noun, const ast::ToolMention& mention);
  std::optional<CheckedExpr> IdOfRecord(const ToolParameter& parameter,
                                        const KnownValue& given) const;
  // Two values would do: says so, and offers to write either one out.
  void ReportAmbiguous(const ToolDefinition& tool, const ToolParameter& parameter,
                       const ast::ToolMention& mention, const std::string& taken,
                       const std::string& rival);
  bool IsInternalId(const ToolParameter& parameter, const Noun& noun) const;
  BoundArgument ChosenFigure(const ToolParameter& parameter, const Noun& noun) const;
  BoundArgument AskedAsComplement(const ToolParameter& parameter, const Noun& noun) const;
  BoundArgument AskedArgument(const ToolParameter& parameter, const Noun& noun,
                              const CallSite& site, bool acts, CheckedBlock& out);
  void FillFromRecord(const Span& span, const ToolParameter& parameter, const Noun& asked,
                      std::optional<ValueType> type, CheckedBlock& out);
  // What every policy that calls this one knows.
  BoundArgument HeldByCallers(const ToolDefinition& tool, const ToolParameter& parameter,
                              const Noun& noun, const ast::ToolMention& mention);
  // The one value of the customer's that another name of the parameter asked for.
  std::optional<KnownValue> GivenUnderAnotherName(const ToolParameter& parameter,
                                                  const Noun& noun) const;

  StepWriter& writer_;
  Callers& callers_;
  ToolFacts& tools_;
  ValueResolver& values_;
  QuestionWriter& questions_;
  PurposeReader& purposes_;
  AmountBinder& amounts_;
};

}  // namespace proviso::compiler
