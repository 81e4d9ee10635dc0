// SPDX-License-Identifier: Apache-2.0
#include "cli/app.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <exception>
#include <sstream>

#include "bytecode/format.h"
#include "cli/commands/commands.h"
#include "cli/flags.h"

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
  AddExplainCommand(app, invocation);
  AddBuildCommand(app, invocation);
  AddInspectCommand(app, invocation);
  AddChatCommand(app, invocation);
  AddRunCommand(app, invocation);
  AddToolsCommand(app, invocation);
  AddCompletionCommand(app, invocation);
  SetExample(app,
             "  proviso check send_replacement.policy\n"
             "  proviso chat send_replacement.policy\n"
             "Exit codes: 0 fine, 1 findings, 2 usage or broken input, 3 internal error.");
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
    return ReportParse(app, error, invocation.streams);
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
