// SPDX-License-Identifier: Apache-2.0
// The server on a pair of streams.
#pragma once

#include <chrono>
#include <istream>
#include <ostream>

#include "cli/lsp/state.h"

namespace proviso::lsp {

struct RunOptions {
  // Diagnostics are sent when nothing arrived for this long, or at the latest after `longest_wait`;
  // both grow with the time that the last ones took.
  std::chrono::milliseconds pause{20};
  std::chrono::milliseconds longest_wait{200};
};

// Serves until the client says `exit` or the input ends; gives the exit code that the protocol asks
// for.
int RunServer(std::istream& in, std::ostream& out, ServerOptions options, RunOptions run = {});

}  // namespace proviso::lsp
