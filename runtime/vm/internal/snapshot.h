// SPDX-License-Identifier: Apache-2.0
// A conversation between two events, as bytes. Written and read every turn, so it is flat, copies
// values as they are and stores nothing that the module tells.
//
//   snapshot  := "PVS" version fingerprint:u64 state:byte flags:byte policy pc last-call-id
//                conversation:text customer:value account:value outcome:value frames variables done
//                suspended
//   frames    := count (policy call-pc)*
//   variables := count (index-distance value)*          unset ones are left out, indices ascend
//   done      := count (key:u64 (0 value | 1 index+...))*    see snapshot.cpp
//   suspended := failures question:text confirm:value   waiting for a message
//              | attempt args:value                     waiting for a tool
//              |                                        ended
//
// Numbers are varints (core/varint.h) unless a width is given, which is little-endian. `pc` is that
// of the suspending instruction: prompt, call site and labels follow from the code.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "runtime/vm/internal/program_data.h"
#include "runtime/vm/internal/state.h"

namespace proviso::vm {

inline constexpr char kSnapshotVersion = 2;
// More policies inside policies than any limit allows.
inline constexpr std::uint32_t kMaxFrames = 4096;

std::string EncodeSnapshot(const ProgramData& program, const State& state);

// Fills `state`, which views `bytes` from then on. Trusts nothing: every index, place in the code
// and value is checked, so that a damaged snapshot is an Error and never a crash. Codes
// "bad_snapshot", "other_program".
Result<void> DecodeSnapshot(const ProgramData& program, std::string_view bytes, State& state);

}  // namespace proviso::vm
