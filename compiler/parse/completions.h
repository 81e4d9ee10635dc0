// SPDX-License-Identifier: Apache-2.0
// What may stand where an author is writing, from the constructions of the language pack.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace proviso::parse {

// What the next word of a line would begin.
enum class Next : std::uint8_t { Nothing, Statement, Condition, HandOffTarget };
// `line`: what stands in front of that word, bullet and indentation among it.
Next NextAfter(std::string_view line);

struct Beginning {
  std::string text;          // "ask for …": … is the author's to fill
  std::string construction;  // "ask.value"
  std::string example;       // "Ask for the order number."; may be empty
};
// Once for a process; safe from several threads.
const std::vector<Beginning>& StatementBeginnings();
const std::vector<Beginning>& ConditionBeginnings();
// Nouns of those who can take over: "team".
const std::vector<std::string>& HandOffNouns();

}  // namespace proviso::parse
