// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/text.h"

#include <gtest/gtest.h>

#include "runtime/understanding/cues.h"
#include "runtime/understanding/meaning.h"
#include "runtime/understanding/reply_model.h"

namespace proviso::understanding {
namespace {

TEST(MessageTest, FoldsWordsAndKeepsTheirPlaces) {
  const Message message = MakeMessage("Don’t, ÉTÉ 12,5!", 100);
  ASSERT_EQ(message.tokens.size(), 7u);
  EXPECT_EQ(message.tokens[0].folded, "dont");
  EXPECT_EQ(message.tokens[2].folded, "ete");
  EXPECT_EQ(message.Span(2, 2), "ÉTÉ");
  EXPECT_TRUE(message.tokens[4].glued);
  EXPECT_EQ(message.tokens[6].folded, "!");
}

TEST(MessageTest, RepairsAndCuts) {
  EXPECT_EQ(MakeMessage("a\xFF"
                        "b",
                        100)
                .text,
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(MakeMessage("aé", 2).text, "a");
  EXPECT_TRUE(MakeMessage("", 10).tokens.empty());
  EXPECT_LE(MakeMessage(std::string(1000, '\xFF'), 100).text.size(), 100u);
}

TEST(StemTest, BringsFormsTogether) {
  EXPECT_EQ(StemOf("items"), StemOf("item"));
  EXPECT_EQ(StemOf("shipping"), StemOf("ship"));
  EXPECT_EQ(StemOf("damaged"), StemOf("damage"));
  EXPECT_EQ(StemOf("parties"), StemOf("party"));
}

// The trained table is there and knows the plainest words; an empty or garbled table fails here.
TEST(ReplyModelTest, TableIsTrained) {
  const auto score = [](std::string_view text) {
    const Message message = MakeMessage(text, 1000);
    return ScoreReply(ReplyFeatures(message, CuesOf("en").Find(message.tokens)));
  };
  EXPECT_GT(score("yes")[1], 0.9);
  EXPECT_GT(score("no")[2], 0.9);
  EXPECT_GT(score("where is my order")[0], 0.9);
}

}  // namespace
}  // namespace proviso::understanding
