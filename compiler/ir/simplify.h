// SPDX-License-Identifier: Apache-2.0
// Clean-up passes over basic blocks. They change no behaviour.
#pragma once

#include "compiler/ir/ir.h"

namespace proviso::compiler::ir {

// Targets that are empty blocks are replaced by where those lead.
void ThreadJumps(Function& function);
// Blocks that nothing reaches lose their code, so that emit leaves them out.
std::vector<bool> ReachableBlocks(const Function& function);

}  // namespace proviso::compiler::ir
