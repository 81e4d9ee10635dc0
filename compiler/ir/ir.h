// SPDX-License-Identifier: Apache-2.0
// The control-flow IR: basic blocks of stack instructions with symbolic targets. The tables that
// instructions point into (constants, prompts, …) are those of the module under construction.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "bytecode/assembler.h"
#include "core/source.h"

namespace proviso::compiler::ir {

enum class BlockId : std::uint32_t {};
inline constexpr BlockId kNoBlock = static_cast<BlockId>(kNoIndex);

// One instruction. Operands that are labels in bytecode are block ids in `targets`, in the order of
// the opcode's label operands.
struct Instruction {
  Opcode opcode = Opcode::Nop;
  std::array<Operand, kMaxOperands> operands{};
  std::array<BlockId, kMaxOperands> targets{kNoBlock, kNoBlock, kNoBlock};
  ToolEffect effect = ToolEffect::Read;  // Call: what it does
  std::uint32_t file = 0;
  std::uint32_t line = 0;
};

// Straight-line code; control leaves by the last instruction, or falls into `next`.
// INVARIANT: only the last instruction ends the flow (EndsFlow); one that branches conditionally
// may stand inside.
struct Block {
  std::vector<Instruction> code;
  BlockId next = kNoBlock;  // where control goes when the last instruction does not end the flow
};

// One policy.
struct Function {
  std::string name;
  std::vector<Block> blocks;
  std::vector<BlockId> entries;  // [0]: the top
};

}  // namespace proviso::compiler::ir
