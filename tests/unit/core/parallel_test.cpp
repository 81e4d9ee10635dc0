// SPDX-License-Identifier: Apache-2.0
#include "core/parallel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace proviso {
namespace {

TEST(ForEachIndex, DoesEachOnceWithAndWithoutThreads) {
  for (const unsigned jobs : {0u, 1u, 2u, 16u}) {
    for (const std::size_t count : {0u, 1u, 2u, 1000u}) {
      std::vector<int> done(count, 0);
      ForEachIndex(count, jobs, [&](std::size_t i) { ++done[i]; });
      EXPECT_EQ(std::count(done.begin(), done.end(), 1), static_cast<std::ptrdiff_t>(count));
    }
  }
}

TEST(ForEachIndex, GoesInOrderWithoutThreads) {
  std::vector<std::size_t> order;
  ForEachIndex(100, 1, [&](std::size_t i) { order.push_back(i); });
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

}  // namespace
}  // namespace proviso
