// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/message.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace proviso::lsp {
namespace {

TEST(Message, HalfASurrogatePairBecomesAReplacementOfOneUnit) {
  const auto message = ParseMessage(R"({"text": "a\ud83d b\udc4d \ud83d\udc4d \\ud83d"})");
  ASSERT_TRUE(message);
  EXPECT_EQ(*TextField(*message, "text"), "a\xEF\xBF\xBD b\xEF\xBF\xBD \xF0\x9F\x91\x8D \\ud83d");
}

TEST(Message, BytesThatAreNoUtf8AreReplaced) {
  const auto message = ParseMessage("{\"text\": \"a\xFF\xC3\"}");
  ASSERT_TRUE(message);
  EXPECT_EQ(*TextField(*message, "text"), "a\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Message, WhatIsNoJsonIsSaidSo) {
  EXPECT_FALSE(ParseMessage("{"));
  EXPECT_FALSE(ParseMessage(""));
  EXPECT_FALSE(ParseMessage(R"({"text": "\ud8"})"));
}

TEST(Message, DeepNestingIsNoProblem) {
  const std::string deep(200000, '[');
  EXPECT_FALSE(ParseMessage(deep));
  EXPECT_TRUE(ParseMessage(deep + std::string(200000, ']')));
}

TEST(Message, FieldsOfTheWrongTypeAreAbsent) {
  const Json json =
      Json::parse(R"({"a": {"b": 1.5, "c": "x", "d": -3, "e": 18446744073709551615}})");
  EXPECT_FALSE(IntegerField(json, "a/b"));
  EXPECT_FALSE(IntegerField(json, "a/c"));
  EXPECT_FALSE(TextField(json, "a/d"));
  EXPECT_EQ(IntegerField(json, "a/d"), -3);
  EXPECT_EQ(IntegerField(json, "a/e"), INT64_MAX);
  EXPECT_EQ(FindField(json, "a/c/x"), nullptr);
  EXPECT_FALSE(FlagField(json, "a/z"));
}

}  // namespace
}  // namespace proviso::lsp
