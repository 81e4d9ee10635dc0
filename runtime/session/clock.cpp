// SPDX-License-Identifier: Apache-2.0
#include "runtime/session/clock.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <charconv>
#include <ctime>

namespace proviso::session {
namespace {

constexpr std::size_t kMaxInstantLength = 40;
constexpr int kMinYear = 1970;
constexpr int kMaxYear = 9000;  // leaves room for advances within four digits

Error BadInstant(std::string_view text) {
  return Error{"bad_instant",
               fmt::format("`{}` is not a point in time; write it as 2026-01-31T10:00:00Z",
                           text.substr(0, kMaxInstantLength))};
}

Error BadDuration(std::string_view text) {
  return Error{
      "bad_duration",
      fmt::format("`{}` is not a length of time; write a number and a unit: 45s, 30m, 24h, "
                  "2d or 1w",
                  text.substr(0, kMaxInstantLength))};
}

// Seconds in the unit at the front of `text`, which is taken off; 0 when there is none.
std::int64_t TakeUnit(std::string_view& text) {
  if (text.empty()) return 0;
  const char unit = text.front();
  text.remove_prefix(1);
  switch (unit) {
    case 's':
      return 1;
    case 'm':
      return 60;
    case 'h':
      return 3600;
    case 'd':
      return 86400;
    case 'w':
      return 7 * 86400;
    default:
      return 0;
  }
}

void SkipSpaces(std::string_view& text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
}

}  // namespace

Result<Instant> ParseInstant(std::string_view text) {
  if (text.size() > kMaxInstantLength) return BadInstant(text);
  const std::string zero_terminated(text);
  std::tm time{};
  const char* end = strptime(zero_terminated.c_str(), "%Y-%m-%dT%H:%M:%S%z", &time);
  if (end == nullptr || *end != '\0') return BadInstant(text);
  const int year = time.tm_year + 1900;
  if (year < kMinYear || year > kMaxYear) return BadInstant(text);
  const std::chrono::seconds offset(time.tm_gmtoff);
  return Instant(std::chrono::seconds(timegm(&time))) - offset;
}

std::string FormatInstant(Instant instant) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(instant.time_since_epoch().count()));
}

std::string FormatDate(Instant instant) {
  return fmt::format("{:%Y-%m-%d}", fmt::gmtime(instant.time_since_epoch().count()));
}

Result<std::chrono::seconds> ParseDuration(std::string_view text) {
  std::string_view rest = text;
  std::int64_t total = 0;
  SkipSpaces(rest);
  if (rest.empty()) return BadDuration(text);
  while (!rest.empty()) {
    std::int64_t count = 0;
    const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), count);
    if (problem != std::errc() || count < 0) return BadDuration(text);
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    SkipSpaces(rest);
    const std::int64_t unit = TakeUnit(rest);
    if (unit == 0) return BadDuration(text);
    if (count > kMaxAdvance.count() / unit || total > kMaxAdvance.count() - count * unit) {
      return Error{"bad_duration", "the clock cannot be moved by more than ten years at once"};
    }
    total += count * unit;
    SkipSpaces(rest);
  }
  return std::chrono::seconds(total);
}

}  // namespace proviso::session
