// SPDX-License-Identifier: Apache-2.0
// The command line as a whole.
#pragma once

#include "cli/invocation.h"

namespace proviso::cli {

// Parses, runs the verb and says how it went. Never throws: what escapes a verb is our bug, exit 3.
int RunProviso(int argc, const char* const* argv, Streams streams);

}  // namespace proviso::cli
