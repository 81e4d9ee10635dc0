// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/rules/names/rules.h"

namespace proviso::compiler::lint {

void AddNamesRules(RuleList& /*rules*/) {}

}  // namespace proviso::compiler::lint
