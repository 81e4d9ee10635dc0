// SPDX-License-Identifier: Apache-2.0
// One line of `proviso run`'s input to an Input (DESIGN, "proviso run: JSON lines").
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "runtime/session/events.h"

namespace proviso::session {

struct ReadEvent {
  Input input;
  // Paths of fields that mean nothing here, "start.chanel": ignored, for the protocol only grows.
  std::vector<std::string> unknown_fields;
};

inline constexpr std::size_t kMaxLineBytes = 1 << 20;

// Total: any bytes give an event or an Error. Codes: "line_too_long", "json_syntax",
// "not_an_object", "unknown_event", "several_events", "bad_event", "bad_duration". Never throws.
Result<ReadEvent> ReadEventLine(std::string_view line);

}  // namespace proviso::session
