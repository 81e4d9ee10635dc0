// SPDX-License-Identifier: Apache-2.0
// Reports for machines: SARIF, JUnit, annotations.
#include "core/render.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/utf8.h"
#include "core/xml_text.h"

namespace proviso {
namespace {

using Json = nlohmann::ordered_json;

class ReportTest : public ::testing::Test {
 protected:
  Span Mark(std::string name, std::string text, std::string_view marked) {
    const std::size_t begin = text.find(marked);
    const FileId file = sources_.Add(std::move(name), std::move(text));
    return Span{file, static_cast<std::uint32_t>(begin),
                static_cast<std::uint32_t>(begin + marked.size())};
  }
  Diagnostic& Report(Span span, std::string message = "no policy is called `x`") {
    return sink_.Report(DiagnosticId::UnknownPolicy, span, std::move(message));
  }
  Json Sarif() { return Json::parse(RenderSarif(sources_, sink_.Sorted(), {"1.2.3", {}})); }
  Json OneResult() { return Sarif()["runs"][0]["results"].at(0); }

  SourceSet sources_;
  DiagnosticSink sink_;
};

TEST_F(ReportTest, SarifNamesTheRuleOnceAndPointsToIt) {
  Report(Mark("a.policy", "#x", "#x"));
  Report(Mark("b.policy", "#x", "#x"));
  const Json run = Sarif()["runs"][0];
  ASSERT_EQ(run["tool"]["driver"]["rules"].size(), 1u);
  EXPECT_EQ(run["tool"]["driver"]["rules"][0]["id"], "P101");
  EXPECT_EQ(run["results"][1]["ruleIndex"], 0);
  EXPECT_EQ(run["results"][1]["level"], "error");
}

TEST_F(ReportTest, SarifTagsEveryCodeWithTheNameOfItsBand) {
  const Span span = Mark("a.policy", "#x", "#x");
  for (const DiagnosticInfo& info : AllDiagnostics()) sink_.Report(info.id, span, "found");
  const Json rules = Sarif()["runs"][0]["tool"]["driver"]["rules"];
  ASSERT_EQ(rules.size(), AllDiagnostics().size());
  for (const Json& rule : rules) {
    const auto id = ParseCode(rule["id"].get<std::string>());
    ASSERT_TRUE(id);
    EXPECT_EQ(rule["properties"]["tags"], Json::array({std::string(BandOf(*id).name)}));
  }
}

TEST_F(ReportTest, SarifColumnsCountUtf16Units) {
  Report(Mark("a.policy", "one\né😀 #x\n", "#x"));
  const Json region = OneResult()["locations"][0]["physicalLocation"]["region"];
  EXPECT_EQ(region["startLine"], 2);
  EXPECT_EQ(region["startColumn"], 5);
  EXPECT_EQ(region["endColumn"], 7);
}

TEST_F(ReportTest, SarifFileNamesAreUriReferences) {
  Report(Mark("./a b/ü:1#2.policy", "#x", "#x"));
  EXPECT_EQ(OneResult()["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            "a%20b/%C3%BC%3A1%232.policy");
}

TEST_F(ReportTest, SarifMessagesHoldNoLinkAndNoPlaceholderOfThePolicy) {
  Report(Mark("a.policy", "#x", "#x"), "no [a](b) and {0}");
  EXPECT_EQ(OneResult()["message"]["text"], "No \\[a\\](b) and {{0}}.");
}

TEST_F(ReportTest, SarifFingerprintIgnoresWhereTheLineStands) {
  Report(Mark("a.policy", "#x\n", "#x"));
  const Json first = OneResult()["partialFingerprints"];
  sources_ = {};
  sink_ = {};
  Report(Mark("a.policy", "new line\n  #x\n", "#x"));
  EXPECT_EQ(OneResult()["partialFingerprints"], first);
}

TEST_F(ReportTest, SarifHoldsOnlyFixesThatNeedNoQuestion) {
  const Span span = Mark("a.policy", "#x", "#x");
  Report(span).Fix("write #y", span, "#y", FixSafety::Safe);
  Report(span).Fix("write #y", span, "#y");
  Report(span).Fix("a", span, "a", FixSafety::Safe).Fix("b", span, "b", FixSafety::Safe);
  const Json results = Sarif()["runs"][0]["results"];
  ASSERT_TRUE(results[0].contains("fixes"));
  EXPECT_EQ(
      results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"],
      "#y");
  EXPECT_FALSE(results[1].contains("fixes"));
  EXPECT_FALSE(results[2].contains("fixes"));
}

TEST_F(ReportTest, SarifOfNothingAndOfAFindingWithoutAPlace) {
  EXPECT_TRUE(Sarif()["runs"][0]["results"].empty());
  Report(kNoSpan, "bytes \xff here");
  EXPECT_TRUE(OneResult()["locations"].empty());
}

TEST_F(ReportTest, GithubLeavesOutColumnsOfSeveralLines) {
  Report(Mark("a.policy", "one\ntwo\n", "e\nt"));
  EXPECT_EQ(RenderGithub(sources_, sink_.Sorted()),
            "::error file=a.policy,line=1,endLine=2,title=P101 unknown-policy::no policy is called "
            "`x`\n");
}

TEST_F(ReportTest, JunitFailsWhereTheCommandFails) {
  Report(Mark("a.policy", "#x", "#x")).severity = Severity::Warning;
  EXPECT_NE(RenderJunit(sources_, sink_.Sorted(), false).find("failures=\"0\""), std::string::npos);
  EXPECT_NE(RenderJunit(sources_, sink_.Sorted(), true).find("failures=\"1\""), std::string::npos);
}

TEST(XmlText, IsWellFormedWhateverItHolds) {
  EXPECT_EQ(XmlText("a<b>&\"'"), "a&lt;b&gt;&amp;&quot;&#39;");
  EXPECT_EQ(XmlText(std::string_view("\x01\0\xff\n", 4)), "\uFFFD\uFFFD\uFFFD\n");
}

TEST(Utf16Length, CountsSurrogatePairs) { EXPECT_EQ(Utf16Length("aé😀\xff"), 5u); }

}  // namespace
}  // namespace proviso
