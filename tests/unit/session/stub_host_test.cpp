// SPDX-License-Identifier: Apache-2.0
#include "runtime/session/stub_host.h"

#include <gtest/gtest.h>

#include "tests/unit/json_value.h"

namespace proviso::session {
namespace {

using Json = nlohmann::ordered_json;

const std::vector<std::string> kKnown = {"order_get", "refund_order"};

runtime::ToolOutcome CallStub(std::string_view stubs, const char* tool, const Json& args) {
  auto host = StubHost::Parse(stubs, "stubs.json", kKnown);
  EXPECT_TRUE(host) << (host ? "" : host.error().message);
  if (!host) return runtime::ToolError{};
  return host->Call({tool, testing::ValueOf(args), "", 1});
}

constexpr std::string_view kOrders = R"({"order_get": [
    {"when": {"order_id": "1001"}, "result": {"status": "paid"}},
    {"when": {"order_id": 1002, "address": {"city": "Faro", "zip": "8000"}}, "result": [1, null]},
    {"when": {"order_id": "late"}, "error": {"code": "timeout", "message": "too late"}},
    {"when": {"order_id": "odd"}, "error": {"code": "odd"}},
    {"when": {"order_id": "1001"}, "result": "never reached"}]})";

TEST(StubHost, TheFirstEntryThatFitsAnswers) {
  const auto outcome = CallStub(kOrders, "order_get", {{"order_id", "1001"}, {"more", true}});
  EXPECT_EQ(std::get<Value>(outcome), testing::ValueOf({{"status", "paid"}}));
}

TEST(StubHost, ObjectsAreEqualInAnyOrder) {
  const auto outcome =
      CallStub(kOrders, "order_get", Json::parse(R"({"address": {"zip": "8000", "city": "Faro"},
                                                "order_id": 1002.0})"));
  EXPECT_EQ(std::get<Value>(outcome), testing::ValueOf(Json::parse("[1, null]")));
}

TEST(StubHost, ErrorsAreErrors) {
  const auto outcome = CallStub(kOrders, "order_get", {{"order_id", "late"}});
  EXPECT_EQ(std::get<runtime::ToolError>(outcome).code, "timeout");
  EXPECT_EQ(std::get<runtime::ToolError>(outcome).message, "too late");
  EXPECT_EQ(
      std::get<runtime::ToolError>(CallStub(kOrders, "order_get", {{"order_id", "odd"}})).code,
      "odd");
}

TEST(StubHost, NothingThatFitsIsNotStubbed) {
  // A number is not the text of its digits.
  EXPECT_EQ(std::get<runtime::ToolError>(CallStub(kOrders, "order_get", {{"order_id", 1001}})).code,
            "not_stubbed");
  EXPECT_EQ(std::get<runtime::ToolError>(CallStub(kOrders, "order_get", Json::object())).code,
            "not_stubbed");
  EXPECT_EQ(std::get<runtime::ToolError>(CallStub(kOrders, "refund_order", Json::object())).code,
            "not_stubbed");
}

TEST(StubHost, AnEntryWithoutWhenAlwaysAnswers) {
  const auto outcome = CallStub(R"({"order_get": [{"result": null}]})", "order_get", {{"x", 1}});
  EXPECT_TRUE(std::get<Value>(outcome).view().is_null());
}

struct Refused {
  const char* stubs;
  const char* says;
};
class RefusedStubs : public ::testing::TestWithParam<Refused> {};
TEST_P(RefusedStubs, SaysWhereAndWhat) {
  const auto host = StubHost::Parse(GetParam().stubs, "stubs.json", kKnown);
  ASSERT_FALSE(host);
  EXPECT_TRUE(host.error().message.starts_with("stubs.json: ")) << host.error().message;
  EXPECT_NE(host.error().message.find(GetParam().says), std::string::npos) << host.error().message;
}
INSTANTIATE_TEST_SUITE_P(
    StubHost, RefusedStubs,
    ::testing::Values(
        Refused{"{", ""}, Refused{"", ""}, Refused{"[]", "object of tool names"},
        Refused{R"({"order_gte": []})", "did you mean `order_get`"},
        Refused{R"({"order_get": {"result": 1}})", "order_get: the answers of a tool are a list"},
        Refused{R"({"order_get": [5]})", "order_get[0]: an entry is an object"},
        Refused{R"({"order_get": [{}]})", "order_get[0]: an entry needs"},
        Refused{R"({"order_get": [{"result": 1, "error": {"code": "x"}}]})", "not both"},
        Refused{R"({"order_get": [{"reslt": 1}]})", "`reslt` is not part"},
        Refused{R"({"order_get": [{"when": [], "result": 1}]})", "order_get[0].when"},
        Refused{R"({"order_get": [{"result": 1}, {"error": "timeout"}]})", "order_get[1].error"},
        Refused{R"({"order_get": [{"error": {"message": "x"}}]})", "order_get[0].error"}));

TEST(StubHost, EveryMistakeIsNamedAtOnce) {
  const auto host =
      StubHost::Parse(R"({"nonsense": [], "order_get": [{}, 5]})", "stubs.json", kKnown);
  ASSERT_FALSE(host);
  EXPECT_EQ(std::count(host.error().message.begin(), host.error().message.end(), '\n'), 2);
}

}  // namespace
}  // namespace proviso::session
