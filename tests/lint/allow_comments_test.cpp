// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/internal/allow_comments.h"

#include <gtest/gtest.h>

namespace proviso::compiler::lint {
namespace {

std::vector<AllowComment> Read(std::string text) {
  SourceSet sources;
  const FileId file = sources.Add("x.policy", std::move(text));
  return ReadAllowComments(sources.file(file), file);
}

TEST(AllowComments, AtTheEndOfALine) {
  const auto comments =
      Read("Policy: x\n- Stop. // lint: allow vague-condition, P203: the lead decides: always\n");
  ASSERT_EQ(comments.size(), 1u);
  EXPECT_EQ(comments[0].line, 2u);
  ASSERT_EQ(comments[0].names.size(), 2u);
  EXPECT_EQ(comments[0].names[0].id, DiagnosticId::VagueCondition);
  EXPECT_EQ(comments[0].names[1].id, DiagnosticId::UnhandledOutcome);
  EXPECT_EQ(comments[0].reason, "the lead decides: always");
}

TEST(AllowComments, AloneAboveALine) {
  const auto comments = Read("  // lint: allow P402: x\n\n// another comment\n- Stop.\n");
  ASSERT_EQ(comments.size(), 1u);
  EXPECT_EQ(comments[0].line, 4u);
}

TEST(AllowComments, AtTheEndOfTheFileSpeaksOfNothing) {
  const auto comments = Read("- Stop.\n// lint: allow P402: x");
  ASSERT_EQ(comments.size(), 1u);
  EXPECT_EQ(comments[0].line, 3u);
}

TEST(AllowComments, OtherCommentsAndLinksAreNone) {
  EXPECT_TRUE(
      Read("- Stop. // lint is a tool\n- Say \"see https://lint: allow\"\n// allow P402: x\n")
          .empty());
}

TEST(AllowComments, WithoutNamesOrReason) {
  const auto comments = Read(
      "- Stop. // lint: allow\n- Stop. // lint: allow P402\n- Stop. // lint: allow nonsense:\n");
  ASSERT_EQ(comments.size(), 3u);
  EXPECT_TRUE(comments[0].names.empty());
  EXPECT_TRUE(comments[1].reason.empty());
  EXPECT_FALSE(comments[2].names[0].id);
}

}  // namespace
}  // namespace proviso::compiler::lint
