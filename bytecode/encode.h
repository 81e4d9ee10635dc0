// SPDX-License-Identifier: Apache-2.0
// A module as bytes.
#pragma once

#include <cstdint>
#include <string>

#include "bytecode/module.h"

namespace proviso {

// The bytes of a .pvo file (bytecode/format.h). Equal modules give equal bytes.
std::string Encode(const Module& module);

// Changes whenever anything that runs changes. Lines, file names, examples, descriptions and the
// compiler's version do not count: a policy that was only re-indented keeps its running
// conversations.
std::uint64_t Fingerprint(const Module& module);

}  // namespace proviso
