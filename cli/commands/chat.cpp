// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "cli/bundle.h"
#include "cli/chat_view.h"
#include "cli/commands/commands.h"
#include "cli/flags.h"
#include "cli/line_reader.h"
#include "cli/tool_hosts.h"
#include "runtime/session/session.h"

namespace proviso::cli {
namespace {

constexpr std::string_view kHelp =
    "/help this list, /state what is known, /trace tool calls on or off, /restart begin again, "
    "/quit leave";

struct ChatOptions {
  std::vector<std::string> files;
  ProjectFlags project;
  std::optional<std::string> policy;
  std::optional<std::string> sandbox;
  std::optional<std::string> stubs;
  std::string channel = "webchat";
  bool trace = false;
};

class Chat {
 public:
  Chat(const ChatOptions& options, session::Session& session, const Invocation& invocation)
      : options_(options),
        session_(session),
        invocation_(invocation),
        view_(invocation.streams.out,
              {TerminalWidth(Stream::Out), UsesColor(invocation.flags.color(), Stream::Out),
               options.trace}),
        keyboard_(IsTerminal(Stream::In)) {}

  ExitCode Run() {
    if (!Start()) return ExitCode::Usage;
    if (keyboard_) view_.ShowInfo("write as the customer would; " + std::string(kHelp));
    std::string line;
    while (!quit_ && !view_.ended()) {
      view_.Prompt();
      if (!ReadLine(invocation_.streams.in, line, understanding::kMaxMessageBytes)) {
        invocation_.streams.out << '\n';
        break;
      }
      if (!keyboard_) view_.Echo(line);
      Handle(line);
    }
    return ExitCode::Fine;
  }

 private:
  bool Start() {
    session::StartInput start;
    start.policy = options_.policy;
    start.channel = options_.channel;
    const auto outputs = session_.Feed(start);
    if (!outputs) {
      invocation_.Complain(outputs.error().message + "; choose with --policy");
      return false;
    }
    view_.Show(*outputs);
    return true;
  }

  void Handle(const std::string& line) {
    if (line.find_first_not_of(" \t") == std::string::npos) return;
    if (line.front() == '/') {
      Command(line);
      return;
    }
    const auto outputs = session_.Feed(session::MessageInput{view_.ResolveNumber(line)});
    if (!outputs) {
      invocation_.Complain(outputs.error().message);
      return;
    }
    if (session_.last_reading()) view_.ShowReading(*session_.last_reading());
    view_.Show(*outputs);
  }

  void Command(const std::string& line) {
    if (line == "/quit" || line == "/exit") {
      quit_ = true;
    } else if (line == "/state") {
      view_.ShowKnown(session_.Known());
    } else if (line == "/restart") {
      Start();
    } else if (line == "/trace") {
      view_.set_trace(!view_.trace());
      view_.ShowInfo(view_.trace() ? "tool calls are shown" : "tool calls are hidden");
    } else if (line == "/help") {
      view_.ShowInfo(std::string(kHelp));
    } else {
      view_.ShowInfo(fmt::format("there is no command {}; {}", line, kHelp));
    }
  }

  const ChatOptions& options_;
  session::Session& session_;
  const Invocation& invocation_;
  ChatView view_;
  bool keyboard_;
  bool quit_ = false;
};

ExitCode RunChat(const ChatOptions& options, const Invocation& invocation) {
  auto result = LoadProgram(options.files, options.project, invocation);
  if (const auto* failure = std::get_if<LoadFailure>(&result)) return failure->exit_code;
  const LoadedProgram& loaded = std::get<LoadedProgram>(result);
  const auto host = options.stubs ? OpenStubs(*options.stubs, loaded, invocation.streams.in)
                                  : OpenSandbox(options.sandbox, invocation.streams.in);
  if (!host) {
    invocation.Complain(host.error().message);
    return ExitCode::Usage;
  }
  session::Session session(loaded.program, understanding::MakeOfflineReader(), host->host.get(),
                           OptionsFor(*host));
  return Chat(options, session, invocation).Run();
}

}  // namespace

Verb ChatVerb(const Invocation& invocation) {
  auto options = std::make_shared<ChatOptions>();
  Verb verb{"chat", "Talk to a policy as a customer, on the sandbox"};
  verb.options = {
      FilesArgument(options->files, "Policy files or directories, or one bundle"),
      {.names = "--policy",
       .target = &options->policy,
       .description = "The policy to start",
       .value_name = "NAME",
       .completes = {ValueKind::Word}},
      {.names = "--channel",
       .target = &options->channel,
       .description = "The channel the customer writes on",
       .value_name = "C",
       .shows_default = true,
       .completes = {ValueKind::Word}},
      {.names = "--sandbox",
       .target = &options->sandbox,
       .description = "Data of the sandbox, instead of its own",
       .value_name = "DATA"},
      {.names = "--stubs",
       .target = &options->stubs,
       .description = "Answer tools from this file, not the sandbox",
       .value_name = "FILE",
       .excludes = {"--sandbox"}},
      {.names = "--trace",
       .target = &options->trace,
       .description = "Show tool calls and how replies were understood"},
  };
  verb.Add(ProjectOptions(options->project));
  verb.example = "  proviso chat send_replacement.policy --trace";
  verb.run = [options, &invocation] { return RunChat(*options, invocation); };
  return verb;
}

}  // namespace proviso::cli
