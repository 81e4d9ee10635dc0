// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/step.h"

#include <fmt/format.h>

#include "runtime/vm/internal/coerce.h"
#include "runtime/vm/internal/machine.h"
#include "runtime/vm/internal/program_data.h"
#include "runtime/vm/internal/result_reading.h"
#include "runtime/vm/internal/snapshot.h"
#include "runtime/vm/internal/state.h"
#include "runtime/vm/trace.h"

namespace proviso::vm {
namespace {

Error Unexpected(std::string_view why) {
  return Error{"unexpected_event",
               fmt::format("this event does not fit the conversation: {}", why)};
}

// Why `event` cannot come now, or an empty text.
std::string_view Misfit(const State& state, const Event& event) {
  const bool message = std::holds_alternative<MessageEvent>(event);
  switch (state.waiting) {
    case Waiting::Message:
      return message ? "" : "a message of the customer is awaited";
    case Waiting::Tool:
      return message ? "the answer of a tool is awaited" : "";
    case Waiting::Nothing:
      return "it has ended";
  }
  return "";
}

Result<void> Apply(Machine& machine, const Event& event) {
  if (const auto* start = std::get_if<StartEvent>(&event)) return machine.Start(*start);
  if (const auto* result = std::get_if<ToolResultEvent>(&event)) return machine.ToolResult(*result);
  if (const auto* error = std::get_if<ToolErrorEvent>(&event)) return machine.ToolError(*error);
  machine.Message(std::get<MessageEvent>(event));
  return {};
}

Result<void> Load(const ProgramData& program, std::string_view snapshot, const Event& event,
                  State& state) {
  const bool start = std::holds_alternative<StartEvent>(event);
  if (start != snapshot.empty()) {
    return Unexpected(start ? "it has started already" : "it has not started yet");
  }
  if (start) return {};
  const Result<void> decoded = DecodeSnapshot(program, snapshot, state);
  if (!decoded) return decoded.error();
  const std::string_view misfit = Misfit(state, event);
  if (!misfit.empty()) return Unexpected(misfit);
  return {};
}

// "orderNumber" -> "order_number"
std::string WithUnderscores(std::string_view name) {
  std::string spelled;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool upper = name[i] >= 'A' && name[i] <= 'Z';
    if (upper && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z') spelled += '_';
    spelled += upper ? static_cast<char>(name[i] + ('a' - 'A')) : name[i];
  }
  return spelled;
}

}  // namespace

Result<void> Machine::Start(const StartEvent& event) {
  if (Raw(event.policy) >= module_.policies.size()) {
    return Error{"bad_event", fmt::format("there is no policy number {}", Raw(event.policy))};
  }
  state_.conversation = event.conversation;
  const auto set = [this](std::string_view name, ValueView value) {
    auto at = program_.facts.find(name);
    // Interfaces say `orderNumber` where the text says “order number”.
    if (at == program_.facts.end()) at = program_.facts.find(WithUnderscores(name));
    if (at == program_.facts.end()) return;
    const ValueType type = module_.variables[Raw(at->second)].type;
    Set(at->second, IsAlready(type, value) ? value : arena_.Keep(vm::Coerce(type, value)));
  };
  // {"customer": {"email": …}} is the fact customer.email.
  const auto learn = [&](const std::string& name, ValueView value, const auto& again) -> void {
    set(name, value);
    const Value owner = OwnerOfFact(name, value, program_.words);
    if (!owner.view().is_null()) {
      state_.customer = arena_.Keep(MergeOwners(state_.customer, owner.view()));
    }
    if (!value.is_map()) return;
    for (auto entry = value.first(); entry; entry = value.next(*entry)) {
      again(fmt::format("{}.{}", name, entry->key), entry->value(), again);
    }
  };
  set("channel", arena_.Keep(Value::String(event.channel)));
  if (!event.now.empty()) set("now", arena_.Keep(Value::String(event.now)));
  for (const auto& [name, value] : event.facts) {
    if (!WithinLimits(value.view())) {
      return Error{"bad_event",
                   fmt::format("the fact `{}` is nested too deep or too long; give less "
                               "of it",
                               name)};
    }
    learn(name, value.view(), learn);
  }
  // What is given by its full name counts more than the same inside another fact.
  for (const auto& [name, value] : event.facts) set(name, value.view());
  EnterPolicy(event.policy, 0);
  Run(pc_);
  return {};
}

namespace {

Result<StepResult> StepWith(StepTrace* trace, const Program& program, std::string_view snapshot,
                            const Event& event, const Limits& limits) {
  const ProgramData& data = ProgramAccess::Of(program);
  Arena arena;
  State state(arena.pool(), data.module.variables.size());
  const Result<void> loaded = Load(data, snapshot, event, state);
  if (!loaded) return loaded.error();
  Machine machine(data, limits, arena, state, trace);
  const Result<void> applied = Apply(machine, event);
  if (!applied) return applied.error();
  StepResult result;
  result.snapshot = EncodeSnapshot(data, state);
  if (result.snapshot.size() > limits.snapshot_bytes) {
    machine.EndForSize();
    result.snapshot = EncodeSnapshot(data, state);
  }
  result.effects = std::move(machine.effects());
  result.waiting = state.waiting;
  result.call_failure = machine.call_failure();
  return result;
}

}  // namespace

Result<StepResult> Step(const Program& program, std::string_view snapshot, const Event& event,
                        const Limits& limits) {
  return StepWith(nullptr, program, snapshot, event, limits);
}

Result<StepResult> StepTraced(const Program& program, std::string_view snapshot, const Event& event,
                              StepTrace& trace, const Limits& limits) {
  trace = StepTrace();
  return StepWith(&trace, program, snapshot, event, limits);
}

namespace {

OpenSlot SlotOf(const ProgramData& data, VariableId id) {
  const Variable& variable = data.module.variables[Raw(id)];
  return OpenSlot{variable.name, variable.type, data.choices[Raw(id)]};
}

}  // namespace

Result<Prompt> PendingPrompt(const Program& program, std::string_view snapshot) {
  const ProgramData& data = ProgramAccess::Of(program);
  Arena arena;
  State state(arena.pool(), data.module.variables.size());
  Prompt prompt;
  if (snapshot.empty()) return prompt;
  const Result<void> decoded = DecodeSnapshot(data, snapshot, state);
  if (!decoded) return decoded.error();
  if (state.waiting != Waiting::Message) return prompt;
  const PromptSpec& spec = data.module.prompts[ReadOperand(data.module.code, state.pc + 1)];
  prompt.kind = spec.kind;
  prompt.text = state.question;
  if (!IsNone(spec.slot)) prompt.slot = SlotOf(data, spec.slot);
  prompt.slot.name = spec.slot_name;
  prompt.slot.type = spec.type;
  prompt.options = spec.options;
  prompt.accept_effect = spec.accept_effect;
  prompt.decline_effect = spec.decline_effect;
  prompt.confirm_value = Value(state.confirm_value);
  for (const VariableId open : spec.open_slots) {
    const bool unset = state.variables[Raw(open)].is_null();
    if (unset && open != spec.slot) prompt.open_slots.push_back(SlotOf(data, open));
  }
  return prompt;
}

Result<std::vector<std::pair<std::string, Value>>> KnownVariables(const Program& program,
                                                                  std::string_view snapshot) {
  const ProgramData& data = ProgramAccess::Of(program);
  Arena arena;
  State state(arena.pool(), data.module.variables.size());
  std::vector<std::pair<std::string, Value>> known;
  if (snapshot.empty()) return known;
  const Result<void> decoded = DecodeSnapshot(data, snapshot, state);
  if (!decoded) return decoded.error();
  for (std::size_t i = 0; i < state.variables.size(); ++i) {
    if (state.variables[i].is_null()) continue;
    known.emplace_back(data.module.variables[i].name, Value(state.variables[i]));
  }
  return known;
}

}  // namespace proviso::vm
