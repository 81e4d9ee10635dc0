// SPDX-License-Identifier: Apache-2.0
// What the policies know that come here: they hand over what is known where they call, and a value
// that this policy does not know itself is looked for in what all of them know. May call the
// writer.
#pragma once

#include <string>

#include "compiler/sema/bind_context.h"
#include "compiler/sema/scope.h"

namespace proviso::compiler {

class StepWriter;

class Callers : BinderPart {
 public:
  Callers(BindContext& context, StepWriter& writer) : BinderPart(context), writer_(writer) {}

  // The policy is entered from here with what is known here.
  void HandTo(PolicyId policy);
  // What is known wherever this policy is called; nullptr when nobody calls it.
  const Scope* Held() const;
  // What `find` finds there; nothing when nobody calls it.
  template <typename Find>
  auto AmongHeld(Find find) -> decltype(find()) {
    const Scope* held = Held();
    if (held == nullptr) return {};
    const Scope own = std::exchange(context_.scope, *held);
    auto found = find();
    context_.scope = own;
    return found;
  }
  void ReportHeld(const Span& span, const std::string& what);

 private:
  StepWriter& writer_;
};

}  // namespace proviso::compiler
