// SPDX-License-Identifier: Apache-2.0
#include "compiler/vocabulary/phrasing.h"

#include <gtest/gtest.h>

namespace proviso::compiler {
namespace {

TEST(Fill, PutsArgumentsIntoHoles) {
  EXPECT_EQ(Fill("{1} and {0}", {"a", "b"}), "b and a");
  EXPECT_EQ(Fill("{x} {", {"a"}), "{x} {");
}

TEST(JoinAlternatives, ReadsLikeASentence) {
  EXPECT_EQ(JoinAlternatives(Lexicon::English(), {"A", "B", "C"}), "A, B or C");
  EXPECT_EQ(JoinAlternatives(Lexicon::English(), {"A"}), "A");
}

}  // namespace
}  // namespace proviso::compiler
