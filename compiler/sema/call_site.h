// SPDX-License-Identifier: Apache-2.0
// A call as its sentence has it: what the parts that bind it, its arguments and its consent read.
#pragma once

#include <string>
#include <vector>

#include "compiler/sema/bind_context.h"
#include "compiler/sema/meaning.h"

namespace proviso::compiler {

// "… to change to plan {chosen_plan}": a value written into the purpose of a call.
struct PurposeValue {
  Span span;
  std::string spelling;            // "{chosen_plan}"
  std::vector<std::string> steps;  // of the path
  Words before;                    // the words in front of it
  bool used = false;
};

struct CallSite {
  const ast::Statement* statement = nullptr;
  std::vector<PurposeValue>* values = nullptr;
  Words purpose;  // words after to / that / for
  std::string purpose_text;
  std::string told;  // the message of "to notify the user that …"
  const std::vector<ast::Literal>* entered = nullptr;
  const OptionPlan* option = nullptr;  // the chosen one, when its tool is called
  const KnownPrompt* offer = nullptr;
  const Cursor* at = nullptr;
  bool applicable = false;  // under a vague condition
  bool looks_up = false;    // the sentence's verb only looks
  const ast::Share* share = nullptr;
  bool* share_used = nullptr;
};

// What goes into a parameter.
struct BoundArgument {
  CheckedExpr expr;
  Meaning meaning;       // "the new order's id"
  std::string spelling;  // "{new_order.order_id}"
  bool bound = false;
  bool omitted = false;  // an alternative that was not asked for
  VariableId slot = kNone<VariableId>;
};

}  // namespace proviso::compiler
