// SPDX-License-Identifier: Apache-2.0
// The spellings of a coverage report.
#include "testing/coverage/report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/unit/explore/support.h"

namespace proviso::testing {
namespace {

// Accepted once; nobody ever declines.
coverage::Report AcceptedOnly() {
  static const auto* const compilation =
      new compiler::Compilation(CompileText("Policy: <Both>\n"
                                            "- Ask the customer if they want to keep the order.\n"
                                            "- If yes:\n"
                                            "  - Say “Good & well.”\n"
                                            "- If no:\n"
                                            "  - Say “All right.”\n"));
  static const auto* const sites = new coverage::Sites(*compilation->module);
  explore::Simulator simulator = SimulatorFor(*compilation->module);
  coverage::Counts counts(*sites);
  std::string snapshot;
  vm::StepTrace trace;
  for (const explore::Input& input :
       {simulator.Starts(PolicyId{0}).front(), explore::Input(explore::Said{"Yes, please."})}) {
    auto step = simulator.Apply(snapshot, input, &trace);
    EXPECT_TRUE(step);
    counts.Record(trace, *step);
    snapshot = step->snapshot;
  }
  coverage::Report report;
  report.Add(counts, compilation->sources);
  return report;
}

TEST(CoverageReportTest, Text) {
  EXPECT_EQ(coverage::CoverageText(AcceptedOnly()),
            "coverage             outcomes     lines  defaults\n"
            "test.policy       2/5  40.0 %       3/5       0/1\n"
            "test.policy:2: never tried: the customer says no\n"
            "test.policy:3: never tried: the customer does not accept\n"
            "test.policy:5: never tried: the customer declines\n");
}

TEST(CoverageReportTest, Lcov) {
  EXPECT_EQ(coverage::CoverageLcov(AcceptedOnly()),
            "TN:\n"
            "SF:test.policy\n"
            "BRDA:2,0,0,1\n"
            "BRDA:2,0,1,0\n"
            "BRDA:3,0,0,1\n"
            "BRDA:3,0,1,0\n"
            "BRDA:5,0,0,-\n"
            "BRF:5\n"
            "BRH:2\n"
            "DA:2,1\n"
            "DA:3,1\n"
            "DA:4,1\n"
            "DA:5,0\n"
            "DA:6,0\n"
            "LF:5\n"
            "LH:3\n"
            "end_of_record\n");
}

TEST(CoverageReportTest, Json) {
  const auto json = nlohmann::json::parse(coverage::CoverageJson(AcceptedOnly()));
  EXPECT_EQ(json["totals"]["outcomes"]["reached"], 2);
  EXPECT_EQ(json["totals"]["outcomes"]["all"], 5);
  EXPECT_EQ(json["files"][0]["file"], "test.policy");
  EXPECT_EQ(json["files"][0]["lines"][1]["sites"][0]["kind"], "condition");
}

TEST(CoverageReportTest, HtmlEscapesAndLinksFromOneToTheNext) {
  const std::string html = coverage::CoverageHtml(AcceptedOnly());
  EXPECT_NE(html.find("Policy: &lt;Both&gt;"), std::string::npos);
  EXPECT_NE(html.find("Good &amp; well"), std::string::npos);
  EXPECT_NE(html.find("<li class=\"missing\" id=\"never-1\">never tried: the customer says no"),
            std::string::npos);
  EXPECT_NE(html.find("href=\"#never-3\""), std::string::npos);
  EXPECT_EQ(html.find("<script"), std::string::npos);
}

TEST(CoverageReportTest, TheSameFileTwiceAddsUp) {
  coverage::Report report = AcceptedOnly();
  EXPECT_EQ(report.files().size(), 1u);
  EXPECT_EQ(report.totals().outcomes.all, 5u);
}

}  // namespace
}  // namespace proviso::testing
