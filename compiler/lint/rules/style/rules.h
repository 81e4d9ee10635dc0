// SPDX-License-Identifier: Apache-2.0
// Style: P5xx. What changes no meaning, and a reader trips over.
#pragma once

#include <memory>

#include "compiler/lint/rule.h"

namespace proviso::compiler::lint {

std::unique_ptr<const Rule> MakeDoubleSpaceRule();

void AddStyleRules(RuleList& rules);

}  // namespace proviso::compiler::lint
