// SPDX-License-Identifier: Apache-2.0
// What hangs on the customer's answer: for each prompt the worst effect that the flow can reach
// from it before it asks again.
#pragma once

#include <vector>

#include "bytecode/module.h"
#include "compiler/ir/ir.h"

namespace proviso::compiler::ir {

// Fills PromptSpec::accept_effect and decline_effect. `functions` are the policies of the module in
// their order. In doubt the worse holds: a condition counts as open unless it is on the answer.
void MarkReachedEffects(const std::vector<Function>& functions, Module& module);

}  // namespace proviso::compiler::ir
