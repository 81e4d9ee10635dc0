// SPDX-License-Identifier: Apache-2.0
// The walk below can fail: each of these is found.
#include "tests/wording/good_english.h"

#include <gtest/gtest.h>

namespace proviso::wording_test {
namespace {

class BadEnglish : public testing::TestWithParam<const char*> {};

TEST_P(BadEnglish, IsFound) { EXPECT_FALSE(FaultsOf(GetParam()).empty()) << GetParam(); }

INSTANTIATE_TEST_SUITE_P(
    Sentences, BadEnglish,
    testing::Values("", "Do you has the receipt?", "Is you at home?", "You is charged twice.",
                    "You wants a refund.", "Do you has paid?", "Does the parcel is damaged?",
                    "Do you received it?", "What is your your name?", "What is your the name?",
                    "What is what plan you want: A or B?", "Could you please tell me is it broken?",
                    "Could you please tell me you want?", "Would they like a refund?",
                    "Does the customer want a refund?", "What is the customer's name?",
                    "Is his or her parcel late?", "Has their parcel arrived?",
                    "Which time suits you, from {slots.times}?", "What is your order_number?",
                    "What is your name, save it as x?", "Which one is it, as?", "- What is it?",
                    "Your code is [code].", "So.", "The code.", "Your refund date.",
                    "Could you please tell me your again?", "what is your name?",
                    "What is your name", "What is your name.", "It is fine?", "What is your name ?",
                    "It is fine..", "It is fine,.", "Your \"order is late.",
                    "Your order (the first is late.", "Is it is it late?",
                    "Could you please tell me your?", "I  see."));

class GoodEnglish : public testing::TestWithParam<const char*> {};

TEST_P(GoodEnglish, HasNoFault) {
  const auto faults = FaultsOf(GetParam());
  EXPECT_TRUE(faults.empty()) << GetParam() << "\n" << (faults.empty() ? "" : faults.front());
}

INSTANTIATE_TEST_SUITE_P(
    Sentences, GoodEnglish,
    testing::Values("Have you received the package?", "How many people are coming?",
                    "Could you please tell me your order number?", "Is the item damaged?",
                    "In which city do you live?", "Isn't it charged?",
                    "Your order is late. We are sorry.", "I'm sorry about that.",
                    "Please restart the router.", "What is your plan: Small, Big or Other?",
                    "The address I have on file is: Oslo. Is that right?",
                    "Could you tell me whether you have paid and it was booked?",
                    "I can offer you this: a voucher (10% or 15%). Would you like it?",
                    "10 days are what you have."));

}  // namespace
}  // namespace proviso::wording_test
