// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/rules/all_rules.h"

#include "compiler/lint/rules/style/rules.h"

namespace proviso::compiler::lint {

const RuleList& AllRules() {
  static const RuleList kRules = [] {
    RuleList rules;
    AddStyleRules(rules);
    return rules;
  }();
  return kRules;
}

}  // namespace proviso::compiler::lint
