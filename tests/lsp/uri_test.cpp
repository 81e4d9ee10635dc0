// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/uri.h"

#include <gtest/gtest.h>

namespace proviso::lsp {
namespace {

TEST(Uri, PathsGoBothWays) {
  EXPECT_EQ(PathOfUri("file:///home/ana/my%20policies/a%C3%A9.policy"),
            "/home/ana/my policies/aé.policy");
  EXPECT_EQ(UriOfPath("/home/ana/my policies/aé.policy"),
            "file:///home/ana/my%20policies/a%C3%A9.policy");
  EXPECT_EQ(PathOfUri("file://localhost/a"), "/a");
}

TEST(Uri, OneSpellingPerDocument) {
  EXPECT_EQ(CanonicalUri("file:///a/./b/../c%2dd.policy"), CanonicalUri("file:///a/c-d.policy"));
  EXPECT_EQ(CanonicalUri("untitled:Untitled-1"), "untitled:Untitled-1");
}

TEST(Uri, WhatIsNoFileHasNoPath) {
  EXPECT_FALSE(PathOfUri("untitled:Untitled-1"));
  EXPECT_FALSE(PathOfUri("file://server/share/a"));
  EXPECT_FALSE(PathOfUri("file:///a%00b"));
  EXPECT_FALSE(PathOfUri("file:"));
}

}  // namespace
}  // namespace proviso::lsp
