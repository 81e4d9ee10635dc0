// SPDX-License-Identifier: Apache-2.0
// Names and types: P1xx. What a value, a tool or a policy is called.
#pragma once

#include <memory>

#include "compiler/lint/rule.h"

namespace proviso::compiler::lint {

std::unique_ptr<const Rule> MakeUnusedAnswerRule();
std::unique_ptr<const Rule> MakeListMismatchRule();
std::unique_ptr<const Rule> MakeUnitMismatchRule();
std::unique_ptr<const Rule> MakeNearDuplicateNameRule();
std::unique_ptr<const Rule> MakeMisspeltToolRule();
std::unique_ptr<const Rule> MakeIncompleteSignatureRule();
std::unique_ptr<const Rule> MakeValueFromNowhereRule();
std::unique_ptr<const Rule> MakeAskedTooLateRule();

void AddNamesRules(RuleList& rules);

}  // namespace proviso::compiler::lint
