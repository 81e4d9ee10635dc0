// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/internal/iso_time.h"

#include <chrono>

namespace proviso::vm {
namespace {

constexpr std::int64_t kNanosPerSecond = 1'000'000'000;
constexpr std::int64_t kNanosPerDay = 86'400 * kNanosPerSecond;

// Takes exactly `count` digits.
bool TakeDigits(std::string_view& text, int count, int& number) {
  if (text.size() < static_cast<std::size_t>(count)) return false;
  number = 0;
  for (int i = 0; i < count; ++i) {
    const char c = text[static_cast<std::size_t>(i)];
    if (c < '0' || c > '9') return false;
    number = number * 10 + (c - '0');
  }
  text.remove_prefix(static_cast<std::size_t>(count));
  return true;
}

bool TakeChar(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

std::int64_t TakeFraction(std::string_view& text) {
  std::int64_t nanos = 0;
  std::int64_t unit = kNanosPerSecond / 10;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    nanos += unit * (text.front() - '0');
    unit /= 10;
    text.remove_prefix(1);
  }
  return nanos;
}

// Minutes that the zone is ahead of UTC.
bool TakeZone(std::string_view& text, int& minutes) {
  minutes = 0;
  if (text.empty() || TakeChar(text, 'Z') || TakeChar(text, 'z')) return true;
  const bool behind = text.front() == '-';
  if (!TakeChar(text, '-') && !TakeChar(text, '+')) return false;
  int hour = 0;
  int minute = 0;
  if (!TakeDigits(text, 2, hour)) return false;
  TakeChar(text, ':');
  if (!text.empty() && !TakeDigits(text, 2, minute)) return false;
  minutes = (behind ? -1 : 1) * (hour * 60 + minute);
  return true;
}

}  // namespace

std::optional<IsoTime> ParseIsoTime(std::string_view text) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (!TakeDigits(text, 4, year) || !TakeChar(text, '-') || !TakeDigits(text, 2, month) ||
      !TakeChar(text, '-') || !TakeDigits(text, 2, day)) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  IsoTime result;
  result.days = std::chrono::sys_days(date).time_since_epoch().count();
  if (text.empty()) return result;

  if (!TakeChar(text, 'T') && !TakeChar(text, 't') && !TakeChar(text, ' ')) return std::nullopt;
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!TakeDigits(text, 2, hour) || !TakeChar(text, ':') || !TakeDigits(text, 2, minute)) {
    return std::nullopt;
  }
  std::int64_t fraction = 0;
  if (TakeChar(text, ':')) {
    if (!TakeDigits(text, 2, second)) return std::nullopt;
    if (TakeChar(text, '.')) fraction = TakeFraction(text);
  }
  int zone = 0;
  if (hour > 24 || minute > 59 || second > 60 || !TakeZone(text, zone) || !text.empty()) {
    return std::nullopt;
  }
  const std::int64_t minutes = hour * 60 + minute - zone;
  std::int64_t nanos = (minutes * 60 + second) * kNanosPerSecond + fraction;
  while (nanos < 0) {
    nanos += kNanosPerDay;
    --result.days;
  }
  while (nanos >= kNanosPerDay) {
    nanos -= kNanosPerDay;
    ++result.days;
  }
  result.nanos = nanos;
  result.has_time = true;
  return result;
}

int Compare(const IsoTime& a, const IsoTime& b) {
  if (a.days != b.days) return a.days < b.days ? -1 : 1;
  if (!a.has_time || !b.has_time || a.nanos == b.nanos) return 0;
  return a.nanos < b.nanos ? -1 : 1;
}

}  // namespace proviso::vm
