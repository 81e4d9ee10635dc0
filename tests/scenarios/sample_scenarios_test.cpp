// SPDX-License-Identifier: Apache-2.0
// What the issue promises of the samples: their scenarios, the generated ones, hold, reach every
// outcome of the policies' branches, notice at least nine of ten changes, and are what
// `proviso test --generate` makes today.
#include <gtest/gtest.h>

#include <fstream>
#include <mutex>
#include <sstream>

#include "stdlib-tools/catalogue/standard_catalogue.h"
#include "testing/coverage/report.h"
#include "testing/generate/generate.h"
#include "testing/mutate/mutate.h"
#include "testing/scenario/suite.h"
#include "testing/scenario/writer.h"

namespace proviso {
namespace {

constexpr double kNoticedAtLeast = 90.0;

std::string PathOf(const std::string& name) {
  return std::string(PROVISO_SAMPLES) + "/tests/generated/" + name + ".scenario";
}

class SampleScenarios : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    scenario::SuiteOptions options;
    options.catalogue = [](const std::vector<std::string>&,
                           const std::vector<std::string>&) -> Result<scenario::SuiteCatalogue> {
      return scenario::SuiteCatalogue{
          std::make_shared<const ToolCatalogue>(LoadStandardCatalogue()), {}};
    };
    std::istringstream no_input;
    auto suite = scenario::LoadSuite({PathOf(GetParam())}, options, no_input);
    ASSERT_TRUE(suite) << suite.error().message;
    suite_ = std::move(*suite);
    ASSERT_EQ(suite_.sets.size(), 1u);
    ASSERT_NE(set().program, nullptr);
  }
  const scenario::PolicySet& set() const { return *suite_.sets.front(); }

  scenario::Suite suite_;
};

TEST_P(SampleScenarios, HoldAndReachEveryOutcome) {
  const coverage::Sites sites(set().program->module());
  coverage::Counts counts(sites);
  std::mutex mutex;
  scenario::PlayOptions play;
  play.run.session.stepped = [&](const vm::StepTrace& trace, const vm::StepResult& after) {
    const std::lock_guard lock(mutex);
    counts.Record(trace, after);
  };
  for (const scenario::CaseResult& result :
       scenario::PlayCases(suite_, scenario::AllCases(suite_), play)) {
    EXPECT_TRUE(result.result.passed()) << scenario::ScenarioOf(suite_, result.at).name;
  }
  coverage::Report report;
  report.Add(counts, set().compilation.sources);
  const coverage::Totals totals = report.totals();
  EXPECT_EQ(totals.outcomes.reached, totals.outcomes.all) << coverage::CoverageText(report);
  EXPECT_EQ(totals.lines.reached, totals.lines.all) << coverage::CoverageText(report);
}

TEST_P(SampleScenarios, NoticeChanges) {
  std::vector<mutate::Played> played;
  for (const scenario::Case& one : scenario::AllCases(suite_)) {
    played.push_back({&scenario::ScenarioOf(suite_, one), &suite_.files[one.file].stage});
  }
  mutate::MutateOptions options;
  options.catalogue = set().catalogue.get();
  // Enough to tell those that matter; what nobody notices within it is not counted.
  options.max_states = 1'000;
  const mutate::Report report = mutate::TryMutants(set().compilation, played, options);
  EXPECT_GT(report.Count(mutate::Verdict::Noticed), 15u);
  for (const mutate::Tried& one : report.mutants) {
    if (one.verdict != mutate::Verdict::Survived) continue;
    RecordProperty("survived", one.mutation.what);
  }
  EXPECT_GE(report.score(), kNoticedAtLeast);
}

TEST_P(SampleScenarios, AreWhatIsGeneratedToday) {
  const coverage::Sites sites(set().program->module());
  generate::GenerateOptions options;
  options.catalogue = set().catalogue.get();
  scenario::File file;
  file.policies = suite_.files.front().file.policies;
  file.scenarios = generate::Generate(set().program, sites, options).scenarios;
  std::ifstream in(PathOf(GetParam()));
  std::ostringstream text;
  text << in.rdbuf();
  std::string written = text.str();
  const std::size_t comment = written.find("// ");
  ASSERT_NE(comment, std::string::npos);
  written.erase(comment, written.find('\n', comment) - comment + 1);
  EXPECT_EQ(written, scenario::WriteFile(file))
      << "make the file again: proviso test --generate POLICIES -o " << PathOf(GetParam());
}

INSTANTIATE_TEST_SUITE_P(All, SampleScenarios,
                         ::testing::Values("address_change", "klaviyo_order_editing",
                                           "late_delivery_coupon", "returns_and_exchanges",
                                           "send_replacement", "send_replacement_kustomer",
                                           "shopify_cancellation", "shopify_replacement",
                                           "single_order_cancellation", "subscription_pause",
                                           "wrong_item"),
                         [](const auto& one) { return std::string(one.param); });

}  // namespace
}  // namespace proviso
