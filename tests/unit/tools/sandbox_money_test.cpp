// SPDX-License-Identifier: Apache-2.0
// Amounts and times as data files and results write them.
#include <gtest/gtest.h>

#include "stdlib-tools/sandbox/iso_time.h"
#include "stdlib-tools/sandbox/money.h"

namespace proviso::sandbox {
namespace {

TEST(SandboxMoney, IsExactInEveryCurrency) {
  EXPECT_EQ(ParseMinor("80", "USD"), 8000);
  EXPECT_EQ(ParseMinor("80.5", "USD"), 8050);
  EXPECT_EQ(ParseMinor("0.07", "USD"), 7);
  EXPECT_EQ(ParseMinor("1500", "JPY"), 1500);
  EXPECT_EQ(ParseMinor("1.234", "KWD"), 1234);
  EXPECT_EQ(FormatMinor(8050, "USD"), "80.50");
  EXPECT_EQ(FormatMinor(7, "USD"), "0.07");
  EXPECT_EQ(FormatMinor(-7, "USD"), "-0.07");
  EXPECT_EQ(FormatMinor(0, "USD"), "0.00");
  EXPECT_EQ(FormatMinor(1500, "JPY"), "1500");
  EXPECT_EQ(FormatMinor(1234, "KWD"), "1.234");
}

TEST(SandboxMoney, RefusesWhatIsNoAmount) {
  for (const char* text : {"", "x", "-1", "0.001", "1e3", "10000000000000", "1,5", "$5"}) {
    EXPECT_FALSE(ParseMinor(text, "USD")) << text;
  }
  EXPECT_FALSE(ParseMinor("0.5", "JPY"));
}

TEST(SandboxMoney, PercentagesAreRoundedHalfUp) {
  EXPECT_EQ(PercentOf(24900, 15), 3735);
  EXPECT_EQ(PercentOf(1850, 15), 278);  // 277.5
  EXPECT_EQ(PercentOf(1, 49), 0);
  EXPECT_EQ(PercentOf(1, 50), 1);
  EXPECT_EQ(PercentOf(kMaxMinor, 100), kMaxMinor);
}

TEST(SandboxTime, IsReadAndWritten) {
  for (const char* text : {"1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "2026-03-10T12:00:00Z",
                           "1969-12-31T23:59:59Z"}) {
    const auto time = ParseIsoTime(text);
    ASSERT_TRUE(time) << text;
    EXPECT_EQ(FormatIsoTime(*time), text);
  }
  EXPECT_EQ(FormatIsoDate(*ParseIsoTime("2026-03-10")), "2026-03-10");
}

TEST(SandboxTime, RefusesWhatIsNoTime) {
  for (const char* text : {"", "2025-02-29", "2026-13-01", "2026-03-10T24:00:00Z", "10.03.2026",
                           "2026-03-10 12:00:00", "2026-3-10", "-026-03-10"}) {
    EXPECT_FALSE(ParseIsoTime(text)) << text;
  }
}

}  // namespace
}  // namespace proviso::sandbox
