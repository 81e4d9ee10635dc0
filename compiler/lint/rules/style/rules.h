// SPDX-License-Identifier: Apache-2.0
// Style: P5xx. What changes no meaning, and a reader trips over.
#pragma once

#include <memory>

#include "compiler/lint/rule.h"

namespace proviso::compiler::lint {

std::unique_ptr<const Rule> MakeDoubleSpaceRule();
std::unique_ptr<const Rule> MakeHeadingCaseRule();
std::unique_ptr<const Rule> MakeListStyleRule();
std::unique_ptr<const Rule> MakeNameStyleRule();
std::unique_ptr<const Rule> MakePolicyInNameRule();
std::unique_ptr<const Rule> MakeMixedQuotesRule();
std::unique_ptr<const Rule> MakeTrailingSpaceRule();

void AddStyleRules(RuleList& rules);

}  // namespace proviso::compiler::lint
