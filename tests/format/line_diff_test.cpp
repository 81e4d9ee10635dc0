// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/line_diff.h"

#include <gtest/gtest.h>

namespace proviso {
namespace {

TEST(LineDiff, IsEmptyForEqualTexts) { EXPECT_EQ(UnifiedDiff("a", "x\ny\n", "b", "x\ny\n"), ""); }

TEST(LineDiff, ShowsAChangedLineBetweenItsNeighbours) {
  EXPECT_EQ(
      UnifiedDiff("old", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "new", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
      "--- old\n+++ new\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(LineDiff, KeepsDistantChangesApart) {
  const std::string old_text = "a\n1\n2\n3\n4\n5\n6\n7\n8\nb\n";
  const std::string new_text = "A\n1\n2\n3\n4\n5\n6\n7\n8\nB\n";
  EXPECT_EQ(
      UnifiedDiff("x", old_text, "y", new_text),
      "--- x\n+++ y\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -7,4 +7,4 @@\n 6\n 7\n 8\n-b\n+B\n");
}

TEST(LineDiff, AddsAndRemovesWholeTexts) {
  EXPECT_EQ(UnifiedDiff("x", "", "y", "1\n2\n"), "--- x\n+++ y\n@@ -0,0 +1,2 @@\n+1\n+2\n");
  EXPECT_EQ(UnifiedDiff("x", "1\n", "y", ""), "--- x\n+++ y\n@@ -1,1 +0,0 @@\n-1\n");
}

TEST(LineDiff, SaysWhenTheLastLineFeedIsMissing) {
  EXPECT_EQ(UnifiedDiff("x", "1\n2", "y", "1\n2\n"),
            "--- x\n+++ y\n@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n+2\n");
}

TEST(LineDiff, CopesWithTextsThatHaveNothingInCommon) {
  std::string old_text;
  std::string new_text;
  for (int i = 0; i < 3000; ++i) {
    old_text += "old " + std::to_string(i) + "\n";
    new_text += "new " + std::to_string(i) + "\n";
  }
  const std::string diff = UnifiedDiff("x", old_text, "y", new_text);
  EXPECT_NE(diff.find("\n-old 2999\n"), std::string::npos);
  EXPECT_NE(diff.find("\n+new 2999\n"), std::string::npos);
}

}  // namespace
}  // namespace proviso
