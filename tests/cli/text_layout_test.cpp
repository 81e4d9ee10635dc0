// SPDX-License-Identifier: Apache-2.0
#include "cli/text_layout.h"

#include <gtest/gtest.h>

#include <chrono>

namespace proviso::cli {
namespace {

TEST(TextLayout, CountsColumnsNotBytes) {
  EXPECT_EQ(DisplayColumns("café"), 4);
  EXPECT_EQ(DisplayColumns("注文"), 4);
  EXPECT_EQ(DisplayColumns(""), 0);
}

TEST(TextLayout, NothingThatMovesTheCursorIsPrinted) {
  EXPECT_EQ(Printable("a\x1b[31mb\rc\x07"), "a [31mb c ");
  EXPECT_EQ(Printable("\xFFx"), "\xEF\xBF\xBDx");
}

TEST(TextLayout, CutsWithAnEllipsis) {
  EXPECT_EQ(CutToColumns("abcdef", 6), "abcdef");
  EXPECT_EQ(CutToColumns("abcdefg", 6), "abcde…");
  EXPECT_EQ(CutToColumns("注文番号", 5), "注文…");
}

TEST(TextLayout, WrapsAtSpaces) {
  EXPECT_EQ(WrapToColumns("one two three", 7), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(WrapToColumns("one two", 7), (std::vector<std::string>{"one two"}));
  EXPECT_EQ(WrapToColumns("", 7), (std::vector<std::string>{""}));
}

TEST(TextLayout, AWordWiderThanTheLineIsBroken) {
  EXPECT_EQ(WrapToColumns("abcdefghij", 4), (std::vector<std::string>{"abcd", "efgh", "ij"}));
}

TEST(TextLayout, WrappingLosesNoWordAndKeepsTheWidth) {
  const std::string text = "a bb ccc dddd eeeee ffffff ggggggg hhhhhhhh iiiiiiiii";
  for (int columns = 1; columns < 60; ++columns) {
    std::string joined;
    for (const std::string& line : WrapToColumns(text, columns)) {
      EXPECT_LE(DisplayColumns(line), columns);
      joined += line;
    }
    std::erase(joined, ' ');
    std::string expected = text;
    std::erase(expected, ' ');
    EXPECT_EQ(joined, expected) << columns;
  }
}

// Looking at all that is left for each line that is broken off took minutes here.
TEST(TextLayout, WrapsAVeryLongLineInTheTimeOfItsLength) {
  std::string text;
  for (int i = 0; i < 400'000; ++i) text += "word ";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(WrapToColumns(text, 40).size(), 50'000u);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace proviso::cli
