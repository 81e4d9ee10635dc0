// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/values.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/lsp/state.h"
#include "compiler/sema/checked.h"

namespace proviso::lsp {
namespace {

using compiler::CheckedBlock;
using compiler::CheckedProgram;
using compiler::CheckedStep;

void AddOnce(std::vector<std::string>& list, const std::string& item) {
  if (item.empty() || std::find(list.begin(), list.end(), item) != list.end()) return;
  list.push_back(item);
}

class Collector {
 public:
  explicit Collector(const CheckedProgram& program) : program_(program) {}

  ValueMap Collect() {
    for (const Variable& variable : program_.variables) {
      if (variable.name.starts_with('$')) continue;
      ValueInfo info;
      info.name = variable.name;
      info.type = variable.type;
      info.from_start = variable.from_start;
      values_.emplace(variable.name, std::move(info));
    }
    for (policy_ = 0; policy_ < program_.policies.size(); ++policy_) {
      Visit(program_.policies[policy_].body);
    }
    return std::move(values_);
  }

 private:
  ValueInfo* Filled(VariableId id) {
    if (IsNone(id) || Raw(id) >= program_.variables.size()) return nullptr;
    const auto found = values_.find(program_.variables[Raw(id)].name);
    if (found == values_.end()) return nullptr;
    std::vector<std::size_t>& policies = found->second.policies;
    if (policies.empty() || policies.back() != policy_) policies.push_back(policy_);
    return &found->second;
  }

  void Visit(const CheckedBlock& block) {
    for (const CheckedStep& step : block) {
      if (step.kind == CheckedStep::Kind::Ask) {
        if (ValueInfo* value = Filled(step.prompt.slot)) {
          AddOnce(value->asked_as, step.prompt.noun);
          for (const PromptOption& option : step.prompt.options)
            AddOnce(value->choices, option.label);
        }
      } else if (step.kind == CheckedStep::Kind::Call) {
        ValueInfo* value = Filled(step.call.result);
        if (value != nullptr && Raw(step.tool) < program_.tools.size()) {
          AddOnce(value->tools, program_.tools[Raw(step.tool)].name);
        }
      } else if (step.kind == CheckedStep::Kind::Assign) {
        Filled(step.variable);
      }
      Visit(step.body);
      Visit(step.otherwise);
      Visit(step.unknown);
    }
  }

  const CheckedProgram& program_;
  ValueMap values_;
  std::size_t policy_ = 0;
};

}  // namespace

ValueMap CollectValues(const Analysis& analysis) {
  return Collector(analysis.compilation.program).Collect();
}

std::string ValuePage(const ValueInfo& value) {
  std::string page = fmt::format("`{{{}}}`: {}\n\n", value.name, ValueTypeName(value.type));
  for (const std::string& noun : value.asked_as) {
    page += fmt::format("- the customer is asked for it ({})\n", EscapeMarkdown(noun));
  }
  for (const std::string& tool : value.tools) page += fmt::format("- the result of `@{}`\n", tool);
  if (!value.choices.empty()) {
    page += fmt::format("- one of: {}\n",
                        EscapeMarkdown(fmt::format("{}", fmt::join(value.choices, ", "))));
  }
  if (value.from_start) page += "- the channel may know it when the conversation starts\n";
  return page;
}

std::vector<const ToolResultField*> FieldsOf(const ValueInfo& value,
                                             const ToolCatalogue& catalogue) {
  std::vector<const ToolResultField*> fields;
  for (const std::string& name : value.tools) {
    const ToolDefinition* tool = catalogue.Find(name);
    if (tool == nullptr) continue;
    for (const ToolResultField& field : tool->result_fields) {
      const bool known =
          std::any_of(fields.begin(), fields.end(),
                      [&](const ToolResultField* other) { return other->path == field.path; });
      if (!known) fields.push_back(&field);
    }
  }
  return fields;
}

}  // namespace proviso::lsp
