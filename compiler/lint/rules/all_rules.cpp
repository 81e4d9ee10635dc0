// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/rules/all_rules.h"

#include <algorithm>

#include "compiler/lint/rules/clarity/rules.h"
#include "compiler/lint/rules/flow/rules.h"
#include "compiler/lint/rules/names/rules.h"
#include "compiler/lint/rules/safety/rules.h"
#include "compiler/lint/rules/style/rules.h"

namespace proviso::compiler::lint {

const RuleList& AllRules() {
  static const RuleList kRules = [] {
    RuleList rules;
    AddNamesRules(rules);
    AddFlowRules(rules);
    AddSafetyRules(rules);
    AddClarityRules(rules);
    AddStyleRules(rules);
    std::sort(rules.begin(), rules.end(),
              [](const auto& a, const auto& b) { return a->id() < b->id(); });
    return rules;
  }();
  return kRules;
}

}  // namespace proviso::compiler::lint
