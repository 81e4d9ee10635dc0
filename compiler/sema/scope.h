// SPDX-License-Identifier: Apache-2.0
// What is known at a point of a policy, on every path that leads there.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bytecode/tool_catalogue.h"
#include "compiler/ast/ast.h"
#include "compiler/sema/checked.h"
#include "core/source.h"

namespace proviso::compiler {

// A value in scope. `tier` 1: given or confirmed by the customer, or the identity of something
// created here; `tier` 2: a field of a look-up. Tier 1 is taken first (LANGUAGE section 7, rule 6:
// a named value before a field that happens to carry the name).
struct KnownValue {
  std::string key;  // "order_number"
  ValueType type = ValueType::Text;
  bool is_new = false;  // of something created here, or given anew by the customer
  int tier = 2;
  CheckedExpr expr;
  std::string spelling;                  // "{new_order.order_id}"
  VariableId slot = kNone<VariableId>;   // when the customer gave it
  std::vector<std::string> spoken = {};  // how it was asked for: "account number"
  bool alternative = false;              // "name or account id": the other one was asked for
  std::string of = {};                   // "hotel" of "the name of the hotel"
  const ToolDefinition* left_out_by =
      nullptr;  // the tool that may leave this field out of its result
};

// The result of a call in scope.
struct KnownResult {
  VariableId variable{};
  const ToolDefinition* tool = nullptr;
  std::string noun;    // "new order"
  std::string entity;  // "order"
  bool is_new = false;
  bool made = false;  // by the call, whatever it is: "new patient"
  bool has_schema = false;
};

// What the option of an offer does once it is chosen.
struct OptionPlan {
  const ast::OfferOption* option =
      nullptr;  // null: the offer is of one thing, named in its own line
  std::string label;
  std::vector<std::string> values;
  ValueType value_type = ValueType::Text;  // of `values`
  std::vector<std::string> unit;           // of counts: "day", "days"
  bool in_turn =
      false;  // "first 10%, then 15%": a value is offered when the one before it was declined
  const ast::ToolMention* tool = nullptr;  // its own; runs only after it was chosen

  bool percent() const { return !values.empty() && value_type == ValueType::Percent; }
};

// The nearest question or offer.
struct KnownPrompt {
  PromptKind kind = PromptKind::None;
  VariableId outcome = kNone<VariableId>;
  VariableId slot = kNone<VariableId>;
  VariableId option_value = kNone<VariableId>;
  std::vector<OptionPlan> options;
  std::vector<std::string> choices;
  std::vector<std::string> question;  // of a yes or no: its words; else what is confirmed
  std::vector<std::shared_ptr<const KnownValue>> shown;  // values that stand in its words
  Span span;
  bool is_policy_call = false;  // outcome of a called policy instead of a reply
  bool declinable = false;      // a choice of which none may be wanted
  bool keeps = false;           // a yes leaves as it is what the customer came to undo
  bool asks_wish = false;       // of a yes or no: what the customer wants, and no fact
  bool carried_out = false;     // an offer: something was done for whoever accepted it
  bool in_its_place = false;    // an offer: of this "instead" of something else
};

// What the customer may have agreed to on this path.
struct Consent {
  std::vector<std::string> words;          // of the question, the options or the value
  VariableId outcome = kNone<VariableId>;  // of the question
  bool names_amount = false;               // how much stands in it
  bool keeps = false;                      // to all staying as it is
};

// "Check the fulfilment status (e.g. “Unfulfilled”, “In Transit”)": which field says such words.
struct StatedWords {
  std::vector<std::vector<std::string>> words;
  CheckedExpr field;
  std::string spelling;
};

struct Scope {
  // Most recent last. Shared, because a scope is copied at every branch.
  std::vector<std::shared_ptr<const KnownValue>> values;
  std::vector<KnownResult> results;  // most recent last
  std::vector<KnownResult> partly;   // of calls on some of the ways to here only
  std::optional<KnownPrompt> prompt;
  // Everything that the customer answered with yes or no, confirmed or was offered, most recent
  // last.
  std::vector<std::shared_ptr<const KnownPrompt>> answered;
  std::vector<std::shared_ptr<const KnownPrompt>>
      menus;  // questions and offers with listed answers, most recent last
  VariableId asked = kNone<VariableId>;  // the value asked for last
  bool got_result = false;               // a call was made since
  bool value_last = false;               // the nearest question is for that value
  // Outcomes of yes or no questions that may have been answered with no on this path, and nothing
  // said what then: an effect needs the yes (LANGUAGE section 5).
  std::vector<std::shared_ptr<const KnownValue>> told;  // values in the message just said
  std::vector<VariableId> open_answers;
  // By value of the customer: where the first call that used it begins, and how many effects had
  // happened before it.
  struct FirstUse {
    MarkId start{};
    std::uint32_t effects = 0;
    bool operator==(const FirstUse&) const = default;
  };
  std::map<VariableId, FirstUse> first_uses;
  std::vector<VariableId> call_slots;  // values of the customer that the nearest call took
  std::uint32_t effects = 0;           // calls so far that do more than read
  bool looked = false;                 // something was checked that an "if they do not" may mean
  // By key: the outcome variable of the last question or confirmation of that value.
  std::map<std::string, VariableId> value_outcomes;
  std::vector<std::shared_ptr<const Consent>> consents;    // most recent last
  std::vector<std::shared_ptr<const Consent>> refused;     // questions answered with no
  std::vector<std::shared_ptr<const StatedWords>> stated;  // most recent last
  // Offers that may have been accepted on this path, and nothing ended it.
  std::vector<std::shared_ptr<const KnownPrompt>> open_offers;
  // Choices and offers that a branch around this place has told apart, or one that led here.
  std::vector<VariableId> told_apart;
  // Of choices, by their value: the options whose branch went no further than itself.
  std::vector<std::pair<VariableId, std::string>> settled;
  bool withdrawn = false;  // a no has just been said, and nothing was asked since
  bool ended = false;      // no path gets here

  void Learn(KnownValue value);
  void LearnPartly(const KnownResult& result);
  // Puts a question or offer to the customer.
  void Put(KnownPrompt asked_now);
  const KnownResult* FindResult(VariableId variable) const;
};

// What holds after two paths join: only what both know; a path that ended does not count.
Scope Join(const Scope& a, const Scope& b);

}  // namespace proviso::compiler
