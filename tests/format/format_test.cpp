// SPDX-License-Identifier: Apache-2.0
// Layout that is easier to see as bytes than in a golden file.
#include "compiler/format/format.h"

#include <gtest/gtest.h>

namespace proviso::compiler {
namespace {

std::string Formatted(const std::string& text) {
  const FormatResult result = FormatText("x.policy", text);
  EXPECT_FALSE(result.refused) << result.why;
  EXPECT_EQ(FormatText("x.policy", result.text).text, result.text);
  return result.text;
}

TEST(Format, LineEndingsAndTheByteOrderMarkAreNormalised) {
  EXPECT_EQ(Formatted("\xEF\xBB\xBFPolicy: Greet\r\n\r\n- Say “Hi.”\r\n"),
            "Policy: Greet\n\n- Say “Hi.”\n");
  EXPECT_EQ(Formatted("Policy: Greet\n- Say “Hi.”"), "Policy: Greet\n\n- Say “Hi.”\n");
}

TEST(Format, PastedSpacesBecomeSpaces) {
  EXPECT_EQ(Formatted("Policy:\xC2\xA0Greet\n-\tAsk\xC2\xA0 for   the \xE2\x80\x8B"
                      "email address.  \n"),
            "Policy: Greet\n\n- Ask for the email address.\n");
}

TEST(Format, WhatStandsInQuotationMarksStays) {
  EXPECT_EQ(Formatted("Policy: Greet\n* say  \"Hello  there,  [name].\"\n"),
            "Policy: Greet\n\n- say “Hello  there,  [name].”\n");
}

TEST(Format, SpacesThatMakeADifferenceStay) {
  // "80  EUR" is a number and a word, "80 EUR" an amount.
  EXPECT_EQ(Formatted("Policy: Pay\n- Remember 80  EUR as {limit}.\n"),
            "Policy: Pay\n\n- Remember 80  EUR as {limit}.\n");
}

TEST(Format, EmptyTextsStayEmpty) {
  EXPECT_EQ(Formatted(""), "");
  EXPECT_EQ(Formatted("\n \n\r\n"), "");
}

TEST(Format, AFileTooLargeToBeReadIsLeftAsItIs) {
  const std::string text(std::size_t{17} << 20, 'x');
  const FormatResult result = FormatText("x.policy", text);
  EXPECT_TRUE(result.refused);
  EXPECT_EQ(result.text, text);
}

TEST(Format, AsksWhoeverWantsASay) {
  const FormatResult result = FormatText(
      "x.policy", "Policy: Greet\n* Say “Hi.”\n",
      [](const std::string& candidate) { return candidate.find("- Say") == std::string::npos; });
  EXPECT_TRUE(result.refused || result.text.find("* Say") != std::string::npos);
}

TEST(Format, ManyOddLinesTakeBoundedTime) {
  std::string text = "Policy: Many\n";
  for (int i = 0; i < 400; ++i) text += "If a:\nIf b:\nZip Code\n1. one\n  - two\n";
  const FormatResult result = FormatText("x.policy", text);
  EXPECT_EQ(FormatText("x.policy", result.text).text, result.text);
}

}  // namespace
}  // namespace proviso::compiler
