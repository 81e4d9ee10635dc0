// SPDX-License-Identifier: Apache-2.0
#include "cli/completion.h"

#include <memory>

#include "cli/commands/commands.h"
#include "cli/project.h"
#include "core/diagnostic.h"

namespace proviso::cli {
namespace {

struct CompletionOptions {
  std::string shell;
  std::string list;
};

// What the scripts ask for when a value is due that is not always the same, a word a line.
ExitCode List(const std::string& what, const Invocation& invocation) {
  std::ostream& out = invocation.streams.out;
  if (what == "codes") {
    for (const DiagnosticInfo& info : AllDiagnostics()) {
      out << CodeText(info.id) << '\n' << RuleName(info.id) << '\n';
    }
    return ExitCode::Fine;
  }
  const auto project = LoadProject({}, {"-"}, invocation.streams.in);
  if (!project) {
    invocation.Complain(project.error().message);
    return ExitCode::Usage;
  }
  for (const ToolDefinition* tool : project->catalogue.All()) out << tool->name << '\n';
  return ExitCode::Fine;
}

ExitCode Complete(const CompletionOptions& options, const Program& program,
                  const Invocation& invocation) {
  if (!options.list.empty()) return List(options.list, invocation);
  if (options.shell.empty()) {
    invocation.Complain("SHELL is missing: bash, zsh or fish");
    return ExitCode::Usage;
  }
  const auto commands = CollectCommands(program);
  invocation.streams.out << (options.shell == "bash"  ? BashCompletion(commands)
                             : options.shell == "zsh" ? ZshCompletion(commands)
                                                      : FishCompletion(commands));
  return ExitCode::Fine;
}

}  // namespace

Verb CompletionVerb(const Invocation& invocation, const Program& program) {
  auto options = std::make_shared<CompletionOptions>();
  Verb verb{"completion", "Print a completion script for a shell"};
  verb.options = {
      {.names = "SHELL",
       .target = &options->shell,
       .description = "The shell",
       .choices = {"bash", "zsh", "fish"}},
      {.names = "--list",
       .target = &options->list,
       .description = "Print what the scripts ask for: codes of findings, names of tools",
       .value_name = "WHAT",
       .choices = {"codes", "tools"}}};
  verb.example = "  source <(proviso completion bash)";
  verb.run = [options, &program, &invocation] { return Complete(*options, program, invocation); };
  return verb;
}

}  // namespace proviso::cli
