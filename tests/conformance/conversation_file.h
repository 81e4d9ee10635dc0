// SPDX-License-Identifier: Apache-2.0
// A conversation file: which policies, which tools, who says what, what must happen. README.md
// beside this file describes the format for the people who write it.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace proviso::conformance {

enum class StepKind : std::uint8_t {
  Customer,         // the customer writes `texts`
  CustomerIfAsked,  // the same, unless the conversation has ended
  Advance,          // the session's clock moves
  Asks,             // a question about a slot, or whose words are `text`
  Confirms,         // a question that shows a value
  Offers,           // a question with these options
  Says,             // a message
  NeverSays,        // no message or question of the whole conversation so far
  Call,             // a call with at least these arguments
  NoCall,           // the tool was not called so far
  Called,           // how many calls there were so far, a retried one counted once
  Attempts,         // how many calls there were so far, every retry counted
  Handoff,
  Outcome,
  Waiting,  // the conversation goes on: the customer's turn
};

struct Step {
  StepKind kind{};
  std::uint32_t line = 0;
  std::vector<std::string> texts;  // Customer: wordings; Offers: labels; otherwise one text
  std::string tool;                // Call, NoCall, Called, Attempts
  nlohmann::ordered_json args;     // Call: object
  int count = 0;                   // Called, Attempts
};

struct PolicyText {
  std::string name;
  std::string text;
};

struct Conversation {
  std::string title;
  // Each entry is a set of files that is compiled together; the conversation is played with every
  // set.
  std::vector<std::vector<std::string>> policy_sets;
  std::vector<PolicyText> texts;  // policies written in the file itself, part of every set
  // Each takes the place of "…" in the texts; the conversation is played with every one.
  std::vector<std::string> lines;
  std::optional<std::string> start_policy;
  std::string channel = "webchat";
  std::vector<std::pair<std::string, nlohmann::ordered_json>> facts;
  std::optional<std::string> now;
  bool sandbox = false;
  std::string stubs = "{}";
  // What a customer answers whenever this is asked for, without a line of its own.
  std::vector<std::pair<std::string, std::string>> answers;
  // Without steps: what compiling must find. `diagnostics` are codes; all must occur.
  bool compiles = true;
  std::vector<std::string> diagnostics;
  std::vector<std::string> absent_diagnostics;
  std::vector<Step> steps;

  // How many times the conversation is played to have every wording of the customer used.
  std::size_t wordings() const;
};

// Reads a file's text. `project` is the folder that file names in it are relative to. The error
// names the line.
Result<Conversation> ParseConversation(std::string_view text, const std::string& project);

Result<std::string> ReadTextFile(const std::string& path);

}  // namespace proviso::conformance
