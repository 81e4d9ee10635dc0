// SPDX-License-Identifier: Apache-2.0
// Levels, exclusions and comments reach the findings of every stage, and no error.
#include <gtest/gtest.h>

#include <map>

#include "compiler/driver/driver.h"
#include "compiler/lint/config.h"

namespace proviso::compiler {
namespace {

using Severities = std::multimap<std::string, Severity>;

Severities Check(std::string text, const lint::Config& config, std::string name = "x.policy") {
  CompileOptions options;
  options.lint = &config;
  Severities found;
  for (const Diagnostic& diagnostic :
       Compile({{std::move(name), std::move(text)}}, options).diagnostics) {
    found.emplace(CodeText(diagnostic.id), diagnostic.severity);
  }
  return found;
}

lint::Config Settings(const std::string& rules) {
  auto settings = lint::ReadSettings("{\"lint\": " + rules + "}", "proviso.json", "");
  if (!settings) throw std::runtime_error(settings.error().message);
  return settings->lint;
}

// A judgement (P401, of sema) and two spaces (P501, of a rule).
constexpr const char* kText = "Policy: x\n- Consider  the options.\n";

TEST(LintLevels, DefaultsAreThoseOfTheRegistry) {
  const auto found = Check(kText, {});
  EXPECT_EQ(found.find("P401")->second, Severity::Warning);
  EXPECT_EQ(found.find("P501")->second, Severity::Note);
}

TEST(LintLevels, AreChanged) {
  const auto found =
      Check(kText, Settings(R"({"rules": {"P501": "error", "needs-judgement": "note"}})"));
  EXPECT_EQ(found.find("P401")->second, Severity::Note);
  EXPECT_EQ(found.find("P501")->second, Severity::Error);
}

TEST(LintLevels, OffIsOffForEveryStage) {
  const auto off = R"({"level": "off", "reason": "x"})";
  const auto found = Check(
      kText, Settings(std::string(R"({"rules": {"P501": )") + off + R"(, "P401": )" + off + "}}"));
  EXPECT_EQ(found.size(), 0u);
}

TEST(LintLevels, ExclusionsAreByFileAndRule) {
  const auto config =
      Settings(R"({"exclude": [{"files": "drafts/**", "rules": ["P401"], "reason": "not live"}]})");
  EXPECT_EQ(Check(kText, config, "drafts/a.policy").count("P401"), 0u);
  EXPECT_EQ(Check(kText, config, "drafts/a.policy").count("P501"), 1u);
  EXPECT_EQ(Check(kText, config, "live/a.policy").count("P401"), 1u);
}

TEST(LintLevels, CommentsSilenceEveryStage) {
  const auto found = Check(
      "Policy: x\n- Consider  the options. // lint: allow P401, double-space: it is fine\n", {});
  EXPECT_TRUE(found.empty());
}

TEST(LintLevels, CommentsSilenceNoError) {
  const auto found = Check("Policy: x\n- Follow #Nowhere. // lint: allow P101: soon\n", {});
  EXPECT_EQ(found.count("P101"), 1u);
  EXPECT_EQ(found.count("P592"), 1u);
}

TEST(LintLevels, ACommentWithoutAReasonSilencesNothing) {
  const auto found = Check("Policy: x\n- Consider the options. // lint: allow P401\n", {});
  EXPECT_EQ(found.count("P401"), 1u);
  EXPECT_EQ(found.count("P591"), 1u);
  EXPECT_EQ(found.count("P592"), 0u);
}

TEST(LintLevels, CommentsAreNotJudgedWhenNoRuleRuns) {
  lint::Config config;
  config.enabled = false;
  const auto found =
      Check("Policy: x\n- Consider  the options. // lint: allow P401, P501: it is fine\n", config);
  EXPECT_TRUE(found.empty());
}

}  // namespace
}  // namespace proviso::compiler
