// SPDX-License-Identifier: Apache-2.0
// Conditions in words: "the order is not eligible", "{order.total} is more than 200.00 USD".
#pragma once

#include <optional>
#include <string>

#include "testing/code/graph.h"

namespace proviso::code {

// What it means that the condition is true, false, or (nullopt) that nothing answers it.
std::string ConditionWords(const Code& code, ExprId id, std::optional<bool> truth);
// The value: "{order.total}", "200.00 USD".
std::string ValueWords(const Code& code, ExprId id);

}  // namespace proviso::code
