// SPDX-License-Identifier: Apache-2.0
// A chat, written down as a scenario file while it goes on.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/bundle.h"
#include "core/result.h"
#include "testing/scenario/recorder.h"

namespace proviso::cli {

class ChatRecord {
 public:
  struct Inputs {
    std::vector<std::string> policies;    // as given; left out for a bundle
    std::vector<std::string> catalogues;  // of --tools: those of the settings are found again
    std::optional<std::string> sandbox;   // --sandbox
    std::optional<std::string> policy;    // --policy
    std::string channel;
    std::vector<std::string> all;  // every file that was read
  };

  // Fails when `path` is one of the inputs, or is there already: a scenario that somebody wrote
  // must not be lost to a chat.
  static Result<std::unique_ptr<ChatRecord>> Open(std::string path, Inputs inputs,
                                                  const LoadedProgram& loaded);

  // Another conversation begins.
  void Begin();
  // Everything that followed from one thing the customer wrote. The file is written anew, so that
  // it is whole however the chat is left.
  Result<void> Turn(const std::optional<std::string>& said,
                    const std::vector<session::Output>& outputs,
                    const std::vector<scenario::AnsweredCall>& answers);

 private:
  ChatRecord(std::string path, scenario::Scenario start, scenario::File head);

  std::string path_;
  scenario::Scenario start_;
  scenario::Recorder recorder_;
  int conversations_ = 0;
};

}  // namespace proviso::cli
