// SPDX-License-Identifier: Apache-2.0
// Which of the values that a message holds are given. What is negated, old, somebody else's, asked
// about, part of a range, one of several, or corrected in the next breath is not.
#pragma once

#include <vector>

#include "runtime/understanding/slot_candidates.h"

namespace proviso::understanding {

// `candidates`: in the order of the message. `ends`: the slot is the start or the end of something,
// so "from Monday" and "until Friday" are its values.
std::vector<Candidate> GivenOf(ValueType type, bool ends, std::vector<Candidate> candidates,
                               const SlotContext& context);

}  // namespace proviso::understanding
