// SPDX-License-Identifier: Apache-2.0
// Policies as text for tests of what explores, covers and changes them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bytecode/tool_catalogue.h"
#include "compiler/driver/driver.h"
#include "runtime/vm/step.h"
#include "testing/explore/simulator.h"

namespace proviso::testing {

// The standard catalogue, read once.
const ToolCatalogue& StandardTools();
// Fails the test with the diagnostics when the text does not compile.
compiler::Compilation CompileText(const std::string& text);
Module ModuleOf(const std::string& text);
std::shared_ptr<const vm::Program> ProgramOf(const Module& module);
explore::Simulator SimulatorFor(const Module& module);

}  // namespace proviso::testing
