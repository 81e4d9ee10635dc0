// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/positions.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace proviso::lsp {
namespace {

struct Case {
  PositionEncoding encoding;
  Position position;
  std::uint32_t offset;
};

// Bytes: "é" 2, "👍" 4 (two UTF-16 units), "x" 1.
constexpr std::string_view kText = "é👍x\r\nb\rc\n";

class Positions : public testing::TestWithParam<Case> {};

TEST_P(Positions, ConvertBothWays) {
  const LineTable lines(kText);
  const Case& param = GetParam();
  EXPECT_EQ(lines.OffsetOf(kText, param.position, param.encoding), param.offset);
  EXPECT_EQ(lines.PositionOf(kText, param.offset, param.encoding), param.position);
}

INSTANTIATE_TEST_SUITE_P(All, Positions,
                         testing::Values(Case{PositionEncoding::Utf16, {0, 0}, 0},
                                         Case{PositionEncoding::Utf16, {0, 1}, 2},
                                         Case{PositionEncoding::Utf16, {0, 3}, 6},
                                         Case{PositionEncoding::Utf16, {0, 4}, 7},
                                         Case{PositionEncoding::Utf8, {0, 2}, 2},
                                         Case{PositionEncoding::Utf8, {0, 6}, 6},
                                         Case{PositionEncoding::Utf32, {0, 2}, 6},
                                         Case{PositionEncoding::Utf16, {1, 0}, 9},
                                         Case{PositionEncoding::Utf16, {2, 1}, 12},
                                         Case{PositionEncoding::Utf16, {3, 0}, 13}));

TEST(LineTable, WhatLiesOutsideIsTheNearestPlaceInside) {
  const LineTable lines(kText);
  EXPECT_EQ(lines.OffsetOf(kText, {0, 99}, PositionEncoding::Utf16), 7u);
  EXPECT_EQ(lines.OffsetOf(kText, {99, 0}, PositionEncoding::Utf16), 13u);
  EXPECT_EQ(lines.PositionOf(kText, 99, PositionEncoding::Utf16), (Position{3, 0}));
  // In the middle of the thumb: its start.
  EXPECT_EQ(lines.OffsetOf(kText, {0, 2}, PositionEncoding::Utf16), 2u);
  EXPECT_EQ(lines.PositionOf(kText, 4, PositionEncoding::Utf16), (Position{0, 1}));
}

TEST(LineTable, AnEmptyTextHasOneLine) {
  const LineTable lines("");
  EXPECT_EQ(lines.line_count(), 1u);
  EXPECT_EQ(lines.OffsetOf("", {0, 0}, PositionEncoding::Utf16), 0u);
}

TEST(ReadPosition, RefusesWhatIsNone) {
  const auto read = [](const char* text) {
    const Json json = Json::parse(text);
    return ReadPosition(&json);
  };
  EXPECT_FALSE(read("{}"));
  EXPECT_FALSE(read(R"({"line": -1, "character": 0})"));
  EXPECT_FALSE(read(R"({"line": "1", "character": 0})"));
  EXPECT_EQ(read(R"({"line": 1, "character": 99999999999})"), (Position{1, UINT32_MAX}));
}

}  // namespace
}  // namespace proviso::lsp
