// SPDX-License-Identifier: Apache-2.0
// P309 unkept-promise: a message says that something was or will be done, and no step on any path
// through it does that.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/promises.h"
#include "compiler/lint/analysis/words.h"
#include "compiler/lint/rules/safety/rules.h"

namespace proviso::compiler::lint {
namespace {

class UnkeptPromiseRule final : public Rule {
 public:
  UnkeptPromiseRule() : Rule(DiagnosticId::UnkeptPromise, Category::Safety) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies()) {
      for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
        if (flow.reachable[n]) CheckNode(context.lexicon, flow, n, sink);
      }
    }
  }

 private:
  static void CheckNode(const Lexicon& lexicon, const PolicyFlow& flow, NodeIndex n,
                        DiagnosticSink& sink) {
    const FlowNode& node = flow.nodes[n];
    const auto* say = As<ast::Say>(node);
    if (say == nullptr || say->described) return;
    const Facts on_path = flow.before[n] | node.facts | flow.after[n];
    for (const Promise& promise : PromisesIn(lexicon, MessageText(*say))) {
      if ((on_path & promise.kept_by) != 0 || IsReport(node, promise)) continue;
      const Span span = say->quote ? say->quote->span : node.statement->span;
      sink.Report(DiagnosticId::UnkeptPromise, span,
                  fmt::format("the message says `{}`, and no step does that", promise.phrase))
          .Note(promise.done
                    ? "add the step in front of the message, or do not say that it was done"
                    : "add the step that keeps the promise, or hand off to somebody who does");
      return;
    }
  }

  // Under "if the order is cancelled" the message reports what was found and promises nothing.
  static bool IsReport(const FlowNode& node, const Promise& promise) {
    if (!promise.done || node.under == nullptr || node.under->condition == nullptr) return false;
    const Words condition = ConditionWords(*node.under->condition);
    const Words words = SplitWords(promise.phrase);
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return std::any_of(condition.begin(), condition.end(),
                         [&](const std::string& other) { return SameStem(word, other); });
    });
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeUnkeptPromiseRule() {
  return std::make_unique<UnkeptPromiseRule>();
}

}  // namespace proviso::compiler::lint
