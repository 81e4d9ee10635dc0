// SPDX-License-Identifier: Apache-2.0
// What a step tells about who is asking and what was checked.
#pragma once

#include "compiler/lint/analysis/flow.h"

namespace proviso::compiler::lint {

// Adds to node.facts; calls are added elsewhere.
void ReadNodeFacts(const FlowBundle& bundle, const ast::Statement& statement, FlowNode& node);
// Adds to facts, facts_if_so and facts_if_not of a branch.
void ReadConditionFacts(const FlowBundle& bundle, const ast::Condition& condition, FlowNode& node);
// Whether the words speak of being allowed: "eligible", "qualifies", "within the return window".
bool SpeaksOfEligibility(const Lexicon& lexicon, const Words& words);

}  // namespace proviso::compiler::lint
