// SPDX-License-Identifier: Apache-2.0
// The functional core: Step(program, snapshot, event) -> (snapshot', effects). Pure: no clock, no
// randomness, no input or output, no threads, no language. Everything else is a shell around it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "bytecode/dialogue.h"
#include "bytecode/module.h"
#include "core/result.h"

namespace proviso::vm {

// A verified module, ready to run. Immutable, so one Program serves any number of threads.
class Program {
 public:
  // Runs the verifier; a module it refuses gives Error{"verify", …}.
  static Result<std::shared_ptr<const Program>> Load(Module module);
  ~Program();

  const Module& module() const;
  // Changes whenever anything that runs changes; snapshots carry it.
  std::uint64_t fingerprint() const;
  // By name or alias (words compared, LANGUAGE section 1); nullopt when unknown.
  std::optional<PolicyId> FindPolicy(std::string_view name) const;

 private:
  struct Internals;
  friend struct ProgramAccess;
  explicit Program(std::unique_ptr<const Internals> internals);
  std::unique_ptr<const Internals> internals_;
};

// Hitting a limit hands off and tells the customer so; it never throws and never loses the
// snapshot.
struct Limits {
  std::uint32_t steps_per_turn = 10'000;      // instructions between two events
  std::uint32_t call_depth = 32;              // policies inside policies
  std::uint32_t snapshot_bytes = 256 * 1024;  // encoded
  std::uint32_t list_length = 10'000;         // elements of a list in a tool result
  std::uint32_t failures = 2;  // replies in a row that were not understood: the last one hands off
  double confidence = 0.6;     // below it a reading is "not understood"
};

// ---- events ----
struct StartEvent {
  PolicyId policy{};
  std::string conversation;  // part of idempotency keys
  std::string channel = "webchat";
  std::string now;                                   // ISO 8601 instant; fact `now`
  std::vector<std::pair<std::string, Value>> facts;  // "customer.authenticated"
};
struct MessageEvent {
  Reading reading;
};
struct ToolResultEvent {
  std::uint32_t id = 0;
  Value result;
};
struct ToolErrorEvent {
  std::uint32_t id = 0;
  std::string code;
  std::string message;
};
using Event = std::variant<StartEvent, MessageEvent, ToolResultEvent, ToolErrorEvent>;

// ---- effects, in the order they are to be carried out ----
struct SayEffect {
  std::string text;
  std::uint32_t line = 0;
};
struct AskEffect {
  PromptId prompt{};
  std::string text;
  Value confirm_value;        // Null unless ConfirmValue
  std::uint32_t attempt = 1;  // 1: first time, 2: after one reply that was not understood
  std::uint32_t line = 0;
};
struct CallEffect {
  std::uint32_t id = 0;  // answer with the same id
  ToolId tool{};
  Value args;       // Map
  std::string key;  // idempotency key, 16 hexadecimal digits; empty for reads
  std::uint32_t attempt = 1;
  std::uint32_t delay_ms = 0;  // wait before carrying it out (a retry)
  std::uint32_t line = 0;
};
struct NoteEffect {
  std::string text;
  std::uint32_t line = 0;
};
struct JudgeEffect {
  std::string question;
  std::vector<std::string> answers;
  std::uint32_t line = 0;
};
struct HandoffEffect {
  std::string code;    // "not_understood", "asked_for_person", "tool_failed", "limit", "unfilled",
                       // "missing_argument", "judgement", "policy", "tool_pending"
  std::string reason;  // plain words for the agent
  std::string to;
  std::vector<std::pair<std::string, Value>>
      known;  // variables set so far, compiler's own left out
  std::uint32_t line = 0;
};
struct EndEffect {
  std::string outcome;  // "completed", "declined", "not_eligible", "handed_off", …
  std::uint32_t line = 0;
};
using Effect = std::variant<SayEffect, AskEffect, CallEffect, NoteEffect, JudgeEffect,
                            HandoffEffect, EndEffect>;

enum class Waiting : std::uint8_t {
  Message = 0,
  Tool = 1,
  Nothing = 2
};  // Nothing: the conversation has ended

struct StepResult {
  std::string snapshot;
  std::vector<Effect> effects;
  Waiting waiting = Waiting::Nothing;
  // The code of the tool error that the answer of a call came to, though it may have looked like a
  // result; empty when the call succeeded, or the event was another one.
  std::string call_failure;
};

// Applies one event. `snapshot` is empty for StartEvent, otherwise what the last Step returned.
// Fails, with the snapshot untouched, for an event that does not fit the state ("unexpected_event":
// a message while a tool is awaited, an unknown call id, anything after the end), for a snapshot
// that does not decode ("bad_snapshot") or belongs to another program ("other_program").
Result<StepResult> Step(const Program& program, std::string_view snapshot, const Event& event,
                        const Limits& limits = {});

// The question the customer is looking at, for the reader. kind None when no message is awaited.
Result<Prompt> PendingPrompt(const Program& program, std::string_view snapshot);

// The value of a variable, by name; Null when unset. For summaries, tests and inspection.
Result<std::vector<std::pair<std::string, Value>>> KnownVariables(const Program& program,
                                                                  std::string_view snapshot);

}  // namespace proviso::vm
