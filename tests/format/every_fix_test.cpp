// SPDX-License-Identifier: Apache-2.0
// What holds for every text: fixing all that can be fixed comes to an end, so that a second run
// finds nothing to do; and it does not blow the text up.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <iostream>

#include "compiler/format/apply_fixes.h"
#include "compiler/format/format.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"
#include "tests/format/texts.h"

namespace proviso::format_test {
namespace {

struct Counts {
  std::size_t texts = 0;
  std::size_t changed = 0;
  std::size_t fixes = 0;
  std::size_t refused = 0;
};

const ToolCatalogue& Catalogue() {
  static const ToolCatalogue kCatalogue = LoadStandardCatalogue();
  return kCatalogue;
}

// As `fmt --fix=all` does, with nobody there to choose.
compiler::FixOutcome FixAll(const Bundle& bundle) {
  static const compiler::lint::Config kLint;
  compiler::FixRequest request;
  request.level = compiler::FixLevel::All;
  request.compile = [](const Bundle& files) {
    compiler::CompileOptions options;
    options.catalogue = &Catalogue();
    options.explain = false;
    options.lint = &kLint;
    return compiler::Compile(files, options);
  };
  request.layout = [](Bundle files) {
    auto results = compiler::FormatFiles(files, &Catalogue());
    for (std::size_t i = 0; i < files.size(); ++i) files[i].second = std::move(results[i].text);
    return files;
  };
  return compiler::ApplyFixes(bundle, request);
}

void CheckBundle(const Bundle& bundle, Counts& counts) {
  const compiler::FixOutcome once = FixAll(bundle);
  const compiler::FixOutcome twice = FixAll(once.files);
  for (std::size_t i = 0; i < bundle.size(); ++i) {
    EXPECT_EQ(once.files[i].second, twice.files[i].second) << bundle[i].first;
    // Quotation marks and nesting that are written out make a text longer, by nothing like its
    // size.
    EXPECT_LE(once.files[i].second.size(), 2 * bundle[i].second.size() + 100) << bundle[i].first;
    if (once.files[i].second != bundle[i].second) ++counts.changed;
  }
  for (const compiler::AppliedFix& fix : twice.applied) {
    ADD_FAILURE() << fmt::format("{}:{}: {} is fixed by the second run: {}", fix.file, fix.line,
                                 CodeText(fix.id), fix.description);
  }
  // Whatever is still offered was tried, and does harm.
  for (const compiler::RefusedFix& refused : once.refused) {
    std::cout << fmt::format("refused: {}: {} {}: {}\n", bundle.front().first,
                             CodeText(refused.finding.id), refused.finding.message,
                             DescribeRefusal(refused.why));
  }
  counts.texts += bundle.size();
  counts.fixes += once.applied.size();
  counts.refused += once.refused.size();
}

Counts CheckAll(const std::vector<Bundle>& bundles) {
  Counts counts;
  for (const Bundle& bundle : bundles) CheckBundle(bundle, counts);
  std::cout << fmt::format("{} texts, {} changed by {} fixes and the layout, {} fixes refused\n",
                           counts.texts, counts.changed, counts.fixes, counts.refused);
  return counts;
}

TEST(EveryFix, Samples) { EXPECT_GT(CheckAll(Samples()).texts, 10u); }
TEST(EveryFix, GoldenInputs) { EXPECT_GT(CheckAll(GoldenInputs()).fixes, 50u); }
TEST(EveryFix, PoliciesInConversations) { CheckAll(ConversationPolicies()); }
TEST(EveryFix, ExamplesOfTheDocuments) { CheckAll(DocumentExamples()); }
TEST(EveryFix, FuzzInputs) { CheckAll(FuzzInputs()); }

TEST(EveryFix, PublishedPages) {
  const auto pages = PublishedPages();
  if (!pages) GTEST_SKIP() << "there are no published pages beside the project";
  CheckAll(*pages);
}
TEST(EveryFix, Procedures) {
  const auto procedures = Procedures();
  if (!procedures) GTEST_SKIP() << "there are no procedures beside the project";
  CheckAll(*procedures);
}
TEST(EveryFix, PoliciesBesideTheProject) {
  const auto policies = SharedPolicies();
  if (!policies) GTEST_SKIP() << "there are no policies beside the project";
  CheckAll(*policies);
}

// A reference that no marks end: what was proposed for it was read as another reference again.
TEST(EveryFix, ANameWithMarksIsReferredToOnce) {
  const Bundle bundle = {{"charge.policy",
                          "Policy: Charge\n\n- If the card is lost, follow #Customer's_card.\n"
                          "- If the customer swaps, follow #Returns & exchanges.\n\n"
                          "Policy: Customer's card\n\n- Say “Please call your bank.”\n\n"
                          "Policy: Returns & exchanges\n\n- Say “We can swap it.”\n"}};
  const compiler::FixOutcome once = FixAll(bundle);
  EXPECT_NE(once.files[0].second.find("follow #Customers_card.\n"), std::string::npos)
      << once.files[0].second;
  EXPECT_NE(once.files[0].second.find("follow #Returns_exchanges.\n"), std::string::npos)
      << once.files[0].second;
  EXPECT_FALSE(once.compilation.has_errors());
  EXPECT_TRUE(FixAll(once.files).applied.empty());
}

}  // namespace
}  // namespace proviso::format_test
