// SPDX-License-Identifier: Apache-2.0
// Jumps inside a policy: to a section, a step, or over the next steps. May ask the places.
#pragma once

#include <cstdint>

#include "compiler/sema/bind_context.h"

namespace proviso::compiler {

class Places;
class StepWriter;

class GoToBinder : BinderPart {
 public:
  GoToBinder(BindContext& context, StepWriter& writer, Places& places)
      : BinderPart(context), writer_(writer), places_(places) {}

  void BindGoTo(const ast::Statement& statement, const ast::GoTo& go, CheckedBlock& out,
                const Cursor& at);

 private:
  void BindSkip(const ast::Statement& statement, std::uint32_t steps, CheckedBlock& out,
                const Cursor& at);
  void ClearAsked(const ast::Block& block, std::uint32_t before, const Span& at, CheckedBlock& out);
  void ClearAsked(const ast::Statement& asked, const Span& at, CheckedBlock& out);

  StepWriter& writer_;
  Places& places_;
};

}  // namespace proviso::compiler
