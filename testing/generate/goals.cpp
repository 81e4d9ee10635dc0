// SPDX-License-Identifier: Apache-2.0
#include "testing/generate/goals.h"

#include <algorithm>

#include "core/value_json.h"
#include "testing/explore/near_values.h"

namespace proviso::generate {
namespace {

using code::ExprId;
using explore::GoalSet;
using explore::Json;

bool Holds(const Json& json, const Json& wanted) {
  if (json == wanted) return true;
  if (!json.is_structured()) return false;
  return std::any_of(json.begin(), json.end(),
                     [&](const Json& inner) { return Holds(inner, wanted); });
}

bool MeasuresTime(const code::Code& code, ExprId id) {
  const code::Expr& expr = code.expr(id);
  return expr.op == Opcode::Elapsed ||
         std::any_of(expr.inputs.begin(), expr.inputs.end(),
                     [&](ExprId input) { return MeasuresTime(code, input); });
}

// Texts that a predicate takes for a yes, where there are several.
void CollectTexts(const code::Code& code, ExprId id, std::vector<std::string>& out) {
  const code::Expr& expr = code.expr(id);
  for (const ExprId input : expr.inputs) CollectTexts(code, input, out);
  if (expr.op != Opcode::Test) return;
  const std::vector<std::string>& equals = code.module().predicates[expr.operand].equals;
  if (equals.size() > 1) out.insert(out.end(), equals.begin(), equals.end());
}

// Orders of a value against a constant, anywhere in a condition.
void CollectLimits(const code::Code& code, ExprId id, std::vector<explore::Probe>& out) {
  const code::Expr& expr = code.expr(id);
  for (const ExprId input : expr.inputs) CollectLimits(code, input, out);
  if (expr.op != Opcode::Less && expr.op != Opcode::LessEqual) return;
  for (std::size_t side = 0; side < 2; ++side) {
    const code::Expr& constant = code.expr(expr.inputs[side]);
    if (constant.op != Opcode::PushConstant) continue;
    explore::Probe probe;
    probe.comparison = expr.op;
    probe.constant = code.module().constants[constant.operand];
    probe.elapsed = MeasuresTime(code, expr.inputs[1 - side]);
    out.push_back(std::move(probe));
  }
}

}  // namespace

GoalList::GoalList(const coverage::Sites& sites, std::string_view now, bool limits)
    : sites_(sites) {
  for (std::uint32_t i = 0; i < sites.outcome_count(); ++i) {
    if (sites.Counts(i)) outcomes_.Add(i);
  }
  if (limits) FindLimits(now);
}

void GoalList::FindLimits(std::string_view now) {
  for (const code::Node& node : sites_.code().nodes()) {
    if (node.op() != Opcode::Branch) continue;
    std::vector<explore::Probe> probes;
    CollectLimits(sites_.code(), node.taken.front(), probes);
    for (const explore::Probe& probe : probes) {
      for (const Value& value : explore::NearValues(probe, now)) {
        limits_.push_back({node.pc, ToJson(value.view()), DisplayText(value.view())});
      }
    }
    std::vector<std::string> texts;
    CollectTexts(sites_.code(), node.taken.front(), texts);
    for (const std::string& text : texts) limits_.push_back({node.pc, text, text});
  }
}

std::uint32_t GoalList::StepGoal(std::size_t node) const {
  return sites_.outcome_count() + static_cast<std::uint32_t>(node);
}
std::uint32_t GoalList::TriedGoal(std::size_t limit) const {
  return StepGoal(sites_.code().nodes().size()) + static_cast<std::uint32_t>(limit);
}
std::uint32_t GoalList::LimitGoal(std::size_t limit) const {
  return TriedGoal(limits_.size()) + static_cast<std::uint32_t>(limit);
}

bool GoalList::Tries(const explore::Input& input, const Limit& limit) {
  if (const auto* said = std::get_if<explore::Said>(&input)) return said->text == limit.text;
  const auto* answered = std::get_if<explore::Answered>(&input);
  if (answered == nullptr) return false;
  const auto* value = std::get_if<Value>(&answered->outcome);
  return value != nullptr && Holds(ToJson(value->view()), limit.json);
}

void GoalList::Record(const vm::StepTrace& trace, const vm::StepResult& after,
                      GoalSet& goals) const {
  std::vector<std::uint32_t> outcomes;
  sites_.Reached(trace, after, outcomes);
  for (const std::uint32_t outcome : outcomes) goals.Add(outcome);
  const auto& nodes = sites_.code().nodes();
  for (const std::uint32_t pc : trace.executed) {
    if (const code::Node* node = sites_.code().At(pc)) {
      goals.Add(StepGoal(static_cast<std::size_t>(node - nodes.data())));
    }
  }
}

explore::Goals GoalList::Recorder() const {
  return [this](const explore::StepSeen& seen, GoalSet& goals) {
    Record(seen.trace, seen.after, goals);
    Try(seen.input, goals);
  };
}

void GoalList::Try(const explore::Input& input, GoalSet& goals) const {
  for (std::size_t i = 0; i < limits_.size(); ++i) {
    if (Tries(input, limits_[i])) goals.Add(TriedGoal(i));
  }
}

void GoalList::Complete(GoalSet& goals) const {
  for (std::size_t i = 0; i < limits_.size(); ++i) {
    if (!goals.Has(TriedGoal(i))) continue;
    const code::Node* node = sites_.code().At(limits_[i].pc);
    const auto index = static_cast<std::size_t>(node - sites_.code().nodes().data());
    if (goals.Has(StepGoal(index))) goals.Add(LimitGoal(i));
  }
}

GoalSet GoalList::Wanted(const GoalSet& reached) const {
  GoalSet wanted = outcomes_;
  for (std::size_t i = 0; i < sites_.code().nodes().size(); ++i) {
    if (reached.Has(StepGoal(i))) wanted.Add(StepGoal(i));
  }
  for (std::size_t i = 0; i < limits_.size(); ++i) {
    if (reached.Has(LimitGoal(i))) wanted.Add(LimitGoal(i));
  }
  return wanted;
}

}  // namespace proviso::generate
