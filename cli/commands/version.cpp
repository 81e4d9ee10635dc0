// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/commands.h"

namespace proviso::cli {

Verb VersionVerb(const Invocation& invocation, const Program& program) {
  Verb verb{"version", "Say which version this is, as --version does"};
  verb.example = "  proviso version";
  verb.run = [&program, &invocation] {
    invocation.streams.out << program.version << '\n';
    return ExitCode::Fine;
  };
  return verb;
}

}  // namespace proviso::cli
