// SPDX-License-Identifier: Apache-2.0
// What passes between the VM, which knows what it asked, and whoever reads the customer's reply.
// Plain data, so that the rule-based reader of today and a language model of tomorrow are
// exchangeable and the VM stays a pure function.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bytecode/tool_effect.h"
#include "core/value.h"
#include "core/value_type.h"

namespace proviso {

// What kind of prompt the customer is answering. Stored in modules: append only.
enum class PromptKind : std::uint8_t {
  None = 0,          // nothing was asked
  Slot = 1,          // "What is your order number?": a value of `type`
  YesNo = 2,         // "Would you like to go on?": accept / decline
  Choice = 3,        // one of `options`
  Offer = 4,         // `options` are offered; accept (one of them), decline, or name one
  ConfirmValue = 5,  // "Is this the right address: …?": accept, decline, or another value of `type`
  AnythingElse = 6,  // "Is there anything else I can help you with?"
};

struct PromptOption {
  std::string label;                       // "Shipping Upgrade"
  std::string description;                 // rest of the author's line, may be empty
  std::vector<std::string> values;         // allowed values as the author wrote them: "10%", "15%"
  ValueType value_type = ValueType::Text;  // of `values`
};

// A slot that a message may fill although it was not what was asked for.
struct OpenSlot {
  std::string name;  // "order_number"
  ValueType type = ValueType::Text;
  std::vector<std::string> choices;  // Choice and Item: the known names
};

// The question the customer is looking at.
struct Prompt {
  PromptKind kind = PromptKind::None;
  std::string text;                   // as it was sent
  OpenSlot slot;                      // Slot, Choice, ConfirmValue: what is asked for
  std::vector<PromptOption> options;  // Choice, Offer
  Value confirm_value;                // ConfirmValue: the value shown
  std::vector<OpenSlot> open_slots;   // others that may be answered ahead of their question
  // The worst that an answer sets in motion before the customer is asked again; Read: nothing.
  ToolEffect accept_effect = ToolEffect::Read;
  ToolEffect decline_effect = ToolEffect::Read;
};

enum class ReplyAct : std::uint8_t { Neither = 0, Accept = 1, Decline = 2 };

struct SlotReading {
  std::string slot;       // name of the asked or an open slot
  Value value;            // canonical: see docs/understanding.md per type
  std::string text;       // as it stands in the message
  double confidence = 0;  // 0..1
};

// What a message was understood to say. Several things can be there at once ("yes, and my email is
// …").
struct Reading {
  std::string text;  // the message
  ReplyAct act = ReplyAct::Neither;
  double act_confidence = 0;            // 0..1 that `act` is right
  std::optional<std::uint32_t> option;  // index into Prompt::options
  double option_confidence = 0;
  bool option_ambiguous = false;      // the words fit several options equally
  std::optional<Value> option_value;  // "15%" -> 15: one of the option's allowed values, canonical
  std::string
      rejected_value;  // a value of the options' kind that no option allows ("50%"); else empty
  std::vector<SlotReading> slots;
  bool wants_person = false;
  double wants_person_confidence = 0;
};

}  // namespace proviso
