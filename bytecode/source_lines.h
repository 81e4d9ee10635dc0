// SPDX-License-Identifier: Apache-2.0
// Where in the source an instruction comes from.
#pragma once

#include <cstdint>

#include "bytecode/module.h"

namespace proviso {

// The entry of the source map that covers `pc`, or nullptr.
const SourceMapEntry* FindSource(const Module& module, std::uint32_t pc);
// 0 when unknown.
std::uint32_t LineAt(const Module& module, std::uint32_t pc);
// The policy whose first entry is the nearest one at or before `pc`, or nullptr. (Code of a policy
// is contiguous and starts at its first entry.)
const PolicySpec* PolicyAt(const Module& module, std::uint32_t pc);

}  // namespace proviso
