// SPDX-License-Identifier: Apache-2.0
#include "testing/scenario/runner.h"

#include <gtest/gtest.h>

#include "compiler/driver/driver.h"
#include "runtime/vm/scenario_program.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"
#include "testing/scenario/parser.h"
#include "testing/scenario/sandbox_backdrop.h"

namespace proviso::scenario {
namespace {

constexpr std::string_view kPolicy =
    "Policy: Refund\n"
    "- Ask for the user's email address.\n"
    "- Ask for the order number.\n"
    "- Use @order_paid(order_id: str) to check whether the order is paid.\n"
    "- If the order is not paid:\n"
    "  - Say “Not paid.”\n"
    "  - Stop.\n"
    "- If {now} is after 2026-06-01:\n"
    "  - Say “Too late.”\n"
    "  - Stop.\n"
    "- Ask the customer if they want their money back.\n"
    "- If no:\n"
    "  - Say “Nothing has been changed.”\n"
    "  - Stop.\n"
    "- Use @refund(order_id: str) to refund the order.\n"
    "- Say “Your money is on its way.”\n";

class RunnerTest : public testing::Test {
 protected:
  RunnerTest() : catalogue_(LoadStandardCatalogue()) {
    compiler::CompileOptions options;
    options.catalogue = &catalogue_;
    const auto compilation = compiler::Compile({{"refund.policy", std::string(kPolicy)}}, options);
    for (const Diagnostic& diagnostic : compilation.diagnostics) {
      if (diagnostic.severity == Severity::Error) ADD_FAILURE() << diagnostic.message;
    }
    if (compilation.module) stage_.program = *vm::LoadForScenarios(*compilation.module);
    stage_.reader = understanding::MakeOfflineReader();
    stage_.backdrop = SandboxBackdrops(".");
  }

  // The lines of one scenario.
  ScenarioResult Play(const std::string& lines) {
    SourceSet sources;
    const FileId id = sources.Add("x.scenario", "Scenario: one\n" + lines);
    DiagnosticSink sink;
    const File file = ParseFile(sources.file(id), id, sink);
    for (const Diagnostic& diagnostic : sink.all()) ADD_FAILURE() << diagnostic.message;
    if (file.scenarios.empty()) return {};
    return RunScenario(file.scenarios[0], stage_);
  }

  void Holds(const std::string& lines) {
    const ScenarioResult result = Play(lines);
    for (const Failure& failure : result.failures) {
      ADD_FAILURE() << "line " << failure.line << ": " << failure.message << "\n" << lines;
    }
  }

  void Fails(const std::string& lines, std::uint32_t line, const std::string& words) {
    const ScenarioResult result = Play(lines);
    ASSERT_FALSE(result.passed()) << lines;
    EXPECT_EQ(result.failures[0].line, line);
    EXPECT_NE(result.failures[0].message.find(words), std::string::npos)
        << result.failures[0].message;
  }

  ToolCatalogue catalogue_;
  Stage stage_;
};

const std::string kPaid =
    "Given @order_paid returns {\"paid\": true}\n"
    "And the customer's email is ana@example.com\n"
    "And the customer's order number is 1001\n";

TEST_F(RunnerTest, GivenRepliesAnswerWheneverTheyAreAskedFor) {
  Holds(kPaid +
        "Agent asks for the email\nAgent asks for the order number\n"
        "Agent asks whether they want their money back\nCustomer: no\nAgent: Nothing\n");
}

TEST_F(RunnerTest, WhatTheCustomerSaysFirstComesFirst) {
  const ScenarioResult result = Play(kPaid + "Customer: hello there\nAgent asks for the email\n");
  EXPECT_TRUE(result.passed());
  ASSERT_GT(result.transcript.size(), 2u);
  EXPECT_EQ(result.transcript[1].text, "hello there");
}

TEST_F(RunnerTest, TheOrderOfAgentLinesIsTheOrderOfEvents) {
  Fails(kPaid + "Agent asks for the order number\nAgent asks for the email\n", 6, "does not ask");
}

TEST_F(RunnerTest, AnAgentLineIsAboutTheTurnAboveIt) {
  Fails(
      "Given @order_paid returns {\"paid\": true}\nCustomer: ana@example.com\nCustomer: 1001\n"
      "Agent asks for the email\n",
      5, "does not ask");
}

TEST_F(RunnerTest, DotsLeadToTheNextAgentLine) {
  Holds(
      "Given @order_paid returns {\"paid\": true}\n...\nAgent asks whether they want\n"
      "Customer: no\nThen the outcome is declined\n");
}

TEST_F(RunnerTest, DotsLeadToTheEnd) {
  Holds(
      "Given @order_paid returns {\"paid\": true}\nAnd @refund returns {}\n...\n"
      "Then @refund was called once\nAnd the outcome is completed\n");
}

TEST_F(RunnerTest, AnswersComeOneAfterTheOther) {
  // Tools of the catalogue are tried again; these are not, so that the second answer is never asked
  // for.
  Holds(
      "Given @order_paid returns {\"paid\": true}\n"
      "And @refund fails with timeout then returns {}\n...\nThen @refund was tried once\n"
      "And the conversation was handed off because tool_failed\n");
}

TEST_F(RunnerTest, TheAnswerThatSaysMostWins) {
  Holds(
      "Given @order_paid with {\"order_id\": \"1001\"} returns {\"paid\": false}\n"
      "And @order_paid returns {\"paid\": true}\n...\nThen the agent said Not paid\n");
  Holds(
      "Given @order_paid returns {\"paid\": true}\n"
      "And @order_paid returns {\"paid\": false}\n...\nThen the agent said Not paid\n");
}

TEST_F(RunnerTest, ACallThatNothingAnswersFailsTheScenario) {
  const ScenarioResult result = Play("...\n");
  ASSERT_EQ(result.failures.size(), 1u);
  EXPECT_NE(result.failures[0].message.find("no line says"), std::string::npos);
  EXPECT_NE(result.failures[0].hint.find("Given @order_paid with {\"order_id\": \"1001\"}"),
            std::string::npos);
  EXPECT_EQ(result.failures[0].policy_line, 4u);
}

TEST_F(RunnerTest, TheClockIsTheScenarios) {
  Holds(kPaid +
        "And the time is 2026-05-31 23:00\nAgent asks whether they want their money back\n");
  Holds(kPaid + "And the time is 2026-06-02\nAgent: Too late\n");
}

TEST_F(RunnerTest, TimePassesBetweenTurns) {
  const ScenarioResult result = Play("Customer: hello\n2 hours pass\nThen the agent waits\n");
  EXPECT_TRUE(result.passed());
}

TEST_F(RunnerTest, MistypedToolsAreNeverNotCalled) {
  Fails("Customer: hello\nThen @refnud was not called\n", 3, "there is no tool");
  Fails("Given @ordr_paid returns {}\nCustomer: hello\n", 2, "there is no tool");
}

TEST_F(RunnerTest, NothingElseNamesWhatWasChanged) {
  Fails(kPaid + "And @refund returns {}\n...\nThen nothing else was changed\n", 7, "was called");
}

TEST_F(RunnerTest, AConversationThatEndedTakesNoMore) {
  Fails(
      "Given @order_paid returns {\"paid\": false}\n"
      "And the customer's email is ana@example.com\n"
      "Customer: hello\nCustomer: 1001\nCustomer: and now?\n",
      6, "ended");
}

TEST_F(RunnerTest, EqualRunsAreEqual) {
  const std::string lines = kPaid + "And @refund returns {}\n...\n";
  const ScenarioResult one = Play(lines);
  const ScenarioResult two = Play(lines);
  ASSERT_EQ(one.transcript.size(), two.transcript.size());
  EXPECT_EQ(one.outcome, two.outcome);
}

TEST_F(RunnerTest, CircularConversationsEnd) {
  RunOptions options;
  options.max_turns = 1;
  SourceSet sources;
  const FileId id = sources.Add("x.scenario", "Scenario: one\nCustomer: a\nCustomer: b\n");
  DiagnosticSink sink;
  const File file = ParseFile(sources.file(id), id, sink);
  const ScenarioResult result = RunScenario(file.scenarios[0], stage_, options);
  ASSERT_FALSE(result.passed());
  EXPECT_NE(result.failures[0].message.find("turns"), std::string::npos);
}

}  // namespace
}  // namespace proviso::scenario
