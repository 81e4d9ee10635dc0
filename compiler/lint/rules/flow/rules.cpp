// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/rules/flow/rules.h"

namespace proviso::compiler::lint {

void AddFlowRules(RuleList& /*rules*/) {}

}  // namespace proviso::compiler::lint
