// SPDX-License-Identifier: Apache-2.0
// The instruction set as enum and table, both made from opcodes.def. An instruction is one byte of
// opcode and four bytes (little-endian) for each operand.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace proviso {

enum class Opcode : std::uint8_t {
#define PROVISO_OPCODE(number, name, mnemonic, a, b, c, pops, pushes, meaning) name = (number),
#include "bytecode/opcodes.def"
#undef PROVISO_OPCODE
};

enum class OperandKind : std::uint8_t {
  None,
  Constant,
  Variable,
  Template,
  Prompt,
  Tool,
  CallSite,
  Field,
  Predicate,
  Policy,
  Handoff,
  Judgement,
  Type,
  Label,
  OptionalLabel,
  Number,
};
std::string_view OperandKindName(OperandKind kind);

inline constexpr std::size_t kMaxOperands = 3;
inline constexpr std::uint32_t kOperandBytes = 4;
// `pops` of an instruction whose site, template or prompt declares how many it takes.
inline constexpr int kDeclaredElsewhere = -1;

struct OpcodeInfo {
  Opcode opcode{};
  std::string_view name;
  std::string_view mnemonic;
  std::array<OperandKind, kMaxOperands> operands{};
  int pops = 0;
  int pushes = 0;
  std::string_view meaning;

  constexpr std::uint32_t operand_count() const {
    std::uint32_t count = 0;
    for (const OperandKind kind : operands) count += kind == OperandKind::None ? 0 : 1;
    return count;
  }
  // Length of the whole instruction in bytes.
  constexpr std::uint32_t size() const { return 1 + kOperandBytes * operand_count(); }
};

// All opcodes in the order of the list.
std::span<const OpcodeInfo> AllOpcodes();
// nullptr for a number that is no opcode.
const OpcodeInfo* FindOpcode(std::uint8_t number);
const OpcodeInfo& InfoOf(Opcode opcode);

// True for an instruction after which the next one is never reached by falling through.
bool EndsFlow(Opcode opcode);
// True for an instruction that control leaves with an empty operand stack, because what follows may
// run in another turn or another policy.
bool EmptiesStack(Opcode opcode);

// One decoded instruction.
struct Instruction {
  Opcode opcode{};
  std::array<std::uint32_t, kMaxOperands> operands{};
  std::uint32_t size = 0;
};
// The instruction at `pc`; nullopt when there is no known one or it is cut off.
std::optional<Instruction> InstructionAt(std::string_view code, std::uint32_t pc);

// The operand at `position`, which must lie inside `code`.
inline std::uint32_t ReadOperand(std::string_view code, std::size_t position) {
  std::uint32_t value = 0;
  for (std::uint32_t i = 0; i < kOperandBytes; ++i) {
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(code[position + i])) << (8 * i);
  }
  return value;
}

}  // namespace proviso
