// SPDX-License-Identifier: Apache-2.0
// How sentences are read: what acts, what only speaks of a call, and what is left over.
#include "compiler/read/reader.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/read/sentences.h"

namespace proviso {
namespace {

struct Sentence {
  std::string_view text;
  std::string_view constructions;
  std::string_view residue;
};
class ReaderTest : public testing::TestWithParam<Sentence> {};

TEST_P(ReaderTest, IsReadSo) {
  const SentenceReading read = ReadSentenceWith(*pack::Pack::Of("en"), GetParam().text);
  EXPECT_EQ(read.names(), GetParam().constructions);
  EXPECT_EQ(read.residue, GetParam().residue);
  EXPECT_FALSE(read.tied);
}

INSTANTIATE_TEST_SUITE_P(
    Moods, ReaderTest,
    testing::Values(Sentence{"Use @t(a: str) to refund the order.", "acts.step call.use", ""},
                    Sentence{"The agent uses @t(a: str).", "acts.step call.use", ""},
                    Sentence{"@t(a: str) is used to refund the order.", "acts.step call.use", ""},
                    Sentence{"Never use @t(a: str).", "forbids.step call.use", ""},
                    Sentence{"The agent must not use @t(a: str).", "forbids.step call.use", ""},
                    Sentence{"@t(a: str) must not be used.", "forbids.step call.use", ""},
                    Sentence{"We no longer use @t(a: str).", "forbids.step call.use", ""},
                    Sentence{"Agents may use @t(a: str).", "permits.step call.use", ""}));
INSTANTIATE_TEST_SUITE_P(Conditions, ReaderTest,
                         testing::Values(Sentence{"If the order is not delivered, use @t(a: str).",
                                                  "cond.if state.is_not acts.step call.use", ""},
                                         Sentence{"Use @t(a: str), but only if the order is paid.",
                                                  "acts.step call.use cond.if state.is", ""},
                                         Sentence{"If the client says no, stop.",
                                                  "cond.if answer.no acts.step stop.step", ""},
                                         Sentence{
                                             "Tell them that it is refunded and close the case.",
                                             "acts.step tell.that acts.step stop.step", ""}));
INSTANTIATE_TEST_SUITE_P(
    Labels, ReaderTest,
    testing::Values(
        Sentence{"Yes: use @t(a: str).", "label.so acts.step call.use", ""},
        Sentence{"Customer refuses → stop.", "label.not_so acts.step stop.step", ""},
        Sentence{"Not confirmed: stop.", "label.not_so acts.step stop.step", ""},
        Sentence{"status is USED → stop", "label.holds label.state acts.step stop.step", ""},
        Sentence{"order not found → stop", "label.holds label.not_found acts.step stop.step", ""},
        Sentence{"not paid and not shipped → use @t(a: str)",
                 "label.holds label.state_not label.state_not acts.step call.use", ""},
        Sentence{"Refund → @t(a: str)", "label.holds label.named acts.step call.bare", ""},
        Sentence{"Step 4: use @t(a: str).", "acts.step call.use", ""}));
INSTANTIATE_TEST_SUITE_P(
    SeveralInstructions, ReaderTest,
    testing::Values(
        Sentence{"The guest is told that it costs {fee} and asked whether it should be charged.",
                 "acts.step tell.that ask.yes_no", ""},
        Sentence{"The agent thanks the guest and ends the call.", "acts.step thank.step stop.step",
                 ""},
        Sentence{"Tell them that it was refunded, apologise and stop.",
                 "acts.step tell.that acts.step apologise.step acts.step stop.step", ""},
        Sentence{"Tell them it is late, refund the order with @t(a: str).",
                 "acts.step tell.that acts.step call.do", ""},
        Sentence{"Instead of @t(a: str), use @u(b: str).", "acts.step call.use", ""},
        Sentence{"Do not use @t(a: str) but use @u(b: str).",
                 "forbids.step call.use acts.step call.use", ""},
        Sentence{"Ask whether it is broken, damaged or lost and use @t(a: str).",
                 "acts.step ask.yes_no acts.step call.use", ""}));
INSTANTIATE_TEST_SUITE_P(
    InOtherWords, ReaderTest,
    testing::Values(
        Sentence{"If not paid or shipped, stop.", "cond.if state.bare_not acts.step stop.step", ""},
        Sentence{"If the total is between 10 and 20 EUR, stop.",
                 "cond.if between.low between.high acts.step stop.step", ""},
        Sentence{"If the connector returns no order, stop.", "cond.if found.no acts.step stop.step",
                 ""},
        Sentence{"If the order is older than 30 days, stop.",
                 "cond.if time.ago_more acts.step stop.step", ""},
        Sentence{"If neither paid nor shipped, use @t(a: str).",
                 "cond.if state.bare_not acts.step call.use", ""},
        Sentence{"If the customer cannot decide, use @t(a: str).",
                 "cond.if judged.not acts.step call.use", ""},
        Sentence{"Once they have never confirmed, use @t(a: str).",
                 "cond.when judged.not acts.step call.use", ""},
        Sentence{"Offer them a refund or a replacement.", "acts.step offer.step", ""},
        Sentence{"Get a team lead involved.", "acts.step hand_off.step", ""},
        Sentence{"The outcome is recorded as {outcome}.", "acts.step remember.step", ""},
        Sentence{"On weekends, stop.", "cond.during acts.step stop.step", ""}));
INSTANTIATE_TEST_SUITE_P(LeftOver, ReaderTest,
                         testing::Values(Sentence{"Use @t(a: str), weekdays not past noon.",
                                                  "acts.step call.use", "weekdays not past noon"},
                                         Sentence{"Use not @t(a: str).", "",
                                                  "Use not @t(a: str)"}));

// What forbids, limits, describes or permits a call is never a call.
TEST(ReaderMoods, NoneOfTheseActs) {
  constexpr std::string_view kLines[] = {
      "We never use @t(a: str).",
      "@t(a: str) must not be used.",
      "Example: use @t(a: str).",
      "Wrong: use @t(a: str).",
      "Nobody may run @t(a: str) here.",
      "@t(a: str) is off limits.",
      "@t(a: str) is only available to team leads.",
      "@t(a: str) may be used after 30 days.",
      "@t(a: str) should not be used lightly.",
      "Leave @t(a: str) to the finance team.",
      "For what @t(a: str) does, see the handbook.",
      "Instead of @t(a: str), call the desk.",
      "Ask a colleague before using @t(a: str).",
      "Always ask for the reason before @t(a: str) or @u(a: str).",
      "Only managers may use @t(a: str).",
      "No @t(a: str) without a photo.",
      "Agents used to run @t(a: str) by hand.",
      "It is forbidden to call @t(a: str).",
      "Avoid @t(a: str).",
      "Stay away from @t(a: str).",
      "You are not allowed to use @t(a: str).",
      "@t(a: str) has been switched off.",
      "Wait for approval before @t(a: str).",
      "Never use @t(a: str) twice for the same room.",
      "Agents may use @t(a: str).",
  };
  for (const std::string_view line : kLines) {
    const SentenceReading read = ReadSentenceWith(*pack::Pack::Of("en"), line);
    const std::string names = read.names();
    EXPECT_EQ(names.find("acts.step"), std::string::npos) << line << " reads as " << names;
    EXPECT_EQ(read.residue, "") << line;
    EXPECT_FALSE(read.tied) << line;
  }
}

// Words that limit a call and that no construction names stay left over: such a call does not run.
TEST(ReaderMoods, LimitsThatNothingNamesAreLeftOver) {
  constexpr std::string_view kLines[] = {
      "Use @t(a: str) without a photo.",
      "Use @u(b: str), perhaps not @t(a: str).",
      "Use @u(b: str), not always @t(a: str).",
      "Refund up to 50 EUR with @t(a: str).",
      "Refund every order with @t(a: str).",
      "Credit the total, minus every fee, using @t(a: str).",
      "Use @t(a: str) to give back only the shipping fee.",
      "Yes but only half: use @t(a: str).",
      "Not allowed: use @t(a: str).",
      "Managers use @t(a: str).",
      "Let the customer use @t(a: str).",
  };
  for (const std::string_view line : kLines) {
    EXPECT_NE(ReadSentenceWith(*pack::Pack::Of("en"), line).residue, "") << line;
  }
}

// Whatever the words, each has exactly one account, and a reading is a function of the sentence.
TEST(ReaderProperty, EveryWordHasOneAccount) {
  constexpr std::string_view kWords[] = {
      "use",      "@t(a: str)", "the",  "order", "not",     "if",   "is",  "paid",
      ",",        "and",        "ask",  "for",   "unless",  "“x”",  "{y}", "50%",
      "customer", "tell",       "that", "only",  "(aside)", "stop", "once"};
  const pack::Pack& english = *pack::Pack::Of("en");
  std::mt19937 random(7);
  for (int round = 0; round < 400; ++round) {
    std::string text;
    const std::size_t length = 1 + random() % 14;
    for (std::size_t i = 0; i < length; ++i) {
      text += (text.empty() ? "" : " ");
      text += kWords[random() % std::size(kWords)];
    }
    const SentenceReading first = ReadSentenceWith(english, text);
    const SentenceReading second = ReadSentenceWith(english, text);
    EXPECT_TRUE(first.read) << text;
    EXPECT_EQ(first.names(), second.names()) << text;
    EXPECT_EQ(first.residue, second.residue) << text;
  }
}

}  // namespace
}  // namespace proviso
