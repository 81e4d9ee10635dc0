// SPDX-License-Identifier: Apache-2.0
// The flow says what the policy does, in the author's words.
#include "compiler/flow/flow.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/driver/driver.h"
#include "compiler/flow/render.h"

namespace proviso::compiler::flow {
namespace {

std::vector<Flow> FlowsOfText(const std::string& text) {
  const Compilation compilation = Compile({{"x.policy", text}}, {});
  return FlowsOf(compilation.sources, compilation.documents, compilation.program);
}

// A line for each way: "asks for: An email address -> end: Completed".
std::string Ways(const std::string& text) {
  std::string out;
  for (const Flow& flow : FlowsOfText(text)) {
    const auto name = [&](std::size_t id) {
      return HeadOf(flow.nodes[id]) + ": " + flow.nodes[id].title;
    };
    for (const Edge& edge : flow.edges) {
      out += fmt::format("{} -{}-> {}\n", name(edge.from),
                         edge.by_default ? "default: " + edge.label : edge.label, name(edge.to));
    }
  }
  return out;
}

TEST(Flow, AnAnswerLeadsOutOfItsQuestion) {
  EXPECT_EQ(Ways("Policy: Pause\n"
                 "- Ask the customer if they would like to pause the subscription.\n"
                 "- If the customer accepts:\n"
                 "  - Say “Done.”\n"
                 "- If the customer declines:\n"
                 "  - Say “As you like.”\n"),
            "start: Pause --> asks: Would you like to pause the subscription?\n"
            "asks: Would you like to pause the subscription? -accepts-> says: Done.\n"
            "asks: Would you like to pause the subscription? -declines-> says: As you like.\n"
            "says: As you like. --> stops here: Declined\n"
            "says: Done. --> end: Completed\n");
}

TEST(Flow, ANegativeAnswerOfAToolIsAGate) {
  EXPECT_EQ(Ways("Policy: Replace\n"
                 "- Ask for the order number.\n"
                 "- Use @check_it(order_id: str) to check the order.\n"
                 "- If the order is not eligible, say “Sorry.”\n"
                 "- Say “Yes.”\n"),
            "start: Replace --> asks for: An order number\n"
            "asks for: An order number --> call: may change something: @check_it\n"
            "call: may change something: @check_it --> decides: The order …\n"
            "decides: The order … -is not eligible-> says: Sorry.\n"
            "says: Sorry. --> stops here: Not eligible\n"
            "decides: The order … -otherwise-> says: Yes.\n"
            "says: Yes. --> end: Completed\n");
}

TEST(Flow, GoingBackToASectionIsALoop) {
  const std::string ways = Ways(
      "Policy: Loop\n"
      "Confirm the Wish:\n"
      "  - Ask the customer if they would like to try again.\n"
      "  - If yes:\n"
      "    - Go to “Confirm the Wish”.\n"
      "  - If no:\n"
      "    - Stop.\n");
  EXPECT_NE(ways.find("try again? -accepts-> asks: Would you like to try again?\n"),
            std::string::npos)
      << ways;
}

TEST(Flow, AConditionThatNeedsJudgementIsOneNode) {
  const std::vector<Flow> flows = FlowsOfText(
      "Policy: Judge\n"
      "- Ask for the order number.\n"
      "- If the customer sounds very upset about it all:\n"
      "  - Say “Sorry.”\n"
      "- Say “Bye.”\n");
  ASSERT_EQ(flows.size(), 1u);
  const auto& nodes = flows.front().nodes;
  EXPECT_EQ(std::count_if(nodes.begin(), nodes.end(),
                          [](const Node& node) { return node.kind == NodeKind::Judgement; }),
            1);
}

TEST(Flow, WhatNobodyWroteIsMarkedAsDefault) {
  const std::string ways = Ways(
      "Policy: Silent\n"
      "- Ask for the order number.\n"
      "- Use @check_it(order_id: str) to check the order.\n"
      "- If the order is eligible:\n"
      "  - Say “Yes.”\n");
  EXPECT_NE(ways.find("-default: otherwise-> a person takes over: The policy does not say"),
            std::string::npos)
      << ways;
}

TEST(Flow, IsDrawnOfTextWithErrorsAndOfNothing) {
  EXPECT_TRUE(FlowsOfText("").empty());
  EXPECT_FALSE(FlowsOfText("Policy: X\n- Follow #nobody.\n- Say “[x]”.\n- Use @y.\n").empty());
}

TEST(FlowText, LabelsCannotLeaveTheirQuotes) {
  Flow flow;
  flow.nodes.emplace_back();
  flow.nodes.back().title = "a \" \\ <b>#`]--> c & d";
  const std::vector<Flow> flows{flow};
  EXPECT_NE(RenderMermaid(flows).find("a #34; #92; #60;b#62;#35;#96;#93;#45;#45;#62; c #38; d"),
            std::string::npos)
      << RenderMermaid(flows);
  EXPECT_NE(RenderDot(flows).find("a \\\" \\\\ <b>#`]--> c & d"), std::string::npos)
      << RenderDot(flows);
}

TEST(FlowText, WrapBreaksAtSpacesAndUnderscores) {
  EXPECT_EQ(Wrap("one two three", 8), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(Wrap("@get_account_details", 8),
            (std::vector<std::string>{"@get_", "account_", "details"}));
  EXPECT_EQ(Wrap("ääääääääää", 4), (std::vector<std::string>{"ääää", "ääää", "ää"}));
  EXPECT_TRUE(Wrap("", 4).empty());
}

}  // namespace
}  // namespace proviso::compiler::flow
