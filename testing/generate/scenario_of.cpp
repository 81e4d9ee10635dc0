// SPDX-License-Identifier: Apache-2.0
#include "testing/generate/scenario_of.h"

#include <algorithm>

#include "core/value_json.h"
#include "testing/explore/simulator.h"

namespace proviso::generate {
namespace {

using scenario::Given;
using scenario::Scenario;
using scenario::Step;
using scenario::StepKind;
using scenario::ToolGiven;

bool UsesTheClock(const Module& module) {
  return std::any_of(
      module.variables.begin(), module.variables.end(),
      [](const Variable& variable) { return variable.from_start && variable.name == "now"; });
}

class Writer {
 public:
  Writer(const Module& module, std::string name) : module_(module) {
    scenario_.name = std::move(name);
  }

  Scenario Run(const explore::Conversation& conversation) {
    for (const explore::Turn& turn : conversation) {
      Input(turn.input);
      for (const vm::Effect& effect : turn.effects) Effect(effect);
    }
    for (ToolGiven& given : tools_) scenario_.givens.push_back(Given{std::move(given), 0});
    if (ended_) {
      Step nothing_else;
      nothing_else.kind = StepKind::NothingElse;
      scenario_.steps.push_back(std::move(nothing_else));
      scenario_.steps.push_back(std::move(outcome_));
    }
    return std::move(scenario_);
  }

 private:
  void Input(const explore::Input& input) {
    if (const auto* start = std::get_if<explore::Start>(&input)) {
      Start(*start);
    } else if (const auto* said = std::get_if<explore::Said>(&input)) {
      Add(StepKind::Customer, said->text);
    } else {
      Answered(std::get<explore::Answered>(input));
    }
  }

  void Start(const explore::Start& start) {
    scenario_.policy = start.policy;
    if (start.channel != explore::Start{}.channel) scenario_.channel = start.channel;
    if (UsesTheClock(module_)) {
      scenario_.givens.push_back(Given{scenario::TimeGiven{start.now}, 0});
    }
    for (const auto& [name, value] : start.facts) {
      scenario_.givens.push_back(Given{scenario::FactGiven{name, ToJson(value.view())}, 0});
    }
  }

  // All answers of a tool stand in one line, in order.
  void Answered(const explore::Answered& answered) {
    auto given = std::find_if(tools_.begin(), tools_.end(),
                              [&](const ToolGiven& one) { return one.tool == answered.tool; });
    if (given == tools_.end()) {
      tools_.push_back(ToolGiven{answered.tool, scenario::Json::object(), {}});
      given = std::prev(tools_.end());
    }
    given->answers.push_back(ToolGiven::Answer{answered.outcome, 1});
    MergeLast(given->answers);
  }
  // "returns x then returns x" is "returns x twice".
  static void MergeLast(std::vector<ToolGiven::Answer>& answers) {
    if (answers.size() < 2) return;
    ToolGiven::Answer& before = answers[answers.size() - 2];
    if (!SameOutcome(before.outcome, answers.back().outcome)) return;
    ++before.times;
    answers.pop_back();
  }
  static bool SameOutcome(const runtime::ToolOutcome& a, const runtime::ToolOutcome& b) {
    if (a.index() != b.index()) return false;
    const auto* error = std::get_if<runtime::ToolError>(&a);
    if (error == nullptr) return std::get<Value>(a) == std::get<Value>(b);
    return error->code == std::get<runtime::ToolError>(b).code;
  }

  void Add(StepKind kind, const std::string& text) {
    Step step;
    step.kind = kind;
    step.text.text = text;
    scenario_.steps.push_back(std::move(step));
  }

  void Effect(const vm::Effect& effect) {
    if (const auto* say = std::get_if<vm::SayEffect>(&effect)) {
      Add(StepKind::Says, say->text);
    } else if (const auto* ask = std::get_if<vm::AskEffect>(&effect)) {
      Ask(*ask);
    } else if (const auto* call = std::get_if<vm::CallEffect>(&effect)) {
      Step step;
      step.kind = StepKind::Calls;
      step.tool = module_.tools[Raw(call->tool)].name;
      step.args = ToJson(call->args.view());
      scenario_.steps.push_back(std::move(step));
    } else if (const auto* note = std::get_if<vm::NoteEffect>(&effect)) {
      Add(StepKind::Notes, note->text);
    } else if (const auto* handoff = std::get_if<vm::HandoffEffect>(&effect)) {
      Step step;
      step.kind = StepKind::HandsOff;
      step.text.text = handoff->to;
      step.reason.text = handoff->reason;
      scenario_.steps.push_back(std::move(step));
    } else if (const auto* end = std::get_if<vm::EndEffect>(&effect)) {
      ended_ = true;
      outcome_.kind = StepKind::Outcome;
      outcome_.name = end->outcome;
    }
  }

  // A plain question is named by what it asks for; what shows a value, or comes again, by its
  // words.
  void Ask(const vm::AskEffect& ask) {
    const PromptSpec& prompt = module_.prompts[Raw(ask.prompt)];
    const bool plain = prompt.kind == PromptKind::Slot || prompt.kind == PromptKind::Choice;
    const bool shows = !module_.templates[Raw(prompt.text)].hole_names.empty();
    if (plain && !shows && ask.attempt == 1 && !prompt.slot_name.empty() &&
        !prompt.slot_name.starts_with('$')) {
      std::string name = "the " + prompt.slot_name;
      std::replace(name.begin(), name.end(), '_', ' ');
      Add(StepKind::AsksFor, name);
    } else if (prompt.kind == PromptKind::Offer && ask.attempt == 1) {
      Step step;
      step.kind = StepKind::Offers;
      for (const PromptOption& option : prompt.options) step.options.push_back(option.label);
      scenario_.steps.push_back(std::move(step));
    } else {
      Add(StepKind::Says, ask.text);
    }
  }

  const Module& module_;
  Scenario scenario_;
  std::vector<ToolGiven> tools_;
  bool ended_ = false;
  Step outcome_;
};

}  // namespace

Scenario ScenarioOf(const Module& module, const explore::Conversation& conversation,
                    std::string name) {
  return Writer(module, std::move(name)).Run(conversation);
}

}  // namespace proviso::generate
