// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/session/sample_module.h"

#include "bytecode/assembler.h"
#include "bytecode/texts.h"
#include "bytecode/word_lists.h"

namespace proviso::testing {
namespace {

template <typename Id, typename Entry>
Id Append(std::vector<Entry>& table, Entry entry) {
  table.push_back(std::move(entry));
  return static_cast<Id>(table.size() - 1);
}

class RefundAssembler {
 public:
  Module Assemble() {
    module_.compiler_version = "a test";
    module_.files = {"refund.policy"};
    for (const TextInfo& text : AllTexts()) module_.texts.emplace_back(text.key);
    module_.words.assign(WordListCount(), {"word"});
    AddTools();
    const CodeLabel start = code_.BindNew();
    AddOrderLookup();
    AddRefund();
    AddOffer();
    const CodeLabel example = code_.BindNew();
    code_.MarkLine(0, 12);
    code_.Emit(Opcode::End, code_.Text("completed"));
    code_.Finish();
    AddPolicy("Refund an order", 1, start);
    AddPolicy("Refund an order (example)", 11, example);
    return std::move(module_);
  }

 private:
  void AddPolicy(std::string name, std::uint32_t line, CodeLabel entry) {
    PolicySpec policy;
    policy.name = std::move(name);
    policy.line = line;
    policy.entries = {code_.Address(entry)};
    module_.policies.push_back(std::move(policy));
  }

  void AddTools() {
    ToolSpec get;
    get.name = "order_get";
    get.effect = ToolEffect::Read;
    ToolSpec refund;
    refund.name = "refund_order";
    refund.effect = ToolEffect::Money;
    refund.retry = {2, {1500}, {"not_allowed"}};
    refund.accepts_key = true;
    module_.tools = {get, refund};
  }

  CallSiteId AddCall(std::uint32_t tool, VariableId result, bool not_found_is_result) {
    CallSite site;
    site.tool = static_cast<ToolId>(tool);
    site.parameters = {"order_id"};
    site.parameter_types = {ValueType::Text};
    site.required = {true};
    site.result = result;
    site.not_found_is_result = not_found_is_result;
    site.step_id = 100 + tool;
    return Append<CallSiteId>(module_.call_sites, std::move(site));
  }

  void AddOrderLookup() {
    PromptSpec ask;
    ask.text = code_.Template("What is your order number?");
    ask.slot = order_number_;
    ask.slot_name = "order_number";
    ask.noun = "order number";
    ask.type = ValueType::OrderNumber;
    code_.MarkLine(0, 2);
    code_.Emit(Opcode::Ask, Append<PromptId>(module_.prompts, std::move(ask)));
    code_.MarkLine(0, 3);
    const VariableId order = code_.Variable("order");
    code_.Emit(Opcode::LoadVariable, order_number_);
    code_.Emit(Opcode::Call, AddCall(0, order, true), kNoLabel);
    code_.MarkLine(0, 4);
    const CodeLabel found = code_.NewLabel();
    const CodeLabel missing = code_.NewLabel();
    PredicateSpec exists;
    exists.form = PredicateForm::Exists;
    exists.words = {"exists"};
    code_.Emit(Opcode::LoadVariable, order);
    code_.Emit(Opcode::Test, Append<PredicateId>(module_.predicates, std::move(exists)));
    code_.Emit(Opcode::Branch, found, missing, missing);
    code_.Bind(missing);
    code_.Emit(Opcode::Say, code_.Template("I cannot find that order."));
    code_.Emit(Opcode::End, code_.Text("not_found"));
    code_.Bind(found);
  }

  void AddRefund() {
    const VariableId outcome = code_.Variable("$refund_wanted", ValueType::Number);
    PromptSpec ask;
    ask.kind = PromptKind::YesNo;
    ask.text = code_.Template({{"Shall I refund order ", "?"}, {"order number"}});
    ask.outcome = outcome;
    ask.noun = "refund";
    ask.type = ValueType::YesNo;
    code_.MarkLine(0, 5);
    code_.Emit(Opcode::LoadVariable, order_number_);
    code_.Emit(Opcode::Ask, Append<PromptId>(module_.prompts, std::move(ask)));
    code_.MarkLine(0, 6);
    const CodeLabel accepted = code_.NewLabel();
    const CodeLabel declined = code_.NewLabel();
    code_.Emit(Opcode::LoadVariable, outcome);
    code_.Emit(Opcode::PushConstant,
               code_.Constant(Value::Integer(static_cast<int>(PromptOutcome::Accepted)).view()));
    code_.Emit(Opcode::Equal);
    code_.Emit(Opcode::Branch, accepted, declined, declined);
    code_.Bind(declined);
    code_.Emit(Opcode::End, code_.Text("declined"));
    code_.Bind(accepted);
    code_.MarkLine(0, 7);
    code_.Emit(Opcode::LoadVariable, order_number_);
    code_.Emit(Opcode::Call, AddCall(1, code_.Variable("refund"), false), kNoLabel);
    code_.MarkLine(0, 8);
    code_.Emit(Opcode::LoadVariable, order_number_);
    code_.Emit(Opcode::Say, code_.Template({{"Order ", " is refunded."}, {"order number"}}));
  }

  void AddOffer() {
    PromptSpec offer;
    offer.kind = PromptKind::Offer;
    offer.text = code_.Template("May I offer you something for the trouble?");
    offer.slot = code_.Variable("offer", ValueType::Choice);
    offer.option_value = code_.Variable("offer_value", ValueType::Percent);
    offer.outcome = code_.Variable("$offer", ValueType::Number);
    offer.slot_name = "offer";
    offer.noun = "offer";
    offer.type = ValueType::Choice;
    offer.options = {{"Coupon", "for the next order", {"10%", "15%"}, ValueType::Percent},
                     {"Express shipping", "", {}, ValueType::Text}};
    code_.MarkLine(0, 9);
    code_.Emit(Opcode::Ask, Append<PromptId>(module_.prompts, std::move(offer)));
    code_.MarkLine(0, 10);
    code_.Emit(Opcode::End, code_.Text("completed"));
  }

  Module module_;
  Assembler code_{module_};
  VariableId order_number_ = code_.Variable("order_number", ValueType::OrderNumber);
};

}  // namespace

Module RefundModule() { return RefundAssembler().Assemble(); }

}  // namespace proviso::testing
