// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/completions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace proviso {
namespace {

using parse::Next;

TEST(Completions, KnowWhatALineGoesOnWith) {
  EXPECT_EQ(parse::NextAfter(""), Next::Statement);
  EXPECT_EQ(parse::NextAfter("  - "), Next::Statement);
  EXPECT_EQ(parse::NextAfter("- Ask for the order number. "), Next::Statement);
  EXPECT_EQ(parse::NextAfter("- If the order is paid, "), Next::Statement);
  EXPECT_EQ(parse::NextAfter("- If "), Next::Condition);
  EXPECT_EQ(parse::NextAfter("- Use @t(a: str) to check it, unless "), Next::Condition);
  EXPECT_EQ(parse::NextAfter("- Hand off to "), Next::HandOffTarget);
  EXPECT_EQ(parse::NextAfter("- If the order is paid, escalate to "), Next::HandOffTarget);
  EXPECT_EQ(parse::NextAfter("- Ask for the "), Next::Nothing);
  EXPECT_EQ(parse::NextAfter("- Say “We "), Next::Nothing);
}

bool Begins(const std::vector<parse::Beginning>& beginnings, const std::string& text) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](const parse::Beginning& one) { return one.text == text; });
}

TEST(Completions, AreSamplesOfTheConstructions) {
  EXPECT_TRUE(Begins(parse::StatementBeginnings(), "ask for …"));
  EXPECT_TRUE(Begins(parse::StatementBeginnings(), "use @"));
  EXPECT_TRUE(Begins(parse::StatementBeginnings(), "hand off to …"));
  EXPECT_TRUE(Begins(parse::ConditionBeginnings(), "the customer accepts"));
  EXPECT_TRUE(Begins(parse::ConditionBeginnings(), "the customer declines"));
  const auto& nouns = parse::HandOffNouns();
  EXPECT_NE(std::find(nouns.begin(), nouns.end(), "team"), nouns.end());
}

}  // namespace
}  // namespace proviso
