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
  EXPECT_EQ(parse::NextAfter("", "en"), Next::Statement);
  EXPECT_EQ(parse::NextAfter("  - ", "en"), Next::Statement);
  EXPECT_EQ(parse::NextAfter("- Ask for the order number. ", "en"), Next::Statement);
  EXPECT_EQ(parse::NextAfter("- If the order is paid, ", "en"), Next::Statement);
  EXPECT_EQ(parse::NextAfter("- If ", "en"), Next::Condition);
  EXPECT_EQ(parse::NextAfter("- Use @t(a: str) to check it, unless ", "en"), Next::Condition);
  EXPECT_EQ(parse::NextAfter("- Hand off to ", "en"), Next::HandOffTarget);
  EXPECT_EQ(parse::NextAfter("- If the order is paid, escalate to ", "en"), Next::HandOffTarget);
  EXPECT_EQ(parse::NextAfter("- Ask for the ", "en"), Next::Nothing);
  EXPECT_EQ(parse::NextAfter("- Say “We ", "en"), Next::Nothing);
}

bool Begins(const std::vector<parse::Beginning>& beginnings, const std::string& text) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](const parse::Beginning& one) { return one.text == text; });
}

TEST(Completions, AreSamplesOfTheConstructions) {
  EXPECT_TRUE(Begins(parse::StatementBeginnings("en"), "ask for …"));
  EXPECT_TRUE(Begins(parse::StatementBeginnings("en"), "use @"));
  EXPECT_TRUE(Begins(parse::StatementBeginnings("en"), "hand off to …"));
  EXPECT_TRUE(Begins(parse::ConditionBeginnings("en"), "the customer accepts"));
  EXPECT_TRUE(Begins(parse::ConditionBeginnings("en"), "the customer declines"));
  const auto& nouns = parse::HandOffNouns("en");
  EXPECT_NE(std::find(nouns.begin(), nouns.end(), "team"), nouns.end());
}

TEST(Completions, AreOfTheLanguageOfTheText) {
  EXPECT_EQ(parse::NextAfter("- Se ", "pt"), Next::Condition);
  EXPECT_EQ(parse::NextAfter("- If ", "pt"), Next::Nothing);
  EXPECT_EQ(parse::NextAfter("- Se ", "en"), Next::Nothing);
  EXPECT_TRUE(Begins(parse::StatementBeginnings("pt"), "peça …"));
  EXPECT_FALSE(Begins(parse::StatementBeginnings("pt"), "ask for …"));
  EXPECT_FALSE(parse::ConditionBeginnings("pt").empty());
  EXPECT_FALSE(parse::HandOffNouns("pt").empty());
}

TEST(Completions, AreNothingInALanguageWithoutAPack) {
  EXPECT_EQ(parse::NextAfter("- ", "fi"), Next::Nothing);
  EXPECT_TRUE(parse::StatementBeginnings("fi").empty());
  EXPECT_TRUE(parse::HandOffNouns("fi").empty());
}

}  // namespace
}  // namespace proviso
