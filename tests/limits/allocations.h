// SPDX-License-Identifier: Apache-2.0
// What the program took from the heap since it began. Together with core/work.h a measure of effort
// that is the same on every machine.
#pragma once

#include <cstdint>

namespace proviso::testing {

std::uint64_t BytesAllocated();

}  // namespace proviso::testing
