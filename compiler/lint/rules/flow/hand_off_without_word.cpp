// SPDX-License-Identifier: Apache-2.0
// P215 hand-off-without-word: a conversation is handed off, and nothing tells the customer when
// somebody will be there, or what holds when nobody is. One note per policy.
#include <algorithm>

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/words.h"
#include "compiler/lint/rules/flow/rules.h"

namespace proviso::compiler::lint {
namespace {

class HandOffWithoutWordRule final : public Rule {
 public:
  HandOffWithoutWordRule() : Rule(DiagnosticId::HandOffWithoutWord, Category::Flow) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies())
      CheckPolicy(context.lexicon, flow, sink);
  }

 private:
  static void CheckPolicy(const Lexicon& lexicon, const PolicyFlow& flow, DiagnosticSink& sink) {
    const FlowNode* first = nullptr;
    for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
      const FlowNode& node = flow.nodes[n];
      if (SpeaksOfAvailability(lexicon, node)) return;
      if (!flow.reachable[n] || As<ast::HandOff>(node) == nullptr) continue;
      if (first == nullptr || node.statement->span.begin < first->statement->span.begin)
        first = &node;
    }
    if (first == nullptr) return;
    sink.Report(DiagnosticId::HandOffWithoutWord, first->statement->span,
                "nothing says what the customer can expect when nobody is available")
        .Note("the machine says that a colleague takes over, and the conversation waits for one")
        .Note(
            "say it before, for example `Say “A colleague will write to you within one working "
            "day.”`");
  }

  static bool SpeaksOfAvailability(const Lexicon& lexicon, const FlowNode& node) {
    if (const auto* say = As<ast::Say>(node)) {
      return HasPhrase(lexicon, "availability_words", SplitWords(MessageText(*say)));
    }
    const auto* branch = As<ast::Branch>(node);
    return branch != nullptr && branch->condition != nullptr &&
           HasPhrase(lexicon, "availability_words", ConditionWords(*branch->condition)) &&
           HasPhrase(lexicon, "people_words", ConditionWords(*branch->condition));
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeHandOffWithoutWordRule() {
  return std::make_unique<HandOffWithoutWordRule>();
}

}  // namespace proviso::compiler::lint
