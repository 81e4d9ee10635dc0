// SPDX-License-Identifier: Apache-2.0
// A conversation as an exploration makes it up: what comes in, and what the policy does about it.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "bytecode/module.h"
#include "core/value.h"
#include "runtime/tool_interface.h"
#include "runtime/vm/step.h"

namespace proviso::explore {

struct Start {
  std::string policy;
  std::string channel = "webchat";
  std::vector<std::pair<std::string, Value>> facts;
  std::string now;  // ISO 8601 instant
};
struct Said {
  std::string text;
};
struct Answered {
  std::string tool;
  runtime::ToolOutcome outcome;
};
using Input = std::variant<Start, Said, Answered>;

struct Turn {
  Input input;
  std::vector<vm::Effect> effects;
};
using Conversation = std::vector<Turn>;

// Whether a customer, a tool or an agent could tell the two apart: texts, questions, calls with
// their arguments, notes, hand-offs, outcomes. Lines, identifiers and keys do not count.
bool SameEffects(const Module& a, const std::vector<vm::Effect>& effects_a, const Module& b,
                 const std::vector<vm::Effect>& effects_b);

// A line for each thing that happened, in the words of a scenario file:
//   Customer: ana@example.com
//   Agent: What is your order number?
//   calls @order_get {"order_id":"1001"}
//   @order_get returns {"status":"paid"}
//   hands off to orders team: …
//   ends: completed
std::vector<std::string> DescribeInput(const Input& input);
std::vector<std::string> DescribeEffects(const Module& module,
                                         const std::vector<vm::Effect>& effects);
std::string Describe(const Module& module, const Conversation& conversation);

}  // namespace proviso::explore
