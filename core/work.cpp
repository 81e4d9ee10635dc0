// SPDX-License-Identifier: Apache-2.0
#include "core/work.h"

#include <atomic>

namespace proviso {
namespace {

std::atomic<std::uint64_t> steps_done{0};

}  // namespace

void CountWork(std::uint64_t steps) { steps_done.fetch_add(steps, std::memory_order_relaxed); }
std::uint64_t WorkDone() { return steps_done.load(std::memory_order_relaxed); }

}  // namespace proviso
