// SPDX-License-Identifier: Apache-2.0
// Policies entering and leaving each other, hand-offs and the end.
#include <algorithm>
#include <array>

#include "runtime/vm/internal/machine.h"
#include "runtime/vm/internal/snapshot.h"

namespace proviso::vm {
namespace {

constexpr std::string_view kHandedOff = "handed_off";

// Whether the caller handles the outcome of the policy it called: third operand of call_policy.
bool HandlesOutcome(const Module& module, const Frame& frame) {
  return ReadOperand(module.code, frame.call_pc + 1 + std::size_t{2} * kOperandBytes) == 1;
}

}  // namespace

Machine::Flow Machine::EnterPolicy(PolicyId policy, std::uint32_t entry) {
  state_.policy = policy;
  return JumpTo(Raw(module_.policies[Raw(policy)].entries[entry]));
}

Machine::Flow Machine::CallPolicy() {
  if (state_.frames.size() >= std::min(limits_.call_depth, kMaxFrames - 1)) {
    return HandOffForLimit("call_depth");
  }
  state_.frames.push_back(Frame{pc_, state_.policy});
  state_.outcome = ValueView();
  return EnterPolicy(static_cast<PolicyId>(Operand(0)), Operand(1));
}

Machine::Flow Machine::Transfer() {
  return EnterPolicy(static_cast<PolicyId>(Operand(0)), Operand(1));
}

// Goes on behind the call in `frame`; policies above it are left.
Machine::Flow Machine::ReturnFrom(std::size_t frame, ValueView outcome) {
  const Frame target = state_.frames[frame];
  state_.frames.resize(frame);
  state_.policy = target.policy;
  state_.outcome = outcome;
  return JumpTo(target.call_pc + InfoOf(Opcode::CallPolicy).size());
}

Machine::Flow Machine::ReturnTo() {
  const auto policy = static_cast<PolicyId>(Operand(0));
  for (std::size_t i = state_.frames.size(); i > 0; --i) {
    if (state_.frames[i - 1].policy == policy) {
      return ReturnFrom(i - 1, module_.constants[Operand(2)].view());
    }
  }
  // Entered behind the call that would have come here, as if it had returned with this outcome.
  state_.outcome = module_.constants[Operand(2)].view();
  return EnterPolicy(policy, Operand(1));
}

Machine::Flow Machine::Return() {
  const ValueView outcome = module_.constants[Operand(0)].view();
  if (state_.frames.empty()) return EndWith(outcome.text());
  return ReturnFrom(state_.frames.size() - 1, outcome);
}

// A gate closes the policies on its way out as well, up to one that says what happens then. Going
// on in a caller that does not would be falling through.
Machine::Flow Machine::EndPolicy() {
  const ValueView outcome = module_.constants[Operand(0)].view();
  for (std::size_t i = state_.frames.size(); i > 0; --i) {
    if (HandlesOutcome(module_, state_.frames[i - 1])) return ReturnFrom(i - 1, outcome);
  }
  return EndWith(outcome.text());
}

Machine::Flow Machine::End() { return EndWith(module_.constants[Operand(0)].view().text()); }

Machine::Flow Machine::EndWith(std::string_view outcome) {
  effects_.emplace_back(EndEffect{std::string(outcome), Line()});
  state_.waiting = Waiting::Nothing;
  state_.frames.clear();
  return Flow::Suspended;
}

std::vector<std::pair<std::string, Value>> Machine::Known() const {
  std::vector<std::pair<std::string, Value>> known;
  for (std::size_t i = 0; i < state_.variables.size(); ++i) {
    const std::string& name = module_.variables[i].name;
    if (state_.variables[i].is_null() || name.starts_with('$')) continue;
    known.emplace_back(name, Value(state_.variables[i]));
  }
  return known;
}

Machine::Flow Machine::HandOff(std::string_view code, std::string reason, std::string_view to) {
  HandoffEffect effect;
  effect.code = code;
  effect.reason = std::move(reason);
  effect.to = to;
  effect.known = Known();
  effect.line = Line();
  effects_.emplace_back(std::move(effect));
  return EndWith(kHandedOff);
}

Machine::Flow Machine::HandOffForLimit(std::string_view which) {
  SayText(TextId::LimitNotice);
  return HandOff("limit", FillText(Text(TextId::ReasonLimit), std::array{which}));
}

Machine::Flow Machine::HandOffUnfilled(std::string_view hole) {
  SayText(TextId::HandOffNotice);
  return HandOff("unfilled", FillText(Text(TextId::ReasonUnfilled), std::array{hole}));
}

Machine::Flow Machine::HandOffByPolicy() {
  const HandoffSpec& spec = module_.handoffs[Operand(0)];
  const MessageTemplate& reason = module_.templates[Raw(spec.reason)];
  const auto arguments = PopMany(reason.hole_names.size());
  if (spec.notify_customer) SayText(TextId::HandOffNotice);
  return HandOff("policy", Render(reason, arguments, Reader::Agent), spec.to);
}

Machine::Flow Machine::Judge() {
  const JudgementSpec& spec = module_.judgements[Operand(0)];
  effects_.emplace_back(JudgeEffect{spec.question, spec.answers, Line()});
  SayText(TextId::HandOffNotice);
  const std::array<std::string_view, 1> question = {spec.question};
  return HandOff("judgement", FillText(Text(TextId::ReasonJudgement), question));
}

void Machine::EndForSize() {
  // What the customer was told stays said; the question or call that would be waited for is
  // dropped.
  const bool suspended = !effects_.empty() && (std::holds_alternative<AskEffect>(effects_.back()) ||
                                               std::holds_alternative<CallEffect>(effects_.back()));
  if (suspended) effects_.pop_back();
  if (state_.waiting != Waiting::Nothing) HandOffForLimit("snapshot_bytes");
  std::fill(state_.variables.begin(), state_.variables.end(), ValueView());
  state_.done.clear();
  state_.conversation = {};
  state_.outcome = ValueView();
}

}  // namespace proviso::vm
