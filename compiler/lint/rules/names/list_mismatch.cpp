// SPDX-License-Identifier: Apache-2.0
// P116 list-mismatch: a list where a tool or a comparison wants one value, or one value where a
// list is wanted. Only where both types are known; records (json) may be anything.
#include <fmt/format.h>

#include <map>
#include <set>

#include "compiler/lint/checked_walk.h"
#include "compiler/lint/instruction_lines.h"
#include "compiler/lint/rules/names/rules.h"
#include "compiler/lint/value_types.h"
#include "compiler/sema/symbols.h"

namespace proviso::compiler::lint {
namespace {

bool IsScalar(ValueType type) {
  return type != ValueType::List && type != ValueType::Json && type != ValueType::Address;
}

std::optional<ValueType> TypeOfValue(const CheckedExpr& expr, const CheckedProgram& program) {
  switch (expr.kind) {
    case CheckedExpr::Kind::Variable:
      return program.variables[Raw(expr.variable)].type;
    case CheckedExpr::Kind::Field:
      return expr.field.type;
    default:
      return std::nullopt;
  }
}

class ListMismatchChecker {
 public:
  ListMismatchChecker(const Context& context, DiagnosticSink& sink)
      : context_(context), sink_(sink) {}

  void CheckCalls() {
    for (const CheckedPolicy& policy : context_.program.policies) {
      ForEachStep(policy.body, [this](const CheckedStep& step) {
        if (step.kind != CheckedStep::Kind::Call) return;
        for (const CheckedArgument& argument : step.arguments) CheckArgument(step, argument);
      });
    }
  }

  void CheckPolicy(const ast::Policy& policy) {
    ForEachStatement(policy.body, [this](const ast::Statement& statement) {
      if (const auto* ask = std::get_if<ast::Ask>(&statement.node)) {
        for (const ast::Phrase& noun : ask->nouns) CheckPlural(noun);
      }
      const auto* branch = std::get_if<ast::Branch>(&statement.node);
      if (branch == nullptr || branch->condition == nullptr) return;
      ForEachComparison(*branch->condition, [this](const ast::Comparison& comparison, const Span&) {
        CheckComparison(comparison);
      });
    });
  }

 private:
  void CheckArgument(const CheckedStep& step, const CheckedArgument& argument) {
    const std::optional<ValueType> value = TypeOfValue(argument.value, context_.program);
    if (!value) return;
    const std::string& tool = context_.program.tools[Raw(step.tool)].name;
    if (*value == ValueType::List && IsScalar(argument.type)) {
      sink_
          .Report(DiagnosticId::ListMismatch, MentionAt(step, tool),
                  fmt::format("`{}` of `@{}` takes one value, and gets a list", argument.parameter,
                              tool))
          .Note("ask which one is meant, or use a tool that takes a list");
    } else if (argument.type == ValueType::List && IsScalar(*value)) {
      sink_
          .Report(DiagnosticId::ListMismatch, MentionAt(step, tool),
                  fmt::format("`{}` of `@{}` takes a list, and gets one value", argument.parameter,
                              tool))
          .Note("give it a list, as in `{order.items}`, or use a tool that takes one value");
    } else if (const Variable* slot = PluralSlot(argument);
               slot != nullptr && IsScalar(argument.type) && told_.insert(slot->name).second) {
      sink_
          .Report(DiagnosticId::ListMismatch, plurals_.at(slot->name).span,
                  fmt::format("several are asked for here, and `{}` of `@{}` takes one",
                              argument.parameter, tool))
          .Label(MentionAt(step, tool), "here")
          .Note("ask for one, or say that the steps are to be done for each");
    }
  }

  const Variable* PluralSlot(const CheckedArgument& argument) const {
    if (argument.value.kind != CheckedExpr::Kind::Variable) return nullptr;
    const Variable& variable = context_.program.variables[Raw(argument.value.variable)];
    return plurals_.contains(variable.name) ? &variable : nullptr;
  }

  // "the order numbers": the last word is the plural of one that names the same value.
  void CheckPlural(const ast::Phrase& noun) {
    const Words head = context_.lexicon.HeadWords(noun.words);
    if (head.empty() || !head.back().ends_with('s')) return;
    const Noun plural = context_.lexicon.ReadNoun(head);
    Words one = head;
    one.back().pop_back();
    const Noun singular = context_.lexicon.ReadNoun(one);
    if (singular.known && singular.type != ValueType::List && plural.type != ValueType::List)
      plurals_[plural.slot] = noun;
  }

  void CheckComparison(const ast::Comparison& comparison) {
    const bool ordered =
        comparison.op == ast::CompareOp::More || comparison.op == ast::CompareOp::Less ||
        comparison.op == ast::CompareOp::AtLeast || comparison.op == ast::CompareOp::AtMost;
    if (!ordered || comparison.left == nullptr || comparison.right.empty()) return;
    if (TypeOf(*comparison.left, context_) != ValueType::List ||
        TypeOf(*comparison.right[0], context_) != ValueType::Number)
      return;
    const Span span = comparison.left->span;
    const std::string_view text = context_.sources.file(span.file).Text(span);
    const bool path = std::holds_alternative<ast::Path>(comparison.left->node);
    Diagnostic& diagnostic =
        sink_.Report(DiagnosticId::ListMismatch, span,
                     fmt::format("`{}` is a list, and is compared with a number", text));
    diagnostic.Note("compare how many there are");
    if (!path) return;
    const std::string_view inner = text.starts_with('{') ? text.substr(1, text.size() - 2) : text;
    const std::string counted = fmt::format("{} {}", context_.lexicon.Message("count_of"), inner);
    diagnostic.Fix("compare how many there are", span,
                   text.starts_with('{') ? "{" + counted + "}" : counted);
  }

  Span MentionAt(const CheckedStep& step, const std::string& tool) const {
    Span span = step.span;
    for (const ast::Document& document : context_.documents) {
      if (document.file != step.span.file) continue;
      for (const ast::Policy& policy : document.policies) {
        ForEachMention(policy.body, [&](const ast::ToolMention& mention) {
          const bool inside =
              mention.span.begin >= step.span.begin && mention.span.end <= step.span.end;
          if (inside && mention.name == tool) span = mention.span;
        });
      }
    }
    return span;
  }

  const Context& context_;
  DiagnosticSink& sink_;
  std::map<std::string, ast::Phrase> plurals_;  // slots asked for in the plural
  std::set<std::string> told_;                  // of them, those reported
};

class ListMismatchRule final : public Rule {
 public:
  ListMismatchRule() : Rule(DiagnosticId::ListMismatch, Category::Names) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    ListMismatchChecker checker(context, sink);
    for (const ast::Document& document : context.documents) {
      for (const ast::Policy& policy : document.policies) checker.CheckPolicy(policy);
    }
    checker.CheckCalls();
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeListMismatchRule() { return std::make_unique<ListMismatchRule>(); }

}  // namespace proviso::compiler::lint
