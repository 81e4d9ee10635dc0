// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "cli/bundle.h"
#include "cli/commands/commands.h"
#include "cli/flags.h"
#include "cli/line_reader.h"
#include "cli/tool_hosts.h"
#include "runtime/session/event_reader.h"
#include "runtime/session/json_lines.h"
#include "runtime/session/session.h"

namespace proviso::cli {
namespace {

struct RunOptions {
  std::vector<std::string> files;
  ProjectFlags project;
  std::optional<std::string> policy;
  std::optional<std::string> stubs;
  std::optional<std::string> sandbox;
  bool external_tools = false;
};

Result<OpenedHost> OpenHost(const RunOptions& options, const LoadedProgram& loaded,
                            std::istream& in) {
  if (options.external_tools) return NoHost();
  if (options.stubs) return OpenStubs(*options.stubs, loaded, in);
  return OpenSandbox(options.sandbox, in);
}

// The policy of --policy must exist before the first line is read.
bool PolicyExists(const RunOptions& options, const LoadedProgram& loaded,
                  const Invocation& invocation) {
  if (!options.policy || loaded.program->FindPolicy(*options.policy)) return true;
  invocation.Complain(session::UnknownPolicy(loaded.program->module(), *options.policy).message);
  return false;
}

ExitCode Serve(session::JsonLines& lines, const Invocation& invocation) {
  const Streams& streams = invocation.streams;
  std::string line;
  while (ReadLine(streams.in, line, session::kMaxLineBytes)) {
    for (const std::string& output : lines.Handle(line)) streams.out << output << '\n';
    streams.out.flush();
    for (const std::string& notice : lines.TakeNotices()) invocation.Notice(notice);
    if (!streams.out) {
      invocation.Complain("the standard output cannot be written; stopped");
      return ExitCode::Usage;
    }
  }
  return lines.had_errors() ? ExitCode::Usage : ExitCode::Fine;
}

ExitCode Run(const RunOptions& options, const Invocation& invocation) {
  auto result = LoadProgram(options.files, options.project, invocation);
  if (const auto* failure = std::get_if<LoadFailure>(&result)) return failure->exit_code;
  const LoadedProgram& loaded = std::get<LoadedProgram>(result);
  if (!PolicyExists(options, loaded, invocation)) return ExitCode::Usage;
  auto host = OpenHost(options, loaded, invocation.streams.in);
  if (!host) {
    invocation.Complain(host.error().message);
    return ExitCode::Usage;
  }
  session::Session session(loaded.program, understanding::MakeOfflineReader(), host->host.get(),
                           OptionsFor(*host));
  session::JsonLines lines(session, options.policy);
  return Serve(lines, invocation);
}

}  // namespace

Verb RunVerb(const Invocation& invocation) {
  auto options = std::make_shared<RunOptions>();
  Verb verb{"run", "Hold a conversation in JSON lines (docs/cli.md has the protocol)"};
  verb.options = {
      FilesArgument(options->files, "Policy files or directories, or one bundle"),
      {.names = "--policy",
       .target = &options->policy,
       .description = "The policy that a start without a name means",
       .value_name = "NAME",
       .completes = {ValueKind::Word}},
      {.names = "--stubs",
       .target = &options->stubs,
       .description = "Answer tools from this file",
       .value_name = "FILE",
       .excludes = {"--external-tools"}},
      {.names = "--external-tools",
       .target = &options->external_tools,
       .description = "Wait for a tool_result line for every call"},
      {.names = "--sandbox",
       .target = &options->sandbox,
       .description = "Data of the sandbox, which answers tools otherwise",
       .value_name = "DATA",
       .excludes = {"--stubs", "--external-tools"}},
  };
  verb.Add(ProjectOptions(options->project));
  verb.example =
      "  printf '%s\\n' '{\"start\": {}}' '{\"message\": \"my lamp arrived broken\"}' |\n"
      "    proviso run send_replacement.policy --stubs tools.json";
  verb.run = [options, &invocation] { return Run(*options, invocation); };
  return verb;
}

}  // namespace proviso::cli
