// SPDX-License-Identifier: Apache-2.0
#include "cli/program.h"

#include <fmt/core.h>

#include "bytecode/format.h"
#include "cli/commands/commands.h"
#include "cli/flags.h"

#ifndef PROVISO_VERSION
#error "the build gives PROVISO_VERSION"
#endif

namespace proviso::cli {

std::unique_ptr<const Program> MakeProgram(Invocation& invocation) {
  auto program = std::make_unique<Program>();
  program->description =
      "Compiles customer-support policies and holds the conversations they describe.";
  program->version = fmt::format("proviso {} (language {}, bundle format {})", PROVISO_VERSION,
                                 kLanguageVersion, kVersionTarget);
  program->options = GlobalOptions(invocation.flags);
  program->example =
      "  proviso check send_replacement.policy\n"
      "  proviso chat send_replacement.policy\n"
      "Exit codes: 0 fine, 1 findings, 2 usage or broken input, 3 internal error.";
  program->verbs = {
      CheckVerb(invocation),   LintVerb(invocation),
      ExplainVerb(invocation), FmtVerb(invocation),
      BuildVerb(invocation),   InspectVerb(invocation),
      ChatVerb(invocation),    RunVerb(invocation),
      NewVerb(invocation),     ImportVerb(invocation),
      TestVerb(invocation),    ToolsVerb(invocation),
      LspVerb(invocation),     CompletionVerb(invocation, *program),
      HelpVerb(invocation),    VersionVerb(invocation, *program),
  };
  return program;
}

}  // namespace proviso::cli
