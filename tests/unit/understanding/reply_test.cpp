// SPDX-License-Identifier: Apache-2.0
// What the product promises about yes and no: replies of one word, typing errors, and that the kind
// of the prompt changes what the same words mean.
#include <gtest/gtest.h>

#include "tests/unit/understanding/support.h"

namespace proviso::understanding {
namespace {

struct Row {
  PromptKind kind;
  const char* message;
  const char* act;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.message; }

class ReplyTest : public testing::TestWithParam<Row> {};

TEST_P(ReplyTest, ReadsTheAct) {
  EXPECT_EQ(Act(Read(Plain(GetParam().kind), GetParam().message)), GetParam().act)
      << GetParam().message;
}

constexpr PromptKind kYesNo = PromptKind::YesNo;
constexpr PromptKind kOffer = PromptKind::Offer;
constexpr PromptKind kConfirm = PromptKind::ConfirmValue;
constexpr PromptKind kElse = PromptKind::AnythingElse;

INSTANTIATE_TEST_SUITE_P(
    OneWord, ReplyTest,
    testing::Values(Row{kYesNo, "yes", "accept"}, Row{kYesNo, "Yep!", "accept"},
                    Row{kYesNo, "ok", "accept"}, Row{kYesNo, "sure", "accept"},
                    Row{kYesNo, "👍", "accept"}, Row{kYesNo, "👍🏽", "accept"},
                    Row{kYesNo, "no", "decline"}, Row{kYesNo, "nah", "decline"},
                    Row{kYesNo, "👎", "decline"}, Row{kYesNo, "maybe", "neither"},
                    Row{kYesNo, "what?", "neither"}, Row{kYesNo, "", "neither"},
                    Row{kYesNo, "please", "accept"}));

INSTANTIATE_TEST_SUITE_P(
    TypingErrors, ReplyTest,
    testing::Values(Row{kYesNo, "yse", "accept"}, Row{kYesNo, "yesss", "accept"},
                    Row{kYesNo, "yess plese", "accept"}, Row{kYesNo, "noo", "decline"},
                    Row{kYesNo, "nooooo", "decline"}, Row{kYesNo, "absolutly", "accept"},
                    Row{kYesNo, "definitly not", "decline"},
                    Row{kConfirm, "thats corect", "accept"},
                    Row{kConfirm, "that’s right", "accept"}, Row{kYesNo, "no thnks", "decline"}));

INSTANTIATE_TEST_SUITE_P(Negation, ReplyTest,
                         testing::Values(Row{kYesNo, "that doesn't work for me", "decline"},
                                         Row{kYesNo, "I don't think so", "decline"},
                                         Row{kYesNo, "no problem", "accept"},
                                         Row{kYesNo, "why not", "accept"},
                                         Row{kYesNo, "not bad, let's do it", "accept"},
                                         Row{kYesNo, "I'm not interested", "decline"},
                                         Row{kYesNo, "I don't mind", "accept"},
                                         Row{kYesNo, "yes, but not right now", "decline"},
                                         Row{kYesNo, "maybe later", "decline"},
                                         Row{kOffer, "I'm ok with that", "accept"},
                                         Row{kConfirm, "that's not correct", "decline"},
                                         Row{kYesNo, "definitely wrong", "decline"}));

INSTANTIATE_TEST_SUITE_P(
    KindOfPrompt, ReplyTest,
    testing::Values(Row{kElse, "no, that's all", "decline"}, Row{kElse, "that's all", "decline"},
                    Row{kElse, "thanks, bye", "decline"}, Row{kElse, "I'm good", "decline"},
                    Row{kElse, "where is my other order?", "neither"},
                    Row{kConfirm, "that's it", "accept"},
                    Row{kConfirm, "actually it's number 7", "decline"},
                    Row{kConfirm, "please change the street", "decline"},
                    Row{kOffer, "do you have anything else?", "decline"},
                    Row{kOffer, "what is the price?", "neither"},
                    Row{kOffer, "sounds good, but how much does it cost?", "neither"},
                    Row{kOffer, "sounds good", "accept"}, Row{kOffer, "perfect, thanks", "accept"},
                    Row{kOffer, "no thanks, I still want to cancel", "decline"}));

// The worst mistake is to hear consent where there is none.
INSTANTIATE_TEST_SUITE_P(
    NeverAccepts, ReplyTest,
    testing::Values(Row{kOffer, "how long is the offer valid?", "neither"},
                    Row{kYesNo, "what happens if I say yes?", "neither"},
                    Row{kYesNo, "can you explain that?", "neither"},
                    Row{kConfirm, "is that the right one?", "neither"},
                    Row{kYesNo, "not sure", "neither"}, Row{kYesNo, "I don't know", "neither"},
                    Row{kOffer, "let me think about it", "neither"},
                    Row{PromptKind::None, "my parcel never arrived", "neither"},
                    Row{PromptKind::None, "account no 8832", "neither"}));

TEST(ConfirmValueTest, NewValueDeclinesTheOneShown) {
  Prompt prompt = Plain(PromptKind::ConfirmValue);
  prompt.slot.name = "address";
  prompt.slot.type = ValueType::Address;
  prompt.confirm_value = Value::String("5 High Street, Leeds LS1 4AP");
  const Reading reading = Read(prompt, "12 Oak Avenue, Springfield, IL 62704");
  EXPECT_EQ(Act(reading), "decline");
  EXPECT_NE(Slot(reading, "address"), "-");
  EXPECT_EQ(Act(Read(prompt, "5 High Street, Leeds")), "accept");
  EXPECT_EQ(Act(Read(prompt, "yes that's my address")), "accept");
  EXPECT_EQ(Slot(Read(prompt, "yes that's my address"), "address"), "-");
  const Reading both = Read(prompt, "no, please send it to 12 Oak Avenue, Springfield, IL 62704");
  EXPECT_EQ(Act(both), "decline");
  EXPECT_NE(Slot(both, "address"), "-");
}

}  // namespace
}  // namespace proviso::understanding
