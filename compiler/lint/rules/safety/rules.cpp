// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/rules/safety/rules.h"

namespace proviso::compiler::lint {

void AddSafetyRules(RuleList& rules) {
  rules.push_back(MakeEffectBeforeEligibilityRule());
  rules.push_back(MakeDiscountAfterPaymentRule());
  rules.push_back(MakeToolOfTheWrongPlatformRule());
  rules.push_back(MakeAmountWithoutLimitRule());
  rules.push_back(MakePersonalDataBeforeIdentityRule());
  rules.push_back(MakeRepeatedEffectRule());
  rules.push_back(MakeUnkeptPromiseRule());
}

}  // namespace proviso::compiler::lint
