// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/vm/module_builder.h"

#include <cstdio>
#include <cstdlib>

#include "bytecode/texts.h"
#include "bytecode/word_lists.h"

namespace proviso::testing {

std::vector<std::vector<std::string>> ResultWordLists() {
  std::vector<std::vector<std::string>> words(WordListCount());
  const auto set = [&](WordListId id, std::vector<std::string> list) {
    words[static_cast<std::size_t>(id)] = std::move(list);
  };
  set(WordListId::FailedStates, {"failed", "declined", "error", "rejected"});
  set(WordListId::FailedFlags, {"is_error", "failed"});
  set(WordListId::SuccessFlags, {"success", "ok"});
  set(WordListId::ErrorFields, {"error", "errors", "user_errors", "error_message"});
  set(WordListId::ErrorTexts, {"unavailable", "error"});
  set(WordListId::NotFoundStates, {"not found", "no such"});
  set(WordListId::UnknownStates, {"unknown", "n/a", "null"});
  set(WordListId::Negations, {"not", "no", "could not"});
  set(WordListId::NegativePrefixes, {"un", "in"});
  set(WordListId::SameEndings, {"ed", "d", "ful"});
  set(WordListId::NearEndings, {"ing", "y", "ment"});
  set(WordListId::SameWords, {"success succeeded successful"});
  set(WordListId::OwnerEmails, {"email", "customer_email", "customer.email"});
  set(WordListId::OwnerIds, {"customer_id", "customer.id"});
  set(WordListId::AccountIds, {"id"});
  set(WordListId::Wrappers, {"data", "order", "orders", "results"});
  set(WordListId::AddressFields, {"city", "country"});
  set(WordListId::EmptyTexts, {"none", "no errors"});
  set(WordListId::HttpFields, {"status_code"});
  set(WordListId::OutcomeFields, {"result", "outcome"});
  set(WordListId::ThereWords, {"there", "on file"});
  set(WordListId::ListedWords, {"registered"});
  set(WordListId::EnvelopeStates, {"ok", "success"});
  set(WordListId::RecordNames, {"order"});
  set(WordListId::EffectFlags, {"completed"});
  set(WordListId::UndoneStates, {"cancelled", "expired"});
  set(WordListId::UndoingWords, {"cancel", "void"});
  set(WordListId::PendingStates, {"pending", "in progress"});
  set(WordListId::Articles, {"the", "a"});
  set(WordListId::CodeFields, {"code"});
  set(WordListId::OwnerNames, {"customer", "placed_by"});
  set(WordListId::UnfinishedStates, {"requires action"});
  set(WordListId::StatusSubjects, {"shipped shipping shipment"});
  return words;
}

ModuleBuilder::ModuleBuilder() : code(module) {
  module.files = {"test.policy"};
  module.compiler_version = "test";
  for (const TextInfo& text : AllTexts()) {
    module.texts.push_back(std::string("<").append(text.key).append(" {0}|{1}|{2}>"));
  }
  module.words = ResultWordLists();
}

TemplateId ModuleBuilder::Text(std::string_view text) {
  MessageTemplate entry;
  entry.pieces.emplace_back();
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    entry.pieces.back() += text.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find('}', open);
    entry.hole_names.emplace_back(text.substr(open + 1, close - open - 1));
    entry.pieces.emplace_back();
    text.remove_prefix(close + 1);
  }
  return code.Template(std::move(entry));
}

PromptId ModuleBuilder::Prompt(PromptSpec prompt) {
  module.prompts.push_back(std::move(prompt));
  return static_cast<PromptId>(static_cast<std::uint32_t>(module.prompts.size() - 1));
}

PromptSpec ModuleBuilder::Slot(std::string_view question, VariableId slot, ValueType type,
                               VariableId outcome) {
  PromptSpec prompt;
  prompt.kind = PromptKind::Slot;
  prompt.text = Text(question);
  prompt.slot = slot;
  prompt.outcome = outcome;
  prompt.slot_name = module.variables[Raw(slot)].name;
  prompt.noun = "noun of " + prompt.slot_name;
  prompt.type = type;
  return prompt;
}

PromptSpec ModuleBuilder::YesNo(std::string_view question, VariableId outcome) {
  PromptSpec prompt;
  prompt.kind = PromptKind::YesNo;
  prompt.text = Text(question);
  prompt.outcome = outcome;
  prompt.type = ValueType::YesNo;
  return prompt;
}

PromptSpec ModuleBuilder::Offer(std::string_view question, VariableId slot, VariableId value,
                                VariableId outcome, std::vector<PromptOption> options) {
  PromptSpec prompt = Slot(question, slot, ValueType::Choice, outcome);
  prompt.kind = PromptKind::Offer;
  prompt.option_value = value;
  prompt.options = std::move(options);
  return prompt;
}

PromptSpec ModuleBuilder::Confirm(std::string_view question, VariableId slot, ValueType type,
                                  VariableId outcome) {
  PromptSpec prompt = Slot(question, slot, type, outcome);
  prompt.kind = PromptKind::ConfirmValue;
  return prompt;
}

ToolId ModuleBuilder::Tool(std::string_view name, ToolEffect effect, int attempts) {
  ToolSpec tool;
  tool.name = name;
  tool.effect = effect;
  tool.retry.attempts = attempts;
  tool.retry.backoff_ms = {100, 500};
  tool.retry.final_codes = {"not_found", "not_allowed"};
  module.tools.push_back(std::move(tool));
  return static_cast<ToolId>(static_cast<std::uint32_t>(module.tools.size() - 1));
}

CallSiteId ModuleBuilder::Site(ToolId tool, std::vector<std::string> parameters, VariableId result,
                               VariableId error) {
  CallSite site;
  site.tool = tool;
  site.parameter_types.assign(parameters.size(), ValueType::Json);
  site.required.assign(parameters.size(), true);
  site.parameters = std::move(parameters);
  site.result = result;
  site.error = error;
  site.step_id = module.call_sites.size() + 1;
  module.call_sites.push_back(std::move(site));
  return static_cast<CallSiteId>(static_cast<std::uint32_t>(module.call_sites.size() - 1));
}

FieldId ModuleBuilder::Field(std::vector<std::string> paths, ValueType type) {
  FieldSpec field;
  field.paths = std::move(paths);
  field.type = type;
  module.fields.push_back(std::move(field));
  return static_cast<FieldId>(static_cast<std::uint32_t>(module.fields.size() - 1));
}

PredicateId ModuleBuilder::Word(std::string_view word) {
  PredicateSpec predicate;
  predicate.words = {std::string(word)};
  module.predicates.push_back(std::move(predicate));
  return static_cast<PredicateId>(static_cast<std::uint32_t>(module.predicates.size() - 1));
}

HandoffId ModuleBuilder::Handoff(std::string_view reason, std::string_view to) {
  module.handoffs.push_back({Text(reason), std::string(to), true});
  return static_cast<HandoffId>(static_cast<std::uint32_t>(module.handoffs.size() - 1));
}

PolicyId ModuleBuilder::Declare(std::string_view name) {
  PolicySpec policy;
  policy.name = name;
  module.policies.push_back(std::move(policy));
  return static_cast<PolicyId>(static_cast<std::uint32_t>(module.policies.size() - 1));
}

void ModuleBuilder::Open(PolicyId policy) { Entry(policy); }

void ModuleBuilder::Entry(PolicyId policy) {
  module.policies[Raw(policy)].entries.push_back(code.Address(code.BindNew()));
}

PolicyId ModuleBuilder::Policy(std::string_view name) {
  const PolicyId policy = Declare(name);
  Open(policy);
  return policy;
}

Module ModuleBuilder::Take() {
  code.Finish();
  return std::move(module);
}

std::shared_ptr<const vm::Program> ModuleBuilder::Load() {
  auto program = vm::Program::Load(Take());
  if (!program) {
    std::fprintf(stderr, "%s\n", program.error().message.c_str());
    std::abort();
  }
  return *program;
}

namespace {

void WriteRetention(ModuleBuilder& b, PolicyId retention) {
  b.Open(retention);
  b.Line(40);
  const VariableId choice = b.Var("retention.choice", ValueType::Choice);
  const VariableId value = b.Var("retention.value", ValueType::Percent);
  const VariableId outcome = b.Var("$retention", ValueType::Number);
  const auto offer =
      b.Prompt(b.Offer("We can offer: a discount, or a free upgrade.", choice, value, outcome,
                       {{"Discount", "on this order", {"10%", "15%"}, ValueType::Percent},
                        {"Shipping Upgrade", "for free", {}, ValueType::Text}}));
  b.Emit(Opcode::Ask, offer);
  b.Emit(Opcode::LoadVariable, outcome);
  b.Emit(Opcode::PushConstant, b.Const(Value::Integer(2)));
  b.Emit(Opcode::Equal);
  const CodeLabel declined = b.code.NewLabel();
  const CodeLabel accepted = b.code.NewLabel();
  b.Emit(Opcode::Branch, declined, accepted, accepted);
  b.code.Bind(declined);
  b.Emit(Opcode::EndPolicy, b.Const("declined"));
  b.code.Bind(accepted);
  b.Line(44);
  const ToolId discount = b.Tool("discount_order", ToolEffect::Money);
  const auto site = b.Site(discount, {"order_id", "percent"});
  b.SiteAt(site).required = {true, false};
  b.Emit(Opcode::LoadVariable, b.Var("order_number"));
  b.Emit(Opcode::LoadVariable, value);
  b.Emit(Opcode::Call, site, kNoLabel);
  b.Done();
}

}  // namespace

Module SampleModule() {
  ModuleBuilder b;
  const VariableId email = b.Var("email", ValueType::Email);
  const VariableId order_number = b.Var("order_number", ValueType::OrderNumber);
  const VariableId order = b.Var("order");
  const VariableId error = b.Var("$error", ValueType::Text);
  const VariableId address = b.Var("address", ValueType::Address);
  const VariableId outcome = b.Var("$outcome", ValueType::Number);
  b.code.Variable("customer.authenticated", ValueType::YesNo, true);
  const PolicyId retention = b.Declare("Retention");
  const PolicyId policy = b.Policy("Send replacement");
  b.module.policies[Raw(policy)].aliases = {"Replace an order"};
  b.module.policies[Raw(policy)].examples = {"my order came damaged"};
  b.Line(3);
  PromptSpec ask_email = b.Slot("What is your email address?", email, ValueType::Email);
  ask_email.open_slots = {order_number};
  ask_email.skip_if_set = true;
  b.Emit(Opcode::Ask, b.Prompt(ask_email));
  b.Line(4);
  PromptSpec ask_order = b.Slot("What is your order number?", order_number, ValueType::OrderNumber);
  ask_order.skip_if_set = true;
  b.Emit(Opcode::Ask, b.Prompt(ask_order));
  b.Line(5);
  const auto get = b.Site(b.Tool("get_order", ToolEffect::Read, 3), {"order_id"}, order, error);
  b.SiteAt(get).parameter_types = {ValueType::OrderNumber};
  b.SiteAt(get).not_found_is_result = true;
  b.Emit(Opcode::LoadVariable, order_number);
  b.Emit(Opcode::Call, get, kNoLabel);
  b.Line(6);
  b.Emit(Opcode::LoadVariable, order);
  b.Emit(Opcode::Test, b.Word("eligible"));
  const CodeLabel yes = b.code.NewLabel();
  const CodeLabel no = b.code.NewLabel();
  const CodeLabel unknown = b.code.NewLabel();
  b.Emit(Opcode::Branch, yes, no, unknown);
  b.code.Bind(no);
  b.Line(7);
  b.Emit(Opcode::LoadVariable, order);
  b.Emit(Opcode::FindField, b.Field({"reason"}, ValueType::Text));
  b.Emit(Opcode::Say, b.Text("This order cannot be replaced: {specific reason}."));
  b.Emit(Opcode::EndPolicy, b.Const("not_eligible"));
  b.code.Bind(unknown);
  b.Emit(Opcode::HandOff, b.Handoff("The eligibility is not known.", "support"));
  b.code.Bind(yes);
  b.Line(9);
  b.Emit(Opcode::LoadVariable, order);
  b.Emit(Opcode::FindField, b.Field({"address", "shipping_address"}, ValueType::Address));
  b.Emit(Opcode::Ask, b.Prompt(b.Confirm("Is this the right address: {address}?", address,
                                         ValueType::Address, outcome)));
  b.Line(10);
  b.Emit(Opcode::CallPolicy, retention, 0u, 1u);
  b.Line(11);
  const VariableId created = b.Var("new_order");
  const auto create = b.Site(b.Tool("create_order", ToolEffect::Write, 2),
                             {"items", "address", "user_email"}, created, error);
  b.SiteAt(create).parameter_types = {ValueType::List, ValueType::Json, ValueType::Text};
  b.Emit(Opcode::LoadVariable, order);
  b.Emit(Opcode::FindField, b.Field({"items", "lines"}, ValueType::List));
  b.Emit(Opcode::LoadVariable, address);
  b.Emit(Opcode::LoadVariable, email);
  b.Emit(Opcode::Call, create, kNoLabel);
  b.Line(12);
  b.Emit(Opcode::LoadVariable, created);
  b.Emit(Opcode::FindField, b.Field({"order_id", "id"}, ValueType::OrderNumber));
  b.Emit(Opcode::Say, b.Text("Your replacement {new order} is on its way."));
  b.Done();
  WriteRetention(b, retention);
  return b.Take();
}

}  // namespace proviso::testing
