// SPDX-License-Identifier: Apache-2.0
// What the name of a tool says that it does to the world, for a tool of which no catalogue says it.
#pragma once

#include <string>
#include <string_view>

#include "bytecode/tool_catalogue.h"
#include "compiler/vocabulary/lexicon.h"

namespace proviso::compiler {

struct ToolEffectReading {
  ToolEffect effect = ToolEffect::Unknown;  // Money or Irreversible when the name says so
  std::string word;                         // the word that says it: "refund"
};

// "issue_refund", "payOut" and "chargeback" move money, "voidOrder" and "close_account" cannot be
// taken back. Looking at one of these ("refund_status", "get_refund"), telling of it
// ("send_refund_email") and keeping a record of it ("add_cancellation_note") is none. In doubt the
// name counts: an action that asks for consent too often does less harm than one that never does.
ToolEffectReading ReadToolEffect(std::string_view name, const Lexicon& lexicon);

// The entry's own word; where it has none, the name's.
ToolEffectReading EffectOf(const ToolDefinition& tool, const Lexicon& lexicon);

}  // namespace proviso::compiler
