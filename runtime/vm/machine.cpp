// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/internal/machine.h"

#include "bytecode/source_lines.h"
#include "core/assert.h"
#include "runtime/vm/internal/coerce.h"

namespace proviso::vm {
namespace {

// The words for "which limit" are the names of the options in Limits, so that whoever reads the
// reason knows what to change.
constexpr std::string_view kStepsLimit = "steps_per_turn";

// Length of each instruction by its number.
constexpr std::array<std::uint8_t, 256> kSizes = [] {
  std::array<std::uint8_t, 256> sizes{};
#define PROVISO_OPCODE(number, name, mnemonic, a, b, c, pops, pushes, meaning)                     \
  sizes[number] = static_cast<std::uint8_t>(                                                       \
      OpcodeInfo{Opcode::name, "", "", {OperandKind::a, OperandKind::b, OperandKind::c}, 0, 0, ""} \
          .size());
#include "bytecode/opcodes.def"
#undef PROVISO_OPCODE
  return sizes;
}();

}  // namespace

std::uint32_t Machine::Line() const { return LineAt(module_, pc_); }

void Machine::Push(Truth truth) {
  static constexpr std::string_view kTrue("\x02", 1);
  static constexpr std::string_view kFalse("\x01", 1);
  Push(truth ? ValueView::FromChecked(*truth ? kTrue : kFalse) : ValueView());
}

std::span<const ValueView> Machine::PopMany(std::size_t count) {
  height_ -= static_cast<std::uint32_t>(count);
  return std::span<const ValueView>(stack_).subspan(height_, count);
}

Machine::Flow Machine::JumpTo(std::uint32_t pc) {
  pc_ = pc;
  return Flow::Jumped;
}

Machine::Flow Machine::Branch() {
  const Truth truth = ToTruth(Pop());
  return JumpTo(Operand(!truth ? 2 : (*truth ? 0 : 1)));
}

Machine::Flow Machine::JumpIfSet() {
  const bool set = !Variable(static_cast<VariableId>(Operand(0))).is_null();
  return set ? JumpTo(Operand(1)) : Flow::Next;
}

Machine::Flow Machine::Attempt() {
  const auto counter = static_cast<VariableId>(Operand(0));
  const ValueView before = Variable(counter);
  const std::int64_t count = before.kind() == ValueKind::Integer ? before.integer() : 0;
  if (count >= static_cast<std::int64_t>(Operand(1))) return JumpTo(Operand(2));
  Set(counter, arena_.Keep(Value::Integer(count + 1)));
  return Flow::Next;
}

Machine::Flow Machine::Coerce() {
  const auto type = static_cast<ValueType>(Operand(0));
  const ValueView value = Pop();
  if (IsAlready(type, value)) {
    Push(value);
  } else {
    Push(vm::Coerce(type, value));
  }
  return Flow::Next;
}

Machine::Flow Machine::FindField() {
  const std::uint32_t field = Operand(0);
  const FieldSpec& spec = module_.fields[field];
  if (spec.type == ValueType::Money) {
    Push(vm::FindAmount(Pop(), program_.fields[field], program_.words));
  } else {
    Push(vm::FindField(Pop(), program_.fields[field], spec.type, spec.self_if_scalar));
  }
  return Flow::Next;
}

// INVARIANT: Execute is called only at instruction starts that the verifier reached, with the stack
// height that it found there; hence no check of operands or heights. Whatever leaves the loop sets
// state_.waiting.
void Machine::Run(std::uint32_t pc) {
  if (trace_ == nullptr) {
    RunLoop<false>(pc);
  } else {
    RunLoop<true>(pc);
  }
}

template <bool kTraced>
void Machine::RunLoop(std::uint32_t pc) {
  pc_ = pc;
  height_ = 0;
  for (std::uint32_t steps = 0;; ++steps) {
    if (steps == limits_.steps_per_turn) {
      HandOffForLimit(kStepsLimit);
      return;
    }
    if constexpr (kTraced) trace_->executed.push_back(pc_);
    const auto opcode = static_cast<Opcode>(module_.code[pc_]);
    switch (Execute(opcode)) {
      case Flow::Next:
        pc_ += kSizes[static_cast<std::uint8_t>(opcode)];
        break;
      case Flow::Jumped:
        break;
      case Flow::Suspended:
        return;
    }
  }
}

// Rules for this switch: a case is at most a few lines; what needs more is a named helper. An
// instruction that suspends or ends returns Suspended and has set state_.waiting and, when it
// waits, state_.pc. No default: the compiler then names an opcode that was forgotten.
Machine::Flow Machine::Execute(Opcode opcode) {
  switch (opcode) {
    case Opcode::Nop:
      return Flow::Next;
    case Opcode::PushConstant:
      Push(module_.constants[Operand(0)].view());
      return Flow::Next;
    case Opcode::LoadVariable:
      Push(Variable(static_cast<VariableId>(Operand(0))));
      return Flow::Next;
    case Opcode::StoreVariable:
      Set(static_cast<VariableId>(Operand(0)), Pop());
      return Flow::Next;
    case Opcode::ClearVariable:
      Set(static_cast<VariableId>(Operand(0)), ValueView());
      return Flow::Next;
    case Opcode::FindField:
      return FindField();
    case Opcode::Pop:
      Pop();
      return Flow::Next;
    case Opcode::Coerce:
      return Coerce();
    case Opcode::Not:
      Push(vm::Not(ToTruth(Pop())));
      return Flow::Next;
    case Opcode::And:
      return Binary([](ValueView a, ValueView b) { return vm::And(ToTruth(a), ToTruth(b)); });
    case Opcode::Or:
      return Binary([](ValueView a, ValueView b) { return vm::Or(ToTruth(a), ToTruth(b)); });
    case Opcode::Equal:
      return Binary(vm::Equal);
    case Opcode::Less:
      return Binary(vm::Less);
    case Opcode::LessEqual:
      return Binary(vm::LessOrEqual);
    case Opcode::Contains:
      return Binary(vm::Contains);
    case Opcode::OneOf:
      return Binary(vm::OneOf);
    case Opcode::IsEmpty:
      Push(Truth(vm::IsEmpty(Pop())));
      return Flow::Next;
    case Opcode::IsKnown:
      Push(Truth(!Pop().is_null()));
      return Flow::Next;
    case Opcode::Add:
      return Binary(vm::Add);
    case Opcode::Subtract:
      return Binary(vm::Subtract);
    case Opcode::Multiply:
      return Binary(vm::Multiply);
    case Opcode::Divide:
      return Binary(vm::Divide);
    case Opcode::Count:
      Push(vm::Count(Pop()));
      return Flow::Next;
    case Opcode::Sum:
      Push(vm::Sum(Pop()));
      return Flow::Next;
    case Opcode::Coalesce:
      return Binary([](ValueView a, ValueView b) { return a.is_null() ? b : a; });
    case Opcode::Elapsed:
      return Binary(vm::Elapsed);
    case Opcode::Join:
      return Binary(vm::Join);
    case Opcode::Test:
      Push(vm::Test(program_.predicates[Operand(0)], Pop(), program_.words));
      return Flow::Next;
    case Opcode::Jump:
      return JumpTo(Operand(0));
    case Opcode::Branch:
      return Branch();
    case Opcode::JumpIfSet:
      return JumpIfSet();
    case Opcode::Attempt:
      return Attempt();
    case Opcode::Say:
      return Say();
    case Opcode::Ask:
      return Ask();
    case Opcode::Call:
      return Call();
    case Opcode::SkipUnlessApplicable:
      return SkipUnlessApplicable();
    case Opcode::Note:
      return Note();
    case Opcode::CallPolicy:
      return CallPolicy();
    case Opcode::Transfer:
      return Transfer();
    case Opcode::ReturnTo:
      return ReturnTo();
    case Opcode::Return:
      return Return();
    case Opcode::EndPolicy:
      return EndPolicy();
    case Opcode::End:
      return End();
    case Opcode::LoadOutcome:
      Push(state_.outcome);
      return Flow::Next;
    case Opcode::HandOff:
      return HandOffByPolicy();
    case Opcode::Judge:
      return Judge();
    case Opcode::InCurrencyOf:
      return Binary(vm::InCurrencyOf);
    case Opcode::IsSet:
      Push(Truth(!Variable(static_cast<VariableId>(Operand(0))).is_null()));
      return Flow::Next;
  }
  PROVISO_UNREACHABLE("opcode after verification");
}

}  // namespace proviso::vm
