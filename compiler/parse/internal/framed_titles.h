// SPDX-License-Identifier: Apache-2.0
// Titles that signs around or under them show: "--- Part 1: Locate the payout ---", "== Refunds
// ==", and a line over a row of "=====" or "-----".
#pragma once

#include <vector>

#include "compiler/parse/internal/phrases.h"
#include "compiler/parse/internal/token.h"

namespace proviso::parse {

// Cuts the frame from each such line and marks it as a heading. What names a tool, quotes or ends a
// sentence is none.
void UnframeTitles(std::vector<Line>& lines, const Phrases& phrases);

// Whether the row of signs that is written as `ruler` stands under the line as its underline: as
// long as it is, or nearly.
bool IsUnderlined(const Line& line, const Line& ruler, const Phrases& phrases);

}  // namespace proviso::parse
