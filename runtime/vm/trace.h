// SPDX-License-Identifier: Apache-2.0
// Step, watched: which instructions ran and what the event came to. For coverage, exploration and
// debuggers. The dispatch loop is compiled a second time for it, so that Step itself pays nothing.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "bytecode/module.h"
#include "runtime/vm/step.h"

namespace proviso::vm {

struct StepTrace {
  enum class Resumed : std::uint8_t {
    Nothing,         // the event was the start
    Answered,        // a question: `outcome` and `value` say how
    NewValueWanted,  // a value shown was declined, the new one is asked for
    AskedAgain,      // the reply was not understood
    NotUnderstood,   // that was the last one: handed off
    Repeated,        // the question stands; the message told something else, or was an opening
    AskedForPerson,  // handed off
    Result,          // a call came back
    NotFound,        // with the error not_found, which the policy takes as a result
    Retried,         // an error; the call is made again
    Failed,          // an error for good: the call's error label, or handed off
    TooLong,         // a result beyond the limits: handed off
  };
  std::uint32_t resumed_at = kNoIndex;  // pc of the instruction that waited; kNoIndex at the start
  Resumed resumed = Resumed::Nothing;
  PromptOutcome outcome = PromptOutcome::Provided;  // Answered
  Value value;                                      // Answered: what the slot holds now, else Null
  std::vector<std::uint32_t> executed;              // pcs in order, what waits or ends included
};

// Step that also fills `trace`. Same results, same failures.
Result<StepResult> StepTraced(const Program& program, std::string_view snapshot, const Event& event,
                              StepTrace& trace, const Limits& limits = {});

// Where a conversation stands, for tools that look at it from outside.
struct Position {
  Waiting waiting = Waiting::Nothing;
  std::uint32_t pc = 0;  // of the instruction that waits
  PolicyId policy{};
  std::vector<std::uint32_t>
      frames;                    // pcs of the call_policy instructions that wait, outermost first
  std::vector<Value> variables;  // by VariableId
  Value outcome;                 // of the policy called last
  std::vector<std::uint64_t> done;  // keys of the effects that happened, in order
  std::uint32_t failures = 0;       // waiting for a message
  bool wants_new_value = false;
  bool had_message = false;
  Value confirm_value;
  std::uint32_t call_id = 0;  // waiting for a tool
  std::uint32_t attempt = 1;
  Value args;
};
// Fails as Step does for a snapshot that is damaged or belongs to another program.
Result<Position> PositionOf(const Program& program, std::string_view snapshot);

}  // namespace proviso::vm
