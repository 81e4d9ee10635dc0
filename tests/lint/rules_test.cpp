// SPDX-License-Identifier: Apache-2.0
// What every rule owes: a bad fixture that it finds, a good one that it leaves alone, a page, and
// fixes that do away with what they are offered for.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "compiler/lint/rule_names.h"
#include "compiler/lint/rules/all_rules.h"
#include "tests/lint/fixture.h"

namespace proviso::lint_test {
namespace {

namespace fs = std::filesystem;

const fs::path kFixtures = fs::path(PROVISO_SOURCE_DIR) / "tests/lint";
const fs::path kPages = fs::path(PROVISO_SOURCE_DIR) / "docs/diagnostics";

std::string ReadText(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> Sorted(fs::directory_iterator entries) {
  std::vector<fs::path> paths;
  for (const auto& entry : entries) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<fs::path> RuleFolders() {
  std::vector<fs::path> folders;
  for (const fs::path& category : Sorted(fs::directory_iterator(kFixtures))) {
    if (!fs::is_directory(category)) continue;
    for (const fs::path& rule : Sorted(fs::directory_iterator(category))) {
      if (fs::is_directory(rule)) folders.push_back(rule);
    }
  }
  return folders;
}

std::vector<fs::path> Policies(const fs::path& folder, std::string_view prefix) {
  std::vector<fs::path> policies;
  for (const fs::path& path : Sorted(fs::directory_iterator(folder))) {
    if (path.extension() == ".policy" && path.filename().string().starts_with(prefix))
      policies.push_back(path);
  }
  return policies;
}

TEST(LintRules, AreSortedAndRegisteredOnce) {
  const auto& rules = compiler::lint::AllRules();
  for (std::size_t i = 1; i < rules.size(); ++i) {
    EXPECT_LT(static_cast<int>(rules[i - 1]->id()), static_cast<int>(rules[i]->id()));
  }
  for (const auto& rule : rules) {
    EXPECT_EQ(static_cast<int>(rule->category()), BandOf(rule->id()).hundreds)
        << CodeText(rule->id());
    EXPECT_NE(InfoOf(rule->id()).severity, Severity::Error) << "a rule's finding stops no build";
  }
}

TEST(LintRules, HaveFixturesAndAPage) {
  std::set<DiagnosticId> with_fixtures;
  for (const fs::path& folder : RuleFolders()) {
    if (const auto id = RuleOfFolder(folder)) with_fixtures.insert(*id);
  }
  for (const auto& rule : compiler::lint::AllRules()) {
    EXPECT_TRUE(with_fixtures.contains(rule->id())) << RuleName(rule->id()) << " has no fixtures";
    EXPECT_TRUE(fs::exists(kPages / (CodeText(rule->id()) + ".md")))
        << RuleName(rule->id()) << " has no page";
  }
}

class LintFixtures : public testing::TestWithParam<fs::path> {};

TEST_P(LintFixtures, LieInTheFolderOfTheirRule) {
  const auto id = RuleOfFolder(GetParam());
  ASSERT_TRUE(id) << GetParam();
  EXPECT_EQ(GetParam().parent_path().filename().string(), compiler::lint::CategoryOf(*id));
}

TEST_P(LintFixtures, BadOnesAreFound) {
  const auto id = RuleOfFolder(GetParam());
  ASSERT_TRUE(id);
  const auto policies = Policies(GetParam(), "bad");
  EXPECT_FALSE(policies.empty()) << GetParam();
  for (const fs::path& policy : policies) {
    EXPECT_FALSE(FindingsOf(CheckFixture(policy, ReadText(policy)), *id).empty()) << policy;
  }
}

TEST_P(LintFixtures, GoodOnesAreLeftAlone) {
  const auto id = RuleOfFolder(GetParam());
  ASSERT_TRUE(id);
  const auto policies = Policies(GetParam(), "good");
  EXPECT_FALSE(policies.empty()) << GetParam();
  for (const fs::path& policy : policies) {
    const auto compilation = CheckFixture(policy, ReadText(policy));
    EXPECT_TRUE(FindingsOf(compilation, *id).empty()) << policy;
    EXPECT_FALSE(compilation.has_errors()) << policy;
  }
}

// Each alternative alone: there is less to find afterwards, and nothing is broken.
TEST_P(LintFixtures, FixesRemoveTheFinding) {
  const auto id = RuleOfFolder(GetParam());
  ASSERT_TRUE(id);
  for (const fs::path& policy : Policies(GetParam(), "bad")) {
    const std::string text = ReadText(policy);
    const auto before = CheckFixture(policy, text);
    const auto findings = FindingsOf(before, *id);
    for (const Diagnostic& finding : findings) {
      for (const DiagnosticFix& fix : finding.fixes) {
        const auto after = CheckFixture(policy, Apply(fix, text));
        EXPECT_LT(FindingsOf(after, *id).size(), findings.size())
            << policy << ": " << fix.description;
        EXPECT_TRUE(before.has_errors() || !after.has_errors())
            << policy << ": " << fix.description;
      }
      EXPECT_EQ(finding.fixes.size() > 1, !finding.choice.empty())
          << policy << ": alternatives need a question";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, LintFixtures, testing::ValuesIn(RuleFolders()),
                         [](const auto& folder) {
                           return folder.param.parent_path().filename().string() + "_" +
                                  folder.param.filename().string();
                         });

}  // namespace
}  // namespace proviso::lint_test
