// SPDX-License-Identifier: Apache-2.0
#include "core/names.h"

#include <gtest/gtest.h>

#include "core/nearest.h"
#include "core/utf8.h"

namespace proviso {
namespace {

const std::vector<std::string> kPolicyWord = {"policy"};

TEST(NormalizeNameTest, NamesCompareByTheirWords) {
  for (const auto* text : {"#Single_order_cancellation_policy", "#single-order-cancellation",
                           "Single order cancellation", "  single   ORDER\tcancellation ",
                           "Single–order cancellation", "single\xC2\xA0order cancellation"}) {
    EXPECT_EQ(NormalizeName(text, kPolicyWord), "single order cancellation") << text;
  }
}

TEST(NormalizeNameTest, MarksDoNotCountSoThatEveryNameCanBeReferredTo) {
  EXPECT_EQ(NormalizeName("#Customers_card"), NormalizeName("Customer's card"));
  EXPECT_EQ(NormalizeName("#Customers_card"), NormalizeName("Customer\xE2\x80\x99s card"));
  EXPECT_EQ(NormalizeName("#Returns_exchanges"), NormalizeName("Returns & exchanges"));
  EXPECT_EQ(NormalizeName("#Refund_late"), NormalizeName("Refund (late)"));
  EXPECT_NE(NormalizeName("Customer's card"), NormalizeName("Customer card"));
  EXPECT_NE(NormalizeName("???"), NormalizeName("!!!"));
  EXPECT_NE(NormalizeName("10% off"), NormalizeName("$10 off"));
  EXPECT_NE(NormalizeName("Orders > 50"), NormalizeName("Orders < 50"));
}

TEST(ReferenceNameTest, HoldsWordsOnlyAndIsTheSameName) {
  EXPECT_EQ(ReferenceName("Customer's card"), "Customers_card");
  EXPECT_EQ(ReferenceName("Returns & exchanges (EU)"), "Returns_exchanges_EU");
  EXPECT_EQ(ReferenceName("Återbetalning – del 2"), "Återbetalning_del_2");
  EXPECT_EQ(ReferenceName("???"), "");
}

TEST(NormalizeNameTest, OnlyALastWordOfSeveralIsDropped) {
  EXPECT_EQ(NormalizeName("Policy", kPolicyWord), "policy");
  EXPECT_EQ(NormalizeName("Policy change", kPolicyWord), "policy change");
  EXPECT_EQ(NormalizeName("Return policy"), "return policy");
}

TEST(NormalizeNameTest, LettersOfOtherLanguagesFold) {
  EXPECT_EQ(NormalizeName("ÅTERBETALNING"), NormalizeName("återbetalning"));
}

TEST(NearestNamesTest, TypingErrorsAndWordOrder) {
  const std::vector<std::string> names = {"Send replacement", "Single order cancellation",
                                          "Retention", "Refund order"};
  EXPECT_EQ(NearestNames("send_replacment", names).at(0), "Send replacement");
  EXPECT_EQ(NearestNames("order refund", names).at(0), "Refund order");
  EXPECT_EQ(NearestNames("order cancellation", names).at(0), "Single order cancellation");
  EXPECT_TRUE(NearestNames("shipping delay", names).empty());
}

TEST(NearestNamesTest, AtMostThreeBestFirst) {
  const std::vector<std::string> names = {"get_order", "get_orders", "get_order_2", "got_order",
                                          "set_order"};
  const auto nearest = NearestNames("get_order", names);
  ASSERT_EQ(nearest.size(), 3u);
  EXPECT_EQ(nearest[0], "get_order");
}

TEST(EditDistanceTest, CountsEditsUpToTheCap) {
  EXPECT_EQ(EditDistance("kitten", "sitting", 5), 3u);
  EXPECT_EQ(EditDistance("ab", "ba", 5), 1u);
  EXPECT_EQ(EditDistance("ø", "o", 5), 1u);
  EXPECT_EQ(EditDistance("abc", "xyz", 1), 2u);
  EXPECT_EQ(EditDistance("", "abc", 5), 3u);
}

TEST(Utf8Test, BrokenSequencesAreFoundAndReplaced) {
  for (const auto* text : {"\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\x80"}) {
    EXPECT_EQ(FindInvalidUtf8(std::string("abcdefgh") + text), 8u);
    EXPECT_TRUE(IsUtf8(RepairUtf8(text)));
  }
  EXPECT_TRUE(IsUtf8("plain, ünïcödé, 日本, 😀"));
}

}  // namespace
}  // namespace proviso
