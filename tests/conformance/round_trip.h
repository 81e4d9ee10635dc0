// SPDX-License-Identifier: Apache-2.0
// Every module of the suite goes through its bytes before it runs, as a bundle on disk would.
#pragma once

#include <memory>

#include "bytecode/module.h"
#include "core/result.h"
#include "runtime/vm/step.h"

namespace proviso::conformance {

// Encodes, decodes, encodes again (the bytes must be equal), verifies and loads.
Result<std::shared_ptr<const vm::Program>> LoadThroughBytes(const Module& module);

}  // namespace proviso::conformance
