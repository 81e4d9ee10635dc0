// SPDX-License-Identifier: Apache-2.0
#include "testing/scenario/internal/scenario_host.h"

#include <fmt/format.h>

#include "core/value_json.h"
#include "testing/scenario/match.h"

namespace proviso::scenario {
namespace {

std::size_t Leaves(const Json& json) {
  if (!json.is_structured()) return 1;
  std::size_t count = 0;
  for (const Json& part : json) count += Leaves(part);
  return count;
}

}  // namespace

ScenarioHost::ScenarioHost(const Scenario& scenario, Backdrop backdrop)
    : backdrop_(std::move(backdrop)) {
  for (const Given& given : scenario.givens) {
    const auto* tool = std::get_if<ToolGiven>(&given.what);
    if (tool == nullptr || tool->answers.empty()) continue;
    stubs_.push_back({tool, given.line, Leaves(tool->with), 0, 0, false});
  }
}

ScenarioHost::Stub* ScenarioHost::Find(const runtime::ToolCall& call) {
  Stub* best = nullptr;
  const Json args = ToJson(call.args.view());
  for (Stub& stub : stubs_) {
    if (stub.given->tool != call.tool || !MatchesJson(stub.given->with, args)) continue;
    if (best == nullptr || stub.weight >= best->weight) best = &stub;
  }
  return best;
}

runtime::ToolOutcome ScenarioHost::Call(const runtime::ToolCall& call) {
  Stub* stub = Find(call);
  called_.insert(call.tool);
  if (stub != nullptr) {
    const std::vector<ToolGiven::Answer>& answers = stub->given->answers;
    stub->used = true;
    const bool last = stub->answer + 1 == answers.size();
    if (!last && stub->given_out >= answers[stub->answer].times) {
      ++stub->answer;
      stub->given_out = 0;
    }
    ++stub->given_out;
    return answers[stub->answer].outcome;
  }
  if (backdrop_.host != nullptr && (!backdrop_.takes || backdrop_.takes(call))) {
    return backdrop_.host->Call(call);
  }
  unanswered_.push_back(call);
  return runtime::ToolError{"not_stubbed",
                            fmt::format("no line of the scenario answers @{}", call.tool)};
}

std::vector<runtime::ToolCall> ScenarioHost::TakeUnanswered() {
  return std::exchange(unanswered_, {});
}

std::vector<std::uint32_t> ScenarioHost::UnusedLines() const {
  std::vector<std::uint32_t> lines;
  for (const Stub& stub : stubs_) {
    if (!stub.used && called_.contains(stub.given->tool)) lines.push_back(stub.line);
  }
  return lines;
}

}  // namespace proviso::scenario
