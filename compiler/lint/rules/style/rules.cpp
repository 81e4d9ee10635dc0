// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/rules/style/rules.h"

namespace proviso::compiler::lint {

void AddStyleRules(RuleList& rules) {
  rules.push_back(MakeDoubleSpaceRule());
}

}  // namespace proviso::compiler::lint
