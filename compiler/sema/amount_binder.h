// SPDX-License-Identifier: Apache-2.0
// How much: a share or an amount in the sentence of a call, and the amount that the customer has
// just confirmed. May call the resolver of values.
#pragma once

#include <optional>

#include "compiler/sema/bind_context.h"
#include "compiler/sema/call_site.h"

namespace proviso::compiler {

class ValueResolver;

class AmountBinder : BinderPart {
 public:
  AmountBinder(BindContext& context, ValueResolver& values)
      : BinderPart(context), values_(values) {}

  BoundArgument ShareInSentence(const ToolParameter& parameter, const Noun& noun,
                                const CallSite& site);
  BoundArgument AmountInPurpose(const ToolParameter& parameter, const Noun& noun,
                                const CallSite& site);
  BoundArgument AmountConfirmed(const ToolParameter& parameter, const Noun& noun);

 private:
  std::optional<KnownValue> AmountNamed(const Words& words) const;
  std::optional<KnownValue> WorthOf(const ast::Phrase& thing) const;
  std::optional<KnownValue> AmountSaid(const ast::Expr& said, const ast::Phrase& of);

  ValueResolver& values_;
};

}  // namespace proviso::compiler
