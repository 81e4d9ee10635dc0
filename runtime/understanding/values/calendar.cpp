// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/values/calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace proviso::understanding {
namespace {

std::chrono::year_month_day ToChrono(const Day& day) {
  return std::chrono::year(day.year) / day.month / day.day;
}

}  // namespace

bool IsDay(const Day& day) {
  return day.year >= 1 && day.year <= 9999 && day.month >= 1 && day.month <= 12 && day.day >= 1 &&
         day.day <= 31 && ToChrono(day).ok();
}

std::int64_t DayNumber(const Day& day) {
  return std::chrono::sys_days(ToChrono(day)).time_since_epoch().count();
}

Day DayFromNumber(std::int64_t number) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(number))};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

int WeekdayOf(std::int64_t number) {
  return static_cast<int>(
      std::chrono::weekday(std::chrono::sys_days(std::chrono::days(number))).iso_encoding());
}

std::optional<Day> ParseIsoDay(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int parts[3] = {0, 0, 0};
  constexpr std::size_t kStarts[] = {0, 5, 8};
  constexpr std::size_t kLengths[] = {4, 2, 2};
  for (std::size_t k = 0; k < 3; ++k) {
    for (std::size_t i = kStarts[k]; i < kStarts[k] + kLengths[k]; ++i) {
      if (text[i] < '0' || text[i] > '9') return std::nullopt;
      parts[k] = parts[k] * 10 + (text[i] - '0');
    }
  }
  const Day day{parts[0], parts[1], parts[2]};
  if (!IsDay(day)) return std::nullopt;
  return day;
}

std::string IsoText(const Day& day) {
  return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
}

Day AddMonths(Day day, int months) {
  const int index = day.year * 12 + day.month - 1 + months;
  Day result{index / 12, index % 12 + 1, day.day};
  while (result.day > 28 && !IsDay(result)) --result.day;
  return result;
}

}  // namespace proviso::understanding
