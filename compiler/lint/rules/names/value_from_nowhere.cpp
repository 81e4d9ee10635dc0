// SPDX-License-Identifier: Apache-2.0
// P121 value-from-nowhere: a call that changes something needs the id of a thing that no step looks
// up or asks for; the compiler takes it from inside of the result of another look-up.
// "@update_address(address_id: str)" after a look-up of the account: whose address, if there are
// two?
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "compiler/lint/checked_walk.h"
#include "compiler/lint/instruction_lines.h"
#include "compiler/lint/rules/names/rules.h"
#include "compiler/sema/symbols.h"

namespace proviso::compiler::lint {
namespace {

const CheckedExpr* ResultField(const CheckedExpr& expr) {
  if (expr.kind == CheckedExpr::Kind::Field && expr.operands.size() == 1 &&
      expr.operands[0].kind == CheckedExpr::Kind::Variable) {
    return &expr;
  }
  return nullptr;
}

class ValueFromNowhereChecker {
 public:
  ValueFromNowhereChecker(const Context& context, DiagnosticSink& sink)
      : context_(context), sink_(sink), lines_(InstructionLines(context)) {}

  void CheckStep(const CheckedStep& step) {
    if (step.kind != CheckedStep::Kind::Call) return;
    const ToolSpec& tool = context_.program.tools[Raw(step.tool)];
    const bool reads = tool.effect == ToolEffect::Read ||
                       (tool.effect == ToolEffect::Unknown &&
                        context_.lexicon.ReadToolName(tool.name).verb == ToolVerb::Read);
    if (reads) return;
    for (const CheckedArgument& argument : step.arguments) CheckArgument(step, tool, argument);
  }

 private:
  void CheckArgument(const CheckedStep& step, const ToolSpec& tool,
                     const CheckedArgument& argument) {
    const CheckedExpr* field = ResultField(argument.value);
    const Noun noun = context_.lexicon.ReadIdentifier(argument.parameter);
    if (field == nullptr || !noun.is_id || noun.entity.empty()) return;
    const std::string& result = context_.program.variables[Raw(field->operands[0].variable)].name;
    const Words result_words = IdentifierWords(result);
    const bool own =
        std::any_of(result_words.begin(), result_words.end(), [&](const std::string& word) {
          return context_.lexicon.EntityOf(word) == noun.entity || word == noun.entity;
        });
    if (own) return;
    const ast::ToolMention* mention = MentionAt(step, tool.name);
    if (mention == nullptr) return;
    const ast::Argument* written = nullptr;
    for (const ast::Argument& other : mention->arguments) {
      if (other.name == argument.parameter) written = &other;
    }
    if ((written != nullptr && written->value != nullptr) ||
        IsSpokenOf(argument.parameter, mention->span))
      return;
    const std::string value = fmt::format("{{{}.{}}}", result, noun.key);
    Diagnostic& diagnostic = sink_.Report(
        DiagnosticId::ValueFromNowhere, written != nullptr ? written->span : mention->span,
        fmt::format("no step before this one gets the {}",
                    JoinWords(IdentifierWords(argument.parameter))));
    diagnostic.Note(fmt::format(
        "it is taken from inside of `{{{}}}`, if there is one: is it the one that is meant?",
        result));
    diagnostic.Note(fmt::format("look it up by a step, or say that this is the one, as in `{}: {}`",
                                argument.parameter, value));
    // A tool of the author's own needs the types in its signature.
    if (context_.catalogue == nullptr || context_.catalogue->Find(tool.name) == nullptr) return;
    const std::string bound = fmt::format("{}: {}", argument.parameter, value);
    if (written != nullptr) {
      diagnostic.Fix(fmt::format("say that it is `{}`", value), written->span, bound,
                     FixSafety::Safe);
    } else if (!mention->has_parentheses) {
      const Span end{mention->span.file, mention->span.end, mention->span.end};
      diagnostic.Fix(fmt::format("say that it is `{}`", value), end, fmt::format("({})", bound),
                     FixSafety::Safe);
    }
  }

  // "look up the address id", anywhere before the call in its policy.
  bool IsSpokenOf(std::string_view parameter, const Span& call) const {
    const Words wanted = IdentifierWords(parameter);
    for (const InstructionLine& line : lines_) {
      if (line.span.file != call.file || line.span.begin >= call.begin) continue;
      for (std::size_t i = 0; i + wanted.size() <= line.words.size(); ++i) {
        const bool here = std::equal(
            wanted.begin(), wanted.end(), line.words.begin() + static_cast<std::ptrdiff_t>(i),
            [](const std::string& word, const LineWord& other) { return word == other.text; });
        if (here) return true;
      }
    }
    return false;
  }

  const ast::ToolMention* MentionAt(const CheckedStep& step, const std::string& tool) const {
    const ast::ToolMention* found = nullptr;
    for (const ast::Document& document : context_.documents) {
      if (document.file != step.span.file) continue;
      for (const ast::Policy& policy : document.policies) {
        ForEachMention(policy.body, [&](const ast::ToolMention& mention) {
          const bool inside =
              mention.span.begin >= step.span.begin && mention.span.end <= step.span.end;
          if (inside && mention.name == tool) found = &mention;
        });
      }
    }
    return found;
  }

  const Context& context_;
  DiagnosticSink& sink_;
  const std::vector<InstructionLine>& lines_;
};

class ValueFromNowhereRule final : public Rule {
 public:
  ValueFromNowhereRule() : Rule(DiagnosticId::ValueFromNowhere, Category::Names) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    ValueFromNowhereChecker checker(context, sink);
    for (const CheckedPolicy& policy : context.program.policies) {
      ForEachStep(policy.body, [&](const CheckedStep& step) { checker.CheckStep(step); });
    }
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeValueFromNowhereRule() {
  return std::make_unique<ValueFromNowhereRule>();
}

}  // namespace proviso::compiler::lint
