// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/file_index.h"

#include <gtest/gtest.h>

namespace proviso::lsp {
namespace {

using Ids = std::vector<std::string>;

FileSymbols Symbols(Ids offered, Ids taken) {
  FileSymbols symbols;
  symbols.offered = std::move(offered);
  symbols.taken = std::move(taken);
  return symbols;
}

TEST(FileIndex, ABundleIsWhatIsConnected) {
  FileIndex index;
  index.Put("/p/a", Symbols({"a"}, {"b"}));
  index.Put("/p/b", Symbols({"b"}, {}));
  index.Put("/p/c", Symbols({"c"}, {"a"}));
  index.Put("/p/d", Symbols({"d"}, {}));
  const Ids connected = {"/p/a", "/p/b", "/p/c"};
  EXPECT_EQ(index.BundleOf("/p/a", 10), connected);
  EXPECT_EQ(index.BundleOf("/p/b", 10), connected);
  EXPECT_EQ(index.BundleOf("/p/d", 10), Ids{"/p/d"});
  EXPECT_EQ(index.BundleOf("/p/a", 2), (Ids{"/p/a", "/p/b"}));  // what is needed comes first
}

TEST(FileIndex, TheNearestOfANameIsMeant) {
  FileIndex index;
  index.Put("/w/live/a", Symbols({"a"}, {"b"}));
  index.Put("/w/live/more/b", Symbols({"b"}, {}));
  index.Put("/w/drafts/b", Symbols({"b"}, {}));
  EXPECT_EQ(index.Offering("b", "/w/live/a"), Ids{"/w/live/more/b"});
  EXPECT_EQ(index.BundleOf("/w/live/a", 10), (Ids{"/w/live/a", "/w/live/more/b"}));
  EXPECT_EQ(index.BundleOf("/w/drafts/b", 10), Ids{"/w/drafts/b"});
  EXPECT_EQ(index.Taking("b", "/w/drafts/b"), Ids{});
}

TEST(FileIndex, TwoOfANameInOneFolderAreSeenTogether) {
  FileIndex index;
  index.Put("/w/a1", Symbols({"a"}, {}));
  index.Put("/w/a2", Symbols({"a"}, {}));
  EXPECT_EQ(index.BundleOf("/w/a1", 10), (Ids{"/w/a1", "/w/a2"}));
}

TEST(FileIndex, AnEditReplacesAndAnEndRemoves) {
  FileIndex index;
  index.Put("/w/a", Symbols({"a"}, {"b"}));
  index.Put("/w/b", Symbols({"b"}, {}));
  index.Put("/w/a", Symbols({"a"}, {}));
  EXPECT_EQ(index.BundleOf("/w/a", 10), Ids{"/w/a"});
  index.Put("/w/a", Symbols({"a"}, {"b"}));
  index.Remove("/w/b");
  EXPECT_EQ(index.BundleOf("/w/a", 10), Ids{"/w/a"});
}

}  // namespace
}  // namespace proviso::lsp
