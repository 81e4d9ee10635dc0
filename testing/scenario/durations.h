// SPDX-License-Identifier: Apache-2.0
// Lengths and points of time as scenarios write them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace proviso::scenario {

// "24 hours", "1 day", "90 seconds": the largest unit that divides it.
std::string DurationText(std::chrono::seconds duration);
// A number and a unit in words ("24", "hours"). Fails ("bad_duration").
Result<std::chrono::seconds> ReadDuration(std::string_view number, std::string_view unit);
// "2026-01-31", "2026-01-31 10:00", "2026-01-31T10:00:00Z" as the last of them. Fails
// ("bad_instant").
Result<std::string> ReadInstant(std::string_view text);

}  // namespace proviso::scenario
