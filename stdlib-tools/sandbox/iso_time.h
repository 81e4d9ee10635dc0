// SPDX-License-Identifier: Apache-2.0
// Points in time as the sandbox stores them: seconds since 1970, UTC. Never the machine's clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace proviso::sandbox {

using Seconds = std::int64_t;
inline constexpr Seconds kHour = 3600;
inline constexpr Seconds kDay = 24 * kHour;

// Accepts "2026-03-10T12:00:00Z" and "2026-03-10" (its first second).
std::optional<Seconds> ParseIsoTime(std::string_view text);
std::string FormatIsoTime(Seconds time);
std::string FormatIsoDate(Seconds time);

}  // namespace proviso::sandbox
