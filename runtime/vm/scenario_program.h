// SPDX-License-Identifier: Apache-2.0
// A program for made-up answers: scenarios, mutations, explorations.
#pragma once

#include <memory>

#include "runtime/vm/step.h"

namespace proviso::vm {

// As Program::Load. Answers written by hand say what matters and leave the rest out, so that a
// missing field is no failed call here, as it is where real tools answer.
Result<std::shared_ptr<const Program>> LoadForScenarios(Module module);

}  // namespace proviso::vm
