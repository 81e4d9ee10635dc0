// SPDX-License-Identifier: Apache-2.0
#include "testing/explore/conversation.h"

#include <fmt/format.h>

#include "core/value_json.h"

namespace proviso::explore {
namespace {

std::string JsonText(ValueView value) { return ToJson(value).dump(); }

struct EffectLine {
  const Module& module;

  std::string operator()(const vm::SayEffect& say) const { return "Agent: " + say.text; }
  std::string operator()(const vm::AskEffect& ask) const { return "Agent: " + ask.text; }
  std::string operator()(const vm::CallEffect& call) const {
    return fmt::format("calls @{} {}", module.tools[Raw(call.tool)].name,
                       JsonText(call.args.view()));
  }
  std::string operator()(const vm::NoteEffect& note) const { return "notes: " + note.text; }
  std::string operator()(const vm::JudgeEffect& judge) const {
    return "needs a judgement: " + judge.question;
  }
  std::string operator()(const vm::HandoffEffect& handoff) const {
    return fmt::format("hands off to {}: {}", handoff.to.empty() ? "a person" : handoff.to,
                       handoff.reason);
  }
  std::string operator()(const vm::EndEffect& end) const { return "ends: " + end.outcome; }
};

}  // namespace

std::vector<std::string> DescribeEffects(const Module& module,
                                         const std::vector<vm::Effect>& effects) {
  std::vector<std::string> lines;
  for (const vm::Effect& effect : effects) lines.push_back(std::visit(EffectLine{module}, effect));
  return lines;
}

std::vector<std::string> DescribeInput(const Input& input) {
  if (const auto* start = std::get_if<Start>(&input)) {
    std::vector<std::string> lines = {"Policy: " + start->policy};
    if (start->channel != Start{}.channel) lines.push_back("Channel: " + start->channel);
    for (const auto& [name, value] : start->facts) {
      lines.push_back(fmt::format("{{{}}} is {}", name, JsonText(value.view())));
    }
    return lines;
  }
  if (const auto* said = std::get_if<Said>(&input)) return {"Customer: " + said->text};
  const auto& answered = std::get<Answered>(input);
  if (const auto* error = std::get_if<runtime::ToolError>(&answered.outcome)) {
    return {fmt::format("@{} fails with {}", answered.tool, error->code)};
  }
  return {fmt::format("@{} returns {}", answered.tool,
                      JsonText(std::get<Value>(answered.outcome).view()))};
}

std::string Describe(const Module& module, const Conversation& conversation) {
  std::string out;
  for (const Turn& turn : conversation) {
    for (const std::string& line : DescribeInput(turn.input)) out += line + '\n';
    for (const std::string& line : DescribeEffects(module, turn.effects)) out += line + '\n';
  }
  return out;
}

bool SameEffects(const Module& a, const std::vector<vm::Effect>& effects_a, const Module& b,
                 const std::vector<vm::Effect>& effects_b) {
  if (effects_a.size() != effects_b.size()) return false;
  for (std::size_t i = 0; i < effects_a.size(); ++i) {
    if (effects_a[i].index() != effects_b[i].index()) return false;
    if (std::visit(EffectLine{a}, effects_a[i]) != std::visit(EffectLine{b}, effects_b[i])) {
      return false;
    }
  }
  return true;
}

}  // namespace proviso::explore
