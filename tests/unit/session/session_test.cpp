// SPDX-License-Identifier: Apache-2.0
#include "runtime/session/session.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <nlohmann/json.hpp>

#include "bytecode/opcodes.h"
#include "tests/unit/json_value.h"
#include "tests/unit/session/sample_module.h"
#include "tests/unit/session/word_reader.h"

namespace proviso::session {
namespace {

using Json = nlohmann::ordered_json;

// Answers in the order it was told to and remembers what it was asked.
class ScriptedHost : public runtime::ToolHost {
 public:
  runtime::ToolOutcome Call(const runtime::ToolCall& call) override {
    calls.push_back(call);
    if (answers.empty()) return testing::ValueOf({{"ok", true}});
    runtime::ToolOutcome answer = std::move(answers.front());
    answers.pop_front();
    return answer;
  }
  std::vector<runtime::ToolCall> calls;
  std::deque<runtime::ToolOutcome> answers;
};

std::shared_ptr<const vm::Program> Load(Module module = testing::RefundModule()) {
  auto program = vm::Program::Load(std::move(module));
  EXPECT_TRUE(program) << (program ? "" : program.error().message);
  return program ? *program : nullptr;
}

class SessionTest : public ::testing::Test {
 protected:
  std::vector<Output> Feed(Session& session, const Input& input) {
    auto outputs = session.Feed(input);
    EXPECT_TRUE(outputs) << (outputs ? "" : outputs.error().message);
    return outputs ? *outputs : std::vector<Output>();
  }
  std::string FeedError(Session& session, const Input& input) {
    const auto outputs = session.Feed(input);
    EXPECT_FALSE(outputs) << "the input was taken";
    return outputs ? "" : outputs.error().code;
  }

  template <typename T>
  static std::vector<T> All(const std::vector<Output>& outputs) {
    std::vector<T> found;
    for (const Output& output : outputs) {
      if (const auto* match = std::get_if<T>(&output)) found.push_back(*match);
    }
    return found;
  }

  // Every answer ends with exactly one of these two.
  static void ExpectOneEnding(const std::vector<Output>& outputs) {
    EXPECT_EQ(All<WaitingOutput>(outputs).size() + All<EndOutput>(outputs).size(), 1u);
    ASSERT_FALSE(outputs.empty());
    EXPECT_TRUE(std::holds_alternative<WaitingOutput>(outputs.back()) ||
                std::holds_alternative<EndOutput>(outputs.back()));
  }

  std::shared_ptr<const vm::Program> program_ = Load();
  std::shared_ptr<const understanding::Reader> reader_ = std::make_shared<testing::WordReader>();
  ScriptedHost host_;
};

TEST_F(SessionTest, HoldsAWholeConversation) {
  Session session(program_, reader_, &host_);
  auto outputs = Feed(session, StartInput{});
  ExpectOneEnding(outputs);
  ASSERT_EQ(All<AskOutput>(outputs).size(), 1u);
  EXPECT_EQ(All<AskOutput>(outputs)[0].slot, "order_number");
  EXPECT_EQ(All<AskOutput>(outputs)[0].line, 2u);

  outputs = Feed(session, MessageInput{"1001"});
  ExpectOneEnding(outputs);
  ASSERT_EQ(All<CallOutput>(outputs).size(), 1u);
  EXPECT_EQ(All<CallOutput>(outputs)[0].tool, "order_get");
  ASSERT_EQ(All<ResultOutput>(outputs).size(), 1u);
  EXPECT_EQ(All<ResultOutput>(outputs)[0].id, All<CallOutput>(outputs)[0].id);
  EXPECT_EQ(All<AskOutput>(outputs)[0].kind, PromptKind::YesNo);
  EXPECT_EQ(host_.calls.size(), 1u) << "nothing is refunded before the customer agrees";

  outputs = Feed(session, MessageInput{"yes please"});
  ASSERT_EQ(host_.calls.size(), 2u);
  EXPECT_EQ(host_.calls[1].tool, "refund_order");
  EXPECT_FALSE(host_.calls[1].idempotency_key.empty());
  EXPECT_EQ(All<SayOutput>(outputs)[0].text, "Order 1001 is refunded.");
  EXPECT_EQ(All<AskOutput>(outputs)[0].options.size(), 2u);

  outputs = Feed(session, MessageInput{"no thanks"});
  ExpectOneEnding(outputs);
  ASSERT_EQ(All<EndOutput>(outputs).size(), 1u);
  EXPECT_EQ(All<EndOutput>(outputs)[0].outcome, "completed");
}

TEST_F(SessionTest, AFailedToolIsRetriedOnTheVirtualClockThenAPersonTakesOver) {
  Session session(program_, reader_, &host_);
  const Instant start = session.now();
  Feed(session, StartInput{});
  Feed(session, MessageInput{"1001"});
  host_.answers = {runtime::ToolError{"timeout", "no answer"},
                   runtime::ToolError{"timeout", "no answer"}};
  const auto outputs = Feed(session, MessageInput{"yes"});
  EXPECT_EQ(host_.calls.size(), 3u);
  EXPECT_EQ(host_.calls[1].idempotency_key, host_.calls[2].idempotency_key);
  EXPECT_EQ(host_.calls[2].attempt, 2);
  EXPECT_EQ(session.now() - start, std::chrono::seconds(2));
  ASSERT_EQ(All<HandoffOutput>(outputs).size(), 1u);
  const HandoffOutput handoff = All<HandoffOutput>(outputs)[0];
  EXPECT_NE(handoff.summary.find("Refund an order"), std::string::npos) << handoff.summary;
  EXPECT_NE(handoff.summary.find("timeout"), std::string::npos) << handoff.summary;
  EXPECT_NE(handoff.summary.find("1001"), std::string::npos) << handoff.summary;
  ASSERT_EQ(All<EndOutput>(outputs).size(), 1u);
  EXPECT_EQ(All<EndOutput>(outputs)[0].outcome, "handed_off");
  EXPECT_TRUE(std::holds_alternative<EndOutput>(outputs.back()));
}

TEST_F(SessionTest, ExternalToolsAreWaitedFor) {
  Session session(program_, reader_, nullptr);
  Feed(session, StartInput{});
  auto outputs = Feed(session, MessageInput{"1001"});
  ExpectOneEnding(outputs);
  EXPECT_EQ(session.waiting(), WaitingFor::Tool);
  const std::uint32_t id = All<CallOutput>(outputs).at(0).id;

  EXPECT_EQ(FeedError(session, MessageInput{"hello?"}), "unexpected_message");
  EXPECT_EQ(FeedError(session, ToolResultInput{id + 7, Value::Null()}), "unknown_call");

  outputs = Feed(session, ToolResultInput{id, Value::Bool(true)});
  EXPECT_EQ(session.waiting(), WaitingFor::Message);
  EXPECT_TRUE(All<ResultOutput>(outputs).empty()) << "whoever sent the result knows it";
  EXPECT_EQ(FeedError(session, ToolResultInput{id, Value::Bool(true)}), "unknown_call");
}

TEST_F(SessionTest, NotFoundLeadsToItsOwnEnd) {
  Session session(program_, reader_, &host_);
  Feed(session, StartInput{});
  host_.answers = {runtime::ToolError{"not_found", "no such order"}};
  const auto outputs = Feed(session, MessageInput{"1001"});
  EXPECT_EQ(All<EndOutput>(outputs).at(0).outcome, "not_found");
}

TEST_F(SessionTest, InputsOutOfOrderChangeNothing) {
  Session session(program_, reader_, &host_);
  EXPECT_EQ(FeedError(session, MessageInput{"hi"}), "not_started");
  EXPECT_EQ(FeedError(session, AdvanceInput{}), "not_started");
  EXPECT_EQ(FeedError(session, ToolResultInput{0, Value::Null()}), "unexpected_result");
  Feed(session, StartInput{});
  const std::string before = session.snapshot();
  EXPECT_EQ(FeedError(session, ToolResultInput{0, Value::Null()}), "unexpected_result");
  StartInput unknown;
  unknown.policy = "refund";
  EXPECT_EQ(FeedError(session, unknown), "unknown_policy");
  StartInput bad_time;
  bad_time.now = "yesterday";
  EXPECT_EQ(FeedError(session, bad_time), "bad_instant");
  EXPECT_EQ(session.snapshot(), before);
  Feed(session, MessageInput{"1001"});
  Feed(session, MessageInput{"no"});
  EXPECT_EQ(FeedError(session, MessageInput{"hello?"}), "ended");
  EXPECT_EQ(FeedError(session, AdvanceInput{}), "ended");
}

TEST_F(SessionTest, AStartBeginsAFreshConversation) {
  Session session(program_, reader_, &host_);
  Feed(session, StartInput{});
  Feed(session, MessageInput{"1001"});
  Feed(session, MessageInput{"yes"});
  const std::string first_key = host_.calls.back().idempotency_key;
  Feed(session, StartInput{});
  EXPECT_TRUE(session.Known().empty());
  Feed(session, MessageInput{"1001"});
  Feed(session, MessageInput{"yes"});
  EXPECT_NE(host_.calls.back().idempotency_key, first_key)
      << "two conversations are two refunds, one conversation is one";
}

TEST_F(SessionTest, TheClockMovesOnlyWhenTold) {
  std::vector<std::string> seen;
  SessionOptions options;
  options.clock_moved = [&](Instant now) { seen.push_back(FormatInstant(now)); };
  Session session(program_, reader_, &host_, options);
  StartInput start;
  start.now = "2026-01-31T10:00:00Z";
  Feed(session, start);
  const auto outputs = Feed(session, AdvanceInput{std::chrono::hours(24)});
  ExpectOneEnding(outputs);
  EXPECT_EQ(seen, (std::vector<std::string>{"2026-01-31T10:00:00Z", "2026-02-01T10:00:00Z"}));
}

TEST_F(SessionTest, CallsInCirclesHandOff) {
  SessionOptions options;
  options.calls_per_input = 0;
  Session session(program_, reader_, &host_, options);
  Feed(session, StartInput{});
  const auto outputs = Feed(session, MessageInput{"1001"});
  ExpectOneEnding(outputs);
  EXPECT_TRUE(host_.calls.empty());
  EXPECT_EQ(All<HandoffOutput>(outputs).at(0).code, "limit");
  EXPECT_FALSE(All<SayOutput>(outputs).empty()) << "the customer is told";
}

TEST(DefaultPolicy, IsTheOnlyOneThatIsNotAnExample) {
  const Module module = testing::RefundModule();
  const auto policy = DefaultPolicy(module);
  ASSERT_TRUE(policy);
  EXPECT_EQ(Raw(*policy), 0u);
}

TEST(DefaultPolicy, IsNeverGuessedAmongSeveral) {
  Module module = testing::RefundModule();
  module.policies[1].name = "Exchange";
  const auto policy = DefaultPolicy(module);
  ASSERT_FALSE(policy);
  EXPECT_EQ(policy.error().code, "which_policy");
  EXPECT_NE(policy.error().message.find("`Exchange`"), std::string::npos);
}

// "If the deposit is unpaid, go to #Collect_the_deposit": a part of the one that goes on with it.
TEST(DefaultPolicy, IsTheOneThatNoOtherEnters) {
  Module module = testing::RefundModule();
  module.policies[1].name = "Exchange";
  module.code += static_cast<char>(Opcode::Transfer);
  for (const std::uint32_t operand : {1u, 0u}) {
    for (std::uint32_t i = 0; i < kOperandBytes; ++i)
      module.code += static_cast<char>((operand >> (8 * i)) & 0xFF);
  }
  const auto policy = DefaultPolicy(module);
  ASSERT_TRUE(policy);
  EXPECT_EQ(Raw(*policy), 0u);
}

TEST(DefaultPolicy, AnExampleAloneIsAPolicy) {
  Module module = testing::RefundModule();
  module.policies.erase(module.policies.begin());
  EXPECT_TRUE(DefaultPolicy(module));
}

}  // namespace
}  // namespace proviso::session
