// SPDX-License-Identifier: Apache-2.0
// Plays one conversation file and compares what happens with what must happen.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bytecode/module.h"
#include "runtime/session/session.h"
#include "runtime/tool_interface.h"
#include "tests/conformance/conversation_file.h"

namespace proviso::conformance {

// What one play of a conversation gave.
struct PlayResult {
  std::vector<std::string> failures;  // empty: everything held. Each names the line of the file.
  std::string transcript;             // readable, for the person who looks at a failure
};

// Plays `conversation` with its customers' `wording`-th wordings. `host` answers the calls.
PlayResult Play(const Conversation& conversation, std::size_t wording,
                const std::shared_ptr<const vm::Program>& program, runtime::ToolHost& host);

// True when `actual` holds everything in `expected`: objects may hold more, a text between slashes
// is a regular expression on the value's text.
bool IsSubset(const nlohmann::ordered_json& expected, const nlohmann::ordered_json& actual);

// True when `text` holds `expected` (compared without case, white space collapsed), or matches it
// when it stands between slashes.
bool TextFits(const std::string& expected, const std::string& text);

}  // namespace proviso::conformance
