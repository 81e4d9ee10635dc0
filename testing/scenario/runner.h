// SPDX-License-Identifier: Apache-2.0
// Plays one scenario and says, turn by turn, what happened and what should have. Every scenario
// gets a conversation, a clock and a shop of its own, so the same scenario gives the same result in
// any order and on any number of threads.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/session/session.h"
#include "runtime/understanding/reader.h"
#include "runtime/vm/step.h"
#include "testing/scenario/scenario.h"

namespace proviso::scenario {

// What answers the calls that no Given answers; made anew for each scenario.
struct Backdrop {
  std::unique_ptr<runtime::ToolHost> host;              // none: every call needs a Given
  std::function<bool(const runtime::ToolCall&)> takes;  // whether the host can answer the call
  session::Instant now{};                               // where the clock stands at the start
  std::function<void(session::Instant)> clock_moved;
};

// Shared by all scenarios of a set of policies. Immutable while scenarios run; thread-safe.
struct Stage {
  std::shared_ptr<const vm::Program> program;
  std::shared_ptr<const understanding::Reader> reader;
  // `data`: SandboxGiven::data. Fails when the file cannot be read. Thread-safe.
  std::function<Result<Backdrop>(const std::string& data)> backdrop;
  // Names that the catalogue knows, for "did you mean"; the program's own are added.
  std::vector<std::string> tools;
};

struct RunOptions {
  // Copied into the scenario's session: limits, and whatever a session can report to (a trace for
  // coverage). `now`, `clock_moved` and `conversation` are set by the runner.
  session::SessionOptions session;
  // The most turns that one conversation may take.
  std::uint32_t max_turns = 200;
};

// One thing that happened, in order.
struct Entry {
  enum class Kind : std::uint8_t {
    Customer,  // written by a line of the scenario
    Reply,     // written for a ReplyGiven or for `...`
    Output,    // of the conversation; never WaitingOutput
    Time,      // the clock moved
    Problem,   // an expectation that does not hold: index into `failures`
  };
  Kind kind = Kind::Customer;
  std::string text;        // Customer, Reply, Time
  session::Output output;  // Output
  std::size_t failure = 0;
  std::optional<std::size_t> step;  // the step that wrote it or that it satisfied
};

struct Failure {
  std::size_t step = kNoStep;         // index into Scenario::steps
  std::uint32_t line = 0;             // in the scenario file
  std::string message;                // plain words: "the agent did not ask for the email"
  std::string hint;                   // what to write or look at; may be empty
  std::optional<std::size_t> actual;  // index into the transcript: what happened in its place
  std::uint32_t policy_line = 0;  // the line of the policy that speaks for what happened; 0: none
  // With `updatable`, the expectation can be brought in line with what happened: by `replacement`
  // in the step's place or, where there is none, by leaving the step out.
  bool updatable = false;
  std::optional<Step> replacement;

  static constexpr std::size_t kNoStep = static_cast<std::size_t>(-1);
};

struct ScenarioResult {
  std::vector<Failure> failures;  // empty: passed
  std::vector<Entry> transcript;
  std::string outcome;  // of the conversation; empty while it goes on
  bool passed() const { return failures.empty(); }
};

// Never throws. A conversation that cannot begin (unknown policy, broken data) is a failure.
ScenarioResult RunScenario(const Scenario& scenario, const Stage& stage,
                           const RunOptions& options = {});

}  // namespace proviso::scenario
