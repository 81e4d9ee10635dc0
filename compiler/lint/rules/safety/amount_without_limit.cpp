// SPDX-License-Identifier: Apache-2.0
// P306 amount-without-limit: how much money goes back, or how many percent come off, is what the
// customer says, and nothing compares it with a limit. Arguments come from the checked tree, where
// every parameter is bound; sentences that leave the amount to the customer from the text.
#include <fmt/format.h>

#include <set>

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/words.h"
#include "compiler/lint/rules/safety/rules.h"

namespace proviso::compiler::lint {
namespace {

using Variables = std::set<VariableId>;

// What a policy does with the values that the customer gives.
class Walk {
 public:
  Walk(const Context& context, DiagnosticSink& sink) : context_(context), sink_(sink) {}

  void Policy(const CheckedPolicy& policy) {
    from_customer_.clear();
    compared_.clear();
    CollectBlock(policy.body);
    CheckBlock(policy.body);
  }

 private:
  void CollectBlock(const CheckedBlock& block) {
    for (const CheckedStep& step : block) {
      if (step.kind == CheckedStep::Kind::Ask && step.prompt.kind == PromptKind::Slot)
        from_customer_.insert(step.prompt.slot);
      if (step.kind == CheckedStep::Kind::Assign &&
          step.value.kind == CheckedExpr::Kind::Variable &&
          from_customer_.contains(step.value.variable)) {
        from_customer_.insert(step.variable);
      }
      if (step.kind == CheckedStep::Kind::If) CollectCompared(step.condition);
      CollectBlock(step.body);
      CollectBlock(step.otherwise);
    }
  }

  void CollectCompared(const CheckedExpr& condition) {
    const bool orders =
        condition.operation == Opcode::Less || condition.operation == Opcode::LessEqual;
    if (condition.kind == CheckedExpr::Kind::Operation && orders) {
      for (const CheckedExpr& operand : condition.operands) CollectVariables(operand);
    }
    for (const CheckedExpr& operand : condition.operands) CollectCompared(operand);
  }
  void CollectVariables(const CheckedExpr& expr) {
    if (expr.kind == CheckedExpr::Kind::Variable) compared_.insert(expr.variable);
    for (const CheckedExpr& operand : expr.operands) CollectVariables(operand);
  }

  void CheckBlock(const CheckedBlock& block) {
    for (const CheckedStep& step : block) {
      if (step.kind == CheckedStep::Kind::Call) CheckCall(step);
      CheckBlock(step.body);
      CheckBlock(step.otherwise);
    }
  }

  void CheckCall(const CheckedStep& step) {
    const ToolSpec& tool = context_.program.tools[Raw(step.tool)];
    const ToolFacts facts = ReadToolFacts(tool.name, context_.catalogue, context_.lexicon);
    if (facts.effect != ToolEffect::Money ||
        !reported_.insert({step.span.file, step.span.begin}).second)
      return;
    for (const CheckedArgument& argument : step.arguments) {
      if (argument.value.kind != CheckedExpr::Kind::Variable || !IsAmount(argument)) continue;
      const VariableId variable = argument.value.variable;
      if (!from_customer_.contains(variable) || compared_.contains(variable)) continue;
      const std::string& name = context_.program.variables[Raw(variable)].name;
      sink_
          .Report(DiagnosticId::AmountWithoutLimit, step.span,
                  fmt::format("`{}` of `@{}` is whatever the customer says", argument.parameter,
                              tool.name))
          .Note(fmt::format("compare it first, for example `If {{{}}} is more than …: hand off to "
                            "…`, or name the amount",
                            name));
      return;
    }
    reported_.erase({step.span.file, step.span.begin});
  }

  bool IsAmount(const CheckedArgument& argument) const {
    return HasPhrase(context_.lexicon, "amount_parameters", IdentifierWords(argument.parameter));
  }

  const Context& context_;
  DiagnosticSink& sink_;
  Variables from_customer_;
  Variables compared_;
  std::set<std::pair<FileId, std::uint32_t>> reported_;
};

class AmountWithoutLimitRule final : public Rule {
 public:
  AmountWithoutLimitRule() : Rule(DiagnosticId::AmountWithoutLimit, Category::Safety) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    Walk walk(context, sink);
    for (const CheckedPolicy& policy : context.program.policies) walk.Policy(policy);
    for (const PolicyFlow& flow : context.flows->policies())
      CheckSentences(context.lexicon, flow, sink);
  }

 private:
  static void CheckSentences(const Lexicon& lexicon, const PolicyFlow& flow, DiagnosticSink& sink) {
    for (const FlowNode& node : flow.nodes) {
      for (const FlowCall& call : node.calls) {
        if (call.tool->effect != ToolEffect::Money || call.purpose == nullptr ||
            call.mention->arguments.empty())
          continue;
        const Words* open = lexicon.FindPhrase("unlimited_amounts", call.purpose->words);
        if (open == nullptr) continue;
        sink.Report(DiagnosticId::AmountWithoutLimit, call.purpose->span,
                    fmt::format("`{}` sets no limit to what `@{}` moves", JoinWords(*open),
                                call.tool->name))
            .Note("name the amount, or compare it with a limit and hand off above it");
      }
    }
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeAmountWithoutLimitRule() {
  return std::make_unique<AmountWithoutLimitRule>();
}

}  // namespace proviso::compiler::lint
