// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/lower.h"

#include <map>
#include <set>

#include "compiler/sema/fingerprint.h"
#include "core/assert.h"

namespace proviso::compiler::ir {

namespace {

class Lowering {
 public:
  Lowering(const CheckedPolicy& policy, const SourceSet& sources, Tables& tables)
      : policy_(policy), sources_(sources), tables_(tables) {}

  Function Run() {
    function_.name = policy_.spec.name;
    current_ = NewBlock();
    function_.entries.push_back(current_);
    At(policy_.span);
    LowerBlock(policy_.body);
    Finish();
    for (const CheckedEntry& entry : policy_.entries) {
      current_ = NewBlock();
      function_.entries.push_back(current_);
      At(entry.span);
      LowerBlock(entry.replay);
      GoTo(BlockOf(entry.mark));
    }
    // A section that only unreachable text holds: whoever jumps there meets a person.
    for (const auto& [mark, id] : marks_) {
      if (bound_.contains(mark)) continue;
      current_ = id;
      Emit(Opcode::Judge, {tables_.Judgement({policy_.spec.name, {}})});
    }
    return std::move(function_);
  }

 private:
  // ---- blocks ----
  BlockId NewBlock() {
    function_.blocks.emplace_back();
    return static_cast<BlockId>(function_.blocks.size() - 1);
  }
  Block& block(BlockId id) { return function_.blocks[static_cast<std::size_t>(id)]; }
  BlockId BlockOf(MarkId mark) {
    const auto found = marks_.find(mark);
    if (found != marks_.end()) return found->second;
    const BlockId id = NewBlock();
    marks_.emplace(mark, id);
    return id;
  }
  // Control goes on in `id`; code from now on belongs to it.
  void Enter(BlockId id) {
    block(current_).next = id;
    current_ = id;
  }
  void GoTo(BlockId id) {
    block(current_).next = id;
    current_ = NewBlock();  // nothing jumps here; removed later
  }
  void Finish() {
    Emit(policy_.end_is_gate ? Opcode::EndPolicy : Opcode::Return,
         {tables_.Text(policy_.end_outcome)});
  }

  void At(const Span& span) {
    file_ = static_cast<std::uint32_t>(span.file);
    line_ = sources_.LineOf(span);
  }
  void Emit(Opcode opcode, std::array<Operand, kMaxOperands> operands = {},
            std::array<BlockId, kMaxOperands> targets = {kNoBlock, kNoBlock, kNoBlock}) {
    Instruction instruction;
    instruction.opcode = opcode;
    instruction.operands = operands;
    instruction.targets = targets;
    instruction.file = file_;
    instruction.line = line_;
    block(current_).code.push_back(instruction);
    if (EndsFlow(opcode)) current_ = NewBlock();
  }

  // ---- expressions ----
  void LowerExpr(const CheckedExpr& expr) {
    switch (expr.kind) {
      case CheckedExpr::Kind::Constant:
        Emit(Opcode::PushConstant, {tables_.Constant(expr.constant.view())});
        return;
      case CheckedExpr::Kind::Variable:
        Emit(Opcode::LoadVariable, {expr.variable});
        return;
      case CheckedExpr::Kind::IsSet:
        Emit(Opcode::IsSet, {expr.variable});
        return;
      case CheckedExpr::Kind::Outcome:
        Emit(Opcode::LoadOutcome);
        return;
      case CheckedExpr::Kind::Field:
        LowerExpr(expr.operands.front());
        Emit(Opcode::FindField, {tables_.Field(expr.field)});
        return;
      case CheckedExpr::Kind::Test:
        LowerExpr(expr.operands.front());
        Emit(Opcode::Test, {tables_.Predicate(expr.predicate)});
        return;
      case CheckedExpr::Kind::Operation:
        for (const CheckedExpr& operand : expr.operands) LowerExpr(operand);
        Emit(expr.operation);
        return;
    }
  }
  void LowerArguments(const CheckedText& text) {
    for (const CheckedExpr& argument : text.arguments) LowerExpr(argument);
  }

  // ---- steps ----
  void LowerBlock(const CheckedBlock& steps) {
    for (const CheckedStep& step : steps) LowerStep(step);
  }

  void LowerStep(const CheckedStep& step) {
    At(step.span);
    switch (step.kind) {
      case CheckedStep::Kind::Say:
      case CheckedStep::Kind::Note:
        LowerArguments(step.text);
        Emit(step.kind == CheckedStep::Kind::Say ? Opcode::Say : Opcode::Note,
             {tables_.Template(step.text.pattern)});
        return;
      case CheckedStep::Kind::Ask: {
        LowerArguments(step.text);
        PromptSpec prompt = step.prompt;
        prompt.text = tables_.Template(step.text.pattern);
        Emit(Opcode::Ask, {tables_.Prompt(std::move(prompt))});
        return;
      }
      case CheckedStep::Kind::Call:
        LowerCall(step);
        return;
      case CheckedStep::Kind::If:
        LowerIf(step);
        return;
      case CheckedStep::Kind::Assign:
        LowerExpr(step.value);
        Emit(Opcode::StoreVariable, {step.variable});
        return;
      case CheckedStep::Kind::Clear:
        Emit(Opcode::ClearVariable, {step.variable});
        return;
      case CheckedStep::Kind::Attempt: {
        const BlockId exhausted = NewBlock();
        const BlockId after = NewBlock();
        Emit(Opcode::Attempt, {step.variable, step.number, Operand{}},
             {exhausted, kNoBlock, kNoBlock});
        block(current_).next = after;
        current_ = exhausted;
        LowerBlock(step.body);
        block(current_).next = after;
        current_ = after;
        return;
      }
      case CheckedStep::Kind::Mark:
        bound_.insert(step.mark);
        Enter(BlockOf(step.mark));
        return;
      case CheckedStep::Kind::GoTo:
        GoTo(BlockOf(step.mark));
        return;
      case CheckedStep::Kind::CallPolicy:
        Emit(Opcode::CallPolicy,
             {step.policy, step.entry, static_cast<std::uint32_t>(step.handles_outcome ? 1 : 0)});
        return;
      case CheckedStep::Kind::Transfer:
        Emit(Opcode::Transfer, {step.policy, step.entry});
        return;
      case CheckedStep::Kind::ReturnTo:
        Emit(Opcode::ReturnTo, {step.policy, step.entry, tables_.Text(step.outcome)});
        return;
      case CheckedStep::Kind::EndPolicy:
        Emit(Opcode::EndPolicy, {tables_.Text(step.outcome)});
        return;
      case CheckedStep::Kind::End:
        Emit(Opcode::End, {tables_.Text(step.outcome)});
        return;
      case CheckedStep::Kind::HandOff: {
        LowerArguments(step.text);
        HandoffSpec handoff;
        handoff.reason = tables_.Template(step.text.pattern);
        handoff.to = step.to;
        handoff.notify_customer = step.notify_customer;
        Emit(Opcode::HandOff, {tables_.Handoff(std::move(handoff))});
        return;
      }
      case CheckedStep::Kind::Judge:
        Emit(Opcode::Judge, {tables_.Judgement({step.question, step.answers})});
        return;
    }
  }

  void LowerCall(const CheckedStep& step) {
    CallSite site = step.call;
    for (const CheckedArgument& argument : step.arguments) {
      LowerExpr(argument.value);
      site.parameters.push_back(argument.parameter);
      site.parameter_types.push_back(argument.type);
      site.required.push_back(argument.required);
    }
    site.step_id = StepId(step);
    const CallSiteId id = tables_.Site(std::move(site));
    const BlockId after = NewBlock();
    if (step.only_if_applicable) {
      Emit(Opcode::SkipUnlessApplicable, {id, Operand{}, Operand{}}, {after, kNoBlock, kNoBlock});
    }
    // A failure that the author handles goes on behind the call, with the error variable set.
    Emit(Opcode::Call, {id, Operand{}, Operand{}},
         {step.handles_outcome ? after : kNoBlock, kNoBlock, kNoBlock});
    block(current_).code.back().effect = step.effect;
    Enter(after);
  }

  // What the step is, not where it stands: the policy, the words of its line, and which of the
  // equal ones it is. However it is laid out, it is the same step.
  std::uint64_t StepId(const CheckedStep& step) {
    Fingerprint fingerprint;
    fingerprint.Add(policy_.spec.name);
    fingerprint.AddWords(sources_.file(step.span.file).Text(step.span));
    for (const CheckedArgument& argument : step.arguments) fingerprint.Add(argument.parameter);
    const std::uint64_t base = fingerprint.value();
    const std::uint32_t ordinal = steps_seen_[base]++;
    return Fingerprint(std::to_string(base)).Add(std::to_string(ordinal)).value();
  }

  void LowerIf(const CheckedStep& step) {
    LowerExpr(step.condition);
    At(step.span);
    const BlockId then = NewBlock();
    const BlockId otherwise = NewBlock();
    const BlockId unknown = step.unknown_is_otherwise ? otherwise : NewBlock();
    const BlockId after = NewBlock();
    Emit(Opcode::Branch, {}, {then, otherwise, unknown});
    current_ = then;
    LowerBlock(step.body);
    block(current_).next = after;
    current_ = otherwise;
    LowerBlock(step.otherwise);
    block(current_).next = after;
    if (!step.unknown_is_otherwise) {
      current_ = unknown;
      LowerBlock(step.unknown);
      block(current_).next = after;
    }
    current_ = after;
  }

  const CheckedPolicy& policy_;
  const SourceSet& sources_;
  Tables& tables_;
  Function function_;
  BlockId current_{};
  std::uint32_t file_ = 0;
  std::uint32_t line_ = 0;
  std::map<MarkId, BlockId> marks_;
  std::set<MarkId> bound_;
  std::map<std::uint64_t, std::uint32_t> steps_seen_;
};

}  // namespace

Function Lower(const CheckedPolicy& policy, const SourceSet& sources, Tables& tables) {
  return Lowering(policy, sources, tables).Run();
}

}  // namespace proviso::compiler::ir
