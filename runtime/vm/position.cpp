// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/internal/program_data.h"
#include "runtime/vm/internal/snapshot.h"
#include "runtime/vm/internal/state.h"
#include "runtime/vm/trace.h"

namespace proviso::vm {

Result<Position> PositionOf(const Program& program, std::string_view snapshot) {
  const ProgramData& data = ProgramAccess::Of(program);
  Arena arena;
  State state(arena.pool(), data.module.variables.size());
  const Result<void> decoded = DecodeSnapshot(data, snapshot, state);
  if (!decoded) return decoded.error();
  Position position;
  position.waiting = state.waiting;
  position.pc = state.pc;
  position.policy = state.policy;
  for (const Frame& frame : state.frames) position.frames.push_back(frame.call_pc);
  for (const ValueView value : state.variables) position.variables.emplace_back(value);
  position.outcome = Value(state.outcome);
  for (const DoneEffect& effect : state.done) position.done.push_back(effect.key);
  position.failures = state.failures;
  position.wants_new_value = state.wants_new_value;
  position.had_message = state.had_message;
  position.confirm_value = Value(state.confirm_value);
  position.call_id = state.last_call_id;
  position.attempt = state.attempt;
  position.args = Value(state.args);
  return position;
}

}  // namespace proviso::vm
