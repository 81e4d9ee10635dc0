// SPDX-License-Identifier: Apache-2.0
#include "core/parallel.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace proviso {

unsigned Processors() { return std::max(1U, std::thread::hardware_concurrency()); }

void ForEachIndex(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  const auto take = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < std::min<std::size_t>(count, jobs); ++i) {
    try {
      others.emplace_back(take);
    } catch (const std::system_error&) {
      break;  // the machine gives no more: those that run do the rest
    }
  }
  take();
  for (std::thread& other : others) other.join();
}

}  // namespace proviso
