// SPDX-License-Identifier: Apache-2.0
#include "compiler/vocabulary/phrasing.h"

#include <gtest/gtest.h>

namespace proviso::compiler {
namespace {

TEST(AddressCustomer, TurnsSpeakingOfIntoSpeakingTo) {
  const Lexicon& lexicon = Lexicon::English();
  EXPECT_EQ(AddressCustomer(lexicon,
                            "their order has been successfully updated with the retention offer"),
            "your order has been successfully updated with the retention offer");
  EXPECT_EQ(AddressCustomer(lexicon, "the customer's refund, which they asked for, is on its way"),
            "your refund, which you asked for, is on its way");
  EXPECT_EQ(AddressCustomer(lexicon, "the user is not charged again"), "you are not charged again");
}

TEST(Question, PutsTheVerbFirst) {
  const Lexicon& lexicon = Lexicon::English();
  EXPECT_EQ(Question(lexicon, "they are interested in one of the retention options"),
            "Are you interested in one of the retention options?");
  EXPECT_EQ(Question(lexicon, "the customer would like to keep the order."),
            "Would you like to keep the order?");
  EXPECT_EQ(Question(lexicon, "the address is correct"), "Is the address correct?");
}

TEST(NounForCustomer, SaysWhoseItIs) {
  const Lexicon& lexicon = Lexicon::English();
  EXPECT_EQ(NounForCustomer(lexicon, "the user’s email address"), "your email address");
  EXPECT_EQ(NounForCustomer(lexicon, "order number"), "your order number");
  EXPECT_EQ(NounForCustomer(lexicon, "the order number of the shipment in question."),
            "the order number of the shipment in question");
}

TEST(Fill, PutsArgumentsIntoHoles) {
  EXPECT_EQ(Fill("{1} and {0}", {"a", "b"}), "b and a");
  EXPECT_EQ(Fill("{x} {", {"a"}), "{x} {");
}

TEST(JoinAlternatives, ReadsLikeASentence) {
  EXPECT_EQ(JoinAlternatives(Lexicon::English(), {"A", "B", "C"}), "A, B or C");
  EXPECT_EQ(JoinAlternatives(Lexicon::English(), {"A"}), "A");
}

}  // namespace
}  // namespace proviso::compiler
