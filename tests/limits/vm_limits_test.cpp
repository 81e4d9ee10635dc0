// SPDX-License-Identifier: Apache-2.0
// Every limit of a conversation: reaching it ends in a hand-off that tells the customer so, never
// in a crash, and what was said before stays said.
#include <gtest/gtest.h>

#include "runtime/vm/internal/state.h"
#include "tests/unit/vm/conversation.h"
#include "tests/unit/vm/module_builder.h"

namespace proviso::testing {
namespace {

std::string HandOffFor(std::string_view limit) {
  return "say <limit_notice {0}|{1}|{2}>\nhandoff limit: <reason_limit " + std::string(limit) +
         "|{1}|{2}>\nend handed_off";
}

TEST(LimitsTest, DefaultsAreTheDocumentedOnes) {
  const vm::Limits limits;
  EXPECT_EQ(limits.steps_per_turn, 10'000u);
  EXPECT_EQ(limits.call_depth, 32u);
  EXPECT_EQ(limits.snapshot_bytes, 256u * 1024);
  EXPECT_EQ(limits.list_length, 10'000u);
  EXPECT_EQ(limits.failures, 2u);
}

TEST(LimitsTest, StepsPerTurn) {
  ModuleBuilder b;
  b.Policy("P");
  b.SayText("Hello");
  b.Emit(Opcode::Jump, b.code.BindNew());
  Conversation talk(b.Load());
  EXPECT_EQ(talk.Start(), "say Hello\n" + HandOffFor("steps_per_turn"));
  EXPECT_EQ(talk.waiting(), vm::Waiting::Nothing);
}

TEST(LimitsTest, StepsAreCountedPerTurnNotPerConversation) {
  ModuleBuilder b;
  b.Policy("P");
  const CodeLabel again = b.code.BindNew();
  b.Emit(Opcode::Ask, b.Prompt(b.YesNo("More?", b.Var("o"))));
  b.Emit(Opcode::Jump, again);
  vm::Limits limits;
  limits.steps_per_turn = 3;
  Conversation talk(b.Load(), limits);
  EXPECT_EQ(talk.Start(), "ask More?");
  for (int i = 0; i < 20; ++i) EXPECT_EQ(talk.Reply(Accepts()), "ask More?");
}

TEST(LimitsTest, CallDepth) {
  ModuleBuilder b;
  const PolicyId policy = b.Policy("P");
  b.Emit(Opcode::CallPolicy, policy, 0u, 0u);
  b.Done();
  EXPECT_EQ(Conversation(b.Load()).Start(), HandOffFor("call_depth"));
}

TEST(LimitsTest, SnapshotBytes) {
  ModuleBuilder b;
  b.Policy("P");
  b.Emit(Opcode::Call, b.Site(b.Tool("t", ToolEffect::Read), {}, b.Var("result")), kNoLabel);
  b.SayText("Thanks");
  b.Emit(Opcode::Ask, b.Prompt(b.YesNo("More?", b.Var("o"))));
  b.Done();
  Conversation talk(b.Load());
  talk.Start();
  const Value big = Value::String(std::string(300 * 1024, 'x'));
  EXPECT_EQ(talk.Apply(vm::ToolResultEvent{talk.call_id(), big}),
            "say Thanks\n" + HandOffFor("snapshot_bytes"));
  EXPECT_LT(talk.snapshot().size(), 100u);
  EXPECT_EQ(talk.Reply(Accepts()), "error unexpected_event");
}

TEST(LimitsTest, ListLengthOfAToolResult) {
  const auto result = [](int length) {
    ListBuilder list;
    for (int i = 0; i < length; ++i) list.Add(Value::Integer(1).view());
    MapBuilder map;
    map.Add("items", list.Build().view());
    return map.Build();
  };
  ModuleBuilder b;
  b.Policy("P");
  b.Emit(Opcode::Call, b.Site(b.Tool("t", ToolEffect::Read), {}, b.Var("result")), kNoLabel);
  b.Done();
  const auto program = b.Load();
  Conversation fits(program);
  fits.Start();
  EXPECT_EQ(fits.Apply(vm::ToolResultEvent{1, result(10'000)}), "end completed");
  Conversation exceeds(program);
  exceeds.Start();
  EXPECT_EQ(exceeds.Apply(vm::ToolResultEvent{1, result(10'001)}), HandOffFor("list_length"));
}

Value Nested(int depth) {
  Value value = Value::Integer(1);
  for (int i = 0; i < depth; ++i) {
    ListBuilder list;
    list.Add(value.view());
    value = list.Build();
  }
  return value;
}

TEST(LimitsTest, NestingOfAToolResult) {
  ModuleBuilder b;
  b.Policy("P");
  const VariableId result = b.Var("result");
  b.Emit(Opcode::Call, b.Site(b.Tool("t", ToolEffect::Read), {}, result), kNoLabel);
  // What was stored can also be passed on and survives the snapshot in between.
  b.Emit(Opcode::LoadVariable, result);
  b.Emit(Opcode::Call, b.Site(b.Tool("u", ToolEffect::Read), {"x"}), kNoLabel);
  b.Done();
  const auto program = b.Load();
  for (const int depth : {1, vm::kMaxStoredDepth}) {
    Conversation fits(program);
    fits.Start();
    EXPECT_TRUE(fits.Apply(vm::ToolResultEvent{1, Nested(depth)}).starts_with("call u"));
    EXPECT_EQ(fits.Result("1"), "end completed");
  }
  for (const int depth : {vm::kMaxStoredDepth + 1, 60, 500}) {
    Conversation exceeds(program);
    exceeds.Start();
    EXPECT_EQ(exceeds.Apply(vm::ToolResultEvent{1, Nested(depth)}), HandOffFor("list_length"))
        << depth;
  }
}

TEST(LimitsTest, NestingOfAFactIsRefusedAtTheStart) {
  ModuleBuilder b;
  b.code.Variable("fact", ValueType::Json, true);
  b.Policy("P");
  b.Done();
  EXPECT_EQ(Conversation(b.Load()).Start("", {{"fact", Nested(40)}}), "error bad_event");
}

TEST(LimitsTest, AHugeConversationIdentityEndsInAHandOffToo) {
  ModuleBuilder b;
  b.Policy("P");
  b.Emit(Opcode::Ask, b.Prompt(b.YesNo("More?", b.Var("o"))));
  b.Done();
  Conversation talk(b.Load());
  vm::StartEvent event;
  event.conversation = std::string(1024 * 1024, 'c');
  EXPECT_EQ(talk.Apply(event), HandOffFor("snapshot_bytes"));
}

}  // namespace
}  // namespace proviso::testing
