// SPDX-License-Identifier: Apache-2.0
// Days of the Gregorian calendar as numbers, for "tomorrow" and "next Friday".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace proviso::understanding {

struct Day {
  int year = 0;
  int month = 0;  // 1..12
  int day = 0;    // 1..31
};

bool IsDay(const Day& day);
std::int64_t DayNumber(const Day& day);  // days since 1970-01-01
Day DayFromNumber(std::int64_t number);
int WeekdayOf(std::int64_t number);  // 1 Monday .. 7 Sunday
std::optional<Day> ParseIsoDay(std::string_view text);
std::string IsoText(const Day& day);
Day AddMonths(Day day, int months);  // the day is cut to the month's length

}  // namespace proviso::understanding
