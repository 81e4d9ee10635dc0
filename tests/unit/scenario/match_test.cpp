// SPDX-License-Identifier: Apache-2.0
#include "testing/scenario/match.h"

#include <gtest/gtest.h>

#include "core/value_json.h"

namespace proviso::scenario {
namespace {

using Form = TextPattern::Form;

TEST(MatchesText, WordsAreFoundAnywhere) {
  EXPECT_TRUE(MatchesText({Form::Words, "order  NUMBER"}, "What is your order number?"));
  EXPECT_FALSE(MatchesText({Form::Words, "order id"}, "What is your order number?"));
  EXPECT_TRUE(MatchesText({Form::Words, ""}, "anything"));
}

TEST(MatchesText, DotsStandForAnyWords) {
  EXPECT_TRUE(MatchesText({Form::Words, "Your … number"}, "Tell me your own order number."));
  EXPECT_TRUE(MatchesText({Form::Words, "your ... number ..."}, "Your number"));
  EXPECT_FALSE(MatchesText({Form::Words, "number … your"}, "your number"));
}

TEST(MatchesText, QuotesAndDashesDoNotCount) {
  EXPECT_TRUE(
      MatchesText({Form::Exact, "I can't say \"yes\" - sorry"}, "I can’t say “yes” – sorry"));
  EXPECT_FALSE(MatchesText({Form::Exact, "yes"}, "yes!"));
  EXPECT_TRUE(MatchesText({Form::Words, "ÄRENDE nr"}, "Ditt ärende nr 7"));
}

TEST(MatchesText, RegularExpressions) {
  EXPECT_TRUE(MatchesText({Form::Regex, "number\\?$"}, "Order NUMBER?"));
  EXPECT_FALSE(MatchesText({Form::Regex, "^number"}, "Order number?"));
  EXPECT_FALSE(MatchesText({Form::Regex, "(unclosed"}, "(unclosed"));
}

// A pattern that would take for ever ends as no match.
TEST(MatchesText, RunawayExpressionsEnd) {
  EXPECT_FALSE(MatchesText({Form::Regex, "(a+)+$"}, std::string(5000, 'a') + "!"));
  EXPECT_FALSE(MatchesText({Form::Regex, std::string(200'000, '(')}, "x"));
}

bool Fits(std::string_view expected, std::string_view actual) {
  return MatchesJson(*ParseJson(expected), *ParseJson(actual));
}

TEST(MatchesJson, LooksAtWhatIsNamedOnly) {
  EXPECT_TRUE(Fits(R"({"a": 1})", R"({"a": 1, "b": 2})"));
  EXPECT_TRUE(Fits(R"({"a": {"b": [1, 2]}})", R"({"a": {"b": [1, 2], "c": 3}})"));
  EXPECT_FALSE(Fits(R"({"a": 1})", R"({"b": 1})"));
  EXPECT_FALSE(Fits(R"({"a": [1]})", R"({"a": [1, 2]})"));
  EXPECT_TRUE(Fits("{}", R"({"a": 1})"));
}

TEST(MatchesJson, NumbersAndTheirTextsAreEqual) {
  EXPECT_TRUE(Fits(R"({"a": 1001})", R"({"a": "1001"})"));
  EXPECT_TRUE(Fits(R"({"a": "1001"})", R"({"a": 1001})"));
  EXPECT_TRUE(Fits("10", "10.0"));
  EXPECT_FALSE(Fits("true", R"("true")"));
}

TEST(MatchesJson, ExpressionsAndDots) {
  EXPECT_TRUE(Fits(R"({"a": "/^hill/"})", R"({"a": "Hill Street"})"));
  EXPECT_TRUE(Fits(R"({"a": "/Hill/"})", R"({"a": {"street": "9 Hill Street"}})"));
  EXPECT_FALSE(Fits(R"({"a": "/Lake/"})", R"({"a": "Hill Street"})"));
  EXPECT_TRUE(Fits(R"({"a": "…"})", R"({"a": 0})"));
  EXPECT_FALSE(Fits(R"({"a": "…"})", R"({"a": null})"));
  EXPECT_FALSE(Fits(R"({"a": "…"})", "{}"));
}

TEST(MatchesName, ByWords) {
  EXPECT_TRUE(MatchesName("the email", "email address"));
  EXPECT_TRUE(MatchesName("the customer's order number", "order_number"));
  EXPECT_FALSE(MatchesName("the email address", "email"));
  EXPECT_FALSE(MatchesName("the", "the"));
}

TEST(MatchesSentence, TurnsToTheCustomer) {
  EXPECT_TRUE(MatchesSentence("they want their money back", "Do you want your money back?"));
  EXPECT_TRUE(MatchesSentence("the customer wants to cancel", "Do you want to cancel the order?"));
  EXPECT_FALSE(MatchesSentence("they want a coupon", "Do you want your money back?"));
}

TEST(RegexProblem, SaysWhatIsWrong) {
  EXPECT_EQ(RegexProblem("a|b"), "");
  EXPECT_NE(RegexProblem("(a"), "");
  EXPECT_NE(RegexProblem("*"), "");
  EXPECT_NE(RegexProblem(std::string(5000, 'a')), "");
}

}  // namespace
}  // namespace proviso::scenario
