// SPDX-License-Identifier: Apache-2.0
// The conformance format itself: a test language that misreads its files proves nothing.
#include "tests/conformance/conversation_file.h"

#include <gtest/gtest.h>

#include "core/value_json.h"
#include "tests/conformance/player.h"

namespace proviso::conformance {
namespace {

Result<Conversation> Parse(std::string_view text) { return ParseConversation(text, "."); }

TEST(ConversationFile, ReadsHeadAndSteps) {
  const auto read = Parse(
      "// a comment\n"
      "Conversation: it works\n"
      "Policies: a.policy, b.policy\n"
      "Policies: c.policy\n"
      "Stubs:\n"
      "  {\"get\": []}\n"
      "Stub: get {\"result\": 1}\n"
      "Answer: email = ana@example.com\n"
      "Fact: customer.authenticated = true\n"
      "\n"
      "Customer: yes | yep\n"
      "Call: pay {\"amount\": 3}\n"
      "Called: pay 2\n");
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->title, "it works");
  ASSERT_EQ(read->policy_sets.size(), 2u);
  EXPECT_EQ(read->policy_sets[0], (std::vector<std::string>{"a.policy", "b.policy"}));
  EXPECT_EQ(read->stubs, R"({"get":[{"result":1}]})");
  EXPECT_EQ(read->answers[0].second, "ana@example.com");
  EXPECT_TRUE(read->facts[0].second.get<bool>());
  EXPECT_EQ(read->wordings(), 2u);
  ASSERT_EQ(read->steps.size(), 3u);
  EXPECT_EQ(read->steps[1].args["amount"], 3);
  EXPECT_EQ(read->steps[2].count, 2);
}

TEST(ConversationFile, RefusesWhatItDoesNotKnow) {
  const auto read = Parse("Conversation: x\nAgent whispers: hello\n");
  ASSERT_FALSE(read.has_value());
  EXPECT_NE(read.error().message.find("line 2"), std::string::npos);
  EXPECT_NE(read.error().message.find("Agent whispers"), std::string::npos);
}

TEST(ConversationFile, RefusesArgumentsThatAreNoObject) {
  EXPECT_FALSE(Parse("Conversation: x\nCall: pay {\"amount\": \n").has_value());
  EXPECT_FALSE(Parse("Conversation: x\nCall: pay [1]\n").has_value());
  EXPECT_FALSE(Parse("Conversation: x\nCalled: pay often\n").has_value());
}

bool Subset(std::string_view expected, std::string_view actual) {
  return IsSubset(*ParseJson(expected), *ParseJson(actual));
}

TEST(IsSubset, LooksAtWhatIsNamedOnly) {
  EXPECT_TRUE(Subset(R"({"a": 1})", R"({"a": 1, "b": 2})"));
  EXPECT_TRUE(Subset(R"({"a": {"b": [1, 2]}})", R"({"a": {"b": [1, 2], "c": 3}})"));
  EXPECT_FALSE(Subset(R"({"a": 1})", R"({"a": "1"})"));
  EXPECT_FALSE(Subset(R"({"a": 1})", R"({"b": 1})"));
  EXPECT_FALSE(Subset(R"({"a": [1]})", R"({"a": [1, 2]})"));
  EXPECT_TRUE(Subset(R"({"a": "/^hill/"})", R"({"a": "Hill Street"})"));
  EXPECT_TRUE(Subset(R"({"a": "/Hill/"})", R"({"a": {"street": "9 Hill Street"}})"));
  EXPECT_FALSE(Subset(R"({"a": "/Lake/"})", R"({"a": {"street": "9 Hill Street"}})"));
}

TEST(TextFits, IgnoresCaseAndSpacing) {
  EXPECT_TRUE(TextFits("Order  number", "What is your order number?"));
  EXPECT_FALSE(TextFits("order id", "What is your order number?"));
  EXPECT_TRUE(TextFits("/number\\?$/", "What is your order number?"));
}

}  // namespace
}  // namespace proviso::conformance
