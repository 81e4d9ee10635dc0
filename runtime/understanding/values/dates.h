// SPDX-License-Identifier: Apache-2.0
// Dates in a message: "January 12, 2016", "21/04", "the second", "Friday next week", "in two days".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/understanding/language.h"
#include "runtime/understanding/text.h"
#include "runtime/understanding/values/calendar.h"

namespace proviso::understanding {

struct DateSpan {
  std::uint32_t first = 0;  // tokens [first, end)
  std::uint32_t end = 0;
  std::string iso;        // "2016-01-12"; empty when it needs a "today" that is not known
  bool bare_day = false;  // only a day of the month: "the 27th"
};

std::vector<DateSpan> FindDates(const Message& message, const Language& language,
                                const std::optional<Day>& today);

}  // namespace proviso::understanding
