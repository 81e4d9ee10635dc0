// SPDX-License-Identifier: Apache-2.0
// What calls do, in the terms that rules speak of: money goes back, an order is made, a message is
// sent. Read from the catalogue's capability, or from the words of the name when a tool has no
// entry.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "bytecode/tool_catalogue.h"
#include "compiler/vocabulary/lexicon.h"

namespace proviso::compiler::lint {

// A set of facts about a conversation, one bit each.
using Facts = std::uint64_t;

enum class Fact : std::uint8_t {
  // Done by calls.
  Created,        // an order, draft or replacement was made
  Paid,           // an order was marked as paid, or a payment was taken
  Discounted,     // the price of an order was lowered
  Refunded,       // money went back
  Cancelled,      // an order or subscription was cancelled
  Returned,       // a return was opened
  CouponMade,     // a code was made
  AddressSet,     // an address was changed
  Shipped,        // something was sent out
  Changed,        // something else was changed in the shop
  MessageSent,    // the customer was written to outside of this conversation
  TicketTouched,  // note, tag, ticket
  HandedOff,      // a person has it
  // Looked at.
  Eligibility,  // whether it is allowed was checked
  // Known about who is asking.
  Email,
  Phone,
  OrderNumber,
  OtherIdentity,  // a name, a postal code, a date of birth, the last digits of a card
  Proven,         // logged in, or a code that was sent to them was checked
};
constexpr Facts Bit(Fact fact) { return Facts{1} << static_cast<unsigned>(fact); }
constexpr bool Has(Facts facts, Fact fact) { return (facts & Bit(fact)) != 0; }

// Acts that change the shop's or the customer's things; notes and messages do not.
inline constexpr Facts kEffects = Bit(Fact::Created) | Bit(Fact::Paid) | Bit(Fact::Discounted) |
                                  Bit(Fact::Refunded) | Bit(Fact::Cancelled) | Bit(Fact::Returned) |
                                  Bit(Fact::CouponMade) | Bit(Fact::AddressSet) |
                                  Bit(Fact::Shipped) | Bit(Fact::Changed);

struct ToolFacts {
  std::string name;
  const ToolDefinition* definition = nullptr;  // of the catalogue; null: only its name is known
  ToolEffect effect = ToolEffect::Unknown;     // guessed from the name when there is no entry
  Facts facts = 0;
  std::string platform;  // "shopify"; empty: of no particular one

  bool changes() const { return (facts & kEffects) != 0; }
  bool writes() const { return effect != ToolEffect::Read; }
  bool consequential() const { return IsConsequential(effect); }
};

// Every act that the words speak of, for work that a person does.
Facts ActsNamedIn(const Lexicon& lexicon, const Words& words);

ToolFacts ReadToolFacts(std::string_view name, const ToolCatalogue* catalogue,
                        const Lexicon& lexicon);

}  // namespace proviso::compiler::lint
