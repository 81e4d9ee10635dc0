// SPDX-License-Identifier: Apache-2.0
// Bytes as a module.
#pragma once

#include <string_view>

#include "bytecode/module.h"
#include "core/result.h"

namespace proviso {

// Reads a .pvo file. Never throws, never reads past the end, allocates at most in proportion to the
// input. Codes: "bad_magic", "truncated", "format_version", "language_version", "checksum",
// "too_large", "malformed". What it returns is well-formed, not trustworthy: Verify
// (bytecode/verifier.h) says whether it may run.
Result<Module> Decode(std::string_view bytes);

}  // namespace proviso
