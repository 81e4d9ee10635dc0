// SPDX-License-Identifier: Apache-2.0
// From a checked program to a module: lowers each policy, lays its blocks out, assembles them.
#pragma once

#include "bytecode/module.h"
#include "compiler/sema/checked.h"
#include "core/source.h"

namespace proviso::compiler {

// The same program gives the same module, byte for byte.
Module Emit(const CheckedProgram& program, const SourceSet& sources);

}  // namespace proviso::compiler
