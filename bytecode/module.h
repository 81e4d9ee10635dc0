// SPDX-License-Identifier: Apache-2.0
// A compiled bundle of policies: what the compiler hands to the VM, and nothing else passes between
// them. Plain data; encode.h and decode.h give its bytes, verifier.h checks what a VM may trust.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/dialogue.h"
#include "bytecode/ids.h"
#include "bytecode/tool_catalogue.h"
#include "core/value.h"
#include "core/value_type.h"

namespace proviso {

// A named value of the conversation. All policies of a bundle share one name space: what a callee
// learns is known to its caller (LANGUAGE section 8).
struct Variable {
  std::string
      name;  // "order_number", "new_order", "customer.authenticated"; compiler's own start with '$'
  ValueType type = ValueType::Json;
  bool from_start = false;  // may be given as a fact in the start event
};

// Literal text with holes: pieces[0] {0} pieces[1] {1} … The argument of hole i is the i-th pushed.
struct MessageTemplate {
  std::vector<std::string> pieces;      // holes + 1
  std::vector<std::string> hole_names;  // as the author wrote them, for hand-off reasons
};

// How a reply to a prompt ended; stored as Integer in PromptSpec::outcome.
enum class PromptOutcome : std::uint8_t { Accepted = 1, Declined = 2, Provided = 3 };

struct PromptSpec {
  PromptKind kind = PromptKind::Slot;
  TemplateId text{};  // the question; takes the arguments that Ask pops
  VariableId slot =
      kNone<VariableId>;  // where a value goes: Slot, Choice (label), Offer (label), ConfirmValue
  VariableId option_value =
      kNone<VariableId>;  // Offer: the chosen value of the option, or its first allowed one
  VariableId outcome = kNone<VariableId>;  // Integer PromptOutcome
  std::string slot_name;                   // as shown in JSON lines
  std::string noun;                        // for people: "email address"
  ValueType type = ValueType::Text;
  bool skip_if_set = false;  // a value already known is not asked for again (outcome Provided)
  // ConfirmValue: the value shown is the first argument popped by Ask. Accepted keeps it: slot :=
  // it. Another value: slot := that, outcome Provided. Declined: asks for the new value in the same
  // prompt.
  std::vector<PromptOption> options;   // Choice, Offer
  std::vector<VariableId> open_slots;  // may be filled ahead by the same message when unset
  // The worst effect that can be reached from the answer (accepted or provided; declined) before
  // the customer is asked again, tools guessed by their names included. Read: none changes
  // anything.
  ToolEffect accept_effect = ToolEffect::Read;
  ToolEffect decline_effect = ToolEffect::Read;
};

struct CallSite {
  ToolId tool{};
  std::vector<std::string> parameters;  // names, in the order the arguments are pushed
  std::vector<ValueType> parameter_types;
  std::vector<bool> required;  // a required argument that is Null hands off; others are left out
  VariableId result = kNone<VariableId>;
  VariableId error = kNone<VariableId>;  // error code of a failed call, cleared on success
  bool not_found_is_result = false;      // error not_found: result := Null and the flow goes on
  bool reads = false;                    // changes nothing: by the catalogue, or by the tool's name
  bool names_customer = false;           // what it finds is the account of the customer who writes
  bool state_is_tested = false;  // the text branches on a status of the result: "failed" is a state
  bool owner_is_tested = false;  // the text itself compares whose record it is
  std::uint64_t step_id = 0;     // content-addressed identity, part of the idempotency key
};

// How a field is found in a tool's result at run time (LANGUAGE 3, placeholders; the order is in
// docs/bytecode.md): each path exactly, then by the ending of a key, then the same one level
// deeper.
struct FieldSpec {
  std::vector<std::string> paths;    // "order_id", "address.id", "addresses.0.id"; compared without
                                     // case, spaces, '_' and '-'
  ValueType type = ValueType::Json;  // a value that cannot be of this type is passed over
  bool self_if_scalar = false;       // a result that is a bare text or number is itself the value
  std::string noun;                  // for people
};

enum class PredicateForm : std::uint8_t {
  Exists = 0,  // not Null, not empty, no {"exists"|"found": false}
  Field = 1,   // boolean field `field`, or text field `field` equal to one of `equals`
  Words =
      2,  // no catalogue entry: LANGUAGE section 5, boolean field by `words`, then status-like text
  Says = 3,  // the value is itself a status: it says one of `equals`
};

struct PredicateSpec {
  PredicateForm form = PredicateForm::Words;
  std::string field;
  std::vector<std::string> equals;   // Words: what a status says; empty: `words`
  std::vector<std::string> words{};  // "eligible"
  // Field: names of fields that hold the answer itself, as "ticket_type" and "type" do where it is
  // asked whether the ticket type is vip. One of them that says it is enough.
  std::vector<std::string> named{};
  bool named_decides = false;  // another word there is a no
};

struct HandoffSpec {
  TemplateId reason{};          // for the agent; takes the arguments that HandOff pops
  std::string to;               // team, or empty
  bool notify_customer = true;  // says TextId::HandOffNotice first
};

struct JudgementSpec {
  std::string question;
  std::vector<std::string> answers;
};

// A field that a result must have wherever the part that it belongs to is there.
struct RequiredField {
  std::vector<std::string> path;  // keys; kEachItem: of every item of the list
  JsonType types = JsonType::Any;
};
inline constexpr std::string_view kEachItem = "[]";

// Of a schema that lists alternatives, what each requires of the object at `path`; one must be met.
struct RequiredChoice {
  std::vector<std::string> path;
  std::vector<std::vector<RequiredField>> alternatives;  // paths of one key
};

// A tool as the policies use it: the contract they were compiled against.
struct ToolSpec {
  std::string name;
  ToolEffect effect = ToolEffect::Unknown;
  ToolRetryPolicy retry;
  std::vector<ToolPrecondition> preconditions;
  bool accepts_key = false;
  std::string contract_hash;  // of the catalogue entry or signature, hexadecimal
  JsonType result_types =
      JsonType::Any;  // what a result may be; with Null the tool may return nothing
  std::vector<RequiredField> required_fields;
  std::vector<RequiredChoice> required_choices;
};

struct PolicySpec {
  std::string name;                  // "Send replacement"
  std::vector<std::string> aliases;  // other names it answers to
  std::uint32_t file = 0;            // index into Module::files
  std::uint32_t line = 0;
  std::vector<Label> entries;  // [0]: from the top; others: after a step that calls another policy
  std::string when;            // what the customer wants, in prose
  std::vector<std::string> examples;  // utterances that start it
};

// From `pc` on, up to the next entry, code comes from this line.
struct SourceMapEntry {
  std::uint32_t pc = 0;
  std::uint32_t file = 0;
  std::uint32_t line = 0;
};

struct Module {
  std::string language = "en";
  std::string compiler_version;
  std::vector<std::string> files;
  std::vector<std::string> texts;               // by TextId
  std::vector<std::vector<std::string>> words;  // by WordListId
  std::vector<Value> constants;
  std::vector<Variable> variables;
  std::vector<MessageTemplate> templates;
  std::vector<PromptSpec> prompts;
  std::vector<ToolSpec> tools;
  std::vector<CallSite> call_sites;
  std::vector<FieldSpec> fields;
  std::vector<PredicateSpec> predicates;
  std::vector<HandoffSpec> handoffs;
  std::vector<JudgementSpec> judgements;
  std::vector<PolicySpec> policies;
  std::string code;
  std::vector<SourceMapEntry> source_map;  // sorted by pc
  // Tools that the texts name and no call reaches: in prohibitions, prose, lines that are never
  // reached. Sorted. Nothing runs by them; who answers calls may prepare for them.
  std::vector<std::string> named_tools;
};

// Every tool that the module's texts name, called or not.
std::vector<std::string> ToolNames(const Module& module);

}  // namespace proviso
