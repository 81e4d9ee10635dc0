// SPDX-License-Identifier: Apache-2.0
// Fills slots from a message: the one that was asked for, and others answered ahead of their
// question.
#pragma once

#include <vector>

#include "bytecode/dialogue.h"
#include "runtime/understanding/slot_candidates.h"

namespace proviso::understanding {

// At most one reading a slot; a stretch of the message fills one slot only. The asked slot comes
// first.
std::vector<SlotReading> ReadSlots(const Prompt& prompt, const SlotContext& context);

}  // namespace proviso::understanding
