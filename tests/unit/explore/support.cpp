// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/explore/support.h"

#include <gtest/gtest.h>

#include "runtime/vm/scenario_program.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"

namespace proviso::testing {

const ToolCatalogue& StandardTools() {
  static const auto* const catalogue = new ToolCatalogue(LoadStandardCatalogue());
  return *catalogue;
}

compiler::Compilation CompileText(const std::string& text) {
  compiler::CompileOptions options;
  options.catalogue = &StandardTools();
  auto compilation = compiler::Compile({{"test.policy", text}}, options);
  for (const Diagnostic& diagnostic : compilation.diagnostics) {
    if (diagnostic.severity == Severity::Error) ADD_FAILURE() << diagnostic.message;
  }
  return compilation;
}

Module ModuleOf(const std::string& text) { return CompileText(text).module.value_or(Module{}); }

std::shared_ptr<const vm::Program> ProgramOf(const Module& module) {
  auto program = vm::LoadForScenarios(module);
  if (!program) {
    ADD_FAILURE() << program.error().message;
    return nullptr;
  }
  return *program;
}

explore::Simulator SimulatorFor(const Module& module) {
  static const std::shared_ptr<const understanding::Reader> reader =
      understanding::MakeOfflineReader();
  explore::SimulatorOptions options;
  options.catalogue = &StandardTools();
  return explore::Simulator(ProgramOf(module), reader, options);
}

}  // namespace proviso::testing
