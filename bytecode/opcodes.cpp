// SPDX-License-Identifier: Apache-2.0
#include "bytecode/opcodes.h"

#include "core/assert.h"

namespace proviso {
namespace {

constexpr auto kOpcodes = std::to_array<OpcodeInfo>({
#define PROVISO_OPCODE(number, name, mnemonic, a, b, c, pops, pushes, meaning)       \
  {Opcode::name, #name,  mnemonic, {OperandKind::a, OperandKind::b, OperandKind::c}, \
   pops,         pushes, meaning},
#include "bytecode/opcodes.def"
#undef PROVISO_OPCODE
});

// The table indexed by number; the list may have gaps where an opcode was retired.
constexpr std::array<std::int16_t, 256> MakeIndex() {
  std::array<std::int16_t, 256> index{};
  for (auto& entry : index) entry = -1;
  for (std::size_t i = 0; i < kOpcodes.size(); ++i) {
    index[static_cast<std::size_t>(kOpcodes[i].opcode)] = static_cast<std::int16_t>(i);
  }
  return index;
}
constexpr auto kIndex = MakeIndex();

constexpr std::array<std::string_view, 16> kKindNames = {
    "",          "constant", "variable", "template",  "prompt", "tool",  "call site",     "field",
    "predicate", "policy",   "handoff",  "judgement", "type",   "label", "label or none", "number"};

}  // namespace

std::string_view OperandKindName(OperandKind kind) {
  return kKindNames[static_cast<std::size_t>(kind)];
}

std::span<const OpcodeInfo> AllOpcodes() { return kOpcodes; }

const OpcodeInfo* FindOpcode(std::uint8_t number) {
  const std::int16_t index = kIndex[number];
  return index < 0 ? nullptr : &kOpcodes[static_cast<std::size_t>(index)];
}

const OpcodeInfo& InfoOf(Opcode opcode) {
  const OpcodeInfo* info = FindOpcode(static_cast<std::uint8_t>(opcode));
  PROVISO_ASSERT(info != nullptr);
  return *info;
}

bool EndsFlow(Opcode opcode) {
  switch (opcode) {
    case Opcode::Jump:
    case Opcode::Branch:
    case Opcode::Transfer:
    case Opcode::ReturnTo:
    case Opcode::Return:
    case Opcode::EndPolicy:
    case Opcode::End:
    case Opcode::HandOff:
    case Opcode::Judge:
      return true;
    default:
      return false;
  }
}

bool EmptiesStack(Opcode opcode) {
  switch (opcode) {
    case Opcode::Ask:
    case Opcode::Call:
    case Opcode::CallPolicy:
      return true;
    case Opcode::Jump:
    case Opcode::Branch:
      return false;
    default:
      return EndsFlow(opcode);
  }
}

std::optional<Instruction> InstructionAt(std::string_view code, std::uint32_t pc) {
  if (pc >= code.size()) return std::nullopt;
  const OpcodeInfo* info = FindOpcode(static_cast<std::uint8_t>(code[pc]));
  if (info == nullptr || info->size() > code.size() - pc) return std::nullopt;
  Instruction instruction;
  instruction.opcode = info->opcode;
  instruction.size = info->size();
  for (std::uint32_t i = 0; i < info->operand_count(); ++i) {
    instruction.operands[i] = ReadOperand(code, pc + 1 + std::size_t{i} * kOperandBytes);
  }
  return instruction;
}

}  // namespace proviso
