// SPDX-License-Identifier: Apache-2.0
// A conversation with a program, kept as lines that a test can compare.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/value.h"
#include "runtime/vm/step.h"

namespace proviso::testing {

Reading Says(std::string_view text);  // nothing was understood
Reading Accepts();
Reading Declines();
Reading Names(std::uint32_t option);
Reading Gives(std::string_view slot, const Value& value, double confidence = 0.9);
Value Json(std::string_view text);

// Each turn returns what happened, one effect per line:
//   say Hello
//   ask What is your email?              ask#2 … on the second attempt
//   call get_order {"order_id":"1001"}   call#2 … on the second attempt, "+100ms" before the name
//   note …, judge …, handoff code: reason -> team, end completed
class Conversation {
 public:
  explicit Conversation(std::shared_ptr<const vm::Program> program, vm::Limits limits = {})
      : program_(std::move(program)), limits_(limits) {}

  std::string Start(std::string_view policy = "",
                    std::vector<std::pair<std::string, Value>> facts = {});
  std::string Reply(const Reading& reading);
  std::string Result(std::string_view json);
  std::string Error(std::string_view code);
  std::string Apply(const vm::Event& event);

  const std::string& snapshot() const { return snapshot_; }
  void set_snapshot(std::string snapshot) { snapshot_ = std::move(snapshot); }
  vm::Waiting waiting() const { return waiting_; }
  const std::vector<vm::Effect>& effects() const { return effects_; }
  std::uint32_t call_id() const { return call_id_; }
  // The value of a variable as JSON; "unset".
  std::string Var(std::string_view name) const;
  Prompt Pending() const;
  // The last effect of this kind.
  template <typename T>
  const T* Last() const {
    const T* last = nullptr;
    for (const vm::Effect& effect : effects_) {
      if (const T* one = std::get_if<T>(&effect)) last = one;
    }
    return last;
  }

 private:
  std::shared_ptr<const vm::Program> program_;
  vm::Limits limits_;
  std::string snapshot_;
  std::vector<vm::Effect> effects_;
  vm::Waiting waiting_ = vm::Waiting::Nothing;
  std::uint32_t call_id_ = 0;
};

}  // namespace proviso::testing
