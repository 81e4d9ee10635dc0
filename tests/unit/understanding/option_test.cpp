// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/unit/understanding/support.h"

namespace proviso::understanding {
namespace {

struct Row {
  const char* message;
  const char* option;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.message; }

class OfferTest : public testing::TestWithParam<Row> {};

TEST_P(OfferTest, TakesTheOption) {
  EXPECT_EQ(Option(Read(RetentionOffer(), GetParam().message)), GetParam().option);
}

INSTANTIATE_TEST_SUITE_P(
    Retention, OfferTest,
    testing::Values(Row{"the free shipping", "1"}, Row{"I'll take the discount", "0"},
                    Row{"store credit please", "3"}, Row{"the second one", "1"}, Row{"2", "1"},
                    Row{"option 3", "2"}, Row{"the last one", "3"}, Row{"the gift", "2"},
                    Row{"gift", "2"}, Row{"10%", "0"}, Row{"15 %", "0"},
                    Row{"fifteen percent", "0"}, Row{"can I get the 15%?", "0"},
                    Row{"shiping upgrade", "1"}, Row{"faster delivery", "1"}, Row{"first", "0"},
                    Row{"the 4th", "3"}, Row{"#4", "3"}));

INSTANTIATE_TEST_SUITE_P(Open, OfferTest,
                         testing::Values(Row{"yes", "-"}, Row{"ok", "-"}, Row{"both", "?"},
                                         Row{"all of them", "?"}, Row{"the first two", "?"},
                                         Row{"none of them", "-"}, Row{"something else", "-"},
                                         Row{"what is the store credit?", "-"},
                                         Row{"I don't want the store credit", "-"},
                                         Row{"I don't want any of these", "-"},
                                         Row{"I want both the gift and the shipping", "?"},
                                         Row{"no", "-"}, Row{"where is my order", "-"},
                                         Row{"50%", "-"}, Row{"", "-"}));

TEST(OfferActTest, NamingAnOptionAcceptsIt) {
  EXPECT_EQ(Act(Read(RetentionOffer(), "the free shipping")), "accept");
  EXPECT_EQ(Act(Read(RetentionOffer(), "15%")), "accept");
  EXPECT_EQ(Act(Read(RetentionOffer(), "yes")), "accept");
  EXPECT_EQ(Act(Read(RetentionOffer(), "none of them")), "decline");
  EXPECT_EQ(Act(Read(RetentionOffer(), "what is the store credit?")), "neither");
  EXPECT_EQ(Act(Read(RetentionOffer(), "I don't want the store credit")), "decline");
  EXPECT_NE(Act(Read(RetentionOffer(), "50%")), "accept");
  EXPECT_EQ(Act(Read(RetentionOffer(), "not the gift, the credit")), "accept");
  EXPECT_EQ(Act(Read(RetentionOffer(), "I want both the gift and the shipping")), "neither");
}

TEST(OfferValueTest, OnlyAllowedValuesAreTaken) {
  const Reading ten = Read(RetentionOffer(), "10%");
  ASSERT_TRUE(ten.option_value.has_value());
  EXPECT_EQ(*ten.option_value, Value::Integer(10));
  const Reading fifteen = Read(RetentionOffer(), "make it 15 and we have a deal");
  ASSERT_TRUE(fifteen.option_value.has_value());
  EXPECT_EQ(*fifteen.option_value, Value::Integer(15));
  const Reading fifty = Read(RetentionOffer(), "50%");
  EXPECT_FALSE(fifty.option_value.has_value());
  EXPECT_EQ(fifty.rejected_value, "50%");
  EXPECT_FALSE(fifty.option.has_value());
  const Reading named = Read(RetentionOffer(), "I want a 50% discount");
  EXPECT_FALSE(named.option_value.has_value());
  EXPECT_EQ(named.rejected_value, "50%");
  EXPECT_EQ(Option(named), "0");
  EXPECT_TRUE(Read(RetentionOffer(), "10% or 15%?").option_ambiguous);
}

// "Freeze (1, 2 or 3 months)" beside a discount.
Prompt FreezeOffer() {
  Prompt prompt = RetentionOffer();
  prompt.options = {{"Discount", "", {"10%", "15%"}, ValueType::Percent},
                    {"Freeze", "", {"1 month", "2 months", "3 months"}, ValueType::Number},
                    {"Delay", "", {"2 weeks", "6 weeks"}, ValueType::Number}};
  return prompt;
}

TEST(OfferValueTest, CountsAreTakenWithTheirUnit) {
  const Reading two = Read(FreezeOffer(), "freeze it for 2 months please");
  ASSERT_TRUE(two.option_value.has_value());
  EXPECT_EQ(*two.option_value, Value::Integer(2));
  EXPECT_EQ(Option(two), "1");
  EXPECT_EQ(Option(Read(FreezeOffer(), "six weeks")), "2");
  EXPECT_EQ(Option(Read(FreezeOffer(), "3 months")), "1");
}

TEST(OfferValueTest, AnUnlistedCountIsRejected) {
  for (const char* reply : {"freeze it for 6 months", "6 months", "freeze it, ten months"}) {
    const Reading six = Read(FreezeOffer(), reply);
    EXPECT_FALSE(six.option_value.has_value()) << reply;
    EXPECT_FALSE(six.rejected_value.empty()) << reply;
  }
  EXPECT_EQ(Read(FreezeOffer(), "6 months").rejected_value, "6 months");
  // Without its unit a number rejects nothing: "I have 4 children".
  EXPECT_TRUE(Read(FreezeOffer(), "I have 4 children").rejected_value.empty());
}

class IssueTest : public testing::TestWithParam<Row> {};

TEST_P(IssueTest, FindsTheIssue) {
  const Reading reading = Read(IssueChoice(), GetParam().message);
  EXPECT_EQ(Option(reading), GetParam().option);
}

INSTANTIATE_TEST_SUITE_P(
    Issues, IssueTest,
    testing::Values(Row{"it arrived smashed", "1"}, Row{"broken", "1"}, Row{"damaged", "1"},
                    Row{"my shipment arrived damaged", "1"}, Row{"it never arrived", "0"},
                    Row{"I haven't received it", "0"}, Row{"lost", "0"},
                    Row{"they sent me the wrong item", "2"}, Row{"wrong one", "2"},
                    Row{"the second", "1"}, Row{"3", "2"}, Row{"damged", "1"},
                    Row{"lost shippment", "0"}, Row{"they sent a different color", "2"},
                    Row{"damaged and one is missing", "?"}, Row{"hello", "-"},
                    Row{"why do you ask", "-"}));

TEST(ChoiceSlotTest, OptionFillsTheSlot) {
  EXPECT_EQ(Slot(Read(IssueChoice(), "it is broken"), "issue"), "Damaged item(s)");
}

TEST(SingleOfferTest, AcceptTakesTheOnlyOption) {
  Prompt prompt = RetentionOffer();
  prompt.options.resize(1);
  EXPECT_EQ(Option(Read(prompt, "yes please")), "0");
  EXPECT_EQ(Option(Read(prompt, "no")), "-");
}

}  // namespace
}  // namespace proviso::understanding
