// SPDX-License-Identifier: Apache-2.0
// In which mood the cues of a message are said: plainly, or as a condition, a report, a story, a
// wish, a quotation, praise of the team.
#pragma once

#include <vector>

#include "runtime/understanding/asked.h"
#include "runtime/understanding/phrases.h"

namespace proviso::understanding {

struct Heard;

// The cues with those that are not said plainly made Neutral, and the orders that repeat or undo
// what was asked about added.
std::vector<PhraseHit> AssertedCues(const Heard& heard, const Asked& asked);

}  // namespace proviso::understanding
