// SPDX-License-Identifier: Apache-2.0
// Safety: P3xx. What must not happen to the customer or the shop.
#pragma once

#include <memory>

#include "compiler/lint/rule.h"

namespace proviso::compiler::lint {

std::unique_ptr<const Rule> MakeEffectBeforeEligibilityRule();
std::unique_ptr<const Rule> MakeDiscountAfterPaymentRule();
std::unique_ptr<const Rule> MakeToolOfTheWrongPlatformRule();
std::unique_ptr<const Rule> MakeAmountWithoutLimitRule();
std::unique_ptr<const Rule> MakePersonalDataBeforeIdentityRule();
std::unique_ptr<const Rule> MakeRepeatedEffectRule();
std::unique_ptr<const Rule> MakeUnkeptPromiseRule();

void AddSafetyRules(RuleList& rules);

}  // namespace proviso::compiler::lint
