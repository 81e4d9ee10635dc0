// SPDX-License-Identifier: Apache-2.0
// Replies in Portuguese: what consents, what refuses, and what is neither. A reply in a language
// without tables says nothing.
#include <gtest/gtest.h>

#include "runtime/understanding/reader.h"

namespace proviso::understanding {
namespace {

Reading Read(PromptKind kind, std::string_view text, std::string_view language = "pt") {
  static const auto reader = MakeOfflineReader();
  Prompt prompt;
  prompt.kind = kind;
  return reader->Read(prompt, text, {language, ""});
}

struct Reply {
  std::string_view text;
  ReplyAct act;
};

class PortugueseYesNo : public testing::TestWithParam<Reply> {};

TEST_P(PortugueseYesNo, IsRead) {
  EXPECT_EQ(Read(PromptKind::YesNo, GetParam().text).act, GetParam().act) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Replies, PortugueseYesNo,
    testing::Values(Reply{"sim", ReplyAct::Accept}, Reply{"Sim, por favor.", ReplyAct::Accept},
                    Reply{"claro que sim", ReplyAct::Accept}, Reply{"pode ser", ReplyAct::Accept},
                    Reply{"com certeza", ReplyAct::Accept}, Reply{"Isso mesmo!", ReplyAct::Accept},
                    Reply{"quero sim", ReplyAct::Accept}, Reply{"sem problema", ReplyAct::Accept},
                    Reply{"não", ReplyAct::Decline}, Reply{"nao", ReplyAct::Decline},
                    Reply{"não, obrigada", ReplyAct::Decline},
                    Reply{"claro que não", ReplyAct::Decline},
                    Reply{"nem pensar", ReplyAct::Decline},
                    Reply{"de jeito nenhum", ReplyAct::Decline},
                    Reply{"prefiro não", ReplyAct::Decline}, Reply{"agora não", ReplyAct::Decline},
                    Reply{"não quero", ReplyAct::Decline}, Reply{"talvez", ReplyAct::Neither},
                    Reply{"não sei", ReplyAct::Neither}, Reply{"depende", ReplyAct::Neither},
                    Reply{"sim, se for grátis", ReplyAct::Neither},
                    Reply{"sim, mas só metade", ReplyAct::Neither},
                    Reply{"só se chegar amanhã", ReplyAct::Neither},
                    Reply{"meu marido disse que sim", ReplyAct::Neither},
                    Reply{"quanto custa?", ReplyAct::Neither},
                    Reply{"pode me dizer o prazo?", ReplyAct::Neither},
                    Reply{"obrigado", ReplyAct::Neither}, Reply{"yes", ReplyAct::Neither}));

TEST(PortugueseReply, AsksForAPerson) {
  EXPECT_TRUE(Read(PromptKind::YesNo, "quero falar com um atendente").wants_person);
  EXPECT_TRUE(Read(PromptKind::Slot, "atendente, por favor").wants_person ||
              Read(PromptKind::Slot, "atendente").wants_person);
  EXPECT_FALSE(Read(PromptKind::YesNo, "a pessoa que entregou foi gentil").wants_person);
}

TEST(ReplyInAnUnknownLanguage, SaysNothing) {
  EXPECT_EQ(Read(PromptKind::YesNo, "yes", "fi").act, ReplyAct::Neither);
  EXPECT_EQ(Read(PromptKind::YesNo, "no", "fi").act, ReplyAct::Neither);
}

}  // namespace
}  // namespace proviso::understanding
