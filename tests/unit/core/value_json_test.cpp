// SPDX-License-Identifier: Apache-2.0
#include "core/value_json.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>
#include <string>

#include "core/utf8.h"

namespace proviso {
namespace {

Value Parse(std::string_view text) {
  const auto json = ParseJson(text);
  EXPECT_TRUE(json) << text;
  auto value = FromJson(*json);
  EXPECT_TRUE(value) << text;
  return *value;
}

TEST(ValueJsonTest, RoundTripKeepsValueAndOrder) {
  for (const std::string_view text :
       {R"({"b":1,"a":[true,false,null],"c":{"d":"x"}})", R"([])", R"({})", R"("ü\n")",
        R"(-9223372036854775808)", R"(12.5)", R"(0.1)"}) {
    EXPECT_EQ(ToJson(Parse(text).view()).dump(), nlohmann::ordered_json::parse(text).dump());
  }
}

TEST(ValueJsonTest, NumbersAreExact) {
  EXPECT_EQ(Parse("10.0"), Value::Integer(10));
  EXPECT_EQ(Parse("0.1"), Value::Decimal("0.1"));
  EXPECT_EQ(Parse("1e3"), Value::Integer(1000));
  EXPECT_EQ(Parse("18446744073709551615").view().text(), "18446744073709551615");
  EXPECT_TRUE(CheckValue(Parse("1e300").bytes()));
  EXPECT_TRUE(CheckValue(Parse("5e-324").bytes()));
}

TEST(ValueJsonTest, ADecimalThatNoDoubleHoldsIsWrittenAsText) {
  EXPECT_EQ(ToJson(Value::Decimal("0.12345678901234567890123").view()).dump(),
            "\"0.12345678901234567890123\"");
}

TEST(ValueJsonTest, MoneyHasAmountAndCurrency) {
  EXPECT_EQ(ToJson(Value::Money("EUR", "80").view()).dump(),
            R"({"amount":"80.00","currency":"EUR"})");
}

TEST(ValueJsonTest, TheLastOfTwoEqualKeysCounts) {
  EXPECT_EQ(Parse(R"({"a":1,"a":2})").view().Find("a")->integer(), 2);
}

TEST(ValueJsonTest, ARepeatedKeyKeepsItsPlaceAndTakesWhateverComesLast) {
  EXPECT_EQ(ParseJson(R"({"a":{"x":1},"b":2,"a":[3,{"c":4}]})")->dump(),
            R"({"a":[3,{"c":4}],"b":2})");
}

std::string ObjectOf(int keys) {
  std::string text = "{";
  for (int i = 0; i < keys; ++i) text += (i > 0 ? ",\"key" : "\"key") + std::to_string(i) + "\":1";
  return text + "}";
}

// The comparisons are the library's and cannot be counted, so this is the processor's time; with
// room for everything but the square, which would be 256 times as much.
TEST(ValueJsonTest, AnObjectOfManyKeysTakesNoMoreForEachOfThem) {
  const auto time_of = [](int keys) {
    const std::string text = ObjectOf(keys);
    std::clock_t least = 0;
    for (int round = 0; round < 3; ++round) {
      const std::clock_t begin = std::clock();
      EXPECT_EQ(ToJson(Parse(text).view()).size(), static_cast<std::size_t>(keys));
      const std::clock_t time = std::clock() - begin;
      least = round == 0 ? time : std::min(least, time);
    }
    return static_cast<double>(std::max<std::clock_t>(least, 1));
  };
  EXPECT_LT(time_of(32000), 100 * time_of(2000));
}

TEST(ValueJsonTest, BadInputIsAnErrorWithItsPlace) {
  for (const std::string_view text : {"", "{", "{\"a\":}", "\"\xFF\"", "1e999", "nul"}) {
    const auto json = ParseJson(text);
    ASSERT_FALSE(json) << text;
    EXPECT_EQ(json.error().code, "json_syntax");
    EXPECT_TRUE(json.error().message.starts_with("this is not JSON: ")) << json.error().message;
    EXPECT_TRUE(IsUtf8(json.error().message));
  }
}

TEST(ValueJsonTest, SyntaxErrorsSayLineAndColumn) {
  const std::string message = ParseJson("{\n  \"a\": }").error().message;
  EXPECT_NE(message.find("line 2"), std::string::npos) << message;
}

TEST(ValueJsonTest, DeepNestingIsAnError) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  const auto json = ParseJson(deep);
  ASSERT_TRUE(json);
  const auto value = FromJson(*json);
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().code, "too_deep");
}

}  // namespace
}  // namespace proviso
