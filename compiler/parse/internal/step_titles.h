// SPDX-License-Identifier: Apache-2.0
// "1. Identity check: ask for …", "2. Repair: book it with …": numbered steps that carry a name
// (LANGUAGE section 2). The name is an address; it is no condition.
#pragma once

#include <vector>

#include "compiler/parse/internal/phrases.h"
#include "compiler/parse/internal/token.h"

namespace proviso::parse {

// Moves the name in front of the colon of a numbered step to `Line::title`. It is one where its
// last word names a phase of the work (layout words `step_title`), and in a list of which the first
// name and at least half of all do so. Where a question or a list opens above, the names are its
// answers and stay. Takes time in proportion to the lines of each list.
void CutStepTitles(std::vector<Line>& lines, const Phrases& phrases);

}  // namespace proviso::parse
