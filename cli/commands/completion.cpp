// SPDX-License-Identifier: Apache-2.0
#include "cli/completion.h"

#include <memory>

#include "cli/commands/commands.h"
#include "cli/flags.h"

namespace proviso::cli {

Verb CompletionVerb(const Invocation& invocation, const Program& program) {
  auto shell = std::make_shared<std::string>();
  Verb verb{"completion", "Print a completion script for a shell"};
  verb.options = {{.names = "SHELL",
                   .target = shell.get(),
                   .description = "The shell",
                   .choices = {"bash", "zsh", "fish"},
                   .required = true}};
  verb.example = "  source <(proviso completion bash)";
  verb.run = [shell, &program, &invocation] {
    const auto commands = CollectCommands(program);
    invocation.streams.out << (*shell == "bash"  ? BashCompletion(commands)
                               : *shell == "zsh" ? ZshCompletion(commands)
                                                 : FishCompletion(commands));
    return ExitCode::Fine;
  };
  return verb;
}

}  // namespace proviso::cli
