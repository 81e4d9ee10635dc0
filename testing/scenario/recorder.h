// SPDX-License-Identifier: Apache-2.0
// Conversations that took place, written down as scenarios that play the same way again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/session/events.h"
#include "runtime/tool_interface.h"
#include "testing/scenario/scenario.h"

namespace proviso::scenario {

// A call that neither the policy's text nor the sandbox can answer again.
struct AnsweredCall {
  runtime::ToolCall call;
  runtime::ToolOutcome outcome;
};

class Recorder {
 public:
  // `head`: the policies and catalogues, as the file will name them.
  explicit Recorder(File head) : file_(std::move(head)) {}

  // A conversation begins. `start` has its policy, its channel, and what is given from the start.
  void Begin(Scenario start);
  // Everything that followed from one thing the customer wrote (nullopt: from the start).
  void Turn(const std::optional<std::string>& said, const std::vector<session::Output>& outputs,
            const std::vector<AnsweredCall>& answers);

  // The file as it stands now. Each conversation ends in a check of how it stands.
  File Recorded() const;

 private:
  struct Conversation {
    Scenario scenario;
    std::vector<ToolGiven> answers;
    std::optional<std::string> outcome;  // none: it goes on
  };
  static void Keep(Conversation& conversation, const AnsweredCall& answer);

  File file_;
  std::vector<Conversation> conversations_;
};

}  // namespace proviso::scenario
