// SPDX-License-Identifier: Apache-2.0
#include "bytecode/assembler.h"

#include "core/assert.h"

namespace proviso {
namespace {

std::vector<std::string> TemplateKey(const MessageTemplate& entry) {
  std::vector<std::string> key = entry.pieces;
  key.insert(key.end(), entry.hole_names.begin(), entry.hole_names.end());
  return key;
}

template <typename Id>
Id NextId(std::size_t size) {
  return static_cast<Id>(static_cast<std::uint32_t>(size));
}

}  // namespace

Assembler::Assembler(Module& module) : module_(module) {
  PROVISO_ASSERT(module.code.empty());
  for (std::size_t i = 0; i < module.constants.size(); ++i) {
    constants_.emplace(module.constants[i].bytes(), NextId<ConstantId>(i));
  }
  for (std::size_t i = 0; i < module.variables.size(); ++i) {
    variables_.emplace(module.variables[i].name, NextId<VariableId>(i));
  }
  for (std::size_t i = 0; i < module.templates.size(); ++i) {
    templates_.emplace(TemplateKey(module.templates[i]), NextId<TemplateId>(i));
  }
}

CodeLabel Assembler::NewLabel() {
  addresses_.push_back(kNoIndex);
  return NextId<CodeLabel>(addresses_.size() - 1);
}

void Assembler::Bind(CodeLabel label) {
  PROVISO_ASSERT(!IsBound(label));
  addresses_[Raw(label)] = pc();
}

CodeLabel Assembler::BindNew() {
  const CodeLabel label = NewLabel();
  Bind(label);
  return label;
}

bool Assembler::IsBound(CodeLabel label) const { return addresses_[Raw(label)] != kNoIndex; }

Label Assembler::Address(CodeLabel label) const {
  PROVISO_ASSERT(IsBound(label));
  return static_cast<Label>(addresses_[Raw(label)]);
}

std::uint32_t Assembler::pc() const { return static_cast<std::uint32_t>(module_.code.size()); }

void Assembler::Emit(Opcode opcode, Operand a, Operand b, Operand c) {
  const OpcodeInfo& info = InfoOf(opcode);
  module_.code.push_back(static_cast<char>(opcode));
  const std::array<Operand, kMaxOperands> operands = {a, b, c};
  for (std::size_t i = 0; i < kMaxOperands; ++i) AppendOperand(info.operands[i], operands[i]);
}

void Assembler::AppendOperand(OperandKind expected, const Operand& operand) {
  const bool is_label = operand.kind() == OperandKind::Label;
  const bool optional = expected == OperandKind::OptionalLabel;
  PROVISO_ASSERT(operand.kind() == expected || (optional && is_label));
  if (expected == OperandKind::None) return;
  if (is_label && !IsNone(static_cast<CodeLabel>(operand.raw()))) {
    patches_.push_back({pc(), static_cast<CodeLabel>(operand.raw())});
  } else {
    PROVISO_ASSERT(!is_label || optional);
  }
  for (std::uint32_t i = 0; i < kOperandBytes; ++i) {
    module_.code.push_back(static_cast<char>((operand.raw() >> (8 * i)) & 0xFF));
  }
}

void Assembler::MarkLine(std::uint32_t file, std::uint32_t line) {
  auto& map = module_.source_map;
  if (!map.empty() && map.back().pc == pc()) map.pop_back();
  if (!map.empty() && map.back().file == file && map.back().line == line) return;
  map.push_back({pc(), file, line});
}

ConstantId Assembler::Constant(ValueView value) {
  const auto next = NextId<ConstantId>(module_.constants.size());
  const auto [at, added] = constants_.emplace(std::string(value.bytes()), next);
  if (added) module_.constants.emplace_back(value);
  return at->second;
}

ConstantId Assembler::Text(std::string_view text) { return Constant(Value::String(text).view()); }

TemplateId Assembler::Template(MessageTemplate entry) {
  PROVISO_ASSERT(entry.pieces.size() == entry.hole_names.size() + 1);
  const auto next = NextId<TemplateId>(module_.templates.size());
  const auto [at, added] = templates_.emplace(TemplateKey(entry), next);
  if (added) module_.templates.push_back(std::move(entry));
  return at->second;
}

TemplateId Assembler::Template(std::string_view text) {
  return Template(MessageTemplate{{std::string(text)}, {}});
}

VariableId Assembler::Variable(std::string_view name, ValueType type, bool from_start) {
  const auto at = variables_.find(name);
  if (at != variables_.end()) {
    module_.variables[Raw(at->second)].from_start |= from_start;
    return at->second;
  }
  const auto id = NextId<VariableId>(module_.variables.size());
  module_.variables.push_back({std::string(name), type, from_start});
  variables_.emplace(std::string(name), id);
  return id;
}

void Assembler::Finish() {
  for (const Patch& patch : patches_) {
    const std::uint32_t address = addresses_[Raw(patch.label)];
    PROVISO_ASSERT(address != kNoIndex);
    for (std::uint32_t i = 0; i < kOperandBytes; ++i) {
      module_.code[patch.position + i] = static_cast<char>((address >> (8 * i)) & 0xFF);
    }
  }
  patches_.clear();
}

}  // namespace proviso
