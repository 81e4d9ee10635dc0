// SPDX-License-Identifier: Apache-2.0
// The same work for each of a number of things, on all processors. What comes of it is for the
// caller to keep by index, so that it does not depend on who was first.
#pragma once

#include <cstddef>
#include <functional>

namespace proviso {

// Calls work(0) to work(count - 1), each once, and returns when all have ended. On one thread, in
// order, when `threads` is false or the machine has one processor. `work` must not throw.
void ForEachIndex(std::size_t count, bool threads, const std::function<void(std::size_t)>& work);

}  // namespace proviso
