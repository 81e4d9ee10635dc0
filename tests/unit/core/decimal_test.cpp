// SPDX-License-Identifier: Apache-2.0
#include "core/decimal.h"

#include <gtest/gtest.h>

namespace proviso {
namespace {

TEST(DecimalTest, ArithmeticIsExact) {
  EXPECT_EQ(AddDecimals("0.1", "0.2"), "0.3");
  EXPECT_EQ(SubtractDecimals("1", "0.9"), "0.1");
  EXPECT_EQ(SubtractDecimals("0.5", "0.5"), "0");
  EXPECT_EQ(MultiplyDecimals("-0.25", "0.4"), "-0.1");
  EXPECT_EQ(AddDecimals("99999999999999999999", "0.01"), "99999999999999999999.01");
}

TEST(DecimalTest, QuotientsHaveTenPlacesHalfToEven) {
  EXPECT_EQ(DivideDecimals("1", "3"), "0.3333333333");
  EXPECT_EQ(DivideDecimals("-2", "3"), "-0.6666666667");
  EXPECT_EQ(DivideDecimals("10", "4"), "2.5");
  EXPECT_EQ(DivideDecimals("0.00000000025", "1"), "0.0000000002");
  EXPECT_EQ(DivideDecimals("0.00000000035", "1"), "0.0000000004");
  EXPECT_EQ(DivideDecimals("0", "-5"), "0");
  EXPECT_FALSE(DivideDecimals("1", "0"));
}

TEST(DecimalTest, ComparisonIsByValue) {
  EXPECT_LT(CompareDecimals("-1", "0.5"), 0);
  EXPECT_EQ(CompareDecimals("12.5", "12.5"), 0);
  EXPECT_GT(CompareDecimals("10", "9.99999999999999999999"), 0);
}

TEST(DecimalTest, CanonicalTextIsRecognisedAndMade) {
  EXPECT_EQ(CanonicalDecimal("+010.50"), "10.5");
  EXPECT_EQ(CanonicalDecimal(".5"), "0.5");
  EXPECT_EQ(CanonicalDecimal("5."), "5");
  EXPECT_EQ(CanonicalDecimal("-0.00"), "0");
  for (const auto* text : {"", "-", ".", "1e5", "1,000", "0x10", "1.2.3", " 1"}) {
    EXPECT_FALSE(CanonicalDecimal(text)) << text;
    EXPECT_FALSE(IsCanonicalDecimal(text)) << text;
  }
  for (const auto* text : {"01", "1.0", "-0", "+1", "1.", ".5"}) {
    EXPECT_FALSE(IsCanonicalDecimal(text)) << text;
  }
}

TEST(DecimalTest, HostileNumeralsAreRefusedNotComputed) {
  const std::string huge(kMaxNumeralLength, '9');
  EXPECT_TRUE(CanonicalDecimal(huge));
  EXPECT_FALSE(CanonicalDecimal(huge + "9"));
  EXPECT_FALSE(MultiplyDecimals(huge, huge));
  EXPECT_FALSE(AddDecimals(huge, "1"));
  EXPECT_TRUE(SubtractDecimals(huge, "1"));
}

}  // namespace
}  // namespace proviso
