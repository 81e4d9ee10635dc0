// SPDX-License-Identifier: Apache-2.0
// The half of the verifier that looks at tables; verifier.cpp looks at code.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bytecode/module.h"

namespace proviso::internal {

using ReportProblem = std::function<void(std::string)>;

// `starts[pc]`: an instruction starts there.
void VerifyTables(const Module& module, const std::vector<bool>& starts,
                  const ReportProblem& report);

}  // namespace proviso::internal
