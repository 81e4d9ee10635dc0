// SPDX-License-Identifier: Apache-2.0
// A count of steps, for tests of growth: a loop over a graph or a line says how far it went, and a
// test compares what an input of twice the size takes. Time would say the same only on a machine
// with nothing else to do.
#pragma once

#include <cstdint>

namespace proviso {

// Once per loop, not once per step: all threads count in one place.
void CountWork(std::uint64_t steps);
// Since the process began.
std::uint64_t WorkDone();

}  // namespace proviso
