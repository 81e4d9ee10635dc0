// SPDX-License-Identifier: Apache-2.0
// The numbers and letters that lines stand behind (LANGUAGE section 2): they say depth, are
// addresses, and are never words of the instruction.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/parse/internal/phrases.h"
#include "compiler/parse/internal/token.h"

namespace proviso::parse {

// Cuts from the lines the marks that only their neighbours tell from words: "1.1", "2", "b.", "IV."
// count where the line before or behind at their level is the one that goes with them. "Step 3 –"
// and "SECTION:" say by themselves what they are. Takes time in proportion to the lines.
void ConfirmMarks(std::vector<Line>& lines, const Phrases& phrases);

// Where the numbers contradict the indentation, the numbers are right: "2.1" stands below "2".
void IndentByPath(std::vector<Line>& lines);

// What a bullet counts with: "(2.1)" -> "2.1". A tick or a dot counts nothing.
void ReadMark(std::string_view bullet, Line& line);

}  // namespace proviso::parse
