// SPDX-License-Identifier: Apache-2.0
#include "core/assert.h"

#include <cstdio>
#include <cstdlib>

namespace proviso {

void AssertionFailed(const char* what, const char* file, int line) {
  std::fprintf(stderr, "proviso: internal error: %s (%s:%d); please report this as a bug\n", what,
               file, line);
  std::abort();
}

}  // namespace proviso
