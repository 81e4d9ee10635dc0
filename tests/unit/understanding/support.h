// SPDX-License-Identifier: Apache-2.0
// Prompts as a policy would put them, and readings in short.
#pragma once

#include <string>
#include <string_view>

#include "bytecode/dialogue.h"
#include "runtime/understanding/reader.h"

namespace proviso::understanding {

Reading Read(const Prompt& prompt, std::string_view message, std::string_view today = "");

Prompt Ask(ValueType type, std::string name = "slot");
Prompt AskAmong(ValueType type, std::string name, std::vector<std::string> choices);
Prompt Plain(PromptKind kind);
// Discount 10% or 15%, shipping upgrade, gift, store credit.
Prompt RetentionOffer();
// Lost shipment, Damaged item(s), Incorrect item(s).
Prompt IssueChoice();

// The slot's value as DisplayText, or "-" when it was not filled with at least 0.6.
std::string Slot(const Reading& reading, std::string_view name = "slot");
std::string Act(const Reading& reading);
// The option's index, "?" when ambiguous, "-" when none is taken with at least 0.6.
std::string Option(const Reading& reading);

}  // namespace proviso::understanding
