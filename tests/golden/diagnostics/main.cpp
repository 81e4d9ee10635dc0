// SPDX-License-Identifier: Apache-2.0
// diagnostics_golden [--update] FILE.policy…: what the compiler has to say about each policy, first
// a line for each finding, then as an author sees it, with the marked place and the advice.
#include <fmt/format.h>

#include "compiler/driver/driver.h"
#include "core/render.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"
#include "tests/golden/golden_runner.h"

namespace proviso::golden {
namespace {

std::string RenderDiagnostics(const std::string& name, std::string text) {
  static const ToolCatalogue kCatalogue = LoadStandardCatalogue();
  compiler::CompileOptions options;
  options.catalogue = &kCatalogue;
  const compiler::Compilation compilation = compiler::Compile({{name, std::move(text)}}, options);
  return fmt::format("$ proviso check {}\nexit {}\n\n{}\n{}", name,
                     compilation.has_errors() ? 1 : 0,
                     RenderCompact(compilation.sources, compilation.diagnostics),
                     RenderPretty(compilation.sources, compilation.diagnostics));
}

}  // namespace
}  // namespace proviso::golden

int main(int argc, char** argv) {
  return proviso::golden::RunGoldens(argc, argv, proviso::golden::RenderDiagnostics);
}
