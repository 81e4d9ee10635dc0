// SPDX-License-Identifier: Apache-2.0
// That the edits are what they say, and that what nobody would notice is found.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/edits/account.h"
#include "tests/edits/call_edits.h"
#include "tests/edits/compiled.h"
#include "tests/edits/edit.h"

namespace proviso::edits {
namespace {

const std::string kPolicy =
    "Policy: Refund\n"
    "When: The customer wants a refund for the order.\n"
    "Owner: The returns desk\n"
    "\n"
    "// How it was agreed.\n"
    "- Ask for the order number.\n"
    "- Use @get_order(order_id: str) to fetch the order.\n"
    "- If the order is paid, use @give_refund(order_id: str, orders: int) without asking to refund "
    "5 orders.\n"
    "- Say “It is 3 days.”\n";
constexpr std::uint32_t kRefundLine = 8;

compiler::Compilation Compiled(const std::string& text) {
  return CompileWithLint({{"refund.policy", text}});
}

std::string With(std::string_view from, std::string_view to) {
  std::string text = kPolicy;
  text.replace(text.find(from), from.size(), to);
  return text;
}

Edit EditAt(EditKind kind, std::string_view word) {
  Edit edit;
  edit.kind = kind;
  edit.span.begin = static_cast<std::uint32_t>(kPolicy.find(word));
  edit.last = edit.span.begin;
  edit.line = 1;
  for (std::uint32_t i = 0; i < edit.span.begin; ++i) edit.line += kPolicy[i] == '\n' ? 1 : 0;
  return edit;
}

TEST(EditTest, TheSameSeedMakesTheSameEdits) {
  const EditMaker maker(kPolicy);
  std::mt19937 random(1);
  std::mt19937 again(1);
  const auto edits = maker.MakeAll(50, random);
  const auto others = maker.MakeAll(50, again);
  ASSERT_EQ(edits.size(), 50u);
  ASSERT_EQ(others.size(), 50u);
  for (std::size_t i = 0; i < edits.size(); ++i) EXPECT_EQ(edits[i].text, others[i].text);
}

TEST(EditTest, EachKindChangesWhatItSays) {
  const EditMaker maker(kPolicy);
  std::mt19937 random(7);
  for (std::size_t i = 0; i < 40; ++i) {
    for (std::size_t kind = 0; kind < kEditKinds; ++kind) {
      const auto edit = maker.Make(static_cast<EditKind>(kind), random);
      if (!edit) continue;
      EXPECT_NE(edit->text, kPolicy);
      switch (edit->kind) {
        case EditKind::WordDropped:
          EXPECT_LT(edit->text.size(), kPolicy.size());
          break;
        case EditKind::AmountChanged:
        case EditKind::LinesSwapped:
          EXPECT_EQ(edit->text.size(), kPolicy.size());
          break;
        case EditKind::NotInserted:
        case EditKind::ExceptionAppended:
          EXPECT_GT(edit->text.size(), kPolicy.size());
          break;
      }
    }
  }
}

TEST(EditTest, OnlyWhatActsAndWhatIsSaidOfItIsCompared) {
  const Outcome before = OutcomeOf(Compiled(kPolicy));
  ASSERT_TRUE(before.compiles);
  EXPECT_FALSE(IsNoticed(before, OutcomeOf(Compiled(kPolicy + "\n// A comment.\n"))));
  EXPECT_FALSE(IsNoticed(before, OutcomeOf(Compiled("\n" + kPolicy))));
  EXPECT_TRUE(IsNoticed(before, OutcomeOf(Compiled(With("is paid", "is not paid")))));
  EXPECT_TRUE(IsNoticed(before, OutcomeOf(Compiled(With("3 days", "4 days")))));
  EXPECT_TRUE(IsNoticed(before, OutcomeOf(Compiled(With("to fetch", "frob to fetch")))));
}

TEST(EditTest, WhatSaysNothingIsExcusedAndNothingElse) {
  const compiler::Compilation compilation = Compiled(kPolicy);
  const Accounts accounts(compilation, FileId{});
  EXPECT_TRUE(IsExcused(accounts, EditAt(EditKind::NotInserted, "agreed")));
  EXPECT_TRUE(IsExcused(accounts, EditAt(EditKind::NotInserted, "returns desk")));
  EXPECT_TRUE(IsExcused(accounts, EditAt(EditKind::WordDropped, "the order number")));
  EXPECT_FALSE(IsExcused(accounts, EditAt(EditKind::NotInserted, "fetch")));
  EXPECT_FALSE(IsExcused(accounts, EditAt(EditKind::AmountChanged, "5 orders")));
  EXPECT_FALSE(IsExcused(accounts, EditAt(EditKind::ExceptionAppended, "number.")));
  EXPECT_FALSE(IsExcused(accounts, EditAt(EditKind::WordDropped, "without")));
}

TEST(EditTest, AConversationThatMakesAForbiddenCallIsFound) {
  const Module module = *Compiled(kPolicy).module;
  CallEdit edit;
  edit.line = kRefundLine;
  edit.tool = "give_refund";
  EXPECT_NE(ForbiddenRun(module, edit, 200), "");
  edit.tool = "something_else";
  EXPECT_EQ(ForbiddenRun(module, edit, 200), "");
  // No tool tells of colleagues, and it runs all the same.
  edit.tool = "give_refund";
  edit.addition = {"", Forbidden::Untold, "colleague"};
  EXPECT_NE(ForbiddenRun(module, edit, 200), "");
}

TEST(EditTest, ACallThatIsTestedIsNotMadeWhereItMustNotBe) {
  const Module module =
      *Compiled(With("If the order is paid,", "If the order is not shipped,")).module;
  CallEdit edit;
  edit.line = kRefundLine;
  edit.tool = "give_refund";
  edit.addition = {"", Forbidden::WhenShipped, ""};
  EXPECT_EQ(ForbiddenRun(module, edit, 400), "");
  const Module other = *Compiled(With("If the order is paid,", "If the order is shipped,")).module;
  EXPECT_NE(ForbiddenRun(other, edit, 400), "");
}

TEST(EditTest, EachCallIsNegatedAndExcepted) {
  SourceSet sources;
  const FileId file = sources.Add("refund.policy", kPolicy);
  const auto edits = EditsOfCalls(sources.file(file));
  std::size_t negated = 0;
  std::size_t excepted = 0;
  for (const CallEdit& edit : edits) {
    negated += edit.addition.forbidden == Forbidden::Always ? 1 : 0;
    excepted += edit.addition.forbidden == Forbidden::Always ? 0 : 1;
  }
  EXPECT_EQ(negated, 4u);
  EXPECT_GT(excepted, 15u);
}

}  // namespace
}  // namespace proviso::edits
