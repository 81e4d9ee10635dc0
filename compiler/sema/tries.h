// SPDX-License-Identifier: Apache-2.0
// How often something was tried: where a second try goes back to, how many there are, and what is
// done after the last one. Walks the block of the line that gives up.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "compiler/sema/bind_context.h"

namespace proviso::compiler {

class StepWriter;
class ToolFacts;

// The line that says what follows after so many negative outcomes of a check.
struct GivingUp {
  const ast::Statement* statement = nullptr;
  std::uint32_t count = 0;
};

class Tries : BinderPart {
 public:
  Tries(BindContext& context, StepWriter& writer, ToolFacts& tools, BlockWalker& walk)
      : BinderPart(context), writer_(writer), tools_(tools), walk_(walk) {}

  // The call that starts at `start` was made with these values of the customer.
  void LearnUse(const ToolDefinition& tool, MarkId start, std::vector<VariableId> slots);
  std::optional<GivingUp> GivingUpBehind(const Cursor& at) const;
  void EmitGivingUp(const GivingUp& giving_up, const Span& span, CheckedBlock& out,
                    const Cursor& at);
  // Counts the tries of a branch that asks again, and gives up at the last one.
  void EmitAttempts(const ast::Statement& branch, CheckedBlock& out, const Cursor& at);

 private:
  StepWriter& writer_;
  ToolFacts& tools_;
  BlockWalker& walk_;
  std::map<VariableId, VariableId> misses_;  // by what was looked up: how often in vain
};

}  // namespace proviso::compiler
