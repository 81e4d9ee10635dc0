// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/rules/clarity/rules.h"

namespace proviso::compiler::lint {

void AddClarityRules(RuleList& /*rules*/) {}

}  // namespace proviso::compiler::lint
