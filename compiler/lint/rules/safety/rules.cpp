// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/rules/safety/rules.h"

namespace proviso::compiler::lint {

void AddSafetyRules(RuleList& /*rules*/) {}

}  // namespace proviso::compiler::lint
