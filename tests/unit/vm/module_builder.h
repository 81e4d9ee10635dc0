// SPDX-License-Identifier: Apache-2.0
// Small modules by hand, for tests, fuzzers and benchmarks.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/assembler.h"
#include "bytecode/module.h"
#include "runtime/vm/step.h"

namespace proviso::testing {

// A few words for each list of bytecode/word_lists.def.
std::vector<std::vector<std::string>> ResultWordLists();

class ModuleBuilder {
 public:
  // The machine's texts are their keys with the arguments in brackets: "<which_option {0}>".
  ModuleBuilder();
  ModuleBuilder(const ModuleBuilder&) = delete;
  ModuleBuilder& operator=(const ModuleBuilder&) = delete;

  Module module;
  Assembler code;

  VariableId Var(std::string_view name, ValueType type = ValueType::Json) {
    return code.Variable(name, type);
  }
  // "Hello {name}": holes in braces.
  TemplateId Text(std::string_view text);
  ConstantId Const(const Value& value) { return code.Constant(value.view()); }
  ConstantId Const(std::string_view text) { return code.Text(text); }

  PromptId Prompt(PromptSpec prompt);
  // A question for the variable `slot`; `outcome` gets the outcome.
  PromptSpec Slot(std::string_view question, VariableId slot, ValueType type,
                  VariableId outcome = kNone<VariableId>);
  PromptSpec YesNo(std::string_view question, VariableId outcome);
  PromptSpec Offer(std::string_view question, VariableId slot, VariableId value, VariableId outcome,
                   std::vector<PromptOption> options);
  PromptSpec Confirm(std::string_view question, VariableId slot, ValueType type,
                     VariableId outcome);

  ToolId Tool(std::string_view name, ToolEffect effect, int attempts = 1);
  // All parameters are required and of type Json; change the returned entry for others.
  CallSiteId Site(ToolId tool, std::vector<std::string> parameters,
                  VariableId result = kNone<VariableId>, VariableId error = kNone<VariableId>);
  CallSite& SiteAt(CallSiteId id) { return module.call_sites[Raw(id)]; }
  FieldId Field(std::vector<std::string> paths, ValueType type = ValueType::Json);
  PredicateId Word(std::string_view word);
  HandoffId Handoff(std::string_view reason, std::string_view to = "");

  // Opens a policy here: its entry 0. Policies that are called before they are written are
  // declared.
  PolicyId Policy(std::string_view name);
  PolicyId Declare(std::string_view name);
  void Open(PolicyId policy);
  // Another entry of the policy, here.
  void Entry(PolicyId policy);

  void Emit(Opcode opcode, Operand a = {}, Operand b = {}, Operand c = {}) {
    code.Emit(opcode, a, b, c);
  }
  void Line(std::uint32_t line) { code.MarkLine(0, line); }
  void SayText(std::string_view text) { Emit(Opcode::Say, Text(text)); }
  // Ends the policy with the outcome "completed".
  void Done() { Emit(Opcode::Return, Const("completed")); }

  // Finishes the code and hands the module over.
  Module Take();
  // The same, loaded; fails the test with the verifier's words when it is refused.
  std::shared_ptr<const vm::Program> Load();
};

// Two policies that use most of what a module can hold: email, order, eligibility, a confirmed
// address, a call with an effect, and a retention offer that is called.
Module SampleModule();

}  // namespace proviso::testing
