// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/rules/names/rules.h"

namespace proviso::compiler::lint {

void AddNamesRules(RuleList& rules) {
  rules.push_back(MakeUnusedAnswerRule());
  rules.push_back(MakeListMismatchRule());
  rules.push_back(MakeUnitMismatchRule());
  rules.push_back(MakeNearDuplicateNameRule());
  rules.push_back(MakeMisspeltToolRule());
  rules.push_back(MakeIncompleteSignatureRule());
  rules.push_back(MakeValueFromNowhereRule());
  rules.push_back(MakeAskedTooLateRule());
}

}  // namespace proviso::compiler::lint
