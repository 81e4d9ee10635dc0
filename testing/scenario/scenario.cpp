// SPDX-License-Identifier: Apache-2.0
#include "testing/scenario/scenario.h"

namespace proviso::scenario {

bool IsCheck(StepKind kind) { return kind >= StepKind::Called; }

Scenario WithBackground(const Scenario& background, const Scenario& scenario) {
  Scenario complete = scenario;
  if (!complete.policy) complete.policy = background.policy;
  if (!complete.channel) complete.channel = background.channel;
  complete.givens.insert(complete.givens.begin(), background.givens.begin(),
                         background.givens.end());
  return complete;
}

}  // namespace proviso::scenario
