// SPDX-License-Identifier: Apache-2.0
// A made-up conversation written down as a scenario.
#pragma once

#include <string>

#include "testing/explore/conversation.h"
#include "testing/scenario/scenario.h"

namespace proviso::generate {

// What the tools answer is given, what the customer writes and the agent does stands in order, and
// how it ends is checked.
scenario::Scenario ScenarioOf(const Module& module, const explore::Conversation& conversation,
                              std::string name);

}  // namespace proviso::generate
