// SPDX-License-Identifier: Apache-2.0
// Who answers the calls of a chat: the stub file where an entry of it fits, the sandbox where it
// knows the tool, else the person at the keyboard.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/bundle.h"
#include "runtime/session/session.h"
#include "runtime/session/stub_host.h"
#include "stdlib-tools/sandbox/sandbox.h"
#include "testing/explore/probes.h"
#include "testing/scenario/recorder.h"

namespace proviso::cli {

// What is known about the answer of a tool, for the person who is to give it.
struct WantedAnswer {
  std::vector<std::string> read;      // fields that the policy looks at: "status", "address.city"
  std::vector<std::string> promised;  // fields that the catalogue says every result has
  nlohmann::ordered_json plain;       // a plain success
  // A bare word stands for this field; none: for the whole result.
  std::optional<std::string> word_field;
  bool word_is_clear = true;  // false: a word could be meant for several fields
};

// What was typed as an answer: JSON, a word, nothing for a plain success, `error CODE message`.
// Fails with what to type instead.
Result<runtime::ToolOutcome> ReadAnswer(const std::string& line, const WantedAnswer& wanted);

class ChatTools : public runtime::ToolHost {
 public:
  // `prototype`: the shop as each conversation finds it.
  ChatTools(const LoadedProgram& loaded, std::unique_ptr<const Sandbox> prototype,
            std::optional<session::StubHost> stubs, const Invocation& invocation);

  runtime::ToolOutcome Call(const runtime::ToolCall& call) override;

  // Another conversation: a shop in which nothing has happened.
  void Restart();
  session::Instant now() const;
  void SetNow(session::Instant now);
  // The input ended, or /quit was typed, where an answer was due.
  bool left() const { return left_; }
  // What stubs and person answered since this was last asked.
  std::vector<scenario::AnsweredCall> TakeAnswers();

 private:
  WantedAnswer Wanted(const std::string& tool) const;
  runtime::ToolOutcome Ask(const runtime::ToolCall& call);
  void Show(const runtime::ToolCall& call, const WantedAnswer& wanted) const;

  const LoadedProgram& loaded_;
  const Invocation& invocation_;
  code::Code code_;
  explore::Probes probes_;
  std::unique_ptr<const Sandbox> prototype_;
  std::unique_ptr<Sandbox> sandbox_;
  std::optional<session::StubHost> stubs_;
  std::vector<scenario::AnsweredCall> answers_;
  bool left_ = false;
};

}  // namespace proviso::cli
