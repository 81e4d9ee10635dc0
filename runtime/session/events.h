// SPDX-License-Identifier: Apache-2.0
// What goes into a conversation and what comes out of it, as plain data. The JSON lines of
// `proviso run` (event_reader.h, event_writer.h), the terminal of `proviso chat` and later the HTTP
// service are spellings of these.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "bytecode/dialogue.h"
#include "bytecode/tool_catalogue.h"
#include "core/value.h"
#include "runtime/tool_interface.h"

namespace proviso::session {

// ---- in ----

// Begins a conversation, and begins a fresh one when there is one already.
struct StartInput {
  std::optional<std::string> policy;  // may be missing when the bundle leaves no doubt
  std::string channel = "webchat";
  std::vector<std::pair<std::string, Value>> facts;  // "customer.authenticated": true
  std::optional<std::string> conversation;           // part of idempotency keys
  std::optional<std::string> now;                    // ISO 8601 instant: sets the session's clock
};
struct MessageInput {
  std::string text;
};
using CallOutcome = std::variant<Value, runtime::ToolError>;
struct ToolResultInput {
  std::uint32_t id = 0;
  CallOutcome outcome;
};
struct AdvanceInput {
  std::chrono::seconds by{};
};
using Input = std::variant<StartInput, MessageInput, ToolResultInput, AdvanceInput>;

// ---- out ----

struct SayOutput {
  std::string text;
  std::uint32_t line = 0;
};
struct AskOutput {
  PromptKind kind = PromptKind::Slot;
  std::string slot;  // may be empty for a plain yes/no question
  ValueType type = ValueType::Text;
  std::string text;
  std::vector<PromptOption> options;  // Choice, Offer
  Value confirm_value;                // ConfirmValue
  std::uint32_t attempt = 1;
  std::uint32_t line = 0;
};
struct CallOutput {
  std::uint32_t id = 0;
  std::string tool;
  Value args;
  ToolEffect effect = ToolEffect::Unknown;
  std::string key;  // empty for reads
  std::uint32_t attempt = 1;
  std::uint32_t delay_ms = 0;  // a retry: how long to wait before carrying it out
  std::uint32_t line = 0;
};
// What a tool host answered. Not made for results that came in as ToolResultInput.
struct ResultOutput {
  std::uint32_t id = 0;
  CallOutcome outcome;
};
struct JudgeOutput {
  std::string question;
  std::vector<std::string> answers;
  std::uint32_t line = 0;
};
struct NoteOutput {
  std::string text;
  std::uint32_t line = 0;
};
struct HandoffOutput {
  std::string code;     // vm::HandoffEffect::code
  std::string reason;   // plain words
  std::string to;       // team, or empty
  std::string summary;  // plain text for the person who takes over, see summary.h
  std::vector<std::pair<std::string, Value>> known;
  std::uint32_t line = 0;
};
enum class WaitingFor : std::uint8_t { Start, Message, Tool };
struct WaitingOutput {
  WaitingFor what = WaitingFor::Message;
};
struct EndOutput {
  std::string outcome;
  std::uint32_t line = 0;
};
using Output = std::variant<SayOutput, AskOutput, CallOutput, ResultOutput, JudgeOutput, NoteOutput,
                            HandoffOutput, WaitingOutput, EndOutput>;

}  // namespace proviso::session
