// SPDX-License-Identifier: Apache-2.0
// What the lines behind a call say of how it went: whether they ask for it, and whether a failure
// is handled. Reads the text alone; may ask what a tool is.
#pragma once

#include <string_view>

#include "compiler/sema/bind_context.h"

namespace proviso::compiler {

class ToolFacts;

class CallOutcomes : BinderPart {
 public:
  CallOutcomes(BindContext& context, ToolFacts& tools) : BinderPart(context), tools_(tools) {}

  // Whether the lines up to the next call test that something was found.
  bool TestsFound(const Cursor& at) const;
  bool FailureIsHandled(const Cursor& at, const ToolDefinition& tool) const;

 private:
  // The same, or "it worked".
  bool AsksHowItWent(const ast::Statement& statement, const ToolDefinition& tool) const;
  // "@t fails", "that fails", "creating the order fails"; `tool` (empty: any) is the one that is
  // meant.
  bool SpeaksOfFailure(const ast::Statement& statement, std::string_view tool) const;

  ToolFacts& tools_;
};

}  // namespace proviso::compiler
