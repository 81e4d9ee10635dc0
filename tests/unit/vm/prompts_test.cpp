// SPDX-License-Identifier: Apache-2.0
// What each kind of question makes of each kind of reply.
#include <gtest/gtest.h>

#include "tests/unit/vm/conversation.h"
#include "tests/unit/vm/module_builder.h"

namespace proviso::testing {
namespace {

constexpr std::string_view kHandedOff =
    "say <handoff_notice {0}|{1}|{2}>\nhandoff not_understood: <reason_not_understood ";

// A policy of one prompt that then says what came of it.
class PromptTest : public ::testing::Test {
 protected:
  PromptTest() { policy_ = b_.Policy("P"); }

  ModuleBuilder b_;
  PolicyId policy_{};
  VariableId slot_ = b_.Var("slot", ValueType::Email);
  VariableId value_ = b_.Var("value");
  VariableId outcome_ = b_.Var("outcome", ValueType::Number);
  VariableId other_ = b_.Var("other", ValueType::OrderNumber);

  Conversation Ask(const PromptSpec& prompt, std::vector<Value> arguments = {},
                   vm::Limits limits = {}) {
    // A first question, so that the one under test is not answered by an opening.
    b_.Emit(Opcode::Ask, b_.Prompt(b_.YesNo("Ready?", b_.Var("ready"))));
    for (const Value& argument : arguments) b_.Emit(Opcode::PushConstant, b_.Const(argument));
    b_.Emit(Opcode::Ask, b_.Prompt(prompt));
    b_.Done();
    Conversation talk(b_.Load(), limits);
    talk.Start();
    talk.Reply(Accepts());
    return talk;
  }
  Conversation Offer(std::vector<PromptOption> options) {
    return Ask(b_.Offer("Take one.", slot_, value_, outcome_, std::move(options)));
  }
  Conversation FourOffers() {
    return Offer({{"Discount", "", {"10%", "15%"}, ValueType::Percent},
                  {"Free Shipping", "", {}, ValueType::Text},
                  {"Gift Card", "", {"$5.00"}, ValueType::Money},
                  {"Upgrade", "", {}, ValueType::Text}});
  }
};

TEST_F(PromptTest, ASlotIsFilled) {
  Conversation talk = Ask(b_.Slot("Email?", slot_, ValueType::Email, outcome_));
  EXPECT_EQ(talk.Reply(Gives("slot", Value::String("a@b.c"))), "end completed");
  EXPECT_EQ(talk.Var("slot"), "\"a@b.c\"");
  EXPECT_EQ(talk.Var("outcome"), "3");
}

TEST_F(PromptTest, AValueOfAnotherTypeIsNeverStored) {
  Conversation talk = Ask(b_.Slot("Email?", slot_, ValueType::Email, outcome_));
  EXPECT_EQ(talk.Reply(Gives("slot", Value::Integer(5))),
            "ask#2 <value_does_not_fit noun of slot|{1}|{2}> Email?");
  EXPECT_EQ(talk.Var("slot"), "unset");
}

TEST_F(PromptTest, AnUnsureReadingIsNotUnderstood) {
  Conversation talk = Ask(b_.Slot("Email?", slot_, ValueType::Email, outcome_));
  talk.Reply(Gives("slot", Value::String("a@b.c"), 0.59));
  EXPECT_EQ(talk.Var("slot"), "unset");
}

TEST_F(PromptTest, TheSecondFailureInARowHandsOff) {
  Conversation talk = Ask(b_.Slot("Email?", slot_, ValueType::Email, outcome_));
  EXPECT_EQ(talk.Reply(Says("what?")), "ask#2 <not_understood {0}|{1}|{2}> Email?");
  const std::string second = talk.Reply(Says("why?"));
  EXPECT_TRUE(second.starts_with(kHandedOff)) << second;
  EXPECT_TRUE(second.ends_with("\nend handed_off"));
}

TEST_F(PromptTest, TheNumberOfFailuresIsALimit) {
  vm::Limits limits;
  limits.failures = 3;
  Conversation talk = Ask(b_.Slot("Email?", slot_, ValueType::Email, outcome_), {}, limits);
  talk.Reply(Says("what?"));
  EXPECT_EQ(talk.Reply(Says("why?")), "ask#3 <not_understood {0}|{1}|{2}> Email?");
  EXPECT_TRUE(talk.Reply(Says("how?")).starts_with(kHandedOff));
}

TEST_F(PromptTest, AMessageThatFillsAnOpenSlotIsNoFailure) {
  PromptSpec prompt = b_.Slot("Email?", slot_, ValueType::Email, outcome_);
  prompt.open_slots = {other_};
  Conversation talk = Ask(prompt);
  ASSERT_EQ(talk.Pending().open_slots.size(), 1u);
  EXPECT_EQ(talk.Reply(Gives("other", Value::String("1001"))), "ask Email?");
  EXPECT_EQ(talk.Var("other"), "\"1001\"");
  EXPECT_TRUE(talk.Pending().open_slots.empty());
  // Once it is known it is not overwritten, and the same again is a failure.
  EXPECT_EQ(talk.Reply(Gives("other", Value::String("1002"))),
            "ask#2 <not_understood {0}|{1}|{2}> Email?");
  EXPECT_EQ(talk.Var("other"), "\"1001\"");
}

TEST_F(PromptTest, AKnownSlotIsNotAskedForAgain) {
  PromptSpec prompt = b_.Slot("Email?", slot_, ValueType::Email, outcome_);
  prompt.skip_if_set = true;
  b_.Emit(Opcode::PushConstant, b_.Const("x@y.z"));
  b_.Emit(Opcode::StoreVariable, slot_);
  b_.Emit(Opcode::Ask, b_.Prompt(prompt));
  b_.Done();
  Conversation talk(b_.Load());
  EXPECT_EQ(talk.Start(), "end completed");
  EXPECT_EQ(talk.Var("outcome"), "3");
}

TEST_F(PromptTest, AnOpeningIsNoFailedAnswer) {
  b_.Emit(Opcode::Ask, b_.Prompt(b_.Slot("Email?", slot_, ValueType::Email, outcome_)));
  b_.Done();
  Conversation talk(b_.Load());
  talk.Start();
  EXPECT_EQ(talk.Reply(Says("my order came damaged")), "ask Email?");
  EXPECT_EQ(talk.Reply(Says("hm")), "ask#2 <not_understood {0}|{1}|{2}> Email?");
}

TEST_F(PromptTest, YesAndNo) {
  EXPECT_EQ(Ask(b_.YesNo("Go on?", outcome_)).Reply(Accepts()), "end completed");
  ModuleBuilder c;
  c.Policy("P");
  c.Emit(Opcode::Ask, c.Prompt(c.YesNo("Go on?", c.Var("o"))));
  c.Done();
  Conversation talk(c.Load());
  talk.Start();
  talk.Reply(Declines());
  EXPECT_EQ(talk.Var("o"), "2");
}

TEST_F(PromptTest, AnUnclearYesOrNoIsClarified) {
  Conversation talk = Ask(b_.YesNo("Go on?", outcome_));
  EXPECT_EQ(talk.Reply(Says("maybe")), "ask#2 <confirm_again {0}|{1}|{2}> Go on?");
}

TEST_F(PromptTest, AChoiceIsStoredByItsLabel) {
  PromptSpec prompt = b_.Slot("Which?", slot_, ValueType::Choice, outcome_);
  prompt.kind = PromptKind::Choice;
  prompt.options = {{"Damaged", "", {}, ValueType::Text}, {"Wrong item", "", {}, ValueType::Text}};
  Conversation talk = Ask(prompt);
  Reading ambiguous = Names(1);
  ambiguous.option_ambiguous = true;
  EXPECT_EQ(talk.Reply(ambiguous), "ask#2 <which_option Damaged, Wrong item|{1}|{2}>");
  EXPECT_EQ(talk.Reply(Gives("slot", Value::String("wrong-item"))), "end completed");
  EXPECT_EQ(talk.Var("slot"), "\"Wrong item\"");
}

TEST_F(PromptTest, ANamedOptionIsTakenWithItsFirstValue) {
  Conversation talk = FourOffers();
  talk.Reply(Names(0));
  EXPECT_EQ(talk.Var("slot"), "\"Discount\"");
  EXPECT_EQ(talk.Var("value"), "10");
  EXPECT_EQ(talk.Var("outcome"), "1");
}

TEST_F(PromptTest, AnotherListedValueMayBeNamed) {
  Conversation talk = FourOffers();
  Reading reading = Names(0);
  reading.option_value = Value::Integer(15);
  talk.Reply(reading);
  EXPECT_EQ(talk.Var("value"), "15");
}

TEST_F(PromptTest, AnOptionWithoutValuesHasNone) {
  Conversation talk = FourOffers();
  talk.Reply(Names(1));
  EXPECT_EQ(talk.Var("value"), "unset");
}

TEST_F(PromptTest, MoneyValuesAreExact) {
  Conversation talk = FourOffers();
  talk.Reply(Names(2));
  EXPECT_EQ(talk.Var("value"), R"({"amount":"5.00","currency":"USD"})");
}

TEST_F(PromptTest, AnUnlistedValueIsNeverGranted) {
  Conversation talk = FourOffers();
  Reading reading = Accepts();
  reading.rejected_value = "50%";
  EXPECT_EQ(talk.Reply(reading), "ask#2 <value_not_offered 50%|10%, 15%, $5.00|{2}> Take one.");
  EXPECT_TRUE(talk.Reply(reading).starts_with(kHandedOff));
  EXPECT_EQ(talk.Var("outcome"), "unset");
}

TEST_F(PromptTest, NotEvenWhenTheReaderClaimsItIs) {
  Conversation talk = FourOffers();
  Reading reading = Names(0);
  reading.option_value = Value::Integer(50);
  EXPECT_EQ(talk.Reply(reading), "ask#2 <value_not_offered 50|10%, 15%|{2}> Take one.");
}

TEST_F(PromptTest, ABareYesToSeveralOptionsIsClarified) {
  Conversation talk = FourOffers();
  EXPECT_EQ(talk.Reply(Accepts()),
            "ask#2 <which_option Discount, Free Shipping, Gift Card, Upgrade|{1}|{2}>");
  EXPECT_EQ(talk.Reply(Names(3)), "end completed");
  EXPECT_EQ(talk.Var("slot"), "\"Upgrade\"");
}

TEST_F(PromptTest, ABareYesAsTheVeryFirstMessageIsClarifiedToo) {
  b_.Emit(Opcode::Ask,
          b_.Prompt(b_.Offer("Take one.", slot_, value_, outcome_,
                             {{"A", "", {}, ValueType::Text}, {"B", "", {}, ValueType::Text}})));
  b_.Done();
  Conversation talk(b_.Load());
  talk.Start();
  EXPECT_EQ(talk.Reply(Accepts()), "ask#2 <which_option A, B|{1}|{2}>");
}

TEST_F(PromptTest, ABareYesToOneOptionTakesIt) {
  Conversation talk = Offer({{"Discount", "", {}, ValueType::Text}});
  talk.Reply(Accepts());
  EXPECT_EQ(talk.Var("slot"), "\"Discount\"");
}

TEST_F(PromptTest, ADeclinedOfferLeavesNothingBehind) {
  Conversation talk = FourOffers();
  talk.Reply(Declines());
  EXPECT_EQ(talk.Var("outcome"), "2");
  EXPECT_EQ(talk.Var("slot"), "unset");
}

TEST_F(PromptTest, AnOptionAndANoAtOnceAreNotGuessed) {
  Conversation talk = FourOffers();
  Reading both = Names(1);
  both.act = ReplyAct::Decline;
  both.act_confidence = 0.9;
  EXPECT_EQ(talk.Reply(both), "ask#2 <not_understood {0}|{1}|{2}> Take one.");
  both.option_confidence = 0.65;
  EXPECT_EQ(talk.Reply(both), "end completed");
  EXPECT_EQ(talk.Var("outcome"), "2");
}

class ConfirmTest : public PromptTest {
 protected:
  Conversation Confirm() {
    return Ask(b_.Confirm("Is it {address}?", slot_, ValueType::Address, outcome_),
               {Value::String("1 Main St")});
  }
};

TEST_F(ConfirmTest, AYesKeepsTheValueShown) {
  Conversation talk = Confirm();
  EXPECT_EQ(DisplayText(talk.Pending().confirm_value.view()), "1 Main St");
  talk.Reply(Accepts());
  EXPECT_EQ(talk.Var("slot"), "\"1 Main St\"");
  EXPECT_EQ(talk.Var("outcome"), "1");
}

TEST_F(ConfirmTest, AnotherValueReplacesItEvenWithANo) {
  Conversation talk = Confirm();
  Reading reading = Gives("slot", Value::String("2 Side St"));
  reading.act = ReplyAct::Decline;
  reading.act_confidence = 0.9;
  talk.Reply(reading);
  EXPECT_EQ(talk.Var("slot"), "\"2 Side St\"");
  EXPECT_EQ(talk.Var("outcome"), "3");
}

TEST_F(ConfirmTest, TheSameValueAgainIsAYes) {
  Conversation talk = Confirm();
  talk.Reply(Gives("slot", Value::String("1 main st")));
  EXPECT_EQ(talk.Var("outcome"), "1");
  EXPECT_EQ(talk.Var("slot"), "\"1 Main St\"");
}

TEST_F(ConfirmTest, ANoAsksForTheNewValue) {
  Conversation talk = Confirm();
  EXPECT_EQ(talk.Reply(Declines()), "ask <ask_for_new_value noun of slot|{1}|{2}>");
  EXPECT_EQ(talk.Pending().text, "<ask_for_new_value noun of slot|{1}|{2}>");
  EXPECT_EQ(talk.Reply(Says("uh")),
            "ask#2 <not_understood {0}|{1}|{2}> <ask_for_new_value noun of slot|{1}|{2}>");
  EXPECT_EQ(talk.Reply(Gives("slot", Value::String("2 Side St"))), "end completed");
  EXPECT_EQ(talk.Var("outcome"), "3");
}

TEST_F(ConfirmTest, AfterANoTheOldValueMayStillBeKept) {
  Conversation talk = Confirm();
  talk.Reply(Declines());
  talk.Reply(Accepts());
  EXPECT_EQ(talk.Var("slot"), "\"1 Main St\"");
  EXPECT_EQ(talk.Var("outcome"), "1");
}

TEST_F(ConfirmTest, NeitherYesNorNoIsClarified) {
  Conversation talk = Confirm();
  EXPECT_EQ(talk.Reply(Says("hm")), "ask#2 <confirm_again {0}|{1}|{2}> Is it 1 Main St?");
}

TEST_F(PromptTest, AQuestionWithAnUnfilledHoleIsNotAsked) {
  b_.Emit(Opcode::LoadVariable, other_);
  b_.Emit(Opcode::Ask, b_.Prompt(b_.YesNo("Is it {the order}?", outcome_)));
  b_.Done();
  Conversation talk(b_.Load());
  EXPECT_EQ(talk.Start(),
            "say <handoff_notice {0}|{1}|{2}>\n"
            "handoff unfilled: <reason_unfilled the order|{1}|{2}>\nend handed_off");
}

TEST_F(PromptTest, ThePendingPromptTellsTheReaderWhatIsAsked) {
  Conversation talk = FourOffers();
  const Prompt prompt = talk.Pending();
  EXPECT_EQ(prompt.kind, PromptKind::Offer);
  EXPECT_EQ(prompt.text, "Take one.");
  EXPECT_EQ(prompt.options.size(), 4u);
  EXPECT_EQ(prompt.slot.name, "slot");
  talk.Reply(Declines());
  EXPECT_EQ(talk.Pending().kind, PromptKind::None);
}

}  // namespace
}  // namespace proviso::testing
