// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/vm/conversation.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/value_json.h"

namespace proviso::testing {
namespace {

constexpr double kSure = 0.95;

struct Describe {
  const Module& module;

  std::string operator()(const vm::SayEffect& e) const { return "say " + e.text; }
  std::string operator()(const vm::AskEffect& e) const {
    return fmt::format("ask{} {}", Attempt(e.attempt), e.text);
  }
  std::string operator()(const vm::CallEffect& e) const {
    const std::string delay = e.delay_ms == 0 ? "" : fmt::format(" +{}ms", e.delay_ms);
    return fmt::format("call{}{} {} {}", Attempt(e.attempt), delay, module.tools[Raw(e.tool)].name,
                       ToJson(e.args.view()).dump());
  }
  std::string operator()(const vm::NoteEffect& e) const { return "note " + e.text; }
  std::string operator()(const vm::JudgeEffect& e) const { return "judge " + e.question; }
  std::string operator()(const vm::HandoffEffect& e) const {
    return fmt::format("handoff {}: {}{}", e.code, e.reason, e.to.empty() ? "" : " -> " + e.to);
  }
  std::string operator()(const vm::EndEffect& e) const { return "end " + e.outcome; }

  static std::string Attempt(std::uint32_t attempt) {
    return attempt == 1 ? "" : fmt::format("#{}", attempt);
  }
};

}  // namespace

Reading Says(std::string_view text) {
  Reading reading;
  reading.text = text;
  return reading;
}

Reading Accepts() {
  Reading reading;
  reading.act = ReplyAct::Accept;
  reading.act_confidence = kSure;
  return reading;
}

Reading Declines() {
  Reading reading = Accepts();
  reading.act = ReplyAct::Decline;
  return reading;
}

Reading Names(std::uint32_t option) {
  Reading reading;
  reading.option = option;
  reading.option_confidence = kSure;
  return reading;
}

Reading Gives(std::string_view slot, const Value& value, double confidence) {
  Reading reading;
  reading.slots.push_back({std::string(slot), value, DisplayText(value.view()), confidence});
  return reading;
}

Value Json(std::string_view text) { return *FromJson(*ParseJson(text)); }

std::string Conversation::Start(std::string_view policy,
                                std::vector<std::pair<std::string, Value>> facts) {
  vm::StartEvent event;
  if (!policy.empty()) event.policy = *program_->FindPolicy(policy);
  event.conversation = "c1";
  event.facts = std::move(facts);
  return Apply(event);
}

std::string Conversation::Reply(const Reading& reading) { return Apply(vm::MessageEvent{reading}); }

std::string Conversation::Result(std::string_view json) {
  return Apply(vm::ToolResultEvent{call_id_, Json(json)});
}

std::string Conversation::Error(std::string_view code) {
  return Apply(vm::ToolErrorEvent{call_id_, std::string(code), "message"});
}

std::string Conversation::Apply(const vm::Event& event) {
  auto step = vm::Step(*program_, snapshot_, event, limits_);
  if (!step) return "error " + step.error().code;
  snapshot_ = step->snapshot;
  effects_ = std::move(step->effects);
  waiting_ = step->waiting;
  std::string out;
  for (const vm::Effect& effect : effects_) {
    if (!out.empty()) out += "\n";
    out += std::visit(Describe{program_->module()}, effect);
    if (const auto* call = std::get_if<vm::CallEffect>(&effect)) call_id_ = call->id;
  }
  return out;
}

std::string Conversation::Var(std::string_view name) const {
  const auto known = vm::KnownVariables(*program_, snapshot_);
  if (!known) return "error " + known.error().code;
  for (const auto& [variable, value] : *known) {
    if (variable == name) return ToJson(value.view()).dump();
  }
  return "unset";
}

Prompt Conversation::Pending() const { return *vm::PendingPrompt(*program_, snapshot_); }

}  // namespace proviso::testing
