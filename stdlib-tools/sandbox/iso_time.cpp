// SPDX-License-Identifier: Apache-2.0
#include "stdlib-tools/sandbox/iso_time.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace proviso::sandbox {
namespace {

std::optional<int> Digits(std::string_view text, std::size_t begin, std::size_t length) {
  int number = 0;
  const char* first = text.data() + begin;
  const auto [end, error] = std::from_chars(first, first + length, number);
  if (error != std::errc() || end != first + length || number < 0) {
    return std::nullopt;
  }
  return number;
}

std::chrono::year_month_day DayOf(Seconds time) {
  const auto point = std::chrono::sys_seconds(std::chrono::seconds(time));
  return std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(point));
}

}  // namespace

std::optional<Seconds> ParseIsoTime(std::string_view text) {
  const bool has_time =
      text.size() == 20 && text[10] == 'T' && text[13] == ':' && text[16] == ':' && text[19] == 'Z';
  if ((!has_time && text.size() != 10) || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  const auto year = Digits(text, 0, 4);
  const auto month = Digits(text, 5, 2);
  const auto day = Digits(text, 8, 2);
  if (!year || !month || !day) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) {
    return std::nullopt;
  }
  const Seconds midnight = std::chrono::sys_days(date).time_since_epoch().count() * kDay;
  if (!has_time) {
    return midnight;
  }
  const auto hour = Digits(text, 11, 2);
  const auto minute = Digits(text, 14, 2);
  const auto second = Digits(text, 17, 2);
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) {
    return std::nullopt;
  }
  return midnight + *hour * kHour + *minute * 60 + *second;
}

std::string FormatIsoDate(Seconds time) {
  const auto date = DayOf(time);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string FormatIsoTime(Seconds time) {
  const Seconds of_day = ((time % kDay) + kDay) % kDay;
  return fmt::format("{}T{:02}:{:02}:{:02}Z", FormatIsoDate(time), of_day / kHour, of_day / 60 % 60,
                     of_day % 60);
}

}  // namespace proviso::sandbox
