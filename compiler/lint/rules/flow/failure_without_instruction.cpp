// SPDX-License-Identifier: Apache-2.0
// P214 failure-without-instruction: nothing says what to do when a call fails that changes
// something the customer waits for. The machine apologises and hands off; one note per policy says
// so.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/words.h"
#include "compiler/lint/rules/flow/rules.h"

namespace proviso::compiler::lint {
namespace {

bool SpeaksOfFailure(const Lexicon& lexicon, const ast::Condition& condition) {
  if (std::holds_alternative<ast::ToolFails>(condition.node)) return true;
  return HasPhrase(lexicon, "failure_words", ConditionWords(condition));
}

class FailureWithoutInstructionRule final : public Rule {
 public:
  FailureWithoutInstructionRule() : Rule(DiagnosticId::FailureWithoutInstruction, Category::Flow) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies())
      CheckPolicy(context.lexicon, flow, sink);
  }

 private:
  static void CheckPolicy(const Lexicon& lexicon, const PolicyFlow& flow, DiagnosticSink& sink) {
    const FlowCall* first = nullptr;
    std::size_t others = 0;
    for (NodeIndex n = static_cast<NodeIndex>(flow.nodes.size()); n-- > 0;) {
      const FlowNode& node = flow.nodes[n];
      const auto* branch = As<ast::Branch>(node);
      if (branch != nullptr && branch->condition != nullptr &&
          SpeaksOfFailure(lexicon, *branch->condition))
        return;
      if (!flow.reachable[n]) continue;
      for (const FlowCall& call : node.calls) {
        if (!call.tool->consequential()) continue;
        if (first == nullptr || call.mention->span.begin < first->mention->span.begin)
          first = &call;
        ++others;
      }
    }
    if (first == nullptr) return;
    auto& report =
        sink.Report(DiagnosticId::FailureWithoutInstruction, first->mention->span,
                    fmt::format("nothing says what to do when `@{}` fails", first->tool->name));
    if (others > 1)
      report.Note("the same holds for the calls behind it that move money or cannot be undone");
    report.Note("the machine tries again where the tool allows it, apologises, and hands off")
        .Note(fmt::format("to decide it yourself, add a line such as `If @{} fails: …`",
                          first->tool->name));
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeFailureWithoutInstructionRule() {
  return std::make_unique<FailureWithoutInstructionRule>();
}

}  // namespace proviso::compiler::lint
