// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/analysis/acts.h"

#include <array>

#include "compiler/lint/analysis/words.h"
#include "compiler/vocabulary/tool_effect.h"

namespace proviso::compiler::lint {
namespace {

struct ActWords {
  Fact fact;
  WordClass word_class;
};

// The first that fits is what the call does: "refund the cancelled order" moves money, whatever
// else its name holds.
constexpr std::array kActs = {
    ActWords{Fact::TicketTouched, "act_ticket"}, ActWords{Fact::MessageSent, "act_message"},
    ActWords{Fact::Refunded, "act_refund"},      ActWords{Fact::Paid, "act_paid"},
    ActWords{Fact::CouponMade, "act_coupon"},    ActWords{Fact::Discounted, "act_discount"},
    ActWords{Fact::Cancelled, "act_cancel"},     ActWords{Fact::Returned, "act_return"},
    ActWords{Fact::Shipped, "act_ship"},         ActWords{Fact::AddressSet, "act_address"},
    ActWords{Fact::Created, "act_create"},
};

Facts EffectFact(const Words& words, const Lexicon& lexicon) {
  for (const ActWords& act : kActs) {
    if (HasPhrase(lexicon, act.word_class, words)) return Bit(act.fact);
  }
  return Bit(Fact::Changed);
}

Facts LookFact(const Words& words, const Lexicon& lexicon) {
  Facts facts = 0;
  if (HasPhrase(lexicon, "act_eligibility", words)) facts |= Bit(Fact::Eligibility);
  if (HasPhrase(lexicon, "act_prove_identity", words)) facts |= Bit(Fact::Proven);
  return facts;
}

ToolEffect GuessEffect(std::string_view name, const Words& words, const Lexicon& lexicon) {
  const ToolEffect named = ReadToolEffect(name, lexicon).effect;
  if (named != ToolEffect::Unknown) return named;
  if (lexicon.ReadToolName(name).verb == ToolVerb::Read) return ToolEffect::Read;
  // Something of value is given away, though nobody is paid.
  const bool gives =
      HasPhrase(lexicon, "act_discount", words) || HasPhrase(lexicon, "act_coupon", words);
  return gives ? ToolEffect::Money : ToolEffect::Write;
}

// "common" and the like are the catalogue's own drawers, no systems of a shop.
std::string PlatformOf(const ToolDefinition* definition, const Words& words,
                       const Lexicon& lexicon) {
  for (const WordClass word_class : std::initializer_list<WordClass>{
           "shop_platforms", "helpdesk_platforms", "marketing_platforms"}) {
    if (definition != nullptr && lexicon.Is(word_class, definition->platform))
      return definition->platform;
    for (const std::string& word : words) {
      if (lexicon.Is(word_class, word)) return word;
    }
  }
  return "";
}

}  // namespace

Facts ActsNamedIn(const Lexicon& lexicon, const Words& words) {
  Facts facts = 0;
  for (const ActWords& act : kActs) {
    if (HasPhrase(lexicon, act.word_class, words)) facts |= Bit(act.fact);
  }
  return facts;
}

ToolFacts ReadToolFacts(std::string_view name, const ToolCatalogue* catalogue,
                        const Lexicon& lexicon) {
  ToolFacts tool;
  tool.name = std::string(name);
  tool.definition = catalogue != nullptr ? catalogue->Find(name) : nullptr;
  const Words name_words = IdentifierWords(name);
  const bool known = tool.definition != nullptr && !tool.definition->capability.empty();
  const Words words = known ? IdentifierWords(tool.definition->capability) : name_words;
  tool.effect = tool.definition != nullptr && tool.definition->effect != ToolEffect::Unknown
                    ? tool.definition->effect
                    : GuessEffect(name, name_words, lexicon);
  tool.facts = LookFact(words, lexicon);
  // A check named for what it allows ("verify_refund_eligibility") does none of it.
  if (tool.writes() && tool.facts == 0) tool.facts = EffectFact(words, lexicon);
  // A tool whose result says so does more than its name: cancelling may pay back and write an
  // email.
  if (tool.definition != nullptr && tool.writes()) {
    if (tool.definition->FindResultField("customer_notified") != nullptr)
      tool.facts |= Bit(Fact::MessageSent);
    if (Has(tool.facts, Fact::Cancelled) &&
        tool.definition->FindResultField("refunded_amount") != nullptr) {
      tool.facts |= Bit(Fact::Refunded);
    }
  }
  tool.platform = PlatformOf(tool.definition, name_words, lexicon);
  return tool;
}

}  // namespace proviso::compiler::lint
