// SPDX-License-Identifier: Apache-2.0
// Clarity: P4xx. What two careful readers would understand differently.
#pragma once

#include <memory>

#include "compiler/lint/rule.h"

namespace proviso::compiler::lint {

std::unique_ptr<const Rule> MakeVagueAmountRule();
std::unique_ptr<const Rule> MakeOpenToolListRule();
std::unique_ptr<const Rule> MakeUnclearPronounRule();
std::unique_ptr<const Rule> MakeUnclearAcceptRule();
std::unique_ptr<const Rule> MakeSeveralInstructionsRule();
std::unique_ptr<const Rule> MakeLongMessageRule();
std::unique_ptr<const Rule> MakeMixedLanguagesRule();
std::unique_ptr<const Rule> MakeVagueTimeRule();

void AddClarityRules(RuleList& rules);

}  // namespace proviso::compiler::lint
