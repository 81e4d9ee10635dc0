// SPDX-License-Identifier: Apache-2.0
#include "testing/scenario/suite.h"

#include <gtest/gtest.h>

#include <atomic>
#include <sstream>

#include "stdlib-tools/catalogue/standard_catalogue.h"
#include "testing/scenario/update.h"

namespace proviso::scenario {
namespace {

const std::string kSample = std::string(PROVISO_SOURCE_DIR) + "/samples/address_change.policy";

Suite Load(const std::string& text) {
  SuiteOptions options;
  options.policies = {kSample};
  options.catalogue = [](const std::vector<std::string>&, const std::vector<std::string>&) {
    return Result<SuiteCatalogue>(
        {std::make_shared<const ToolCatalogue>(LoadStandardCatalogue()), {}});
  };
  std::istringstream in(text);
  auto suite = LoadSuite({"-"}, options, in);
  EXPECT_TRUE(suite.has_value()) << suite.error().message;
  return std::move(*suite);
}

std::string Many(int count) {
  std::string text =
      "Scenario outline: number <n>\n  Customer: hello <n>\n  Agent asks for the email\n"
      "  Then {email} is <n>\n  Examples:\n  | n |\n";
  for (int i = 0; i < count; ++i) text += "  | " + std::to_string(i) + " |\n";
  return text;
}

TEST(Suite, ThreadsDoNotChangeResults) {
  const Suite suite = Load(Many(40));
  const std::vector<Case> cases = AllCases(suite);
  ASSERT_EQ(cases.size(), 40u);
  PlayOptions one;
  PlayOptions many;
  many.jobs = 8;
  std::atomic<std::size_t> finished{0};
  many.finished = [&](const CaseResult&, std::size_t) { ++finished; };
  const auto a = PlayCases(suite, cases, one);
  const auto b = PlayCases(suite, cases, many);
  EXPECT_EQ(finished, 40u);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    ASSERT_EQ(a[i].result.failures.size(), b[i].result.failures.size());
    EXPECT_EQ(b[i].at.scenario, i);
    EXPECT_EQ(a[i].result.transcript.size(), b[i].result.transcript.size());
  }
}

TEST(Suite, PrepareIsCalledForEachCase) {
  const Suite suite = Load(Many(5));
  std::atomic<int> prepared{0};
  PlayOptions options;
  options.prepare = [&](const Case&, RunOptions& run) {
    ++prepared;
    run.max_turns = 1;
  };
  for (const CaseResult& result : PlayCases(suite, AllCases(suite), options)) {
    EXPECT_NE(result.result.failures.front().message.find("1 turns"), std::string::npos);
  }
  EXPECT_EQ(prepared, 5);
}

TEST(Suite, BrokenFilesAreNotPlayed) {
  const Suite suite = Load("Scenario: a\n  Customr: hello\nScenario: b\n  Customer: hello\n");
  EXPECT_TRUE(suite.files[0].broken);
  EXPECT_TRUE(AllCases(suite).empty());
}

TEST(Update, LeavesOutlinesAndTheCustomerAlone) {
  const std::string text = Many(2);
  const Suite suite = Load(text);
  EXPECT_TRUE(UpdatesFor(suite, PlayCases(suite, AllCases(suite), {})).empty());
}

TEST(Update, ChangesOnlyWhatDiffers) {
  const Suite suite = Load(
      "Scenario: a\r\n\t Agent asks for the phone number // really\r\n  Customer: hello\r\n"
      "  Agent asks for the email\r\n  But the agent never said email\r\n");
  const auto updates = UpdatesFor(suite, PlayCases(suite, AllCases(suite), {}));
  ASSERT_EQ(updates.size(), 1u);
  EXPECT_EQ(updates[0].lines, 1u);
  EXPECT_EQ(updates[0].left, 1u);
  EXPECT_EQ(updates[0].text,
            "Scenario: a\r\n\t Agent asks for the email\r\n  Customer: hello\r\n"
            "  Agent asks for the email\r\n  But the agent never said email\r\n");
}

}  // namespace
}  // namespace proviso::scenario
