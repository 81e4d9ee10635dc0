// SPDX-License-Identifier: Apache-2.0
// What the compiler says it understood, line by line (LANGUAGE, promise 1).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/source.h"

namespace proviso::compiler {

// What a line was understood to be. The spelling in JSON is ReadingKindName's.
enum class ReadingKind : std::uint8_t {
  PolicyName,    // opens a policy
  HeadField,     // When:, Examples:, …
  Section,       // a heading
  Entry,         // says where the policy is entered from
  Question,      // asks the customer
  Confirmation,  // shows a value and asks
  Choice,        // asks for one of a list
  Fact,          // must be known here
  Call,          // calls a tool
  Offer,         // presents options
  Option,        // one of them
  Message,       // says something
  Branch,        // a condition
  Gate,          // a branch that ends the policy
  PolicyCall,    // calls or goes to another policy
  HandOff,
  Assignment,
  End,
  Note,
  Judgement,      // needs a person or a model at run time
  Unread,         // words of it were not understood; a person takes over
  Detail,         // belongs to the line above (a field to collect, an example)
  Documentation,  // not executed
  Comment,
  Problem,  // could not be understood: see the diagnostics
};
std::string_view ReadingKindName(ReadingKind kind);

// One source line beside its meaning. Lines of several readings occur (several statements on a
// line); every non-blank line has at least one.
struct LineReading {
  FileId file{};
  std::uint32_t line = 0;   // 1-based
  std::uint32_t depth = 0;  // nesting after the layout was rebuilt
  ReadingKind kind = ReadingKind::Documentation;
  std::string policy;   // its policy; empty outside of one
  std::string meaning;  // plain words: "asks for the email address; the answer is kept as {email}"
  std::vector<std::string> details;  // bindings, defaults: "order_id = the new order's id"
  std::vector<std::string> tools;    // called here, in order
};

// Adds a reading for each line of the span: `first` for the first one, `behind` for the others.
void AddReadings(const SourceFile& source, const Span& span, LineReading first, LineReading behind,
                 std::vector<LineReading>& readings);

// One policy's calls on its main path (every check passes, the customer accepts, steps in text
// order), each tool at its first call.
struct MainPath {
  std::string policy;
  std::vector<std::string> tools;
};

}  // namespace proviso::compiler
