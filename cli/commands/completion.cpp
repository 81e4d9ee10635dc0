// SPDX-License-Identifier: Apache-2.0
#include "cli/completion.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>

#include "cli/commands/commands.h"
#include "cli/flags.h"

namespace proviso::cli {

void AddCompletionCommand(CLI::App& app, Invocation& invocation) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("completion", "Print a completion script for a shell");
  command->add_option("SHELL", *shell, "The shell")
      ->required()
      ->type_name("")
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  SetExample(*command, "  source <(proviso completion bash)");
  command->callback([shell, &app, &invocation] {
    invocation.action = [shell, &app, &invocation] {
      const auto commands = CollectCommands(app);
      invocation.streams.out << (*shell == "bash"  ? BashCompletion(commands)
                                 : *shell == "zsh" ? ZshCompletion(commands)
                                                   : FishCompletion(commands));
      return ExitCode::Fine;
    };
  });
}

}  // namespace proviso::cli
