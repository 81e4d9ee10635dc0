// SPDX-License-Identifier: Apache-2.0
#include "compiler/wording/wording.h"

#include <gtest/gtest.h>

#include <utility>

namespace proviso::compiler {
namespace {

const Wording& English() {
  static const Wording kEnglish(*pack::Pack::Of("en"));
  return kEnglish;
}

struct Turned {
  const char* from;
  const char* to;
};

class YesNo : public testing::TestWithParam<Turned> {};
TEST_P(YesNo, IsAskedOfTheCustomer) { EXPECT_EQ(English().YesNo(GetParam().from), GetParam().to); }
INSTANTIATE_TEST_SUITE_P(
    Clauses, YesNo,
    testing::Values(
        Turned{"they have received the package", "Have you received the package?"},
        Turned{"they received the package", "Have you received the package?"},
        Turned{"the customer has received the package", "Have you received the package?"},
        Turned{"they would rather have a new bouquet", "Would you rather have a new bouquet?"},
        Turned{"they'd rather talk to someone", "Would you rather talk to someone?"},
        Turned{"they still have the box", "Do you still have the box?"},
        Turned{"the customer still has the box", "Do you still have the box?"},
        Turned{"he or she wants to keep it", "Do you want to keep it?"},
        Turned{"the user prefers a technician in the morning or in the afternoon",
               "Do you prefer a technician in the morning or in the afternoon?"},
        Turned{"the item is damaged", "Is the item damaged?"},
        Turned{"the item they received is damaged", "Is the item you received damaged?"},
        Turned{"the item that was delivered is damaged", "Is the item that was delivered damaged?"},
        Turned{"the parcel arrived", "Did the parcel arrive?"},
        Turned{"the money has arrived", "Has the money arrived?"},
        Turned{"the box has dents", "Does the box have dents?"},
        Turned{"the machine shows an error", "Does the machine show an error?"},
        Turned{"there is a sticker on the box", "Is there a sticker on the box?"},
        Turned{"there are other people", "Are there other people?"},
        Turned{"they have not used it", "Have you not used it?"},
        Turned{"they did not get the code", "Did you not get the code?"},
        Turned{"they have to travel", "Do you have to travel?"},
        Turned{"they need a new key", "Do you need a new key?"},
        Turned{"they want us to skip that one", "Do you want us to skip that one?"},
        Turned{"they want you to cancel it", "Do you want us to cancel it?"},
        Turned{"this is their first order", "Is this your first order?"},
        Turned{"it's still under warranty", "Is it still under warranty?"},
        Turned{"you should refund it to their card", "Should we refund it to your card?"},
        Turned{"the customer lives in Norway", "Do you live in Norway?"},
        Turned{"the appointment on {time} should be cancelled",
               "Should the appointment on {time} be cancelled?"},
        // The verb in front would ask for the first half alone.
        Turned{"the seal is broken and the box is empty",
               "Could you tell me whether the seal is broken and the box is empty?"},
        Turned{"they want a refund or would rather wait",
               "Could you tell me whether you want a refund or would rather wait?"},
        Turned{"you should refund it", "Should we refund it?"},
        Turned{"they have cut up the old card", "Have you cut up the old card?"},
        Turned{"there are transactions the customer does not recognise",
               "Are there transactions you do not recognise?"},
        Turned{"they want to cancel and that a fee of {fee} applies",
               "Could you confirm that you want to cancel and that a fee of {fee} applies?"},
        Turned{"the cancellation", "Do you agree to the cancellation?"},
        Turned{"pay the fee", "Do you agree to pay the fee?"}));

class Value : public testing::TestWithParam<Turned> {};
TEST_P(Value, IsAskedFor) { EXPECT_EQ(English().ForValue(GetParam().from), GetParam().to); }
INSTANTIATE_TEST_SUITE_P(
    Nouns, Value,
    testing::Values(
        Turned{"order number", "Could you please tell me your order number?"},
        Turned{"the user’s email address", "Could you please tell me your email address?"},
        Turned{"the order number of the shipment in question.",
               "Could you please tell me the order number of the shipment in question?"},
        Turned{"a photo of the damage", "Could you please send me a photo of the damage?"},
        Turned{"receipt number", "Could you please tell me your receipt number?"},
        Turned{"how many people are coming", "How many people are coming?"},
        Turned{"which time they prefer", "Which time do you prefer?"},
        Turned{"why the customer wants to cancel", "Why do you want to cancel?"},
        Turned{"what the problem is", "What is the problem?"},
        Turned{"what is wrong", "What is wrong?"},
        Turned{"which store they would like to visit", "Which store would you like to visit?"},
        Turned{"where the parcel should go", "Where should the parcel go?"},
        Turned{"which of the two options they prefer", "Which of the two options do you prefer?"},
        Turned{"how to reach them", "Could you please tell me how to reach you?"},
        Turned{"when they bought it", "When did you buy it?"},
        Turned{"which solution does the user prefer", "Which solution do you prefer?"},
        Turned{"date on which the service should end",
               "Could you please tell me the date on which the service should end?"},
        Turned{"for the new date", "Could you please tell me the new date?"},
        Turned{"the name of the account holder", "Could you please tell me your name?"},
        Turned{"days", "How many days should it be?"},
        Turned{"amount", "Could you please tell me the amount?"},
        Turned{"which lights are on (optional)", "Which lights are on?"},
        Turned{"how you'd like it solved", "How would you like it solved?"},
        Turned{"what colour their bike is", "What colour is your bike?"}));

class Told : public testing::TestWithParam<Turned> {};
TEST_P(Told, IsSaidToTheCustomer) { EXPECT_EQ(English().Told(GetParam().from), GetParam().to); }
INSTANTIATE_TEST_SUITE_P(
    Clauses, Told,
    testing::Values(
        Turned{"their order has been updated", "Your order has been updated."},
        Turned{"the customer's refund, which they asked for, is on its way",
               "Your refund, which you asked for, is on its way."},
        Turned{"the user is not charged again", "You are not charged again."},
        Turned{"the customer has two weeks and gets a label",
               "You have two weeks and get a label."},
        Turned{"you will call them back", "We will call you back."},
        Turned{"they can write to you", "You can write to us."},
        Turned{"we only received one payment of {amount}, and that the other one is pending",
               "We only received one payment of {amount}, and the other one is pending."},
        Turned{"first that the order is late", "The order is late."},
        Turned{"it is late and that there is nothing to do",
               "It is late and there is nothing to do."},
        Turned{"the driver is on the way", "The driver is on the way."}));

TEST(Request, AsksForADeed) {
  EXPECT_EQ(English().Request("restart their router"), "Please restart your router.");
}

TEST(Choice, PutsTheOptionsBehindTheQuestion) {
  EXPECT_EQ(English().Choice("size", "Small or Big"), "What is the size: Small or Big?");
  EXPECT_EQ(English().Choice("which size they want", "Small or Big"),
            "Which size do you want: Small or Big?");
  EXPECT_EQ(English().Choice("", "Small or Big"), "Which of these is it: Small or Big?");
}

TEST(Noun, SaysWhoseItIs) {
  EXPECT_EQ(English().Noun("the user’s email address"), "your email address");
  EXPECT_EQ(English().Noun("order number"), "your order number");
  EXPECT_EQ(English().Noun("name on the card"), "the name on the card");
  EXPECT_EQ(English().Later("why they want it"), "your answer");
}

TEST(IsName, IsNoOtherPartOfASentence) {
  for (const char* name : {"order number", "the reason", "which size they want", "at which address",
                           "another time", "both names", "receipt"})
    EXPECT_TRUE(English().IsName(name)) << name;
  for (const char* other : {"again", "up to three times", "look it up", "after the second try"})
    EXPECT_FALSE(English().IsName(other)) << other;
}

TEST(IsPointer, NamesNothingByItself) {
  EXPECT_TRUE(English().IsPointer("so"));
  EXPECT_TRUE(English().IsThing("the code"));
  EXPECT_FALSE(English().IsThing("the code is on its way"));
}

}  // namespace
}  // namespace proviso::compiler
