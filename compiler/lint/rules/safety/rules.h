// SPDX-License-Identifier: Apache-2.0
// Safety: P3xx. What must not happen to the customer or the shop.
#pragma once

#include <memory>

#include "compiler/lint/rule.h"

namespace proviso::compiler::lint {

void AddSafetyRules(RuleList& rules);

}  // namespace proviso::compiler::lint
