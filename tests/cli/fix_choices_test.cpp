// SPDX-License-Identifier: Apache-2.0
#include "cli/fix_choices.h"

#include <gtest/gtest.h>

#include <sstream>

namespace proviso::cli {
namespace {

TEST(ChosenFix, NamesACodeAPlaceAndAnAlternative) {
  const auto chosen = ParseChosenFix("P405@a/b.policy:12=c");
  ASSERT_TRUE(chosen.has_value());
  EXPECT_EQ(chosen->id, DiagnosticId::VagueAmount);
  EXPECT_EQ(chosen->file, "a/b.policy");
  EXPECT_EQ(chosen->line, 12u);
  EXPECT_EQ(chosen->alternative, 2u);
}

TEST(ChosenFix, TakesTheNameOfARuleAndNoPlace) {
  const auto chosen = ParseChosenFix("vague-amount=1");
  ASSERT_TRUE(chosen.has_value());
  EXPECT_EQ(chosen->id, DiagnosticId::VagueAmount);
  EXPECT_EQ(chosen->line, 0u);
  EXPECT_EQ(chosen->alternative, 0u);
}

TEST(ChosenFix, RefusesWhatIsNoChoice) {
  for (const char* text : {"", "=", "P405", "P405=", "P405=ab", "P405@=a", "P405@0=a", "P405@x=a",
                           "P405@-1=a", "nobody=a", "P405@99999999999=a", "P405=\xC3\xA4"}) {
    const auto chosen = ParseChosenFix(text);
    ASSERT_FALSE(chosen.has_value()) << text;
    EXPECT_EQ(chosen.error().code, "bad_choice") << text;
  }
}

// What a person types, what is chosen, and what was shown.
struct Answered {
  std::optional<std::size_t> choice;
  std::string shown;
};
Answered Ask(const std::string& typed, std::size_t count) {
  std::istringstream in(typed);
  std::ostringstream out;
  std::ostringstream err;
  const Invocation invocation{{in, out, err}, {}};
  const auto choice = AskForChoice("who decides?\n", count, invocation);
  EXPECT_EQ(out.str(), "");
  return {choice, err.str()};
}

TEST(AskForChoice, TakesALetter) {
  EXPECT_EQ(Ask("b\n", 3).choice, 1u);
  EXPECT_EQ(Ask("  C \r\n", 3).choice, 2u);
  EXPECT_EQ(Ask("1\n", 3).choice, 0u);
  EXPECT_NE(Ask("b\n", 3).shown.find("who decides?\nWhich one? (a-c"), std::string::npos);
}

TEST(AskForChoice, LeavesItWhenNothingIsSaid) {
  EXPECT_EQ(Ask("\n", 3).choice, std::nullopt);
  EXPECT_EQ(Ask("", 3).choice, std::nullopt);
}

TEST(AskForChoice, AsksAgainWhenItIsNoneOfThem) {
  const Answered answered = Ask("d\nmaybe\na\n", 3);
  EXPECT_EQ(answered.choice, 0u);
  EXPECT_NE(answered.shown.find("`maybe` is none of them."), std::string::npos);
}

}  // namespace
}  // namespace proviso::cli
