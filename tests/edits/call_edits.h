// SPDX-License-Identifier: Apache-2.0
// Edits that forbid a call: for those it is not enough that something changes. No conversation may
// come to the call in which the new words forbid it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/module.h"
#include "core/source.h"

namespace proviso::edits {

enum class Forbidden : std::uint8_t {
  Always,       // the instruction is negated
  WhenShipped,  // "…, unless the order is shipped"
  Untold,       // "…, unless a colleague objects", as long as no tool says anything of colleagues
};

// What is put into a sentence that calls a tool.
struct Addition {
  std::string_view words;
  Forbidden forbidden{};
  std::string_view about;  // Untold: the word that an answer has to have
};

struct CallEdit {
  std::uint32_t line = 0;
  std::string tool;
  Addition addition;
  std::string text;  // the whole file afterwards
};

// For each instruction that the reader reads whole and that calls a tool.
std::vector<CallEdit> EditsOfCalls(const SourceFile& source);

// A conversation, as text, in which the module makes the call although it is forbidden; empty when
// none was found among the first `max_states` states of all conversations.
std::string ForbiddenRun(const Module& module, const CallEdit& edit, std::size_t max_states);

}  // namespace proviso::edits
