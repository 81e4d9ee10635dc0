// SPDX-License-Identifier: Apache-2.0
#include "core/glob.h"

#include <gtest/gtest.h>

#include <string>

namespace proviso {
namespace {

struct Case {
  const char* glob;
  const char* path;
  bool matches;
};

class Globs : public testing::TestWithParam<Case> {};
TEST_P(Globs, Match) {
  EXPECT_EQ(GlobMatches(GetParam().glob, GetParam().path), GetParam().matches)
      << GetParam().glob << " and " << GetParam().path;
}
INSTANTIATE_TEST_SUITE_P(
    Lint, Globs,
    testing::Values(
        Case{"a.policy", "a.policy", true}, Case{"a.policy", "b/a.policy", false},
        Case{"*.policy", "a.policy", true}, Case{"*.policy", "b/a.policy", false},
        Case{"**/*.policy", "a.policy", true}, Case{"**/*.policy", "b/c/a.policy", true},
        Case{"drafts/**", "drafts/b/a.policy", true}, Case{"drafts/**", "drafts", false},
        Case{"drafts/*", "drafts/b/a.policy", false}, Case{"**/drafts/**", "drafts/a.policy", true},
        Case{"**/drafts/**", "olddrafts/a.policy", false}, Case{"?.policy", "a.policy", true},
        Case{"?.policy", "ab.policy", false}, Case{"", "", true}, Case{"", "a", false},
        Case{"**", "a/b", true}, Case{"a**b", "a/x/b", true}));

TEST(Globs, ManyStarsTakeNoTime) {
  std::string glob;
  for (int i = 0; i < 200; ++i) glob += "*a";
  EXPECT_FALSE(GlobMatches(glob, std::string(1000, 'a') + "b"));
}

}  // namespace
}  // namespace proviso
