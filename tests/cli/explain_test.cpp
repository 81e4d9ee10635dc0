// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/explain_json.h"
#include "cli/explain_text.h"
#include "cli/text_layout.h"

namespace proviso::cli {
namespace {

using compiler::Compilation;
using compiler::ReadingKind;

// Two files; a line of two readings, one that nobody read, blank ones.
Compilation Sample() {
  Compilation compilation;
  compilation.sources.Add(
      "refund.policy",
      "Policy: Refund\n"
      "\n"
      "- Ask for the order number, then use @order_get(order_id: str) to read it "
      "and to see whether it may be refunded at all.\r\n"
      "   \t \n"
      "nobody read this\n");
  compilation.sources.Add("other.policy", "// a comment\n");
  const auto add = [&](std::uint32_t file, std::uint32_t line, ReadingKind kind,
                       std::string meaning) {
    compiler::LineReading reading;
    reading.file = static_cast<FileId>(file);
    reading.line = line;
    reading.kind = kind;
    reading.meaning = std::move(meaning);
    reading.depth = kind == ReadingKind::Call ? 1 : 0;
    compilation.readings.push_back(std::move(reading));
  };
  add(0, 1, ReadingKind::PolicyName, "opens the policy");
  add(0, 3, ReadingKind::Question, "asks for the order number");
  add(0, 3, ReadingKind::Call, "calls order_get");
  compilation.readings.back().details = {"order_id = the order number"};
  compilation.readings.back().tools = {"order_get"};
  add(1, 1, ReadingKind::Comment, "not executed");
  return compilation;
}

class ExplainWidths : public ::testing::TestWithParam<int> {};
TEST_P(ExplainWidths, ShowsEveryLineAndReadingWithinTheWidth) {
  const std::string text = ExplainText(Sample(), {GetParam(), false});
  for (const char* part :
       {"refund.policy", "Policy: Refund", "opens the policy", "- Ask for the",
        "asks for the order number", "calls order_get", "order_id = the order number",
        "nobody read this", "// a comment", "not executed"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    EXPECT_LE(DisplayColumns(rest.substr(0, end)), GetParam()) << rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
}
INSTANTIATE_TEST_SUITE_P(Explain, ExplainWidths, ::testing::Values(60, 80, 90, 100, 140, 240));

TEST(ExplainJson, HasEveryLineThatIsNotBlank) {
  const auto json = nlohmann::json::parse(ExplainJson(Sample()));
  ASSERT_EQ(json["files"].size(), 2u);
  const auto& lines = json["files"][0]["lines"];
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[1]["line"], 3);
  ASSERT_EQ(lines[1]["readings"].size(), 2u);
  EXPECT_EQ(lines[1]["readings"][1]["tools"][0], "order_get");
  EXPECT_EQ(lines[1]["readings"][1]["depth"], 1);
  EXPECT_TRUE(lines[2]["readings"].empty());
  EXPECT_EQ(json["files"][1]["lines"][0]["text"], "// a comment");
  EXPECT_TRUE(json["diagnostics"].is_array());
}

TEST(ExplainJson, BytesThatAreNotUtf8StillGiveJson) {
  Compilation compilation;
  compilation.sources.Add("x.policy", "caf\xE9\n");
  EXPECT_FALSE(nlohmann::json::parse(ExplainJson(compilation), nullptr, false).is_discarded());
}

}  // namespace
}  // namespace proviso::cli
