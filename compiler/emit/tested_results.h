// SPDX-License-Identifier: Apache-2.0
// Which results the text itself asks about: a status that it branches on is a state of the record
// and no failure of the call, and where it compares whose record it is, it decides about that.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "bytecode/module.h"
#include "compiler/sema/checked.h"

namespace proviso::compiler {

// `sites`: the calls of the policy. `words`: by WordListId.
void MarkTested(const CheckedPolicy& policy, const std::vector<std::vector<std::string>>& words,
                std::span<CallSite> sites);

}  // namespace proviso::compiler
