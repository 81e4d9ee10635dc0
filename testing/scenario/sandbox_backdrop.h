// SPDX-License-Identifier: Apache-2.0
// The sandbox behind scenarios: a shop of its own for each, made from data that are read once.
#pragma once

#include <memory>
#include <string>

#include "core/result.h"
#include "testing/scenario/runner.h"

namespace proviso::scenario {

// For Stage::backdrop: `data` is a path, relative to `folder`; empty means the sandbox's own data.
// A file is read when it is first asked for. Thread-safe.
std::function<Result<Backdrop>(const std::string& data)> SandboxBackdrops(std::string folder);

}  // namespace proviso::scenario
