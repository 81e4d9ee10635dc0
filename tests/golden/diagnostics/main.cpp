// SPDX-License-Identifier: Apache-2.0
// diagnostics_golden [--update] FILE.policy…: what the compiler has to say about each policy, first
// a line for each finding, then as an author sees it, with the marked place and the advice. A file
// x.tools.json beside x.policy is the catalogue of its project.
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "compiler/driver/account_for_lines.h"
#include "compiler/driver/driver.h"
#include "core/render.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"
#include "tests/golden/golden_runner.h"

namespace proviso::golden {
namespace {

// "{{fill 16777216}}" stands for that many letters: texts that are too large for the repository.
std::string Filled(std::string text) {
  constexpr std::string_view kOpen = "{{fill ";
  constexpr std::string_view kClose = "}}";
  for (std::size_t at = text.find(kOpen); at != std::string::npos; at = text.find(kOpen, at)) {
    const std::size_t end = text.find(kClose, at);
    const std::size_t count = std::stoul(text.substr(at + kOpen.size(), end));
    text.replace(at, end + kClose.size() - at, std::string(count, 'x'));
  }
  return text;
}

// What the net under the parser says of lines that hold "{{unread}}": their readings are taken
// away, because no text is known that comes without.
void TakeReadings(compiler::Compilation& compilation) {
  const SourceFile& file = compilation.sources.file(FileId{});
  const auto unread = [&](const compiler::LineReading& reading) {
    return file.Line(reading.line).find("{{unread}}") != std::string_view::npos;
  };
  if (std::erase_if(compilation.readings, unread) == 0) return;
  DiagnosticSink sink;
  for (Diagnostic& diagnostic : compilation.diagnostics) sink.Add(std::move(diagnostic));
  compiler::AccountForLines(compilation.sources, compilation.readings, sink);
  compilation.diagnostics = sink.Sorted();
}

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
  compiler::Compilation compilation = compiler::Compile({{name, Filled(std::move(text))}}, options);
  TakeReadings(compilation);
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
