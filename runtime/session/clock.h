// SPDX-License-Identifier: Apache-2.0
// The session's clock. It moves only when told to, so that a conversation played twice is the same
// twice.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "core/result.h"

namespace proviso::session {

using Instant = std::chrono::sys_seconds;

// "2026-01-31T10:00:00Z", also with an offset ("+02:00"). Fails ("bad_instant").
Result<Instant> ParseInstant(std::string_view text);
std::string FormatInstant(Instant instant);
// "2026-01-31"
std::string FormatDate(Instant instant);

// "24h", "30m", "45s", "2d", "1w" and sums of them ("1d 12h"). Fails ("bad_duration"), also above
// kMaxAdvance.
Result<std::chrono::seconds> ParseDuration(std::string_view text);
inline constexpr std::chrono::seconds kMaxAdvance = std::chrono::hours(24 * 366 * 10);

}  // namespace proviso::session
