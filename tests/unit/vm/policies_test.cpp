// SPDX-License-Identifier: Apache-2.0
// Policies that call, leave and return to each other; how conversations end.
#include <gtest/gtest.h>

#include "tests/unit/vm/conversation.h"
#include "tests/unit/vm/module_builder.h"

namespace proviso::testing {
namespace {

class PolicyTest : public ::testing::Test {
 protected:
  // "Caller" says a, calls "Callee", says its outcome. Callee's body follows.
  void WriteCaller(std::uint32_t handles_outcome) {
    callee_ = b_.Declare("Callee");
    caller_ = b_.Policy("Caller");
    b_.SayText("a");
    b_.Emit(Opcode::CallPolicy, callee_, 0u, handles_outcome);
    b_.Entry(caller_);
    b_.Emit(Opcode::LoadOutcome);
    b_.Emit(Opcode::Note, b_.Text("outcome {o}"));
    b_.Done();
    b_.Open(callee_);
    b_.SayText("b");
  }
  std::string Run(std::string_view policy = "Caller", vm::Limits limits = {}) {
    return Conversation(b_.Load(), limits).Start(policy);
  }
  ModuleBuilder b_;
  PolicyId caller_{};
  PolicyId callee_{};
};

TEST_F(PolicyTest, ACallReturnsWithItsOutcome) {
  WriteCaller(0);
  b_.Emit(Opcode::Return, b_.Const("shipped"));
  EXPECT_EQ(Run(), "say a\nsay b\nnote outcome shipped\nend completed");
}

TEST_F(PolicyTest, StartedAloneAPolicyEndsTheConversation) {
  WriteCaller(0);
  b_.Emit(Opcode::Return, b_.Const("shipped"));
  EXPECT_EQ(Run("Callee"), "say b\nend shipped");
}

TEST_F(PolicyTest, AGateReturnsToACallerThatHandlesOutcomes) {
  WriteCaller(1);
  b_.Emit(Opcode::EndPolicy, b_.Const("declined"));
  EXPECT_EQ(Run(), "say a\nsay b\nnote outcome declined\nend completed");
}

TEST_F(PolicyTest, AGateEndsTheConversationOtherwise) {
  WriteCaller(0);
  b_.Emit(Opcode::EndPolicy, b_.Const("not_eligible"));
  EXPECT_EQ(Run(), "say a\nsay b\nend not_eligible");
}

TEST_F(PolicyTest, ATransferDoesNotComeBackHere) {
  WriteCaller(0);
  const PolicyId third = b_.Declare("Third");
  b_.Emit(Opcode::Transfer, third, 0u);
  b_.Open(third);
  b_.SayText("c");
  b_.Emit(Opcode::Return, b_.Const("third"));
  EXPECT_EQ(Run(), "say a\nsay b\nsay c\nnote outcome third\nend completed");
}

TEST_F(PolicyTest, ReturnToLeavesEverythingAboveItsFrame) {
  WriteCaller(0);
  const PolicyId third = b_.Declare("Third");
  b_.Emit(Opcode::CallPolicy, third, 0u, 0u);
  b_.SayText("never");
  b_.Done();
  b_.Open(third);
  b_.Emit(Opcode::ReturnTo, caller_, 1u, b_.Const("declined"));
  EXPECT_EQ(Run(), "say a\nsay b\nnote outcome declined\nend completed");
}

TEST_F(PolicyTest, ReturnToWithoutAFrameTransfersToTheEntryWithTheOutcome) {
  WriteCaller(0);
  b_.Emit(Opcode::ReturnTo, caller_, 1u, b_.Const("declined"));
  EXPECT_EQ(Run("Callee"), "say b\nnote outcome declined\nend completed");
}

TEST_F(PolicyTest, FramesSurviveASnapshot) {
  WriteCaller(1);
  b_.Emit(Opcode::Ask, b_.Prompt(b_.YesNo("Sure?", b_.Var("sure"))));
  b_.Emit(Opcode::EndPolicy, b_.Const("declined"));
  Conversation talk(b_.Load());
  talk.Start("Caller");
  EXPECT_EQ(talk.Reply(Declines()), "note outcome declined\nend completed");
}

TEST_F(PolicyTest, EndEndsEverything) {
  WriteCaller(1);
  b_.Emit(Opcode::End, b_.Const("stopped"));
  EXPECT_EQ(Run(), "say a\nsay b\nend stopped");
}

TEST_F(PolicyTest, AHandOffCarriesWhatIsKnown) {
  b_.Policy("P");
  b_.Emit(Opcode::PushConstant, b_.Const("1001"));
  b_.Emit(Opcode::StoreVariable, b_.Var("order_number"));
  b_.Emit(Opcode::PushConstant, b_.Const("x"));
  b_.Emit(Opcode::StoreVariable, b_.Var("$internal"));
  b_.Emit(Opcode::LoadVariable, b_.Var("missing"));
  b_.Emit(Opcode::HandOff, b_.Handoff("Promised {the gift}.", "sales"));
  Conversation talk(b_.Load());
  EXPECT_EQ(talk.Start(),
            "say <handoff_notice {0}|{1}|{2}>\n"
            "handoff policy: Promised [the gift]. -> sales\nend handed_off");
  const auto& known = talk.Last<vm::HandoffEffect>()->known;
  ASSERT_EQ(known.size(), 1u);
  EXPECT_EQ(known[0].first, "order_number");
}

TEST_F(PolicyTest, AJudgementGoesToAPerson) {
  b_.module.judgements = {{"Is the customer angry?", {"yes", "no"}}};
  b_.Policy("P");
  b_.Emit(Opcode::Judge, static_cast<JudgementId>(0));
  EXPECT_EQ(Run(""),
            "judge Is the customer angry?\nsay <handoff_notice {0}|{1}|{2}>\n"
            "handoff judgement: <reason_judgement Is the customer angry?|{1}|{2}>\nend handed_off");
}

TEST_F(PolicyTest, AMessageWithAnUnfilledHoleIsNeverSent) {
  for (const Value& empty : {Value(), Value::String(""), ListBuilder().Build()}) {
    ModuleBuilder b;
    b.Policy("P");
    b.Emit(Opcode::PushConstant, b.Const(empty));
    b.Emit(Opcode::Say, b.Text("It is {specific reason}."));
    b.Done();
    EXPECT_EQ(Conversation(b.Load()).Start(),
              "say <handoff_notice {0}|{1}|{2}>\n"
              "handoff unfilled: <reason_unfilled specific reason|{1}|{2}>\nend handed_off");
  }
}

TEST_F(PolicyTest, BranchesTellTrueFalseAndUnknownApart) {
  for (const auto& [value, expected] :
       std::vector<std::pair<Value, std::string>>{{Value::Bool(true), "say t\nend completed"},
                                                  {Value::Bool(false), "say f\nend completed"},
                                                  {Value(), "say u\nend completed"},
                                                  {Value::String("x"), "say u\nend completed"}}) {
    ModuleBuilder b;
    b.Policy("P");
    const CodeLabel t = b.code.NewLabel();
    const CodeLabel f = b.code.NewLabel();
    const CodeLabel u = b.code.NewLabel();
    b.Emit(Opcode::PushConstant, b.Const(value));
    b.Emit(Opcode::Branch, t, f, u);
    for (const auto& [label, text] : {std::pair(t, "t"), std::pair(f, "f"), std::pair(u, "u")}) {
      b.code.Bind(label);
      b.SayText(text);
      b.Done();
    }
    EXPECT_EQ(Conversation(b.Load()).Start(), expected);
  }
}

TEST_F(PolicyTest, AttemptsAreCounted) {
  b_.Policy("P");
  const CodeLabel again = b_.code.BindNew();
  const CodeLabel enough = b_.code.NewLabel();
  b_.Emit(Opcode::Attempt, b_.Var("$tries"), 2u, enough);
  b_.SayText("try");
  b_.Emit(Opcode::Jump, again);
  b_.code.Bind(enough);
  b_.Done();
  EXPECT_EQ(Run(""), "say try\nsay try\nend completed");
}

}  // namespace
}  // namespace proviso::testing
