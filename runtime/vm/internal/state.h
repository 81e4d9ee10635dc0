// SPDX-License-Identifier: Apache-2.0
// A conversation as the VM works on it during one Step. Views point into the incoming snapshot, the
// event, the module or the arena, all of which outlive the step; nothing is copied until the new
// snapshot is written.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/ids.h"
#include "core/value.h"
#include "runtime/vm/step.h"

namespace proviso::vm {

// Values made during a step. Freed all at once.
class Arena {
 public:
  Arena() : pool_(buffer_.data(), buffer_.size()) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  std::pmr::memory_resource* pool() { return &pool_; }
  std::string_view Keep(std::string_view text) {
    if (text.empty()) return {};
    char* copy = static_cast<char*>(pool_.allocate(text.size(), 1));
    text.copy(copy, text.size());
    return {copy, text.size()};
  }
  ValueView Keep(const Value& value) {
    return ValueView::FromChecked(Keep(std::string_view(value.bytes())));
  }

 private:
  std::array<std::byte, 8192> buffer_;
  std::pmr::monotonic_buffer_resource pool_;
};

// A policy that waits for the one it called.
struct Frame {
  std::uint32_t call_pc = 0;  // of its call_policy
  PolicyId policy{};          // the caller
};

// A call with an effect that succeeded. A repetition is answered from here.
struct DoneEffect {
  std::uint64_t key = 0;
  ValueView result;
};

struct State {
  State(std::pmr::memory_resource* pool, std::size_t variable_count)
      : frames(pool), variables(variable_count, ValueView(), pool), done(pool) {}

  Waiting waiting = Waiting::Nothing;
  std::uint32_t pc = 0;  // of the suspending instruction while waiting
  PolicyId policy{};
  std::pmr::vector<Frame> frames;
  std::pmr::vector<ValueView> variables;
  ValueView outcome;  // of the policy called last
  std::string_view conversation;
  // Who writes (OwnerOf in internal/result_reading.h): as the channel says, and as the account says
  // that was looked up. Null while nobody is known.
  ValueView customer;
  ValueView account;
  std::pmr::vector<DoneEffect> done;
  std::uint32_t last_call_id = 0;
  bool had_message = false;  // the customer has written before

  // Waiting for a message.
  std::string_view question;  // as it was asked
  ValueView confirm_value;
  std::uint32_t failures = 0;    // replies in a row that were not understood
  bool wants_new_value = false;  // the value shown was declined, a new one was asked for

  // Waiting for a tool. The call's id is last_call_id.
  std::uint32_t attempt = 1;
  ValueView args;
};

// Nesting of what a conversation stores. Below kMaxValueDepth, because arguments are wrapped into a
// list and a map on their way to a tool.
inline constexpr int kMaxStoredDepth = 32;

}  // namespace proviso::vm
