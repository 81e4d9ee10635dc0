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
  const SentenceReading read = ReadSentenceWith(pack::Pack::English(), GetParam().text);
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
INSTANTIATE_TEST_SUITE_P(LeftOver, ReaderTest,
                         testing::Values(Sentence{"Use @t(a: str), weekdays not past noon.",
                                                  "acts.step call.use", "weekdays not past noon"},
                                         Sentence{"Use not @t(a: str).", "",
                                                  "Use not @t(a: str)"}));

// Whatever the words, each has exactly one account, and a reading is a function of the sentence.
TEST(ReaderProperty, EveryWordHasOneAccount) {
  constexpr std::string_view kWords[] = {"use",    "@t(a: str)", "the", "order", "not",      "if",
                                         "is",     "paid",       ",",   "and",   "ask",      "for",
                                         "unless", "“x”",        "{y}", "50%",   "customer", "tell",
                                         "that",   "only",       "(aside)", "stop",  "once"};
  const pack::Pack& english = pack::Pack::English();
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
