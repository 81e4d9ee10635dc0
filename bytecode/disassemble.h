// SPDX-License-Identifier: Apache-2.0
// A module's code for people: labels, names instead of numbers, source lines.
#pragma once

#include <string>

#include "bytecode/module.h"

namespace proviso {

// One line per instruction, under headings for policies and source lines. Works on modules that the
// verifier refuses too: what is out of range is shown by its number.
std::string Disassemble(const Module& module);

}  // namespace proviso
