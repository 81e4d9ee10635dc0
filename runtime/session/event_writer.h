// SPDX-License-Identifier: Apache-2.0
// Outputs to lines of `proviso run` (DESIGN, "proviso run: JSON lines"). Fields may be added, never
// renamed: scripts and CI depend on them.
#pragma once

#include <cstdint>
#include <string>

#include "core/result.h"
#include "runtime/session/events.h"

namespace proviso::session {

// One line, without the line feed. Always UTF-8 and valid JSON, whatever the texts hold.
std::string WriteOutput(const Output& output);
// {"error": {"code": …, "message": …, "input_line": 3}}
std::string WriteError(const Error& error, std::uint64_t input_line);

}  // namespace proviso::session
