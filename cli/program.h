// SPDX-License-Identifier: Apache-2.0
// What `proviso` can do: every verb, in the order of the help.
#pragma once

#include <memory>

#include "cli/invocation.h"
#include "cli/options.h"

namespace proviso::cli {

// The targets of its options lie in `invocation`, which must outlive it.
std::unique_ptr<const Program> MakeProgram(Invocation& invocation);

}  // namespace proviso::cli
