// SPDX-License-Identifier: Apache-2.0
// Dates and instants of ISO 8601, for comparing only.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace proviso::vm {

struct IsoTime {
  std::int64_t days = 0;   // since 1970-01-01
  std::int64_t nanos = 0;  // of the day, in UTC
  bool has_time = false;
};

// "2026-01-31", "2026-01-31T10:00:00.5Z", "2026-01-31 10:00+02:00"; a time without a zone is UTC.
// nullopt for anything else.
std::optional<IsoTime> ParseIsoTime(std::string_view text);

// Negative, zero, positive. A date and an instant are compared by their days.
int Compare(const IsoTime& a, const IsoTime& b);

}  // namespace proviso::vm
