// SPDX-License-Identifier: Apache-2.0
// What `proviso` tells the shell. Documented in docs/cli.md and tested: scripts depend on it.
#pragma once

namespace proviso::cli {

enum class ExitCode : int {
  Fine = 0,
  Findings = 1,  // the policies, or a conversation's tests, have something wrong
  Usage = 2,     // the command line or a file it names cannot be used
  Internal = 3,  // our bug
};

}  // namespace proviso::cli
