// SPDX-License-Identifier: Apache-2.0
// Interns what instructions point to into the module's tables; equal entries are stored once.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "bytecode/assembler.h"
#include "bytecode/module.h"

namespace proviso::compiler::ir {

class Tables {
 public:
  // Both must outlive it.
  Tables(Module& module, Assembler& assembler) : module_(module), assembler_(assembler) {}

  ConstantId Constant(ValueView value) { return assembler_.Constant(value); }
  ConstantId Text(std::string_view text) { return assembler_.Text(text); }
  TemplateId Template(const MessageTemplate& pattern) { return assembler_.Template(pattern); }
  FieldId Field(const FieldSpec& field);
  PredicateId Predicate(const PredicateSpec& predicate);
  PromptId Prompt(PromptSpec prompt);
  CallSiteId Site(CallSite site);
  HandoffId Handoff(HandoffSpec handoff);
  JudgementId Judgement(JudgementSpec judgement);

 private:
  Module& module_;
  Assembler& assembler_;
  std::map<std::string, FieldId, std::less<>> fields_;
  std::map<std::string, PredicateId, std::less<>> predicates_;
};

}  // namespace proviso::compiler::ir
