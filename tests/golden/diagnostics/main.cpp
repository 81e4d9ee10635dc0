// SPDX-License-Identifier: Apache-2.0
// diagnostics_golden [--update] FILE.policy…: what the compiler has to say about each policy, first
// a line for each finding, then as an author sees it, with the marked place and the advice. A file
// x.tools.json beside x.policy is the catalogue of its project.
#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "compiler/driver/driver.h"
#include "core/render.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"
#include "tests/golden/golden_runner.h"

namespace proviso::golden {
namespace {

// Returns what stands behind the command line, too.
std::string AddOwnTools(const std::string& policy, ToolCatalogue& catalogue) {
  const std::string name = policy.substr(0, policy.rfind('.')) + ".tools.json";
  std::ifstream file(std::string(PROVISO_SOURCE_DIR "/tests/golden/diagnostics/") + name);
  if (!file) return {};
  const std::string json{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const auto added = catalogue.Add(json, name);
  return " --tools " + (added ? name : added.error().message);
}

std::string RenderDiagnostics(const std::string& name, std::string text) {
  ToolCatalogue catalogue = LoadStandardCatalogue();
  const std::string tools = AddOwnTools(name, catalogue);
  compiler::CompileOptions options;
  options.catalogue = &catalogue;
  const compiler::Compilation compilation = compiler::Compile({{name, std::move(text)}}, options);
  return fmt::format("$ proviso check {}{}\nexit {}\n\n{}\n{}", name, tools,
                     compilation.has_errors() ? 1 : 0,
                     RenderCompact(compilation.sources, compilation.diagnostics),
                     RenderPretty(compilation.sources, compilation.diagnostics));
}

}  // namespace
}  // namespace proviso::golden

int main(int argc, char** argv) {
  return proviso::golden::RunGoldens(argc, argv, proviso::golden::RenderDiagnostics);
}
