// SPDX-License-Identifier: Apache-2.0
// The settings: what is read, and what is refused with the line of the mistake.
#include "compiler/lint/config.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "stdlib-tools/json_schema.h"

namespace proviso::compiler::lint {
namespace {

TEST(LintConfig, IsRead) {
  const auto settings = ReadSettings(R"({
    "lint": {
      "rules": {
        "vague-condition": {"level": "off", "reason": "the lead decides", "words": 3},
        "P501": "warning"
      },
      "exclude": [{"files": "drafts/**", "rules": ["needs-judgement"], "reason": "not live"}]
    },
    "tools": ["tools/own.json",
              "/shared/tools.json"],
    "$schema": "proviso.schema.json"
  })",
                                     "proviso.json", "/policies");
  ASSERT_TRUE(settings) << settings.error().message;
  const Config* config = &settings->lint;
  ASSERT_EQ(settings->catalogues.size(), 2u);
  EXPECT_EQ(settings->catalogues[0].path, "tools/own.json");
  EXPECT_EQ(settings->catalogues[0].line, 9u);
  EXPECT_EQ(settings->catalogues[1].line, 10u);
  const Level& vague = config->levels.at(DiagnosticId::VagueCondition);
  EXPECT_FALSE(vague.severity);
  EXPECT_EQ(vague.reason, "the lead decides");
  EXPECT_EQ(vague.options.at("words"), "3");
  EXPECT_EQ(config->levels.at(DiagnosticId::DoubleSpace).severity, Severity::Warning);
  ASSERT_EQ(config->exclusions.size(), 1u);
  EXPECT_EQ(config->exclusions[0].files, "drafts/**");
  EXPECT_EQ(config->exclusions[0].rules, std::vector{DiagnosticId::NeedsJudgement});
  EXPECT_EQ(config->folder, "/policies");
}

TEST(LintConfig, MayHaveNoLintPart) { EXPECT_TRUE(ReadSettings("{}", "proviso.json", "")); }

struct Refused {
  const char* json;
  const char* message;
};

class RefusedConfig : public testing::TestWithParam<Refused> {};
TEST_P(RefusedConfig, NamesThePlace) {
  const auto config = ReadSettings(GetParam().json, "p.json", "");
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().code, "bad_settings");
  EXPECT_EQ(config.error().message.substr(0, std::string(GetParam().message).size()),
            GetParam().message);
}
INSTANTIATE_TEST_SUITE_P(
    Lint, RefusedConfig,
    testing::Values(
        Refused{"{\n\"lint\": }", "p.json:2: this is not JSON: "},
        Refused{"[]", "p.json:1: the settings must be an object"},
        Refused{"{\"lint\": {},\n\"tool\": []}",
                "p.json:2: `tool` is no setting here; did you mean `tools`?"},
        Refused{"{\"catalogs\": []}",
                "p.json:1: `catalogs` is no setting here; there are: lint, tools, $schema"},
        Refused{"{\"tools\": \"own.json\"}", "p.json:1: `tools` must be a list of catalogue files"},
        Refused{"{\"tools\": [\"own.json\",\n1]}", "p.json:2: `tools` must be a list"},
        Refused{"{\"lint\": 1}", "p.json:1: `lint` must be an object"},
        Refused{"{\"lint\": {\n\"rule\": {}}}",
                "p.json:2: `rule` is no setting here; did you mean `rules`?"},
        Refused{"{\"lint\": {\"rules\": {\n\n\"vague-conditions\": \"off\"}}}",
                "p.json:3: there is no rule `vague-conditions`; did you mean `vague-condition`"},
        Refused{"{\"lint\": {\"rules\": {\"P402\": \"note\",\n\"P501\": \"of\"}}}",
                "p.json:2: there is no level `of`; a level is off, note, warning or error"},
        Refused{"{\"lint\": {\"rules\": {\"P402\":\n\"off\"}}}",
                "p.json:2: `P402` is switched off without a reason"},
        Refused{"{\"lint\": {\"rules\": {\"P402\": \"note\", \"vague-condition\": \"note\"}}}",
                "p.json:1: `vague-condition` is set twice"},
        Refused{"{\"lint\": {\"rules\": {\"unknown-tool\": \"note\"}}}",
                "p.json:1: `unknown-tool` is an error"},
        Refused{"{\"lint\": {\"rules\": {\"P402\": {\"level\":\n[]}}}}",
                "p.json:2: `level` must be a text"},
        Refused{"{\"lint\": {\"rules\": {\"P402\": {\"words\": {}}}}}",
                "p.json:1: the option `words` must be"},
        Refused{"{\"lint\": {\"exclude\": [\n{\"files\": \"a\"}]}}",
                "p.json:2: an exclusion needs a `reason`"},
        Refused{"{\"lint\": {\"exclude\": [{\"reason\": \"a\"}]}}",
                "p.json:1: an exclusion needs `files`"},
        Refused{"{\"lint\": {\"exclude\": [{\"files\": \"x{\", \"reason\": \"a\"},\n{\"files\": "
                "\"a\", \"reason\": \"a\", \"rules\": [\"x\"]}]}}",
                "p.json:2: there is no rule `x`"}));

JsonSchema Schema() {
  std::ifstream file(PROVISO_SOURCE_DIR "/docs/proviso.schema.json", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  auto schema = JsonSchema::Compile(nlohmann::ordered_json::parse(text));
  if (!schema) throw std::runtime_error(schema.error().message);
  return std::move(*schema);
}

// The schema that editors use refuses the same shapes; that a rule exists only the reader knows.
TEST(LintConfigSchema, AgreesWithTheReader) {
  const JsonSchema schema = Schema();
  const auto fits = [&](const char* json) {
    return schema.Check(nlohmann::ordered_json::parse(json)).empty();
  };
  EXPECT_TRUE(fits("{}"));
  EXPECT_TRUE(fits(
      R"({"lint": {"rules": {"P501": "note", "vague-condition": {"level": "off", "reason": "x"}},
                       "exclude": [{"files": "a/**", "rules": ["P501"], "reason": "x"}]}, "tools": ["a.json"]})"));
  for (const char* json :
       {"[]", R"({"tools": "a.json"})", R"({"tools": [1]})", R"({"tools": [""]})",
        R"({"tool": []})", R"({"lint": 1})", R"({"lint": {"rule": {}}})",
        R"({"lint": {"rules": {"P501": "of"}}})", R"({"lint": {"rules": {"P501": "off"}}})",
        R"({"lint": {"rules": {"P501": {"level": "off"}}}})",
        R"({"lint": {"exclude": [{"files": "a"}]}})",
        R"({"lint": {"exclude": [{"reason": "a"}]}})"}) {
    EXPECT_FALSE(fits(json)) << json;
    EXPECT_FALSE(ReadSettings(json, "p.json", "")) << json;
  }
}

}  // namespace
}  // namespace proviso::compiler::lint
