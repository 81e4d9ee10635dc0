// SPDX-License-Identifier: Apache-2.0
// What `proviso explain P101` prints is true: each code has a page that names its severity, its
// example provokes the code, and what the page says to write instead does not.
#include "tests/golden/diagnostics/pages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "compiler/driver/driver.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"
#include "testing/scenario/parser.h"

namespace proviso::golden {
namespace {

constexpr std::string_view kExample = "Example";
constexpr std::string_view kInstead = "What to write instead";

TEST(DiagnosticPages, EveryCodeHasOneAndNoneLacksACode) {
  std::set<std::string> pages;
  for (const Page& page : ReadPages()) pages.insert(page.code);
  std::set<std::string> codes;
  for (const DiagnosticInfo& info : AllDiagnostics()) codes.insert(CodeText(info.id));
  EXPECT_EQ(pages, codes);
}

class DiagnosticPage : public testing::TestWithParam<Page> {
 protected:
  struct Findings {
    std::set<std::string> codes;
    std::string listed;
    bool errors = false;
  };

  // A section may hold the catalogue of the project that its policies belong to.
  static Findings Compile(const std::string& text, const std::string& section) {
    ToolCatalogue catalogue = LoadStandardCatalogue();
    for (const std::string& tools : PoliciesIn(section, "json")) {
      const auto added = catalogue.Add(tools, "page.json");
      EXPECT_TRUE(added) << tools << added.error().message;
    }
    compiler::CompileOptions options;
    static const compiler::lint::Config kAllRules;
    options.catalogue = &catalogue;
    options.lint = &kAllRules;
    const compiler::Compilation compilation = compiler::Compile({{"page.policy", text}}, options);
    Findings findings;
    for (const Diagnostic& diagnostic : compilation.diagnostics) {
      findings.codes.insert(CodeText(diagnostic.id));
      findings.listed += CodeText(diagnostic.id) + " " + diagnostic.message + "\n";
    }
    findings.errors = compilation.has_errors();
    return findings;
  }
};

TEST_P(DiagnosticPage, IsBuiltLikeTheOthers) {
  const Page& page = GetParam();
  const std::optional<DiagnosticId> id = ParseCode(page.code);
  ASSERT_TRUE(id) << page.code << " is no registered code";
  const DiagnosticInfo& info = InfoOf(*id);
  EXPECT_EQ(page.title, "# " + page.code + ": " + std::string(info.summary));
  std::string severity(SeverityName(info.severity));
  severity.front() = static_cast<char>(std::toupper(severity.front()));
  EXPECT_EQ(page.severity, severity);
  const std::vector<std::string> expected{"What it means", "Why it matters", std::string(kExample),
                                          std::string(kInstead)};
  // Behind these four, a page may say how the fix works, which options there are, and which of the
  // published policies has the defect.
  std::vector<std::string> titles = page.section_titles;
  for (const char* more : {"In the published policies", "Options", "Fix"}) {
    if (!titles.empty() && titles.back() == more) titles.pop_back();
  }
  EXPECT_EQ(titles, expected);
  for (const auto& [title, text] : page.sections) {
    EXPECT_NE(text.find_first_not_of(" \n"), std::string::npos) << title << " is empty";
  }
}

TEST_P(DiagnosticPage, ExampleProvokesTheCode) {
  const Page& page = GetParam();
  const std::string& section = page.sections.at(std::string(kExample));
  for (const std::string& policy : PoliciesIn(section)) {
    const Findings findings = Compile(policy, section);
    EXPECT_TRUE(findings.codes.contains(page.code)) << policy << "\nfound:\n" << findings.listed;
  }
}

// The same for what is about scenario files.
std::set<std::string> CodesOfScenarios(const std::string& text) {
  SourceSet sources;
  const FileId id = sources.Add("page.scenario", text);
  DiagnosticSink sink;
  scenario::ParseFile(sources.file(id), id, sink);
  std::set<std::string> codes;
  for (const Diagnostic& diagnostic : sink.all()) codes.insert(CodeText(diagnostic.id));
  return codes;
}

TEST_P(DiagnosticPage, ExamplesOfScenariosToo) {
  const Page& page = GetParam();
  for (const std::string& text : PoliciesIn(page.sections.at(std::string(kExample)), "scenario")) {
    EXPECT_TRUE(CodesOfScenarios(text).contains(page.code)) << text;
  }
  for (const std::string& text : PoliciesIn(page.sections.at(std::string(kInstead)), "scenario")) {
    EXPECT_TRUE(CodesOfScenarios(text).empty()) << text;
  }
}

TEST_P(DiagnosticPage, WhatToWriteInsteadDoesNot) {
  const Page& page = GetParam();
  const std::string& section = page.sections.at(std::string(kInstead));
  for (const std::string& policy : PoliciesIn(section)) {
    const Findings findings = Compile(policy, section);
    EXPECT_FALSE(findings.codes.contains(page.code)) << policy << "\nfound:\n" << findings.listed;
    EXPECT_FALSE(findings.errors) << policy << "\nfound:\n" << findings.listed;
  }
}

INSTANTIATE_TEST_SUITE_P(All, DiagnosticPage, testing::ValuesIn(ReadPages()),
                         [](const auto& page) { return page.param.code; });

}  // namespace
}  // namespace proviso::golden
