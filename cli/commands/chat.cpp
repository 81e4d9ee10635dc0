// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "cli/bundle.h"
#include "cli/chat_record.h"
#include "cli/chat_tools.h"
#include "cli/chat_view.h"
#include "cli/commands/commands.h"
#include "cli/files.h"
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
  std::optional<std::string> record;
  std::string channel = "webchat";
  bool trace = false;
};

class Chat {
 public:
  // `record` may be null.
  Chat(const ChatOptions& options, session::Session& session, ChatTools& tools, ChatRecord* record,
       const Invocation& invocation)
      : options_(options),
        session_(session),
        tools_(tools),
        record_(record),
        invocation_(invocation),
        view_(invocation.streams.out,
              {TerminalWidth(Stream::Out), UsesColor(invocation.flags.color(), Stream::Out),
               options.trace}),
        keyboard_(IsTerminal(Stream::In)) {}

  ExitCode Run() {
    if (!Start()) return ExitCode::Usage;
    if (keyboard_) view_.ShowInfo("write as the customer would; " + std::string(kHelp));
    std::string line;
    while (!quit_ && !unsaved_ && !view_.ended()) {
      view_.Prompt();
      if (!ReadLine(invocation_.streams.in, line, understanding::kMaxMessageBytes)) {
        invocation_.streams.out << '\n';
        break;
      }
      if (!keyboard_) view_.Echo(line);
      Handle(line);
    }
    return unsaved_ ? ExitCode::Usage : ExitCode::Fine;
  }

 private:
  bool Start() {
    tools_.Restart();
    session::StartInput start;
    start.policy = options_.policy;
    start.channel = options_.channel;
    const auto outputs = session_.Feed(start);
    if (!outputs) {
      invocation_.Complain(outputs.error().message + "; choose with --policy");
      return false;
    }
    if (record_ != nullptr) record_->Begin();
    Take(std::nullopt, *outputs);
    return !unsaved_;
  }

  void Handle(const std::string& line) {
    if (line.find_first_not_of(" \t") == std::string::npos) return;
    if (line.front() == '/') {
      Command(line);
      return;
    }
    const std::string said = view_.ResolveNumber(line);
    const auto outputs = session_.Feed(session::MessageInput{said});
    if (!outputs) {
      invocation_.Complain(outputs.error().message);
      return;
    }
    if (session_.last_reading()) view_.ShowReading(*session_.last_reading());
    Take(said, *outputs);
  }

  // What followed is shown and written down. When the chat was left where an answer was due,
  // nothing followed: that turn did not take place.
  void Take(const std::optional<std::string>& said, const std::vector<session::Output>& outputs) {
    const std::vector<scenario::AnsweredCall> answers = tools_.TakeAnswers();
    if (tools_.left()) {
      quit_ = true;
      return;
    }
    view_.Show(outputs);
    if (record_ == nullptr) return;
    const auto saved = record_->Turn(said, outputs, answers);
    if (saved) return;
    invocation_.Complain(saved.error().message);
    unsaved_ = true;
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
  ChatTools& tools_;
  ChatRecord* record_;
  const Invocation& invocation_;
  ChatView view_;
  bool keyboard_;
  bool quit_ = false;
  bool unsaved_ = false;  // the record could not be written
};

Result<std::unique_ptr<ChatTools>> OpenTools(const ChatOptions& options,
                                             const LoadedProgram& loaded,
                                             const Invocation& invocation) {
  std::optional<session::StubHost> stubs;
  if (options.stubs) {
    PROVISO_TRY(stubs, ReadStubs(*options.stubs, loaded, invocation.streams.in));
  }
  PROVISO_TRY(std::unique_ptr<Sandbox> shop, ReadSandbox(options.sandbox, invocation.streams.in));
  return std::make_unique<ChatTools>(loaded, std::move(shop), std::move(stubs), invocation);
}

Result<std::unique_ptr<ChatRecord>> OpenRecord(const ChatOptions& options,
                                               const LoadedProgram& loaded,
                                               const Invocation& invocation) {
  ChatRecord::Inputs inputs;
  inputs.policies = options.files;
  inputs.catalogues = options.project.catalogues;
  inputs.sandbox = options.sandbox;
  inputs.policy = options.policy;
  inputs.channel = options.channel;
  inputs.all = loaded.inputs;
  for (const auto& file : {options.stubs, options.sandbox}) {
    if (file) inputs.all.push_back(*file);
  }
  if (!loaded.from_texts) {
    invocation.Notice(
        fmt::format("{} names no policies, for a bundle has none: write `Policies: …` "
                    "at its top before it is played",
                    *options.record));
  }
  return ChatRecord::Open(*options.record, std::move(inputs), loaded);
}

ExitCode RunChat(const ChatOptions& options, const Invocation& invocation) {
  auto result = LoadProgram(options.files, options.project, invocation);
  if (const auto* failure = std::get_if<LoadFailure>(&result)) return failure->exit_code;
  const LoadedProgram& loaded = std::get<LoadedProgram>(result);
  const auto tools = OpenTools(options, loaded, invocation);
  if (!tools) {
    invocation.Complain(tools.error().message);
    return ExitCode::Usage;
  }
  std::unique_ptr<ChatRecord> record;
  if (options.record) {
    auto opened = OpenRecord(options, loaded, invocation);
    if (!opened) {
      invocation.Complain(opened.error().message);
      return ExitCode::Usage;
    }
    record = std::move(*opened);
  }
  session::SessionOptions session_options;
  session_options.now = (*tools)->now();
  session_options.clock_moved = [&](session::Instant now) { (*tools)->SetNow(now); };
  session::Session session(loaded.program, understanding::MakeOfflineReader(), tools->get(),
                           std::move(session_options));
  return Chat(options, session, **tools, record.get(), invocation).Run();
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
       .description = "Answer tools from this file first; of the others the sandbox answers those "
                      "it knows, you the rest",
       .value_name = "FILE"},
      {.names = "--record",
       .target = &options->record,
       .description = "Write what was said and answered as a scenario, which `proviso test` plays",
       .value_name = "FILE"},
      {.names = "--trace",
       .target = &options->trace,
       .description = "Show tool calls and how replies were understood"},
  };
  verb.Add(ProjectOptions(options->project));
  verb.example =
      "  proviso chat send_replacement.policy --trace\n"
      "  proviso chat refund.policy --record tests/refund_by_hand.scenario";
  verb.run = [options, &invocation] { return RunChat(*options, invocation); };
  return verb;
}

}  // namespace proviso::cli
