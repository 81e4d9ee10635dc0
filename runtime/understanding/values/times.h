// SPDX-License-Identifier: Apache-2.0
// Times of day and durations in a message.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/understanding/language.h"
#include "runtime/understanding/text.h"

namespace proviso::understanding {

struct TimeSpan {
  std::uint32_t first = 0;  // tokens [first, end)
  std::uint32_t end = 0;
  std::string iso;         // "15:30"; a duration "P14D", "PT3H20M"
  bool bare_hour = false;  // only a number: "at 7", whose half of the day is not said
};

// "3:30 in the afternoon", "half past 12", "6 pm", "noon"; bare hours after "at".
std::vector<TimeSpan> FindTimes(const Message& message, const Language& language);

// "14 days", "an hour", "3 hours and 20 minutes".
std::vector<TimeSpan> FindDurations(const Message& message, const Language& language);

}  // namespace proviso::understanding
