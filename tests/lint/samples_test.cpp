// SPDX-License-Identifier: Apache-2.0
// What the rules say of our own samples is written down in samples.txt: a line that appears there
// is a defect that the sample really has (most are the published policies word for word).
// PROVISO_UPDATE=1 rewrites the file.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "compiler/lint/rules/all_rules.h"
#include "core/render.h"
#include "tests/lint/fixture.h"

namespace proviso::lint_test {
namespace {

namespace fs = std::filesystem;

std::string ReadText(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string FindingsInSamples() {
  std::set<DiagnosticId> rules;
  for (const auto& rule : compiler::lint::AllRules()) rules.insert(rule->id());
  std::vector<fs::path> samples;
  for (const auto& entry : fs::directory_iterator(fs::path(PROVISO_SOURCE_DIR) / "samples")) {
    if (entry.path().extension() == ".policy") samples.push_back(entry.path());
  }
  std::sort(samples.begin(), samples.end());
  std::string out;
  for (const fs::path& sample : samples) {
    auto compilation = CheckText(sample.filename().string(), ReadText(sample));
    std::erase_if(compilation.diagnostics,
                  [&](const Diagnostic& d) { return !rules.contains(d.id); });
    out += RenderCompact(compilation.sources, compilation.diagnostics);
  }
  return out;
}

TEST(LintSamples, NothingButWhatIsWrittenDown) {
  const fs::path expected = fs::path(PROVISO_SOURCE_DIR) / "tests/lint/samples.txt";
  const std::string found = FindingsInSamples();
  if (std::getenv("PROVISO_UPDATE") != nullptr) std::ofstream(expected, std::ios::binary) << found;
  EXPECT_EQ(ReadText(expected), found);
}

}  // namespace
}  // namespace proviso::lint_test
