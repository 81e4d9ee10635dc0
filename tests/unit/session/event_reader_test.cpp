// SPDX-License-Identifier: Apache-2.0
#include "runtime/session/event_reader.h"

#include <gtest/gtest.h>

namespace proviso::session {
namespace {

template <typename T>
T ReadAs(std::string_view line) {
  const auto event = ReadEventLine(line);
  EXPECT_TRUE(event) << (event ? "" : event.error().message);
  if (!event || !std::holds_alternative<T>(event->input)) {
    ADD_FAILURE() << "another event than expected: " << line;
    return {};
  }
  return std::get<T>(event->input);
}

TEST(EventReader, Start) {
  const auto start = ReadAs<StartInput>(
      R"({"start": {"policy": "send replacement", "channel": "sms",
          "facts": {"customer.authenticated": true}}})");
  EXPECT_EQ(start.policy, "send replacement");
  EXPECT_EQ(start.channel, "sms");
  ASSERT_EQ(start.facts.size(), 1u);
  EXPECT_EQ(start.facts[0].first, "customer.authenticated");
  EXPECT_TRUE(start.facts[0].second.view().is_true());
}

TEST(EventReader, EverythingInAStartMayBeMissing) {
  const auto start = ReadAs<StartInput>(R"({"start": {}})");
  EXPECT_FALSE(start.policy);
  EXPECT_EQ(start.channel, "webchat");
}

TEST(EventReader, Message) {
  EXPECT_EQ(ReadAs<MessageInput>("{\"message\": \"schön\"}\r").text, "schön");
}

TEST(EventReader, ToolResults) {
  const auto result = ReadAs<ToolResultInput>(R"({"tool_result": {"id": 3, "result": {"a": 1}}})");
  EXPECT_EQ(result.id, 3u);
  EXPECT_TRUE(std::get<Value>(result.outcome).view().is_map());
  const auto error = ReadAs<ToolResultInput>(
      R"({"tool_result": {"id": 4, "error": {"code": "timeout", "message": "late"}}})");
  EXPECT_EQ(std::get<runtime::ToolError>(error.outcome).code, "timeout");
  EXPECT_EQ(std::get<runtime::ToolError>(error.outcome).message, "late");
}

TEST(EventReader, ANullResultIsAResult) {
  const auto result = ReadAs<ToolResultInput>(R"({"tool_result": {"id": 0, "result": null}})");
  EXPECT_TRUE(std::get<Value>(result.outcome).view().is_null());
}

TEST(EventReader, Advance) {
  EXPECT_EQ(ReadAs<AdvanceInput>(R"({"advance": "2d"})").by.count(), 172800);
}

TEST(EventReader, UnknownFieldsAreNamedNotRefused) {
  const auto event = ReadEventLine(R"({"start": {"chanel": "sms"}, "trace": 1})");
  ASSERT_TRUE(event);
  EXPECT_EQ(event->unknown_fields, (std::vector<std::string>{"trace", "start.chanel"}));
}

struct Refused {
  const char* line;
  const char* code;
  const char* says;
};
class RefusedLine : public ::testing::TestWithParam<Refused> {};
TEST_P(RefusedLine, SaysWhy) {
  const auto event = ReadEventLine(GetParam().line);
  ASSERT_FALSE(event);
  EXPECT_EQ(event.error().code, GetParam().code) << event.error().message;
  EXPECT_NE(event.error().message.find(GetParam().says), std::string::npos)
      << event.error().message;
}
INSTANTIATE_TEST_SUITE_P(
    EventReader, RefusedLine,
    ::testing::Values(
        Refused{"hello", "json_syntax", ""}, Refused{"{\"message\": \"\xFF\"}", "json_syntax", ""},
        Refused{"[1]", "not_an_object", "found array"}, Refused{"{}", "unknown_event", "`start`"},
        Refused{R"({"mesage": "x"})", "unknown_event", "did you mean `message`"},
        Refused{R"({"message": "x", "advance": "1h"})", "several_events", "two lines"},
        Refused{R"({"message": 5})", "bad_event", "found number"},
        Refused{R"({"message": null})", "bad_event", "found null"},
        Refused{R"({"start": "x"})", "bad_event", "an object"},
        Refused{R"({"start": {"facts": []}})", "bad_event", "start.facts"},
        Refused{R"({"start": {"policy": 1}})", "bad_event", "start.policy"},
        Refused{R"({"tool_result": {"result": 1}})", "bad_event", "`id`"},
        Refused{R"({"tool_result": {"id": -1, "result": 1}})", "bad_event", "tool_result.id"},
        Refused{R"({"tool_result": {"id": 4294967296, "result": 1}})", "bad_event",
                "tool_result.id"},
        Refused{R"({"tool_result": {"id": 1}})", "bad_event", "either"},
        Refused{R"({"tool_result": {"id": 1, "result": 1, "error": {"code": "x"}}})", "bad_event",
                "either"},
        Refused{R"({"tool_result": {"id": 1, "error": {}}})", "bad_event", "`code`"},
        Refused{R"({"tool_result": {"id": 1, "error": {"code": 5}}})", "bad_event", "error.code"},
        Refused{R"({"advance": 5})", "bad_event", "24h"},
        Refused{R"({"advance": "soon"})", "bad_duration", "soon"}));

TEST(EventReader, ALineHasALimit) {
  const std::string line = "{\"message\": \"" + std::string(kMaxLineBytes, 'x') + "\"}";
  const auto event = ReadEventLine(line);
  ASSERT_FALSE(event);
  EXPECT_EQ(event.error().code, "line_too_long");
}

TEST(EventReader, DeepNestingIsRefused) {
  std::string line = R"({"tool_result": {"id": 1, "result": )";
  line += std::string(100000, '[') + std::string(100000, ']') + "}}";
  EXPECT_FALSE(ReadEventLine(line));
}

}  // namespace
}  // namespace proviso::session
