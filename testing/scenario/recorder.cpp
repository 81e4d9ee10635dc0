// SPDX-License-Identifier: Apache-2.0
#include "testing/scenario/recorder.h"

#include <algorithm>
#include <utility>

#include "core/value_json.h"
#include "testing/scenario/internal/outputs.h"

namespace proviso::scenario {
namespace {

// A try after a failed one is the same call.
bool IsRepeated(const session::Output& output) {
  const auto* call = std::get_if<session::CallOutput>(&output);
  return call != nullptr && call->attempt > 1;
}

Step CheckOf(const std::optional<std::string>& outcome) {
  Step check;
  check.kind = outcome ? StepKind::Outcome : StepKind::Waiting;
  check.name = outcome.value_or("");
  return check;
}

}  // namespace

void Recorder::Begin(Scenario start) { conversations_.push_back({std::move(start), {}, {}}); }

void Recorder::Turn(const std::optional<std::string>& said,
                    const std::vector<session::Output>& outputs,
                    const std::vector<AnsweredCall>& answers) {
  Conversation& conversation = conversations_.back();
  std::vector<Step>& steps = conversation.scenario.steps;
  if (said) {
    Step step;
    step.kind = StepKind::Customer;
    step.text.text = *said;
    steps.push_back(std::move(step));
  }
  for (const AnsweredCall& answer : answers) Keep(conversation, answer);
  for (const session::Output& output : outputs) {
    if (const auto* end = std::get_if<session::EndOutput>(&output)) {
      conversation.outcome = end->outcome;
    }
    if (IsRepeated(output)) continue;
    if (auto step = StepFor(output)) steps.push_back(std::move(*step));
  }
}

// Calls with the same arguments get their answers one after the other.
void Recorder::Keep(Conversation& conversation, const AnsweredCall& answer) {
  std::vector<ToolGiven>& givens = conversation.answers;
  const Json args = ToJson(answer.call.args.view());
  auto given = std::find_if(givens.begin(), givens.end(), [&](const ToolGiven& one) {
    return one.tool == answer.call.tool && one.with == args;
  });
  if (given == givens.end()) {
    givens.push_back({answer.call.tool, args, {}});
    given = std::prev(givens.end());
  }
  if (!given->answers.empty() && given->answers.back().outcome == answer.outcome) {
    ++given->answers.back().times;
  } else {
    given->answers.push_back({answer.outcome, 1});
  }
}

File Recorder::Recorded() const {
  File file = file_;
  for (const Conversation& conversation : conversations_) {
    Scenario scenario = conversation.scenario;
    for (const ToolGiven& given : conversation.answers) scenario.givens.push_back({given, 0});
    if (conversation.outcome) {
      Step nothing_else;
      nothing_else.kind = StepKind::NothingElse;
      scenario.steps.push_back(std::move(nothing_else));
    }
    scenario.steps.push_back(CheckOf(conversation.outcome));
    file.scenarios.push_back(std::move(scenario));
  }
  return file;
}

}  // namespace proviso::scenario
