// SPDX-License-Identifier: Apache-2.0
// Values at and around a limit: what a comparison with a constant may come to.
#pragma once

#include <string_view>
#include <vector>

#include "testing/explore/probes.h"

namespace proviso::explore {

// For a value that `probe` compares with its constant: the constant, and what lies just below and
// above it; for a text or a list the listed texts. Dates count from `now`, an ISO 8601 instant.
std::vector<Value> NearValues(const Probe& probe, std::string_view now);

}  // namespace proviso::explore
