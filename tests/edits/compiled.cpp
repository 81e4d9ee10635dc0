// SPDX-License-Identifier: Apache-2.0
#include "tests/edits/compiled.h"

#include <algorithm>
#include <set>

#include "bytecode/encode.h"
#include "bytecode/same_behaviour.h"
#include "compiler/lint/config.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"

namespace proviso::edits {
namespace {

// Templates that only hand-offs use: their words are for the person who takes over.
void ClearReasons(Module& module) {
  std::set<std::uint32_t> said;
  for (const PromptSpec& prompt : module.prompts) said.insert(Raw(prompt.text));
  std::set<std::uint32_t> reasons;
  for (const HandoffSpec& handoff : module.handoffs) reasons.insert(Raw(handoff.reason));
  for (const std::uint32_t reason : reasons) {
    if (said.contains(reason) || reason >= module.templates.size()) continue;
    for (std::string& piece : module.templates[reason].pieces) piece.clear();
  }
}

}  // namespace

const ToolCatalogue& Catalogue() {
  static const ToolCatalogue kCatalogue = LoadStandardCatalogue();
  return kCatalogue;
}

compiler::Compilation CompileWithLint(const Bundle& bundle) {
  static const compiler::lint::Config kLint;
  compiler::CompileOptions options;
  options.catalogue = &Catalogue();
  options.lint = &kLint;
  return compiler::Compile(bundle, options);
}

std::string ActingBytes(Module module) {
  ClearReasons(module);
  module = WithoutPlaces(std::move(module));
  for (CallSite& site : module.call_sites) site.step_id = 0;
  for (PromptSpec& prompt : module.prompts) prompt.noun.clear();
  for (FieldSpec& field : module.fields) field.noun.clear();
  for (MessageTemplate& text : module.templates) {
    for (std::string& name : text.hole_names) name.clear();
  }
  return Encode(module);
}

Outcome OutcomeOf(const compiler::Compilation& compilation) {
  Outcome outcome;
  outcome.compiles = compilation.module.has_value();
  if (outcome.compiles) outcome.acts = ActingBytes(*compilation.module);
  for (const Diagnostic& finding : compilation.diagnostics) {
    std::string text = CodeText(finding.id) + " " + finding.message;
    for (const std::string& note : finding.notes) text += "\n" + note;
    outcome.findings.push_back(std::move(text));
  }
  std::sort(outcome.findings.begin(), outcome.findings.end());
  return outcome;
}

bool IsNoticed(const Outcome& before, const Outcome& after) {
  return before.compiles != after.compiles || before.acts != after.acts ||
         before.findings != after.findings;
}

}  // namespace proviso::edits
