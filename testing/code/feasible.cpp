// SPDX-License-Identifier: Apache-2.0
#include "testing/code/feasible.h"

#include <algorithm>
#include <deque>

#include "testing/code/facts.h"
#include "testing/code/liveness.h"

namespace proviso::code {
namespace {

// Ways to a place that are told apart; more are taken together.
constexpr std::size_t kMaxWays = 32;
// Instructions walked through before everything counts as possible.
constexpr std::size_t kMaxWork = 400'000;

Possible OutcomeIs(PromptOutcome outcome) {
  return Possible::Of(Value::Integer(static_cast<std::int64_t>(outcome)));
}

class Walk {
 public:
  explicit Walk(const Code& code) : code_(code), module_(code.module()), liveness_(code) {}

  bool Run(std::map<std::uint32_t, std::set<std::uint32_t>>& taken) {
    FindBoundaries();
    Facts start(code_);
    start.SetOutcome(Possible::Null());
    for (std::uint32_t i = 0; i < module_.variables.size(); ++i) {
      if (!module_.variables[i].from_start) start.Set(static_cast<VariableId>(i), Possible::Null());
    }
    for (const PolicySpec& policy : module_.policies) Arrive(Raw(policy.entries.front()), start);
    std::size_t work = 0;
    while (!open_.empty()) {
      if (++work > kMaxWork) return false;
      auto [pc, facts] = std::move(open_.front());
      open_.pop_front();
      taken[pc];
      taken_ = &taken[pc];
      if (const Node* node = code_.At(pc)) Pass(*node, std::move(facts));
    }
    return true;
  }

 private:
  // Where the operand stack is empty; between these what is on it may speak of values that are
  // read no more.
  void FindBoundaries() {
    for (const PolicySpec& policy : module_.policies) {
      for (const Label entry : policy.entries) boundaries_.insert(Raw(entry));
    }
    for (const Node& node : code_.nodes()) {
      const std::vector<std::uint32_t> targets = code_.Successors(node);
      const bool suspends =
          node.op() == Opcode::Ask || node.op() == Opcode::Call || node.op() == Opcode::CallPolicy;
      for (const std::uint32_t target : targets) {
        if (suspends || target != node.next_pc()) boundaries_.insert(target);
      }
    }
  }

  void Arrive(std::uint32_t pc, Facts facts) {
    if (!boundaries_.contains(pc)) {
      open_.emplace_back(pc, std::move(facts));
      return;
    }
    facts.KeepOnly(liveness_.Before(pc));
    std::vector<Facts>& ways = ways_[pc];
    if (std::find(ways.begin(), ways.end(), facts) != ways.end()) return;
    if (ways.size() >= kMaxWays) {
      for (const Facts& way : ways) facts.Join(way);
      if (std::find(ways.begin(), ways.end(), facts) != ways.end()) return;
      ways.clear();
    }
    ways.push_back(facts);
    open_.emplace_back(pc, std::move(facts));
  }
  void Go(std::uint32_t target, Facts facts) {
    taken_->insert(target);
    Arrive(target, std::move(facts));
  }

  void Pass(const Node& node, Facts facts) {
    switch (node.op()) {
      case Opcode::StoreVariable:
        facts.Set(static_cast<VariableId>(node.operand()), facts.Evaluate(node.taken.front()));
        break;
      case Opcode::ClearVariable:
        facts.Set(static_cast<VariableId>(node.operand()), Possible::Null());
        break;
      case Opcode::Branch:
        return Branch(node, facts);
      case Opcode::JumpIfSet:
        return JumpIfSet(node, facts);
      case Opcode::Attempt: {
        Go(node.operand(2), facts);
        facts.Set(static_cast<VariableId>(node.operand()), Possible::NotNull());
        break;
      }
      case Opcode::Say:
      case Opcode::Note:
        for (const ExprId hole : node.taken) {
          if (!facts.AssumeNotNull(hole)) return;
        }
        break;
      case Opcode::Ask:
        return Ask(node, std::move(facts));
      case Opcode::Call:
        return Call(node, std::move(facts));
      case Opcode::SkipUnlessApplicable:
        return Applicable(node, facts);
      case Opcode::CallPolicy:
      case Opcode::Transfer:
        // What follows a call is reached from where the policy returns.
        return Go(EntryOf(node), std::move(facts));
      case Opcode::ReturnTo:
        facts.SetOutcome(Constant(node.operand(2)));
        Go(EntryOf(node), facts);
        return Return(facts, false);
      case Opcode::Return:
        facts.SetOutcome(Constant(node.operand()));
        return Return(facts, false);
      case Opcode::EndPolicy:
        facts.SetOutcome(Constant(node.operand()));
        return Return(facts, true);
      case Opcode::End:
      case Opcode::HandOff:
      case Opcode::Judge:
        return;
      case Opcode::Jump:
        return Go(node.operand(), std::move(facts));
      default:
        break;
    }
    Go(node.next_pc(), std::move(facts));
  }

  Possible Constant(std::uint32_t id) const { return Possible::Of(module_.constants[id]); }
  std::uint32_t EntryOf(const Node& node) const {
    return Raw(module_.policies[node.operand(0)].entries[node.operand(1)]);
  }
  void Return(const Facts& facts, bool to_handlers) {
    for (const Node& node : code_.nodes()) {
      if (node.op() != Opcode::CallPolicy) continue;
      if (to_handlers && node.operand(2) != 1) continue;
      Go(node.next_pc(), facts);
    }
  }

  void Branch(const Node& node, const Facts& facts) {
    const std::optional<bool> truths[] = {true, false, std::nullopt};
    for (const Facts& known : ByWhatIsKnown(node.taken.front(), facts)) {
      for (std::size_t i = 0; i < 3; ++i) {
        Facts way = known;
        if (way.Assume(node.taken.front(), truths[i])) Go(node.operand(i), std::move(way));
      }
    }
  }
  // "x is known and x is true" is never unknown: the ways on which x is known are looked at by
  // themselves.
  std::vector<Facts> ByWhatIsKnown(ExprId condition, const Facts& facts) const {
    constexpr std::size_t kMaxCases = 16;
    std::vector<Facts> cases = {facts};
    std::vector<ExprId> open = {condition};
    while (!open.empty() && cases.size() < kMaxCases) {
      const ExprId id = open.back();
      open.pop_back();
      const Expr& expr = code_.expr(id);
      open.insert(open.end(), expr.inputs.begin(), expr.inputs.end());
      if (expr.op != Opcode::IsKnown && expr.op != Opcode::IsSet) continue;
      std::vector<Facts> split;
      for (const Facts& one : cases) {
        for (const bool known : {true, false}) {
          Facts way = one;
          if (way.Assume(id, known)) split.push_back(std::move(way));
        }
      }
      cases = std::move(split);
    }
    return cases;
  }
  void JumpIfSet(const Node& node, const Facts& facts) {
    const auto variable = static_cast<VariableId>(node.operand());
    for (const bool set : {true, false}) {
      Facts way = facts;
      Possible possible = way.Variable(variable);
      possible.Meet(set ? Possible::NotNull() : Possible::Null());
      if (possible.nothing()) continue;
      Go(set ? node.operand(1) : node.next_pc(), std::move(way));
    }
  }

  void Ask(const Node& node, Facts facts) {
    const PromptSpec& prompt = module_.prompts[node.operand()];
    const bool has_slot = !IsNone(prompt.slot);
    const bool may_skip = prompt.skip_if_set && has_slot;
    if (may_skip) {
      Facts way = facts;
      Possible known = way.Variable(prompt.slot);
      known.Meet(Possible::NotNull());
      if (!known.nothing()) {
        way.Set(prompt.slot, known);
        way.Set(prompt.outcome, OutcomeIs(PromptOutcome::Provided));
        Go(node.next_pc(), std::move(way));
      }
      if (!facts.Variable(prompt.slot).null) return;
    }
    taken_->insert(node.pc);
    for (const ExprId hole : node.taken) {
      if (!facts.AssumeNotNull(hole)) return;
    }
    for (const VariableId open : prompt.open_slots) {
      if (facts.Variable(open).null) facts.Set(open, Possible{});
    }
    const auto answered = [&](PromptOutcome outcome, const Possible& slot, const Possible& value) {
      Facts way = facts;
      way.Set(prompt.slot, slot);
      way.Set(prompt.option_value, value);
      way.Set(prompt.outcome, OutcomeIs(outcome));
      Go(node.next_pc(), std::move(way));
    };
    switch (prompt.kind) {
      case PromptKind::None:
      case PromptKind::Slot:
        return answered(PromptOutcome::Provided, Possible::NotNull(), {});
      case PromptKind::Choice:
        for (const PromptOption& option : prompt.options) {
          answered(PromptOutcome::Provided, Possible::Of(Value::String(option.label)), {});
        }
        return;
      case PromptKind::YesNo:
      case PromptKind::AnythingElse:
        answered(PromptOutcome::Accepted, {}, {});
        return answered(PromptOutcome::Declined, {}, {});
      case PromptKind::Offer:
        for (const PromptOption& option : prompt.options) {
          answered(PromptOutcome::Accepted, Possible::Of(Value::String(option.label)),
                   option.values.empty() ? Possible::Null() : Possible::NotNull());
        }
        return answered(PromptOutcome::Declined, Possible::Null(), Possible::Null());
      case PromptKind::ConfirmValue:
        answered(PromptOutcome::Accepted, Possible::NotNull(), {});
        return answered(PromptOutcome::Provided, Possible::NotNull(), {});
    }
  }

  void Call(const Node& node, Facts facts) {
    const CallSite& site = module_.call_sites[node.operand()];
    for (std::size_t i = 0; i < node.taken.size(); ++i) {
      if (site.required[i] && !facts.AssumeNotNull(node.taken[i])) return;
    }
    const std::uint32_t failed = node.operand(1);
    if (failed != kNoIndex) {
      Facts way = facts;
      way.Set(site.result, Possible::Null());
      way.Set(site.error, Possible::NotNull());
      Go(failed, std::move(way));
    }
    facts.Set(site.result, {});
    facts.Set(site.error, site.not_found_is_result ? Possible{} : Possible::Null());
    Go(node.next_pc(), std::move(facts));
  }

  void Applicable(const Node& node, const Facts& facts) {
    const CallSite& site = module_.call_sites[node.operand()];
    bool may_hold = true;
    bool may_fail = false;
    for (std::size_t i = 0; i < node.taken.size(); ++i) {
      if (!site.required[i]) continue;
      const Possible argument = facts.Evaluate(node.taken[i]);
      if (argument.null) may_fail = true;
      if (!argument.any && argument.values.empty()) may_hold = false;
    }
    for (const ToolPrecondition& one : module_.tools[Raw(site.tool)].preconditions) {
      if (!AlwaysHolds(one, site, node, facts)) may_fail = true;
    }
    if (may_hold) Go(node.next_pc(), facts);
    if (may_fail) Go(node.operand(1), facts);
  }
  static bool AlwaysHolds(const ToolPrecondition& precondition, const CallSite& site,
                          const Node& node, const Facts& facts) {
    const auto at =
        std::find(site.parameters.begin(), site.parameters.end(), precondition.parameter);
    if (at == site.parameters.end()) return false;
    const Possible argument =
        facts.Evaluate(node.taken[static_cast<std::size_t>(at - site.parameters.begin())]);
    if (argument.null) return false;
    if (!precondition.min && !precondition.max) return true;
    if (argument.any) return false;
    return std::all_of(argument.values.begin(), argument.values.end(), [&](const Value& value) {
      if (value.view().kind() != ValueKind::Integer) return false;
      const std::int64_t number = value.view().integer();
      return number >= precondition.min.value_or(number) &&
             number <= precondition.max.value_or(number);
    });
  }

  const Code& code_;
  const Module& module_;
  Liveness liveness_;
  std::set<std::uint32_t> boundaries_;
  std::map<std::uint32_t, std::vector<Facts>> ways_;
  std::deque<std::pair<std::uint32_t, Facts>> open_;
  std::set<std::uint32_t>* taken_ = nullptr;
};

}  // namespace

Feasibility::Feasibility(const Code& code) { complete_ = Walk(code).Run(taken_); }

bool Feasibility::Reached(std::uint32_t pc) const { return !complete_ || taken_.contains(pc); }

bool Feasibility::Taken(std::uint32_t pc, std::uint32_t target) const {
  if (!complete_) return true;
  const auto found = taken_.find(pc);
  return found != taken_.end() && found->second.contains(target);
}

}  // namespace proviso::code
