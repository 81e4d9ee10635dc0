// SPDX-License-Identifier: Apache-2.0
// The world around one program: at every point of a conversation it lists what may come next, and
// applies it. Nothing of it is random, so that equal policies are explored alike.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bytecode/tool_catalogue.h"
#include "core/result.h"
#include "runtime/understanding/reader.h"
#include "runtime/vm/step.h"
#include "runtime/vm/trace.h"
#include "testing/code/graph.h"
#include "testing/code/liveness.h"
#include "testing/explore/answers.h"
#include "testing/explore/conversation.h"
#include "testing/explore/probes.h"
#include "testing/explore/replies.h"

namespace proviso::explore {

// Where made-up conversations begin.
inline constexpr std::string_view kNow = "2026-03-02T10:00:00Z";

struct SimulatorOptions {
  const ToolCatalogue* catalogue = nullptr;  // must outlive the simulator; may be null
  std::string now{kNow};
  Variety variety = Variety::One;
};

// Not thread-safe; make one for each thread.
class Simulator {
 public:
  Simulator(std::shared_ptr<const vm::Program> program,
            std::shared_ptr<const understanding::Reader> reader, SimulatorOptions options = {});

  const Module& module() const { return program_->module(); }
  const code::Code& code() const { return code_; }

  // Ways to begin a conversation with the policy: facts of the channel there, other, missing.
  std::vector<Input> Starts(PolicyId policy) const;
  // What may come next. Empty when the conversation has ended.
  std::vector<Input> Next(const std::string& snapshot);
  // `snapshot` is empty for a Start. `trace` may be null.
  Result<vm::StepResult> Apply(const std::string& snapshot, const Input& input,
                               vm::StepTrace* trace = nullptr) const;
  // Equal for conversations that stand at the same place and know the same as far as it may matter.
  std::uint64_t Digest(const std::string& snapshot) const;

 private:
  std::vector<Input> Replied(const std::string& snapshot, const vm::Position& position);
  std::vector<Input> Called(const vm::Position& position);
  std::vector<std::string> TextsTried(VariableId slot) const;

  std::shared_ptr<const vm::Program> program_;
  std::shared_ptr<const understanding::Reader> reader_;
  SimulatorOptions options_;
  code::Code code_;
  code::Liveness liveness_;
  Probes probes_;
  Replies replies_;
  std::map<std::uint32_t, std::vector<runtime::ToolOutcome>> answers_;  // by call site
};

}  // namespace proviso::explore
