// SPDX-License-Identifier: Apache-2.0
#include "testing/explore/simulator.h"

#include <algorithm>

#include "core/hash.h"
#include "core/value_json.h"
#include "testing/explore/near_values.h"

namespace proviso::explore {
namespace {

// The date of an ISO 8601 instant.
std::string DayOf(const std::string& instant) { return instant.substr(0, instant.find('T')); }

// Values of a fact that are worth a conversation of their own; the ordinary one first.
std::vector<Value> FactValues(const Variable& variable, const Probes& probes, VariableId id,
                              const std::string& now) {
  std::vector<Value> values;
  const auto add = [&](Value value) {
    if (std::find(values.begin(), values.end(), value) == values.end()) {
      values.push_back(std::move(value));
    }
  };
  const auto found = probes.find(id);
  bool truth = variable.type == ValueType::YesNo;
  if (found != probes.end()) {
    for (const Probe& probe : found->second) {
      for (Value& value : NearValues(probe, now)) {
        truth = truth || value.view().is_bool();
        add(std::move(value));
      }
    }
  }
  if (truth || (values.empty() && variable.type == ValueType::Json)) {
    add(Value::Bool(true));
    add(Value::Bool(false));
  }
  return values;
}

}  // namespace

Simulator::Simulator(std::shared_ptr<const vm::Program> program,
                     std::shared_ptr<const understanding::Reader> reader, SimulatorOptions options)
    : program_(std::move(program)),
      reader_(std::move(reader)),
      options_(std::move(options)),
      code_(program_->module()),
      liveness_(code_),
      probes_(FindProbes(code_)),
      replies_(*reader_, program_->module().language, DayOf(options_.now)) {}

std::vector<Input> Simulator::Starts(PolicyId policy) const {
  const PolicySpec& spec = module().policies[Raw(policy)];
  Start ordinary;
  ordinary.policy = spec.name;
  ordinary.now = options_.now;
  const std::vector<bool>& live = liveness_.Before(Raw(spec.entries.front()));
  std::vector<Input> starts;
  std::vector<std::pair<std::string, std::vector<Value>>> varied;
  for (std::uint32_t i = 0; i < module().variables.size(); ++i) {
    const Variable& variable = module().variables[i];
    if (!variable.from_start || !live[i] || variable.name == "now") continue;
    std::vector<Value> values =
        FactValues(variable, probes_, static_cast<VariableId>(i), options_.now);
    if (values.empty()) continue;
    if (variable.name == "channel") {
      // The channel is always there; the facts beside it may be missing.
      for (const Value& value : values) {
        Start start = ordinary;
        start.channel = std::string(value.view().text());
        starts.emplace_back(std::move(start));
      }
      continue;
    }
    ordinary.facts.emplace_back(variable.name, values.front());
    varied.emplace_back(variable.name, std::move(values));
  }
  for (Input& input : starts) std::get<Start>(input).facts = ordinary.facts;
  starts.insert(starts.begin(), ordinary);
  for (std::size_t i = 0; i < varied.size(); ++i) {
    for (std::size_t k = 1; k < varied[i].second.size(); ++k) {
      Start start = ordinary;
      start.facts[i].second = varied[i].second[k];
      starts.emplace_back(std::move(start));
    }
    Start without = ordinary;
    without.facts.erase(without.facts.begin() + static_cast<std::ptrdiff_t>(i));
    starts.emplace_back(std::move(without));
  }
  return starts;
}

std::vector<Input> Simulator::Next(const std::string& snapshot) {
  const auto position = vm::PositionOf(*program_, snapshot);
  if (!position) return {};
  switch (position->waiting) {
    case vm::Waiting::Message:
      return Replied(snapshot, *position);
    case vm::Waiting::Tool:
      return Called(*position);
    case vm::Waiting::Nothing:
      return {};
  }
  return {};
}

std::vector<std::string> Simulator::TextsTried(VariableId slot) const {
  std::vector<std::string> texts;
  const auto found = probes_.find(slot);
  if (found == probes_.end()) return texts;
  for (const Probe& probe : found->second) {
    if (!probe.fields.empty()) continue;
    for (const Value& value : NearValues(probe, options_.now)) {
      texts.push_back(DisplayText(value.view()));
    }
  }
  return texts;
}

std::vector<Input> Simulator::Replied(const std::string& snapshot, const vm::Position& position) {
  const auto prompt = vm::PendingPrompt(*program_, snapshot);
  if (!prompt) return {};
  const PromptSpec& spec = module().prompts[ReadOperand(module().code, position.pc + 1)];
  Value last;
  std::vector<std::string> tried;
  if (!IsNone(spec.slot)) {
    last = position.variables[Raw(spec.slot)];
    tried = TextsTried(spec.slot);
  }
  std::vector<Input> out;
  for (const Reply& reply : replies_.For(*prompt, tried, last)) out.emplace_back(Said{reply.text});
  return out;
}

std::vector<Input> Simulator::Called(const vm::Position& position) {
  const std::uint32_t site = ReadOperand(module().code, position.pc + 1);
  auto known = answers_.find(site);
  if (known == answers_.end()) {
    const AnswerOptions options{options_.catalogue, options_.now, options_.variety};
    known =
        answers_.emplace(site, AnswersFor(code_, probes_, static_cast<CallSiteId>(site), options))
            .first;
  }
  const std::string& tool = module().tools[Raw(module().call_sites[site].tool)].name;
  std::vector<Input> out;
  for (const runtime::ToolOutcome& outcome : known->second) {
    // A tool that was asked again gives the ordinary answer or fails for good.
    const bool error = std::holds_alternative<runtime::ToolError>(outcome);
    if (position.attempt > 1 && !out.empty() && !error) continue;
    out.emplace_back(Answered{tool, outcome});
  }
  return out;
}

Result<vm::StepResult> Simulator::Apply(const std::string& snapshot, const Input& input,
                                        vm::StepTrace* trace) const {
  vm::Event event;
  if (const auto* start = std::get_if<Start>(&input)) {
    const auto policy = program_->FindPolicy(start->policy);
    if (!policy) return Error{"unknown_policy", "there is no policy `" + start->policy + "`"};
    event = vm::StartEvent{*policy, "1", start->channel, start->now, start->facts};
  } else if (const auto* said = std::get_if<Said>(&input)) {
    PROVISO_TRY(const Prompt prompt, vm::PendingPrompt(*program_, snapshot));
    const std::string today = DayOf(options_.now);
    event = vm::MessageEvent{reader_->Read(prompt, said->text, {module().language, today})};
  } else {
    const auto& answered = std::get<Answered>(input);
    PROVISO_TRY(const vm::Position position, vm::PositionOf(*program_, snapshot));
    if (const auto* error = std::get_if<runtime::ToolError>(&answered.outcome)) {
      event = vm::ToolErrorEvent{position.call_id, error->code, error->message};
    } else {
      event = vm::ToolResultEvent{position.call_id, std::get<Value>(answered.outcome)};
    }
  }
  if (trace == nullptr) return vm::Step(*program_, snapshot, event);
  return vm::StepTraced(*program_, snapshot, event, *trace);
}

std::uint64_t Simulator::Digest(const std::string& snapshot) const {
  const auto position = vm::PositionOf(*program_, snapshot);
  Fnv1a64 hash;
  if (!position) return hash.value();
  hash.AddNumber(static_cast<std::uint64_t>(position->waiting));
  if (position->waiting == vm::Waiting::Nothing) return hash.value();
  hash.AddNumber(position->pc);
  hash.AddNumber(Raw(position->policy));
  for (const std::uint32_t frame : position->frames) hash.AddNumber(frame);
  hash.AddNumber(position->failures);
  hash.AddNumber(position->attempt);
  hash.AddNumber((position->wants_new_value ? 2u : 0u) + (position->had_message ? 1u : 0u));
  hash.AddText(position->confirm_value.bytes());
  hash.AddText(position->outcome.bytes());
  const std::vector<bool>& live = liveness_.Before(position->pc);
  for (std::size_t i = 0; i < live.size(); ++i) {
    if (live[i]) hash.AddText(position->variables[i].bytes());
  }
  return hash.value();
}

}  // namespace proviso::explore
