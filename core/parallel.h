// SPDX-License-Identifier: Apache-2.0
// The same work for each of a number of things, on several processors. What comes of it is for the
// caller to keep by index, so that it does not depend on who was first.
#pragma once

#include <cstddef>
#include <functional>

namespace proviso {

// How many the machine has; at least 1.
unsigned Processors();

// Calls work(0) to work(count - 1), each once, on up to `jobs` threads, the caller's among them,
// and returns when all have ended. With one job (or none) in order. `work` must not throw.
void ForEachIndex(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& work);

}  // namespace proviso
