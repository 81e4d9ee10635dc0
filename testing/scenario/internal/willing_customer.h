// SPDX-License-Identifier: Apache-2.0
// The customer behind `...`: accepts, confirms, takes the first option and knows every number.
#pragma once

#include <string>

#include "runtime/session/clock.h"
#include "runtime/session/events.h"

namespace proviso::scenario {

// Values are those of the sandbox's first customer and her first order, so that on the sandbox the
// main path of a policy is followed to its end.
std::string WillingReply(const session::AskOutput& ask, session::Instant now);

}  // namespace proviso::scenario
