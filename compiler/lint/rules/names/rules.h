// SPDX-License-Identifier: Apache-2.0
// Names and types: P1xx. What a value, a tool or a policy is called.
#pragma once

#include <memory>

#include "compiler/lint/rule.h"

namespace proviso::compiler::lint {

void AddNamesRules(RuleList& rules);

}  // namespace proviso::compiler::lint
