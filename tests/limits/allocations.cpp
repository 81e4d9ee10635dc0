// SPDX-License-Identifier: Apache-2.0
// Replaces the allocation functions of this executable by counting ones.
#include "allocations.h"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::uint64_t> bytes_allocated{0};

void* Allocate(std::size_t size) {
  bytes_allocated.fetch_add(size, std::memory_order_relaxed);
  if (void* memory = std::malloc(size != 0 ? size : 1)) return memory;
  throw std::bad_alloc();
}

}  // namespace

namespace proviso::testing {

std::uint64_t BytesAllocated() { return bytes_allocated.load(std::memory_order_relaxed); }

}  // namespace proviso::testing

void* operator new(std::size_t size) { return Allocate(size); }
void* operator new[](std::size_t size) { return Allocate(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
