// SPDX-License-Identifier: Apache-2.0
#include "runtime/session/clock.h"

#include <gtest/gtest.h>

namespace proviso::session {
namespace {

TEST(Clock, ReadsAndWritesInstants) {
  const auto instant = ParseInstant("2026-01-31T10:00:00Z");
  ASSERT_TRUE(instant);
  EXPECT_EQ(FormatInstant(*instant), "2026-01-31T10:00:00Z");
  EXPECT_EQ(FormatDate(*instant), "2026-01-31");
}

TEST(Clock, AnOffsetIsTheSameInstant) {
  EXPECT_EQ(FormatInstant(*ParseInstant("2026-01-31T00:30:00+02:00")), "2026-01-30T22:30:00Z");
}

class RefusedInstant : public ::testing::TestWithParam<const char*> {};
TEST_P(RefusedInstant, SaysHowToWriteOne) {
  const auto instant = ParseInstant(GetParam());
  ASSERT_FALSE(instant);
  EXPECT_EQ(instant.error().code, "bad_instant");
  EXPECT_NE(instant.error().message.find("2026-01-31T10:00:00Z"), std::string::npos);
}
INSTANTIATE_TEST_SUITE_P(Clock, RefusedInstant,
                         ::testing::Values("", "today", "2026-01-31", "2026-01-31T10:00:00Zx",
                                           "0001-01-01T00:00:00Z", "99999-01-01T00:00:00Z"));

struct DurationCase {
  const char* text;
  std::int64_t seconds;
};
class ReadDuration : public ::testing::TestWithParam<DurationCase> {};
TEST_P(ReadDuration, InSeconds) {
  const auto duration = ParseDuration(GetParam().text);
  ASSERT_TRUE(duration) << duration.error().message;
  EXPECT_EQ(duration->count(), GetParam().seconds);
}
INSTANTIATE_TEST_SUITE_P(Clock, ReadDuration,
                         ::testing::Values(DurationCase{"45s", 45}, DurationCase{"30m", 1800},
                                           DurationCase{"24h", 86400}, DurationCase{"2d", 172800},
                                           DurationCase{"1w", 604800},
                                           DurationCase{"1d 12h", 129600}, DurationCase{"0s", 0}));

class RefusedDuration : public ::testing::TestWithParam<const char*> {};
TEST_P(RefusedDuration, IsNeverGuessed) {
  const auto duration = ParseDuration(GetParam());
  ASSERT_FALSE(duration);
  EXPECT_EQ(duration.error().code, "bad_duration");
}
INSTANTIATE_TEST_SUITE_P(Clock, RefusedDuration,
                         ::testing::Values("", " ", "24", "h", "-1h", "1.5h", "3y", "24h!",
                                           "9223372036854775807w", "521w 521w"));

}  // namespace
}  // namespace proviso::session
