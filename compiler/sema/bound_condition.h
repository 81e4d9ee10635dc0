// SPDX-License-Identifier: Apache-2.0
// A condition resolved: what the binders of conditions give to each other and to the branch.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bytecode/tool_catalogue.h"
#include "compiler/sema/bind_context.h"
#include "compiler/sema/checked.h"
#include "compiler/sema/meaning.h"

namespace proviso::compiler {

// A condition resolved.
struct BoundCondition {
  enum class Polarity : std::uint8_t { Neutral, Positive, Negative };
  CheckedExpr expr;
  Polarity polarity = Polarity::Neutral;
  std::string outcome;    // what the policy's outcome is called when it ends here: "not_eligible"
  bool is_state = false;  // one of those that may be said of a record as well: "confirmed"
  bool is_check = false;  // a predicate that steps depend on ("eligible"), not a mere state
  bool needs_judgement = false;
  bool vague = false;
  bool broken = false;  // reported; the branch is left out
  Meaning meaning;      // for explain
  std::string subject;  // for messages: "the order is eligible"
  const ToolDefinition* producer = nullptr;
  VariableId answer = kNone<VariableId>;  // of the yes or no question that it tests
  bool accepted = false;
  VariableId checked = kNone<VariableId>;  // the customer's value that it tests
  std::size_t choices = 0;  // of the question that it tests, where it is one of several
  std::size_t named = 1;    // how many of them it names
};

// The codes of a system that the comparison names, as in "EXPIRED: …"; empty where other words do.
std::vector<std::string> CodesIn(const ast::Comparison& comparison);

// One that no tool and no answer can tell.
BoundCondition Judged(const BindContext& context, const ast::Condition& condition);

}  // namespace proviso::compiler
