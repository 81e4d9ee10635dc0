// SPDX-License-Identifier: Apache-2.0
// What a customer reads of the machine's own wording: every question and message that is not a
// quotation of the author's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/readings.h"
#include "compiler/sema/checked.h"

namespace proviso::compiler {

struct SpokenSentence {
  Span span;
  const CheckedText* text = nullptr;
};

// In the order of the steps; what is replayed for a caller is not said twice.
std::vector<SpokenSentence> SentencesOf(const CheckedProgram& program);
// With what a value is called in its place: “I can offer you {discount}.”
std::string Shown(const CheckedText& text);
// With the same word in the place of every value.
std::string Shown(const CheckedText& text, std::string_view value);

// Adds the sentences to the readings of their lines.
void ReadSentences(const SourceSet& sources, const CheckedProgram& program,
                   std::vector<LineReading>& readings);

}  // namespace proviso::compiler
