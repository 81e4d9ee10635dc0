// SPDX-License-Identifier: Apache-2.0
// One conversation around the pure VM: reads what the customer writes, carries out the calls, keeps
// the clock. No terminal, no files, no JSON text: those are its callers' business.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"
#include "runtime/session/clock.h"
#include "runtime/session/events.h"
#include "runtime/session/summary.h"
#include "runtime/tool_interface.h"
#include "runtime/understanding/reader.h"
#include "runtime/vm/step.h"
#include "runtime/vm/trace.h"

namespace proviso::session {

struct SessionOptions {
  vm::Limits limits;
  Instant now{};                       // where the clock stands at the start
  std::string conversation = "local";  // first part of the names given to conversations
  // Calls carried out by the host for one input. The one after it hands off: a policy that calls
  // tools in circles must not keep a customer waiting for ever.
  std::uint32_t calls_per_input = 500;
  // Told whenever the clock is set or moves, for a host with a clock of its own. May be empty.
  std::function<void(Instant)> clock_moved;
  // Told what each step of the VM went through, for coverage. When empty nothing is traced.
  std::function<void(const vm::StepTrace&, const vm::StepResult&)> stepped;
  SummaryWords summary_words;
};

// The policy that a start without a name means: the only one, or the only one that is not an
// "(example)" of another and that no other policy calls or goes on with. Fails ("which_policy")
// with the names to choose from.
Result<PolicyId> DefaultPolicy(const Module& module);
// "unknown_policy", with the names that look like it, or else all of them.
Error UnknownPolicy(const Module& module, std::string_view name);

// Owns the conversation's state; shares program and reader. Not thread-safe.
class Session {
 public:
  // `host` answers calls at once and must outlive the session. Without one, calls come out as
  // CallOutput and their results go in as ToolResultInput.
  Session(std::shared_ptr<const vm::Program> program,
          std::shared_ptr<const understanding::Reader> reader, runtime::ToolHost* host,
          SessionOptions options = {});

  // Applies one input. The outputs end with exactly one WaitingOutput or EndOutput. On an error
  // nothing has changed and the session goes on. Codes: "not_started", "which_policy",
  // "unknown_policy", "unexpected_message", "unexpected_result", "unknown_call", "ended",
  // "bad_instant", and those of vm::Step.
  Result<std::vector<Output>> Feed(const Input& input);

  WaitingFor waiting() const { return waiting_; }
  const vm::Program& program() const { return *program_; }
  const std::string& snapshot() const { return snapshot_; }
  Instant now() const { return now_; }
  bool has_host() const { return host_ != nullptr; }
  // How the last message was read; for traces.
  const std::optional<Reading>& last_reading() const { return last_reading_; }
  // What is known so far, the compiler's own variables left out.
  std::vector<std::pair<std::string, Value>> Known() const;

 private:
  using Outputs = std::vector<Output>;

  Result<Outputs> Start(const StartInput& input);
  Result<Outputs> Message(const MessageInput& input);
  Result<Outputs> ToolResult(const ToolResultInput& input);
  Result<Outputs> Advance(const AdvanceInput& input);
  Result<PolicyId> ChoosePolicy(const StartInput& input) const;

  // A call and what came of it; whether it failed is the machine's to say.
  struct Answered {
    CallOutput call;
    CallOutcome outcome;
  };
  // Applies the event and everything that follows from it without waiting for anybody. `answered`:
  // the call that the event is the answer to.
  Result<Outputs> Run(const vm::Event& event, const Answered* answered = nullptr);
  Result<void> Apply(const vm::Event& event, const Answered* answered, Outputs& out);
  void Emit(const vm::Effect& effect, Outputs& out);
  Answered CarryOut(const CallOutput& call, Outputs& out);
  static vm::Event AnswerEvent(const Answered& answered);
  void RecordOutcome(const Answered& answered, const std::string& failure);
  void RecordChoice(const Prompt& prompt, const Reading& reading);
  void HandOffAtLimit(Outputs& out);
  std::string SummaryFor(std::string_view reason,
                         const std::vector<std::pair<std::string, Value>>& known) const;
  void SetClock(Instant now);
  void End(std::string outcome, std::uint32_t line, Outputs& out);

  std::shared_ptr<const vm::Program> program_;
  std::shared_ptr<const understanding::Reader> reader_;
  runtime::ToolHost* host_;
  SessionOptions options_;

  Instant now_;
  std::string snapshot_;
  WaitingFor waiting_ = WaitingFor::Start;
  bool ended_ = false;
  std::uint32_t conversations_ = 0;
  std::string policy_name_;
  std::vector<CallOutput> pending_;  // calls whose results are awaited, oldest first
  Transcript transcript_;
  std::optional<Reading> last_reading_;
};

}  // namespace proviso::session
