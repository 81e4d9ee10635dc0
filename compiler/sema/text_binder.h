// SPDX-License-Identifier: Apache-2.0
// Texts with the author's values in them: quotations, {values} and [placeholders]. May call the
// resolver of values.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/sema/bind_context.h"
#include "compiler/sema/scope.h"

namespace proviso::compiler {

class Callers;
class StepWriter;
class ValueResolver;

class TextBinder : BinderPart {
 public:
  TextBinder(BindContext& context, StepWriter& writer, Callers& callers, ValueResolver& values)
      : BinderPart(context), writer_(writer), callers_(callers), values_(values) {}

  // A text of ours with an author's {values} in it; nullopt when one of them is not known
  // (reported).
  std::optional<CheckedText> WithValues(const Span& span, std::string_view text);
  std::optional<CheckedText> BindQuotation(const ast::Quotation& quote);
  // The values that stand in a message or question.
  static std::vector<std::shared_ptr<const KnownValue>> ShownIn(const CheckedText& text);

 private:
  std::optional<CheckedExpr> FieldOfPartly(const Noun& noun, const std::string& raw);
  std::optional<CheckedExpr> BindPlaceholder(const Span& span, const std::string& words);
  bool ShowsPercent(const CheckedExpr& value) const;

  StepWriter& writer_;
  Callers& callers_;
  ValueResolver& values_;
};

}  // namespace proviso::compiler
