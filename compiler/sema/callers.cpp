// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/callers.h"

#include <fmt/format.h>

#include "compiler/sema/step_writer.h"

namespace proviso::compiler {

void Callers::HandTo(PolicyId policy) {
  const auto [held, first] = context_.bundle.held.try_emplace(policy);
  held->second.scope = first ? context_.scope : Join(held->second.scope, context_.scope);
  held->second.callers.insert(context_.policy);
}

const Scope* Callers::Held() const {
  const auto held = context_.bundle.held.find(context_.policy);
  // In a circle of policies a caller may not have been looked at yet.
  const bool all = held != context_.bundle.held.end() &&
                   held->second.callers == context_.bundle.policies.callers(context_.policy);
  return all ? &held->second.scope : nullptr;
}

void Callers::ReportHeld(const Span& span, const std::string& what) {
  Diagnostic& note =
      writer_.Report(DiagnosticId::ValueFromNowhere, span,
                     fmt::format("{} is what the policies know that come here", what));
  note.severity = Severity::Note;
  note.Note("started on its own, this policy does not know it, and a person takes over here")
      .Note("to let it start on its own, ask for it or look it up in this policy");
}

}  // namespace proviso::compiler
