// SPDX-License-Identifier: Apache-2.0
// Jumps inside a policy: to a section, a step, or over the next steps. May ask the places.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

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
  // What is left out: up to this statement of the block.
  struct Skipped {
    const ast::Block* block;
    std::size_t last;
  };
  bool BeginsStep(const ast::Block& block, std::size_t index) const;
  std::size_t EndOfStep(const ast::Block& block, std::size_t index) const;
  std::optional<Skipped> NextSteps(std::uint32_t steps, const Cursor& at) const;
  std::optional<Skipped> NamedSteps(const ast::Statement& place, std::uint32_t steps,
                                    const Cursor& at) const;
  void BindSkip(const ast::Statement& statement, const ast::GoTo& go, CheckedBlock& out,
                const Cursor& at);
  void ClearAsked(const ast::Block& block, std::uint32_t before, const Span& at, CheckedBlock& out);
  void ClearAsked(const ast::Statement& asked, const Span& at, CheckedBlock& out);

  StepWriter& writer_;
  Places& places_;
};

}  // namespace proviso::compiler
