// SPDX-License-Identifier: Apache-2.0
// Clarity: P4xx. What two readers would understand differently.
#pragma once

#include <memory>

#include "compiler/lint/rule.h"

namespace proviso::compiler::lint {

void AddClarityRules(RuleList& rules);

}  // namespace proviso::compiler::lint
