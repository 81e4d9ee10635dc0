// SPDX-License-Identifier: Apache-2.0
#include "runtime/session/json_lines.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "runtime/session/event_writer.h"
#include "tests/unit/json_value.h"
#include "tests/unit/session/sample_module.h"
#include "tests/unit/session/word_reader.h"

namespace proviso::session {
namespace {

using Json = nlohmann::ordered_json;

class OneAnswerHost : public runtime::ToolHost {
 public:
  runtime::ToolOutcome Call(const runtime::ToolCall&) override {
    return testing::ValueOf({{"ok", true}});
  }
};

class JsonLinesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto program = vm::Program::Load(testing::RefundModule());
    ASSERT_TRUE(program) << program.error().message;
    session_ = std::make_unique<Session>(*program, std::make_shared<testing::WordReader>(), &host_);
    lines_ = std::make_unique<JsonLines>(*session_, std::nullopt);
  }

  std::vector<Json> Handle(std::string_view line) {
    std::vector<Json> out;
    for (const std::string& text : lines_->Handle(line)) out.push_back(Json::parse(text));
    return out;
  }

  OneAnswerHost host_;
  std::unique_ptr<Session> session_;
  std::unique_ptr<JsonLines> lines_;
};

TEST_F(JsonLinesTest, SpeaksTheContract) {
  auto out = Handle(R"({"start": {}})");
  ASSERT_EQ(out.size(), 2u);
  EXPECT_EQ(out[0], Json::parse(R"({"ask": {"slot": "order_number", "type": "order number",
      "kind": "slot", "text": "What is your order number?", "line": 2}})"));
  EXPECT_EQ(out[1], Json::parse(R"({"waiting": {"for": "message"}})"));

  out = Handle(R"({"message": "1001"})");
  ASSERT_EQ(out.size(), 4u);
  EXPECT_EQ(out[0]["call"]["tool"], "order_get");
  EXPECT_EQ(out[0]["call"]["args"], Json({{"order_id", "1001"}}));
  EXPECT_EQ(out[0]["call"]["effect"], "read");
  EXPECT_EQ(out[0]["call"]["attempt"], 1);
  EXPECT_EQ(out[0]["call"]["line"], 3);
  EXPECT_EQ(out[1]["result"]["result"], Json({{"ok", true}}));
  EXPECT_EQ(out[1]["result"]["id"], out[0]["call"]["id"]);
  EXPECT_EQ(out[2]["ask"]["kind"], "accept");

  out = Handle(R"({"message": "yes"})");
  EXPECT_EQ(out[0]["call"]["effect"], "money");
  EXPECT_EQ(out[0]["call"]["key"].get<std::string>().size(), 16u);
  EXPECT_EQ(out[2], Json::parse(R"({"say": {"text": "Order 1001 is refunded.", "line": 8}})"));
  EXPECT_EQ(out[3]["ask"]["choices"], Json::parse(R"(["Coupon", "Express shipping"])"));
  EXPECT_EQ(out[3]["ask"]["options"][0], Json::parse(R"({"label": "Coupon",
      "description": "for the next order", "values": ["10%", "15%"]})"));

  out = Handle(R"({"message": "no thank you"})");
  ASSERT_EQ(out.size(), 1u);
  EXPECT_EQ(out[0]["end"]["outcome"], "completed");
  EXPECT_FALSE(lines_->had_errors());
}

TEST_F(JsonLinesTest, ARefusedLineLeavesTheSessionAsItWas) {
  Handle(R"({"start": {}})");
  const auto out = Handle("not json");
  ASSERT_EQ(out.size(), 2u);
  EXPECT_EQ(out[0]["error"]["code"], "json_syntax");
  EXPECT_EQ(out[0]["error"]["input_line"], 2);
  EXPECT_EQ(out[1]["waiting"]["for"], "message");
  EXPECT_TRUE(lines_->had_errors());
  EXPECT_EQ(Handle(R"({"message": "1001"})")[0]["call"]["tool"], "order_get");
}

TEST_F(JsonLinesTest, WithoutAStartItSaysHowToStart) {
  const auto out = Handle(R"({"message": "hi"})");
  EXPECT_EQ(out[0]["error"]["code"], "not_started");
  EXPECT_EQ(out[1]["waiting"]["for"], "start");
}

TEST_F(JsonLinesTest, AfterTheEndOnlyAStartIsTaken) {
  Handle(R"({"start": {}})");
  Handle(R"({"message": "1001"})");
  EXPECT_EQ(Handle(R"({"message": "no"})").back()["end"]["outcome"], "declined");
  EXPECT_EQ(Handle(R"({"message": "hello"})")[0]["error"]["code"], "ended");
  EXPECT_EQ(Handle(R"({"start": {}})").back()["waiting"]["for"], "message");
}

TEST_F(JsonLinesTest, EmptyLinesAreSkippedButCounted) {
  EXPECT_TRUE(Handle("").empty());
  EXPECT_TRUE(Handle(" \t\r").empty());
  EXPECT_EQ(Handle("x")[0]["error"]["input_line"], 3);
}

TEST_F(JsonLinesTest, AnUnknownFieldIsNoticedOnce) {
  Handle(R"({"start": {"colour": 1}})");
  EXPECT_EQ(lines_->TakeNotices().size(), 1u);
  Handle(R"({"start": {"colour": 2}})");
  EXPECT_TRUE(lines_->TakeNotices().empty());
}

TEST(EventWriter, TextsThatAreNotUtf8StillGiveJson) {
  EXPECT_FALSE(Json::parse(WriteOutput(SayOutput{"\xFF\xC0", 1}), nullptr, false).is_discarded());
}

TEST(EventWriter, AConfirmationCarriesItsValue) {
  AskOutput ask;
  ask.kind = PromptKind::ConfirmValue;
  ask.slot = "address";
  ask.type = ValueType::Address;
  ask.confirm_value = Value::String("12 Lake Road");
  const Json json = Json::parse(WriteOutput(ask));
  EXPECT_EQ(json["ask"]["kind"], "accept");
  EXPECT_EQ(json["ask"]["confirm"], "12 Lake Road");
}

}  // namespace
}  // namespace proviso::session
