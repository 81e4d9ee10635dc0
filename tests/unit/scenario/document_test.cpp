// SPDX-License-Identifier: Apache-2.0
// Every example of docs/scenarios.md is a whole file, and holds; every sample has scenarios.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "stdlib-tools/catalogue/standard_catalogue.h"
#include "testing/scenario/suite.h"

namespace proviso::scenario {
namespace {

namespace fs = std::filesystem;

const std::string kProject = PROVISO_SOURCE_DIR;

std::vector<std::string> ExamplesOf(const std::string& path) {
  std::ifstream in(path);
  std::vector<std::string> examples;
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line == "```scenario") {
      inside = true;
      examples.emplace_back();
    } else if (line.starts_with("```")) {
      inside = false;
    } else if (inside) {
      examples.back() += line + "\n";
    }
  }
  return examples;
}

TEST(ScenarioDocument, ExamplesHold) {
  const std::vector<std::string> examples = ExamplesOf(kProject + "/docs/scenarios.md");
  ASSERT_FALSE(examples.empty());
  for (std::string example : examples) {
    // Read from the standard input, a file stands in the current folder and not in docs/.
    for (std::size_t at = example.find("../"); at != std::string::npos; at = example.find("../")) {
      example.replace(at, 3, kProject + "/");
    }
    SuiteOptions options;
    options.catalogue = [](const std::vector<std::string>&, const std::vector<std::string>&) {
      return Result<SuiteCatalogue>(
          {std::make_shared<const ToolCatalogue>(LoadStandardCatalogue()), {}});
    };
    std::istringstream in(example);
    auto suite = LoadSuite({"-"}, options, in);
    ASSERT_TRUE(suite.has_value()) << suite.error().message;
    EXPECT_TRUE(suite->diagnostics.empty()) << suite->diagnostics.front().message << example;
    const auto results = PlayCases(*suite, AllCases(*suite), {});
    EXPECT_FALSE(results.empty()) << example;
    for (const CaseResult& result : results) {
      EXPECT_TRUE(result.result.passed())
          << ScenarioOf(*suite, result.at).name << ", line " << result.result.failures.front().line
          << ": " << result.result.failures.front().message;
    }
  }
}

TEST(Samples, EachHasScenarios) {
  for (const auto& entry : fs::directory_iterator(kProject + "/samples")) {
    if (entry.path().extension() != ".policy") continue;
    const fs::path scenario =
        entry.path().parent_path() / "tests" / entry.path().stem().concat(".scenario");
    EXPECT_TRUE(fs::exists(scenario)) << entry.path() << " has no " << scenario;
  }
}

}  // namespace
}  // namespace proviso::scenario
