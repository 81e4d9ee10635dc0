// SPDX-License-Identifier: Apache-2.0
// What other code builds and writes reads back as the same. That what was read is written and read
// again is the business of tests/golden/scenario.
#include "testing/scenario/writer.h"

#include <gtest/gtest.h>

#include "testing/scenario/parser.h"
#include "tests/unit/json_value.h"

namespace proviso::scenario {
namespace {

File Reread(const std::string& text) {
  SourceSet sources;
  const FileId id = sources.Add("x.scenario", text);
  DiagnosticSink sink;
  File file = ParseFile(sources.file(id), id, sink);
  for (const Diagnostic& diagnostic : sink.all())
    ADD_FAILURE() << diagnostic.message << "\n" << text;
  return file;
}

Scenario OneStep(Step step) {
  Scenario scenario;
  scenario.name = "one";
  scenario.steps.push_back(std::move(step));
  return scenario;
}

TEST(Writer, TextsStayOnOneLine) {
  Step step;
  step.kind = StepKind::Says;
  step.text.text = "two\n  lines";
  const std::string text = WriteScenario(OneStep(step));
  EXPECT_EQ(text, "Scenario: one\n  Agent: two lines\n");
}

TEST(Writer, EveryKindOfStepReadsBack) {
  for (int kind = 0; kind <= static_cast<int>(StepKind::Knows); ++kind) {
    Step step;
    step.kind = static_cast<StepKind>(kind);
    step.text.text = "the email";
    step.options = {"A", "B, or C"};
    step.tool = "order_get";
    step.other_tool = "pay";
    step.args = {{"order_id", "1001"}};
    step.count = 3;
    step.duration = std::chrono::hours(36);
    step.name = "order_number";
    step.value = "true";
    const std::string text = WriteScenario(OneStep(step));
    const File file = Reread(text);
    ASSERT_EQ(file.scenarios.size(), 1u) << text;
    ASSERT_EQ(file.scenarios[0].steps.size(), 1u) << text;
    EXPECT_EQ(file.scenarios[0].steps[0].kind, step.kind) << text;
    EXPECT_EQ(WriteScenario(file.scenarios[0]), text);
  }
}

TEST(Writer, AnswersReadBack) {
  ToolGiven given;
  given.tool = "pay";
  given.with = {{"amount", 3}};
  given.answers.push_back({runtime::ToolError{"timeout", "no \"answer\""}, 2});
  given.answers.push_back({testing::ValueOf({{"text", "a {brace} and a \"quote\""}}), 1});
  given.answers.push_back({Value(), 1});
  Scenario scenario = OneStep({});
  scenario.givens.push_back({given, 0});
  scenario.givens.push_back({FactGiven{"customer.tier", Json("5")}, 0});
  scenario.givens.push_back({FactGiven{"customer.since", Json(5)}, 0});
  scenario.comments = {"why it is there"};
  scenario.steps[0].text.text = "hello";
  const std::string text = WriteScenario(scenario);
  const File file = Reread(text);
  ASSERT_EQ(file.scenarios.size(), 1u) << text;
  const auto& read = std::get<ToolGiven>(file.scenarios[0].givens[0].what);
  ASSERT_EQ(read.answers.size(), 3u) << text;
  EXPECT_EQ(std::get<runtime::ToolError>(read.answers[0].outcome).message, "no \"answer\"");
  EXPECT_EQ(read.answers[0].times, 2u);
  EXPECT_EQ(std::get<Value>(read.answers[1].outcome), std::get<Value>(given.answers[1].outcome));
  EXPECT_TRUE(std::get<FactGiven>(file.scenarios[0].givens[1].what).value.is_string());
  EXPECT_TRUE(std::get<FactGiven>(file.scenarios[0].givens[2].what).value.is_number());
}

}  // namespace
}  // namespace proviso::scenario
