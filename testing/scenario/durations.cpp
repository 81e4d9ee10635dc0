// SPDX-License-Identifier: Apache-2.0
#include "testing/scenario/durations.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "runtime/session/clock.h"

namespace proviso::scenario {
namespace {

struct Unit {
  std::string_view name;  // singular
  std::int64_t seconds;
};
// Largest first. Days are what people count in, so weeks are read but not written.
constexpr std::array kUnits = {Unit{"week", 7 * 86400}, Unit{"day", 86400}, Unit{"hour", 3600},
                               Unit{"minute", 60}, Unit{"second", 1}};

}  // namespace

std::string DurationText(std::chrono::seconds duration) {
  for (const Unit& unit : kUnits) {
    if (unit.name == "week" || duration.count() % unit.seconds != 0) continue;
    const std::int64_t count = duration.count() / unit.seconds;
    return fmt::format("{} {}{}", count, unit.name, count == 1 ? "" : "s");
  }
  return {};
}

Result<std::chrono::seconds> ReadDuration(std::string_view number, std::string_view unit) {
  std::int64_t count = 0;
  const auto [end, problem] = std::from_chars(number.data(), number.data() + number.size(), count);
  if (problem != std::errc() || end != number.data() + number.size() || count < 0) {
    return Error{"bad_duration", fmt::format("`{}` is not a whole number", number)};
  }
  if (unit.ends_with('s')) unit.remove_suffix(1);
  for (const Unit& known : kUnits) {
    if (known.name != unit) continue;
    if (count > session::kMaxAdvance.count() / known.seconds) {
      return Error{"bad_duration", "the clock cannot be moved by more than ten years at once"};
    }
    return std::chrono::seconds(count * known.seconds);
  }
  return Error{"bad_duration", fmt::format("`{}` is no unit of time", unit)};
}

Result<std::string> ReadInstant(std::string_view text) {
  std::string full(text);
  if (full.size() == 10) full += "T00:00";
  if (full.size() > 10 && full[10] == ' ') full[10] = 'T';
  if (full.size() == 16) full += ":00";
  if (full.size() == 19) full += 'Z';
  auto instant = session::ParseInstant(full);
  if (!instant) {
    return Error{"bad_instant",
                 fmt::format("`{}` is not a point in time; write it as 2026-01-31 10:00",
                             text.substr(0, 40))};
  }
  return session::FormatInstant(*instant);
}

}  // namespace proviso::scenario
