// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/rules/clarity/rules.h"

namespace proviso::compiler::lint {

void AddClarityRules(RuleList& rules) {
  rules.push_back(MakeVagueAmountRule());
  rules.push_back(MakeOpenToolListRule());
  rules.push_back(MakeUnclearPronounRule());
  rules.push_back(MakeUnclearAcceptRule());
  rules.push_back(MakeSeveralInstructionsRule());
  rules.push_back(MakeLongMessageRule());
  rules.push_back(MakeMixedLanguagesRule());
  rules.push_back(MakeVagueTimeRule());
}

}  // namespace proviso::compiler::lint
