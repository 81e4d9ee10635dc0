// SPDX-License-Identifier: Apache-2.0
// Walks over the checked tree.
#pragma once

#include <functional>
#include <set>

#include "compiler/sema/checked.h"

namespace proviso::compiler::lint {

// Every step below, in the order of the text; entries' replays are left out.
void ForEachStep(const CheckedBlock& block, const std::function<void(const CheckedStep&)>& visit);

// Variables that any expression of the program reads: arguments, conditions, messages, assignments.
std::set<VariableId> VariablesRead(const CheckedProgram& program);

}  // namespace proviso::compiler::lint
