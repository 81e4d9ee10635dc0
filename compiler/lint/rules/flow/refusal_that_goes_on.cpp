// SPDX-License-Identifier: Apache-2.0
// P217 refusal-that-goes-on: a branch tells the customer no and does nothing else, it is not a gate
// (its condition is worded positively: "if the order is shipped"), and behind it stand the steps
// that were refused.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/analysis/edits.h"
#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/words.h"
#include "compiler/lint/rules/flow/rules.h"

namespace proviso::compiler::lint {
namespace {

class RefusalThatGoesOnRule final : public Rule {
 public:
  RefusalThatGoesOnRule() : Rule(DiagnosticId::RefusalThatGoesOn, Category::Flow) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies()) {
      for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
        if (flow.reachable[n]) CheckNode(context, flow, n, sink);
      }
    }
  }

 private:
  static void CheckNode(const Context& context, const PolicyFlow& flow, NodeIndex n,
                        DiagnosticSink& sink) {
    const FlowNode& node = flow.nodes[n];
    const auto* branch = As<ast::Branch>(node);
    if (branch == nullptr || branch->condition == nullptr || branch->has_otherwise ||
        node.next.empty())
      return;
    if (std::holds_alternative<ast::CustomerAnswer>(branch->condition->node)) return;
    const ast::Statement* last = OnlyRefuses(context.lexicon, *node.statement);
    if (last == nullptr) return;
    // With a complement the steps for the other outcome stand in it.
    const NodeIndex then = node.next[0];
    if (node.next.size() > 1 && IsOtherwise(flow.nodes[node.next[1]])) return;
    const FlowCall* effect = EffectBehind(flow, then);
    if (effect == nullptr) return;
    auto& report = sink.Report(DiagnosticId::RefusalThatGoesOn, branch->condition->span,
                               "the customer is told no here, and the policy goes on all the same");
    report.Label(effect->mention->span, fmt::format("`@{}` runs behind it", effect->tool->name))
        .Note(
            "only a branch for a negative outcome (`is not …`, `declines`) ends the policy by "
            "itself");
    if (auto edit = LineBehind(context.sources, *last, "Stop.")) {
      report.Fix({"stop behind the message", {*edit}, FixSafety::Unsafe});
    } else {
      const std::uint32_t end = EndOf(*last);
      report.Fix({"stop behind the message",
                  {{{last->span.file, end, end}, " and stop"}},
                  FixSafety::Unsafe});
    }
  }

  static std::uint32_t EndOf(const ast::Statement& statement) {
    const auto* say = std::get_if<ast::Say>(&statement.node);
    return say != nullptr && say->quote ? say->quote->span.end : statement.span.end;
  }

  static bool IsOtherwise(const FlowNode& node) {
    const auto* branch = As<ast::Branch>(node);
    return branch != nullptr && node.next.size() == 1;
  }

  // The last message when the body holds messages only and one of them refuses.
  static const ast::Statement* OnlyRefuses(const Lexicon& lexicon,
                                           const ast::Statement& statement) {
    const ast::Statement* last = nullptr;
    bool refuses = false;
    for (const auto& inner : statement.body) {
      const auto* say = std::get_if<ast::Say>(&inner->node);
      if (say == nullptr || !inner->body.empty()) return nullptr;
      refuses = refuses || HasPhrase(lexicon, "refusal_words", SplitWords(MessageText(*say)));
      last = inner.get();
    }
    return refuses ? last : nullptr;
  }

  // The effect that stands first in the text.
  static const FlowCall* EffectBehind(const PolicyFlow& flow, NodeIndex from) {
    const FlowCall* first = nullptr;
    for (const NodeIndex n : ReachFrom(flow, from, [](const FlowNode&) { return true; })) {
      for (const FlowCall& call : flow.nodes[n].calls) {
        if (!call.tool->changes()) continue;
        if (first == nullptr || call.mention->span.begin < first->mention->span.begin)
          first = &call;
      }
    }
    return first;
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeRefusalThatGoesOnRule() {
  return std::make_unique<RefusalThatGoesOnRule>();
}

}  // namespace proviso::compiler::lint
