// SPDX-License-Identifier: Apache-2.0
// What may stand where an author is writing, from the constructions of the text's language pack.
// `language`: the code of the document's language; for one without a pack there is nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace proviso::parse {

// What the next word of a line would begin.
enum class Next : std::uint8_t { Nothing, Statement, Condition, HandOffTarget };
// `line`: what stands in front of that word, bullet and indentation among it.
Next NextAfter(std::string_view line, std::string_view language);

struct Beginning {
  std::string text;          // "ask for …": … is the author's to fill
  std::string construction;  // "ask.value"
  std::string example;       // "Ask for the order number."; may be empty
};
// Made once for a process and language; safe from several threads.
const std::vector<Beginning>& StatementBeginnings(std::string_view language);
const std::vector<Beginning>& ConditionBeginnings(std::string_view language);
// Nouns of those who can take over: "team".
const std::vector<std::string>& HandOffNouns(std::string_view language);

}  // namespace proviso::parse
