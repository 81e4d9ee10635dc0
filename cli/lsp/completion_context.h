// SPDX-License-Identifier: Apache-2.0
// What may be completed at a place of a text. Read from the line alone, character by character:
// while something is typed, nothing else of it can be relied upon.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/lsp/parsed_file.h"

namespace proviso::lsp {

struct CompletionContext {
  enum class Place : std::uint8_t {
    Nothing,
    Tool,           // @…
    Parameter,      // @tool(…
    ArgumentValue,  // @tool(name: …
    Policy,         // #…
    Section,        // #Policy – …
    Quoted,         // "… : a section where the sentence goes to one
    Value,          // {…
    Field,          // {order.…
    Type,           // as {name: …
    Placeholder,    // "… […
    Words,          // none of these: what the constructions of the language go on with
  };
  Place place = Place::Nothing;
  // What is to be replaced: the word around the cursor.
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string tool;                // Parameter, ArgumentValue
  std::vector<std::string> given;  // Parameter: those that stand there already
  std::string policy;              // Section: as it is written
  std::string path;                // Field: what stands in front of the last dot
  std::string before;              // Quoted, Words: the line in front of what is to be replaced
};

CompletionContext ContextAt(const ParsedFile& file, std::uint32_t offset);

}  // namespace proviso::lsp
