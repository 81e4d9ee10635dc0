// SPDX-License-Identifier: Apache-2.0
#include "cli/app.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <exception>
#include <sstream>
#include <string>
#include <vector>

#include "bytecode/format.h"
#include "cli/commands/commands.h"
#include "cli/flags.h"
#include "core/nearest.h"

#ifndef PROVISO_VERSION
#error "the build gives PROVISO_VERSION"
#endif

namespace proviso::cli {
namespace {

constexpr int kHelpColumn = 30;

void Configure(CLI::App& app, Invocation& invocation) {
  app.require_subcommand(1);
  app.fallthrough();
  app.get_formatter()->column_width(kHelpColumn);
  app.set_version_flag("--version", fmt::format("proviso {} (language {}, bundle format {})",
                                                PROVISO_VERSION, kLanguageVersion, kVersionTarget));
  AddGlobalFlags(app, invocation.flags);
  AddCheckCommand(app, invocation);
  AddLintCommand(app, invocation);
  AddExplainCommand(app, invocation);
  AddFmtCommand(app, invocation);
  AddBuildCommand(app, invocation);
  AddInspectCommand(app, invocation);
  AddChatCommand(app, invocation);
  AddRunCommand(app, invocation);
  AddNewCommand(app, invocation);
  AddImportCommand(app, invocation);
  AddTestCommand(app, invocation);
  AddToolsCommand(app, invocation);
  AddLspCommand(app, invocation);
  AddCompletionCommand(app, invocation);
  SetExample(app,
             "  proviso check send_replacement.policy\n"
             "  proviso chat send_replacement.policy\n"
             "Exit codes: 0 fine, 1 findings, 2 usage or broken input, 3 internal error.");
}

// A word in the verb's place that is none; empty when there is no such word.
std::string UnknownVerb(const CLI::App& app, int argc, const char* const* argv) {
  if (!app.get_subcommands().empty() || argc < 2) return "";
  const std::string word = argv[1];
  if (word.empty() || word.front() == '-') return "";
  std::vector<std::string> verbs;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    verbs.push_back(verb->get_name());
  }
  const std::vector<std::string> nearest = NearestNames(word, verbs, 1);
  return fmt::format("there is no verb `{}`; {}", word,
                     nearest.empty() ? fmt::format("there are {}", fmt::join(verbs, ", "))
                                     : fmt::format("did you mean `{}`", nearest.front()));
}

// Help and version are asked for, so they are results; anything else is a mistake in the command
// line.
ExitCode ReportParse(const CLI::App& app, const CLI::ParseError& error, const Streams& streams) {
  std::ostringstream text;
  std::ostringstream problem;
  const int code = app.exit(error, text, problem);
  streams.out << text.str();
  streams.err << problem.str();
  return code == 0 ? ExitCode::Fine : ExitCode::Usage;
}

ExitCode Execute(int argc, const char* const* argv, Invocation& invocation) {
  CLI::App app("Compiles customer-support policies and holds the conversations they describe.",
               "proviso");
  Configure(app, invocation);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const std::string unknown = UnknownVerb(app, argc, argv);
    if (unknown.empty()) return ReportParse(app, error, invocation.streams);
    invocation.Complain(unknown);
    return ExitCode::Usage;
  }
  return invocation.action ? invocation.action() : ExitCode::Usage;
}

}  // namespace

int RunProviso(int argc, const char* const* argv, Streams streams) {
  Invocation invocation{streams, {}, {}};
  ExitCode code = ExitCode::Internal;
  try {
    code = Execute(argc, argv, invocation);
  } catch (const std::exception& error) {
    invocation.Complain(
        fmt::format("internal error: {}; please report it with the command that "
                    "led here",
                    error.what()));
  } catch (...) {
    invocation.Complain("internal error; please report it with the command that led here");
  }
  streams.out.flush();
  if (!streams.out && code == ExitCode::Fine) {
    invocation.Complain("the standard output cannot be written");
    code = ExitCode::Usage;
  }
  return static_cast<int>(code);
}

}  // namespace proviso::cli
