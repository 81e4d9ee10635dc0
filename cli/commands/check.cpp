// SPDX-License-Identifier: Apache-2.0
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>

#include "cli/checking.h"
#include "cli/commands/commands.h"

namespace proviso::cli {

void AddCheckCommand(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand("check", "Say what is wrong or doubtful in policies");
  AddFilesArgument(*command, options->files,
                   "Policy files or directories, checked as one bundle; - is stdin");
  AddCheckFlags(*command, *options);
  SetExample(*command, "  proviso check policies/ --strict --format github");
  command->callback([options, &invocation] {
    invocation.action = [=, &invocation] { return CheckPolicies(*options, invocation); };
  });
}

}  // namespace proviso::cli
