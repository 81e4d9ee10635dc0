// SPDX-License-Identifier: Apache-2.0
// For our own bugs only: never reachable from anything a user can type, send or feed.
#pragma once

namespace proviso {
[[noreturn]] void AssertionFailed(const char* what, const char* file, int line);
}

#define PROVISO_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::proviso::AssertionFailed(#condition, __FILE__, __LINE__))
#define PROVISO_UNREACHABLE(what) ::proviso::AssertionFailed(what, __FILE__, __LINE__)
