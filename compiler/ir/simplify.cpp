// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/simplify.h"

#include "bytecode/opcodes.h"

namespace proviso::compiler::ir {

namespace {

bool Ends(const Block& block) { return !block.code.empty() && EndsFlow(block.code.back().opcode); }

BlockId Resolve(const Function& function, BlockId id) {
  // As many hops as there are blocks: a cycle of empty blocks stays as it is.
  for (std::size_t hops = 0; id != kNoBlock && hops < function.blocks.size(); ++hops) {
    const Block& block = function.blocks[static_cast<std::size_t>(id)];
    if (!block.code.empty() || block.next == kNoBlock) return id;
    id = block.next;
  }
  return id;
}

}  // namespace

void ThreadJumps(Function& function) {
  for (Block& block : function.blocks) {
    if (!Ends(block)) block.next = Resolve(function, block.next);
    for (Instruction& instruction : block.code) {
      for (BlockId& target : instruction.targets) {
        if (target != kNoBlock) target = Resolve(function, target);
      }
    }
  }
  for (BlockId& entry : function.entries) entry = Resolve(function, entry);
}

std::vector<bool> ReachableBlocks(const Function& function) {
  std::vector<bool> reached(function.blocks.size(), false);
  std::vector<BlockId> work(function.entries);
  while (!work.empty()) {
    const BlockId id = work.back();
    work.pop_back();
    if (id == kNoBlock || reached[static_cast<std::size_t>(id)]) continue;
    reached[static_cast<std::size_t>(id)] = true;
    const Block& block = function.blocks[static_cast<std::size_t>(id)];
    for (const Instruction& instruction : block.code) {
      for (const BlockId target : instruction.targets) work.push_back(target);
    }
    if (!Ends(block)) work.push_back(block.next);
  }
  return reached;
}

}  // namespace proviso::compiler::ir
