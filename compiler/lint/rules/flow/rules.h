// SPDX-License-Identifier: Apache-2.0
// Flow: P2xx. What a conversation can run into.
#pragma once

#include <memory>

#include "compiler/lint/rule.h"

namespace proviso::compiler::lint {

void AddFlowRules(RuleList& rules);

}  // namespace proviso::compiler::lint
