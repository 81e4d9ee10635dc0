// SPDX-License-Identifier: Apache-2.0
// Every rule there is. tools/new_rule adds the lines.
#pragma once

#include "compiler/lint/rule.h"

namespace proviso::compiler::lint {

// Built once; sorted by number.
const RuleList& AllRules();

}  // namespace proviso::compiler::lint
