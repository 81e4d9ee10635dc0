// SPDX-License-Identifier: Apache-2.0
// Writes the code of a Module: instructions, labels, lines, and the tables that are de-duplicated.
// The compiler's emit stage and the tests use it. Misuse (an operand of the wrong kind, a label
// never bound) is a bug of the caller and asserts.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/ids.h"
#include "bytecode/module.h"
#include "bytecode/opcodes.h"
#include "core/value.h"

namespace proviso {

// A place in code that is still being written. Becomes a Label when the code is finished.
enum class CodeLabel : std::uint32_t {};
// For OptionalLabel: there is none.
inline constexpr CodeLabel kNoLabel = static_cast<CodeLabel>(kNoIndex);

// One operand with its kind. Converts from the index types, so that Emit reads like the listing.
class Operand {
 public:
  Operand() = default;
  Operand(ConstantId id) : Operand(OperandKind::Constant, Raw(id)) {}      // NOLINT
  Operand(VariableId id) : Operand(OperandKind::Variable, Raw(id)) {}      // NOLINT
  Operand(TemplateId id) : Operand(OperandKind::Template, Raw(id)) {}      // NOLINT
  Operand(PromptId id) : Operand(OperandKind::Prompt, Raw(id)) {}          // NOLINT
  Operand(ToolId id) : Operand(OperandKind::Tool, Raw(id)) {}              // NOLINT
  Operand(CallSiteId id) : Operand(OperandKind::CallSite, Raw(id)) {}      // NOLINT
  Operand(FieldId id) : Operand(OperandKind::Field, Raw(id)) {}            // NOLINT
  Operand(PredicateId id) : Operand(OperandKind::Predicate, Raw(id)) {}    // NOLINT
  Operand(PolicyId id) : Operand(OperandKind::Policy, Raw(id)) {}          // NOLINT
  Operand(HandoffId id) : Operand(OperandKind::Handoff, Raw(id)) {}        // NOLINT
  Operand(JudgementId id) : Operand(OperandKind::Judgement, Raw(id)) {}    // NOLINT
  Operand(CodeLabel label) : Operand(OperandKind::Label, Raw(label)) {}    // NOLINT
  Operand(std::uint32_t number) : Operand(OperandKind::Number, number) {}  // NOLINT
  Operand(ValueType type)                                                  // NOLINT
      : Operand(OperandKind::Type, static_cast<std::uint32_t>(type)) {}

  OperandKind kind() const { return kind_; }
  std::uint32_t raw() const { return raw_; }

 private:
  Operand(OperandKind kind, std::uint32_t raw) : kind_(kind), raw_(raw) {}
  OperandKind kind_ = OperandKind::None;
  std::uint32_t raw_ = 0;
};

// Appends to `module`, which must outlive it; it may already hold tables, not code. Not
// thread-safe.
class Assembler {
 public:
  explicit Assembler(Module& module);

  CodeLabel NewLabel();
  // `label` means the next instruction from now on. At most once per label.
  void Bind(CodeLabel label);
  CodeLabel BindNew();
  bool IsBound(CodeLabel label) const;
  // Byte offset of a bound label, e.g. for PolicySpec::entries.
  Label Address(CodeLabel label) const;

  void Emit(Opcode opcode, Operand a = {}, Operand b = {}, Operand c = {});
  // Code from here on comes from this line.
  void MarkLine(std::uint32_t file, std::uint32_t line);
  std::uint32_t pc() const;

  // Index of an equal entry, added when there is none.
  ConstantId Constant(ValueView value);
  ConstantId Text(std::string_view text);
  TemplateId Template(MessageTemplate entry);
  // A template without holes.
  TemplateId Template(std::string_view text);
  // By name: an existing variable keeps its type.
  VariableId Variable(std::string_view name, ValueType type = ValueType::Json,
                      bool from_start = false);

  // Writes the addresses of labels into the code. Every label that was used must be bound.
  void Finish();

 private:
  struct Patch {
    std::uint32_t position = 0;
    CodeLabel label{};
  };
  void AppendOperand(OperandKind expected, const Operand& operand);

  Module& module_;
  std::vector<std::uint32_t> addresses_;  // by CodeLabel; kNoIndex: not bound yet
  std::vector<Patch> patches_;
  std::map<std::string, ConstantId, std::less<>> constants_;  // by bytes
  std::map<std::string, VariableId, std::less<>> variables_;
  std::map<std::vector<std::string>, TemplateId> templates_;  // by pieces, then hole names
};

}  // namespace proviso
