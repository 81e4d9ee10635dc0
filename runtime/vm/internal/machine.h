// SPDX-License-Identifier: Apache-2.0
// One Step in progress. The dispatch loop is machine.cpp; what its cases call is split by subject:
// prompts.cpp, calls.cpp, endings.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/opcodes.h"
#include "bytecode/texts.h"
#include "bytecode/verifier.h"
#include "runtime/vm/internal/operators.h"
#include "runtime/vm/internal/program_data.h"
#include "runtime/vm/internal/state.h"
#include "runtime/vm/step.h"
#include "runtime/vm/trace.h"

namespace proviso::vm {

class Machine {
 public:
  // `trace` may be null; it is written to, never read.
  Machine(const ProgramData& program, const Limits& limits, Arena& arena, State& state,
          StepTrace* trace = nullptr)
      : program_(program),
        module_(program.module),
        limits_(limits),
        arena_(arena),
        state_(state),
        trace_(trace) {}

  // Each applies one event and runs on until the next suspension or the end.
  Result<void> Start(const StartEvent& event);
  void Message(const MessageEvent& event);
  Result<void> ToolResult(const ToolResultEvent& event);
  Result<void> ToolError(const ToolErrorEvent& event);

  // Ends a conversation whose snapshot would be too long; the caller then encodes it again.
  void EndForSize();

  std::vector<Effect>& effects() { return effects_; }
  const std::string& call_failure() const { return call_failure_; }

 private:
  // What the dispatch loop does after an instruction.
  enum class Flow : std::uint8_t { Next, Jumped, Suspended };

  // machine.cpp
  void Run(std::uint32_t pc);
  template <bool kTraced>
  void RunLoop(std::uint32_t pc);
  // What the event came to at the instruction that waited for it. Once a step, outside the loop.
  void Resumed(StepTrace::Resumed how) {
    if (trace_ == nullptr) return;
    trace_->resumed_at = pc_;
    trace_->resumed = how;
  }
  Flow Execute(Opcode opcode);
  std::uint32_t Operand(std::size_t index) const {
    return ReadOperand(module_.code, pc_ + 1 + index * kOperandBytes);
  }
  void Push(ValueView value) { stack_[height_++] = value; }
  void Push(const Value& value) { Push(arena_.Keep(value)); }
  void Push(Truth truth);
  ValueView Pop() { return stack_[--height_]; }
  // The `count` topmost values in the order they were pushed, taken off.
  std::span<const ValueView> PopMany(std::size_t count);
  Flow JumpTo(std::uint32_t pc);
  Flow Branch();
  Flow JumpIfSet();
  Flow Attempt();
  Flow Coerce();
  Flow FindField();
  template <typename Operation>
  Flow Binary(Operation operation) {
    const ValueView right = Pop();
    const ValueView left = Pop();
    Push(operation(left, right));
    return Flow::Next;
  }
  ValueView Variable(VariableId id) const { return state_.variables[Raw(id)]; }
  void Set(VariableId id, ValueView value) {
    if (!IsNone(id)) state_.variables[Raw(id)] = value;
  }
  std::uint32_t Line() const;
  std::string_view Text(TextId id) const { return module_.texts[static_cast<std::size_t>(id)]; }

  // messages.cpp
  // Index of the first argument that shows nothing, or kNoIndex.
  static std::uint32_t FirstUnfilled(std::span<const ValueView> arguments);
  enum class Reader : std::uint8_t { Customer, Agent };
  std::string Render(const MessageTemplate& text, std::span<const ValueView> arguments,
                     Reader reader) const;
  Flow Say();
  Flow Note();
  void SayText(std::string text);
  void SayText(TextId id) { SayText(std::string(Text(id))); }

  // prompts.cpp
  Flow Ask();
  void ApplyReply(const Reading& reading);
  struct Verdict;  // what a reply comes to
  Verdict ReadSlot(const PromptSpec& prompt, const Reading& reading);
  Verdict ReadChoice(const PromptSpec& prompt, const Reading& reading);
  Verdict ReadYesNo(const Reading& reading);
  Verdict ReadOffer(const PromptSpec& prompt, const Reading& reading);
  Verdict TakeOption(const PromptSpec& prompt, const Reading& reading, std::uint32_t option);
  Verdict ReadConfirmation(const PromptSpec& prompt, const Reading& reading);
  bool AnswersNothing(const PromptSpec& prompt, const Reading& reading) const;
  bool FillOpenSlots(const PromptSpec& prompt, const Reading& reading);
  const SlotReading* FindReading(const Reading& reading, std::string_view slot) const;
  bool IsSure(double confidence) const { return confidence >= limits_.confidence; }
  bool Fits(ValueType type, const SlotReading& reading) const;
  void Answer(const PromptSpec& prompt, PromptOutcome outcome);
  void AskAgain(const PromptSpec& prompt, std::string lead_in, bool with_question);
  void EmitQuestion(std::string text);
  PromptId CurrentPrompt() const;

  // calls.cpp
  Flow Call();
  Flow SkipUnlessApplicable();
  // The arguments as a Map; false after a required one was missing and the conversation ended.
  bool BindArguments(const CallSite& site, std::span<const ValueView> arguments, ValueView& map);
  std::uint64_t CallKey(const CallSite& site, ValueView args) const;
  void EmitCall(const CallSite& site, std::uint32_t delay_ms);
  void FinishCall(const CallSite& site, ValueView result, std::string_view error);
  const CallSite& CurrentSite() const;
  bool Reads(const CallSite& site) const;
  Result<void> NothingFound(std::uint32_t id, std::string message);
  bool IsSomebodyElses(const CallSite& site, ValueView result) const;
  bool WithinLimits(ValueView value) const;

  // endings.cpp
  Flow CallPolicy();
  Flow Transfer();
  Flow ReturnTo();
  Flow Return();
  Flow EndPolicy();
  Flow End();
  Flow HandOffByPolicy();
  Flow Judge();
  Flow ReturnFrom(std::size_t frame, ValueView outcome);
  Flow EnterPolicy(PolicyId policy, std::uint32_t entry);
  Flow EndWith(std::string_view outcome);
  Flow HandOff(std::string_view code, std::string reason, std::string_view to = {});
  Flow HandOffForLimit(std::string_view which);
  Flow HandOffUnfilled(std::string_view hole);
  std::vector<std::pair<std::string, Value>> Known() const;

  const ProgramData& program_;
  const Module& module_;
  const Limits& limits_;
  Arena& arena_;
  State& state_;
  StepTrace* trace_;
  std::vector<Effect> effects_;
  std::string call_failure_;
  std::uint32_t pc_ = 0;
  std::uint32_t height_ = 0;
  std::array<ValueView, kMaxStackHeight + 1> stack_;
};

}  // namespace proviso::vm
