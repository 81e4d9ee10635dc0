// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/rules/style/rules.h"

namespace proviso::compiler::lint {

void AddStyleRules(RuleList& rules) {
  rules.push_back(MakeDoubleSpaceRule());
  rules.push_back(MakeHeadingCaseRule());
  rules.push_back(MakeListStyleRule());
  rules.push_back(MakeNameStyleRule());
  rules.push_back(MakePolicyInNameRule());
  rules.push_back(MakeMixedQuotesRule());
  rules.push_back(MakeTrailingSpaceRule());
}

}  // namespace proviso::compiler::lint
