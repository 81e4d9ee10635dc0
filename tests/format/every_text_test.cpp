// SPDX-License-Identifier: Apache-2.0
// What holds for every text: formatting it twice is formatting it once, none is refused, and what
// compiles compiles to the same bytecode.
#include <gtest/gtest.h>

#include <iostream>

#include "bytecode/same_behaviour.h"
#include "compiler/format/format.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"
#include "tests/format/texts.h"

namespace proviso::format_test {
namespace {

struct Counts {
  std::size_t texts = 0;
  std::size_t compile = 0;  // in bundles that compile
  std::size_t changed = 0;
  std::size_t refused = 0;
};

const ToolCatalogue& Catalogue() {
  static const ToolCatalogue kCatalogue = LoadStandardCatalogue();
  return kCatalogue;
}

std::optional<Module> ModuleOf(const Bundle& bundle) {
  compiler::CompileOptions options;
  options.catalogue = &Catalogue();
  options.explain = false;
  return compiler::Compile(bundle, options).module;
}

void CheckBundle(const Bundle& bundle, Counts& counts) {
  Bundle formatted = bundle;
  const auto results = compiler::FormatFiles(bundle, &Catalogue());
  ASSERT_EQ(results.size(), bundle.size());
  for (std::size_t i = 0; i < bundle.size(); ++i) {
    ++counts.texts;
    if (results[i].refused) {
      ++counts.refused;
      EXPECT_EQ(results[i].text, bundle[i].second);
      std::cout << "refused: " << bundle[i].first << ": " << results[i].why << "\n";
    }
    if (results[i].text != bundle[i].second) ++counts.changed;
    formatted[i].second = results[i].text;
  }
  const auto again = compiler::FormatFiles(formatted, &Catalogue());
  for (std::size_t i = 0; i < bundle.size(); ++i) {
    EXPECT_EQ(again[i].text, formatted[i].second) << bundle[i].first;
  }
  const auto before = ModuleOf(bundle);
  if (!before) return;
  counts.compile += bundle.size();
  const auto after = ModuleOf(formatted);
  ASSERT_TRUE(after.has_value()) << bundle.front().first;
  EXPECT_TRUE(SameBehaviour(*before, *after)) << bundle.front().first;
}

Counts CheckAll(const std::vector<Bundle>& bundles) {
  Counts counts;
  for (const Bundle& bundle : bundles) CheckBundle(bundle, counts);
  std::cout << counts.texts << " texts, " << counts.compile << " of them compile, "
            << counts.changed << " changed, " << counts.refused << " refused\n";
  return counts;
}

TEST(EveryText, Samples) {
  const Counts counts = CheckAll(Samples());
  EXPECT_GE(counts.compile, 12u);
  EXPECT_EQ(counts.refused, 0u);
}
TEST(EveryText, GoldenInputs) {
  const Counts counts = CheckAll(GoldenInputs());
  EXPECT_GE(counts.compile, 20u);
}
TEST(EveryText, PoliciesInConversations) {
  const Counts counts = CheckAll(ConversationPolicies());
  EXPECT_GE(counts.compile, 10u);
  EXPECT_EQ(counts.refused, 0u);
}
TEST(EveryText, ExamplesOfTheDocuments) {
  const Counts counts = CheckAll(DocumentExamples());
  EXPECT_GE(counts.compile, 20u);
  EXPECT_EQ(counts.refused, 0u);
}
TEST(EveryText, FuzzInputs) { CheckAll(FuzzInputs()); }

TEST(EveryText, PublishedPages) {
  const auto pages = PublishedPages();
  if (!pages) GTEST_SKIP() << "there are no published pages beside the project";
  EXPECT_EQ(CheckAll(*pages).refused, 0u);
}
TEST(EveryText, Procedures) {
  const auto procedures = Procedures();
  if (!procedures) GTEST_SKIP() << "there are no procedures beside the project";
  EXPECT_EQ(CheckAll(*procedures).refused, 0u);
}

}  // namespace
}  // namespace proviso::format_test
