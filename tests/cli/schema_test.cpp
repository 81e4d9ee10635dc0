// SPDX-License-Identifier: Apache-2.0
// The schemas that we publish describe what we print and read.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/explain_json.h"
#include "cli/test_reports.h"
#include "core/render.h"
#include "runtime/session/stub_host.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"
#include "stdlib-tools/json_schema.h"
#include "testing/scenario/suite.h"

namespace proviso::cli {
namespace {

std::string ReadProjectFile(const std::filesystem::path& path) {
  std::ifstream file(std::filesystem::path(PROVISO_SOURCE_DIR) / path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

JsonSchema Schema(const char* path) {
  auto schema = JsonSchema::Compile(nlohmann::ordered_json::parse(ReadProjectFile(path)));
  if (!schema) throw std::runtime_error(schema.error().message);
  return std::move(*schema);
}

std::string Violations(const JsonSchema& schema, const std::string& json) {
  std::string out;
  for (const SchemaViolation& violation : schema.Check(nlohmann::ordered_json::parse(json))) {
    out += violation.path + ": " + violation.message + "\n";
  }
  return out;
}

TEST(Schemas, ExplainJsonFits) {
  compiler::Compilation compilation;
  compilation.sources.Add("x.policy", "Policy: x\n");
  compiler::LineReading reading;
  reading.line = 1;
  reading.kind = compiler::ReadingKind::PolicyName;
  reading.tools = {"order_get"};
  compilation.readings = {reading};
  compilation.main_paths = {{"x", {"order_get"}}};
  EXPECT_EQ(Violations(Schema("docs/explain.schema.json"), ExplainJson(compilation)), "");
}

TEST(Schemas, FindingsFit) {
  SourceSet sources;
  DiagnosticSink sink;
  const Span span{sources.Add("x.policy", "Use #x.\n"), 4, 6};
  sink.Report(DiagnosticId::UnknownPolicy, span, "no policy is called `x`")
      .Label(span, "here")
      .Note("did you mean `y`?")
      .Choice("which one?")
      .Fix("write #y", span, "#y")
      .Fix("write #z", span, "#z", FixSafety::Safe);
  sink.Report(DiagnosticId::BundleUnreadable, kNoSpan, "no place");
  EXPECT_EQ(Violations(Schema("docs/findings.schema.json"), RenderJson(sources, sink.Sorted())),
            "");
}

// Every sort of event and failure that there is, over all files of tests/cli.
TEST(Schemas, TestResultsFit) {
  const std::string folder = std::string(PROVISO_SOURCE_DIR) + "/tests/cli/scenarios";
  scenario::SuiteOptions options;
  options.catalogue = [](const std::vector<std::string>&, const std::vector<std::string>&) {
    return Result<scenario::SuiteCatalogue>(
        {std::make_shared<const ToolCatalogue>(LoadStandardCatalogue()), {}});
  };
  std::istringstream no_input;
  auto suite = scenario::LoadSuite({folder}, options, no_input);
  ASSERT_TRUE(suite.has_value()) << suite.error().message;
  const auto results = scenario::PlayCases(*suite, scenario::AllCases(*suite), {});
  ASSERT_FALSE(results.empty());
  const std::string json = TestResultsJson(*suite, results);
  EXPECT_EQ(Violations(Schema("docs/test-results.schema.json"), json), "") << json;
  for (const char* part : {"\"hint\"", "\"policy\"", "\"actual\"", "\"outline\"", "\"time\"",
                           "\"handoff\"", "\"given\"", "\"P060\""}) {
    EXPECT_NE(json.find(part), std::string::npos) << part;
  }
}

TEST(Schemas, SampleStubsFit) {
  const JsonSchema schema = Schema("docs/stubs.schema.json");
  std::vector<std::string> known;
  const ToolCatalogue catalogue = LoadStandardCatalogue();
  for (const ToolDefinition* tool : catalogue.All()) known.push_back(tool->name);
  for (const char* path :
       {"samples/stubs/send_replacement.json", "samples/stubs/cancel_order_retention.json"}) {
    const std::string text = ReadProjectFile(path);
    EXPECT_EQ(Violations(schema, text), "") << path;
    const auto stubs = session::StubHost::Parse(text, path, known);
    EXPECT_TRUE(stubs) << stubs.error().message;
  }
}

// The schema and the reader refuse the same shapes.
class RefusedStubs : public ::testing::TestWithParam<const char*> {};
TEST_P(RefusedStubs, ByBoth) {
  EXPECT_NE(Violations(Schema("docs/stubs.schema.json"), GetParam()), "");
  const std::vector<std::string> known = {"t"};
  EXPECT_FALSE(session::StubHost::Parse(GetParam(), "stubs.json", known));
}
INSTANTIATE_TEST_SUITE_P(Schemas, RefusedStubs,
                         ::testing::Values("[]", R"({"t": {}})", R"({"t": [1]})", R"({"t": [{}]})",
                                           R"({"t": [{"result": 1, "error": {"code": "x"}}]})",
                                           R"({"t": [{"result": 1, "wen": {}}]})",
                                           R"({"t": [{"result": 1, "when": 1}]})",
                                           R"({"t": [{"error": {"message": "x"}}]})",
                                           R"({"t": [{"error": {"code": 1}}]})"));

}  // namespace
}  // namespace proviso::cli
