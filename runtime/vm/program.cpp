// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "bytecode/encode.h"
#include "bytecode/verifier.h"
#include "core/names.h"
#include "runtime/vm/internal/coerce.h"
#include "runtime/vm/internal/program_data.h"
#include "runtime/vm/scenario_program.h"
#include "runtime/vm/step.h"

namespace proviso::vm {
namespace {

AllowedValues Canonical(const PromptOption& option) {
  AllowedValues allowed;
  for (const std::string& text : option.values) {
    Value value;
    switch (option.value_type) {
      case ValueType::Number:
        // "7 days": what is counted is the author's to say.
        value = NumberFromText(std::string_view(text).substr(0, text.find(' ')));
        break;
      case ValueType::Percent:
        value = NumberFromText(text);
        break;
      case ValueType::Money:
        value = MoneyFromText(text);
        break;
      case ValueType::Text:
        value = Value::String(text);
        break;
      default:
        allowed.comparable = false;
        value = Value::String(text);
        break;
    }
    // What the author wrote is kept where it is not of the type it should be.
    allowed.values.push_back(value.view().is_null() ? Value::String(text) : value);
  }
  return allowed;
}

void PrepareFields(ProgramData& data) {
  for (const FieldSpec& spec : data.module.fields) {
    auto& paths = data.fields.emplace_back();
    for (const std::string& path : spec.paths) paths.emplace_back(path);
  }
  for (const PredicateSpec& spec : data.module.predicates) data.predicates.emplace_back(spec);
}

void PreparePrompts(ProgramData& data) {
  data.choices.resize(data.module.variables.size());
  for (const PromptSpec& prompt : data.module.prompts) {
    auto& options = data.options.emplace_back();
    for (const PromptOption& option : prompt.options) options.push_back(Canonical(option));
    if (prompt.kind != PromptKind::Choice) continue;
    auto& choices = data.choices[Raw(prompt.slot)];
    if (!choices.empty()) continue;
    for (const PromptOption& option : prompt.options) choices.push_back(option.label);
  }
}

template <typename Id>
Id IdAt(std::size_t index) {
  return static_cast<Id>(static_cast<std::uint32_t>(index));
}

void PrepareNames(ProgramData& data) {
  for (std::size_t i = 0; i < data.module.variables.size(); ++i) {
    const Variable& variable = data.module.variables[i];
    if (variable.from_start) data.facts.emplace(variable.name, IdAt<VariableId>(i));
  }
  // A policy's own name wins over an alias of another.
  for (std::size_t i = 0; i < data.module.policies.size(); ++i) {
    data.policies.emplace(NormalizeName(data.module.policies[i].name), IdAt<PolicyId>(i));
  }
  for (std::size_t i = 0; i < data.module.policies.size(); ++i) {
    for (const std::string& alias : data.module.policies[i].aliases) {
      data.policies.emplace(NormalizeName(alias), IdAt<PolicyId>(i));
    }
  }
}

}  // namespace

struct Program::Internals {
  ProgramData data;
};

const ProgramData& ProgramAccess::Of(const Program& program) { return program.internals_->data; }

Program::Program(std::unique_ptr<const Internals> internals) : internals_(std::move(internals)) {}
Program::~Program() = default;

Result<std::shared_ptr<const Program>> Program::Load(Module module) {
  VerifyResult verified = Verify(module);
  if (!verified.ok()) {
    std::string message = fmt::format("the bundle may not run, {} things are wrong with it",
                                      verified.problems.size());
    for (const VerifyProblem& problem : verified.problems) message += "\n  " + problem.Describe();
    return Error{"verify", message + "\nbuild it again from its sources"};
  }
  auto internals = std::make_unique<Internals>();
  ProgramData& data = internals->data;
  data.fingerprint = Fingerprint(module);
  data.heights = std::move(verified.heights);
  data.module = std::move(module);
  data.words = ResultWords(data.module);
  PrepareFields(data);
  PreparePrompts(data);
  PrepareNames(data);
  return std::shared_ptr<const Program>(new Program(std::move(internals)));
}

Result<std::shared_ptr<const Program>> LoadForScenarios(Module module) {
  for (ToolSpec& tool : module.tools) {
    tool.required_fields.clear();
    tool.required_choices.clear();
  }
  return Program::Load(std::move(module));
}

const Module& Program::module() const { return internals_->data.module; }

std::uint64_t Program::fingerprint() const { return internals_->data.fingerprint; }

std::optional<PolicyId> Program::FindPolicy(std::string_view name) const {
  const auto& policies = internals_->data.policies;
  const auto at = policies.find(NormalizeName(name));
  if (at == policies.end()) return std::nullopt;
  return at->second;
}

}  // namespace proviso::vm
