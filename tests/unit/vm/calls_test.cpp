// SPDX-License-Identifier: Apache-2.0
// Arguments, retries, idempotency and errors of tool calls.
#include <gtest/gtest.h>

#include "tests/unit/vm/conversation.h"
#include "tests/unit/vm/module_builder.h"

namespace proviso::testing {
namespace {

class CallTest : public ::testing::Test {
 protected:
  CallTest() { b_.Policy("P"); }
  void Push(const Value& value) { b_.Emit(Opcode::PushConstant, b_.Const(value)); }
  Conversation Go() {
    b_.Done();
    return Conversation(b_.Load());
  }
  ModuleBuilder b_;
  VariableId result_ = b_.Var("result");
  VariableId error_ = b_.Var("error");
};

TEST_F(CallTest, ArgumentsTakeTheirDeclaredTypes) {
  const auto site = b_.Site(b_.Tool("t", ToolEffect::Read), {"order", "n", "p", "items", "j"});
  b_.SiteAt(site).parameter_types = {ValueType::OrderNumber, ValueType::Number, ValueType::Percent,
                                     ValueType::List, ValueType::Json};
  Push(Value::Integer(1001));
  Push(Value::String("12.50"));
  Push(Value::String("15%"));
  Push(Value::String("lamp"));
  Push(Json(R"({"a":1})"));
  b_.Emit(Opcode::Call, site, kNoLabel);
  EXPECT_EQ(Go().Start(),
            R"(call t {"order":"1001","n":12.5,"p":15,"items":["lamp"],"j":{"a":1}})");
}

TEST_F(CallTest, MissingArgumentsAreLeftOutOrHandOff) {
  const auto site = b_.Site(b_.Tool("t", ToolEffect::Read), {"a", "b"}, result_);
  b_.SiteAt(site).required = {false, true};
  Push(Value());
  Push(Value::Integer(2));
  b_.Emit(Opcode::Call, site, kNoLabel);
  Push(Value::Integer(1));
  Push(Value());
  b_.Emit(Opcode::Call, site, kNoLabel);
  Conversation talk = Go();
  EXPECT_EQ(talk.Start(), R"(call t {"b":2})");
  EXPECT_EQ(talk.Result("1"),
            "say <handoff_notice {0}|{1}|{2}>\n"
            "handoff missing_argument: <reason_missing_argument t|b|{2}>\nend handed_off");
}

TEST_F(CallTest, RetriesFollowTheDeclaredPolicyWithTheSameKey) {
  b_.Emit(Opcode::Call, b_.Site(b_.Tool("pay", ToolEffect::Money, 3), {}), kNoLabel);
  Conversation talk = Go();
  EXPECT_EQ(talk.Start(), "call pay {}");
  const std::string key = talk.Last<vm::CallEffect>()->key;
  EXPECT_EQ(key.size(), 16u);
  EXPECT_EQ(talk.Error("timeout"), "call#2 +100ms pay {}");
  EXPECT_EQ(talk.Last<vm::CallEffect>()->key, key);
  EXPECT_EQ(talk.Error("timeout"), "call#3 +500ms pay {}");
  EXPECT_EQ(talk.Error("timeout"),
            "say <tool_failed_apology {0}|{1}|{2}>\n"
            "handoff tool_failed: <reason_tool_failed pay|timeout|message>\nend handed_off");
}

TEST_F(CallTest, AFinalErrorIsNotRetried) {
  b_.Emit(Opcode::Call, b_.Site(b_.Tool("pay", ToolEffect::Money, 3), {}), kNoLabel);
  Conversation talk = Go();
  talk.Start();
  EXPECT_TRUE(talk.Error("not_allowed").starts_with("say <tool_failed_apology"));
}

TEST_F(CallTest, AnErrorLabelTakesOver) {
  const CodeLabel failed = b_.code.NewLabel();
  const CodeLabel done = b_.code.NewLabel();
  b_.Emit(Opcode::Call, b_.Site(b_.Tool("t", ToolEffect::Read), {}, result_, error_), failed);
  b_.Emit(Opcode::Jump, done);
  b_.code.Bind(failed);
  b_.Emit(Opcode::LoadVariable, error_);
  b_.Emit(Opcode::Say, b_.Text("Failed: {code}"));
  b_.code.Bind(done);
  Conversation talk = Go();
  talk.Start();
  EXPECT_EQ(talk.Error("not_allowed"), "say Failed: not_allowed\nend completed");
}

TEST_F(CallTest, NotFoundMayBeAnAnswer) {
  const auto site = b_.Site(b_.Tool("t", ToolEffect::Read, 3), {}, result_, error_);
  b_.SiteAt(site).not_found_is_result = true;
  b_.Emit(Opcode::Call, site, kNoLabel);
  Conversation talk = Go();
  talk.Start();
  EXPECT_EQ(talk.Error("not_found"), "end completed");
  EXPECT_EQ(talk.Var("result"), "unset");
  EXPECT_EQ(talk.Var("error"), "\"not_found\"");
}

TEST_F(CallTest, SuccessClearsTheErrorOfBefore) {
  const auto site = b_.Site(b_.Tool("t", ToolEffect::Read), {}, result_, error_);
  b_.SiteAt(site).not_found_is_result = true;
  b_.Emit(Opcode::Call, site, kNoLabel);
  b_.Emit(Opcode::Call, site, kNoLabel);
  Conversation talk = Go();
  talk.Start();
  talk.Error("not_found");
  talk.Result("7");
  EXPECT_EQ(talk.Var("error"), "unset");
  EXPECT_EQ(talk.Var("result"), "7");
}

TEST_F(CallTest, ARepeatedStepNeverRepeatsItsEffect) {
  const auto site = b_.Site(b_.Tool("create", ToolEffect::Write), {"a"}, result_);
  for (int i = 0; i < 2; ++i) {
    b_.Emit(Opcode::ClearVariable, result_);
    Push(Value::Integer(1));
    b_.Emit(Opcode::Call, site, kNoLabel);
  }
  Push(Value::Integer(2));
  b_.Emit(Opcode::Call, site, kNoLabel);
  Conversation talk = Go();
  talk.Start();
  const std::string key = talk.Last<vm::CallEffect>()->key;
  // The second call is answered from the first; the third has other arguments and is made.
  EXPECT_EQ(talk.Result(R"({"id":"first of them"})"), R"(call create {"a":2})");
  EXPECT_EQ(talk.Var("result"), R"({"id":"first of them"})");
  EXPECT_NE(talk.Last<vm::CallEffect>()->key, key);
}

TEST_F(CallTest, ReadsAreMadeEachTimeWithoutAKey) {
  const auto site = b_.Site(b_.Tool("get", ToolEffect::Read), {}, result_);
  b_.Emit(Opcode::Call, site, kNoLabel);
  b_.Emit(Opcode::Call, site, kNoLabel);
  Conversation talk = Go();
  talk.Start();
  EXPECT_EQ(talk.Last<vm::CallEffect>()->key, "");
  EXPECT_EQ(talk.Result("1"), "call get {}");
}

TEST_F(CallTest, AnAnswerToAnEarlierAttemptIsRefused) {
  b_.Emit(Opcode::Call, b_.Site(b_.Tool("t", ToolEffect::Read, 2), {}), kNoLabel);
  Conversation talk = Go();
  talk.Start();
  const std::uint32_t first = talk.call_id();
  talk.Error("timeout");
  EXPECT_EQ(talk.Apply(vm::ToolResultEvent{first, Value()}), "error unexpected_event");
}

TEST_F(CallTest, VagueStepsAreSkippedUnlessTheirPreconditionsHold) {
  const ToolId tool = b_.Tool("discount", ToolEffect::Money);
  b_.module.tools[Raw(tool)].preconditions = {{"percent", true, 1, 50}};
  const auto site = b_.Site(tool, {"percent"});
  for (const Value& percent :
       {Value(), Value::Integer(0), Value::Integer(51), Value::Integer(50)}) {
    const CodeLabel skip = b_.code.NewLabel();
    Push(percent);
    b_.Emit(Opcode::SkipUnlessApplicable, site, skip);
    b_.Emit(Opcode::Call, site, kNoLabel);
    b_.code.Bind(skip);
  }
  EXPECT_EQ(Go().Start(), R"(call discount {"percent":50})");
}

TEST_F(CallTest, FactsOfTheStartAreKnown) {
  b_.code.Variable("customer.authenticated", ValueType::YesNo, true);
  b_.code.Variable("order_number", ValueType::OrderNumber, true);
  b_.code.Variable("channel", ValueType::Text, true);
  b_.Emit(Opcode::Call, b_.Site(b_.Tool("t", ToolEffect::Read), {}), kNoLabel);
  Conversation talk = Go();
  talk.Start("", {{"customer.authenticated", Value::Bool(true)},
                  {"order_number", Value::Integer(1001)},
                  {"result", Value::Integer(1)},
                  {"unknown", Value::Integer(1)}});
  EXPECT_EQ(talk.Var("customer.authenticated"), "true");
  EXPECT_EQ(talk.Var("order_number"), "\"1001\"");
  EXPECT_EQ(talk.Var("channel"), "\"webchat\"");
  EXPECT_EQ(talk.Var("result"), "unset") << "only what may come from the start does";
}

}  // namespace
}  // namespace proviso::testing
