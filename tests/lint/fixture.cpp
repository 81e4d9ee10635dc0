// SPDX-License-Identifier: Apache-2.0
#include "tests/lint/fixture.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "stdlib-tools/catalogue/standard_catalogue.h"

namespace proviso::lint_test {
namespace {

namespace fs = std::filesystem;

compiler::Compilation Check(std::string name, std::string text,
                            const compiler::lint::Config& config) {
  static const ToolCatalogue kCatalogue = LoadStandardCatalogue();
  compiler::CompileOptions options;
  options.catalogue = &kCatalogue;
  options.lint = &config;
  return compiler::Compile({{std::move(name), std::move(text)}}, options);
}

compiler::lint::Config SettingsBeside(const fs::path& policy) {
  const fs::path path = fs::path(policy).replace_extension(".json");
  std::ifstream file(path, std::ios::binary);
  if (!file) return {};
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  auto settings = compiler::lint::ReadSettings(text, path.filename().string(), "");
  if (!settings) throw std::runtime_error(settings.error().message);
  return settings->lint;
}

}  // namespace

std::optional<DiagnosticId> RuleOfFolder(const fs::path& folder) {
  std::string name = folder.filename().string();
  std::replace(name.begin(), name.end(), '_', '-');
  return ParseRuleName(name);
}

compiler::Compilation CheckFixture(const fs::path& policy, std::string text) {
  return Check(policy.filename().string(), std::move(text), SettingsBeside(policy));
}

compiler::Compilation CheckText(const std::string& name, std::string text) {
  return Check(name, std::move(text), {});
}

std::vector<Diagnostic> FindingsOf(const compiler::Compilation& compilation, DiagnosticId id) {
  std::vector<Diagnostic> found;
  std::copy_if(compilation.diagnostics.begin(), compilation.diagnostics.end(),
               std::back_inserter(found),
               [id](const Diagnostic& diagnostic) { return diagnostic.id == id; });
  return found;
}

std::string Apply(const DiagnosticFix& fix, std::string text) {
  std::vector<TextEdit> edits = fix.edits;
  // From the end, so that earlier places stay where they are; stable, so that insertions at one
  // place keep their order when taken from the back.
  std::stable_sort(edits.begin(), edits.end(), [](const TextEdit& a, const TextEdit& b) {
    return a.span.begin < b.span.begin;
  });
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
    text.replace(edit->span.begin, edit->span.end - edit->span.begin, edit->replacement);
  }
  return text;
}

}  // namespace proviso::lint_test
