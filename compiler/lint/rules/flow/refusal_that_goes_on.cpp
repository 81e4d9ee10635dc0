// SPDX-License-Identifier: Apache-2.0
// P217 refusal-that-goes-on: a branch tells the customer no and does nothing else, it is not a gate
// (its condition is worded positively: "if the order is shipped"), and behind it stand the steps
// that were refused.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/analysis/edits.h"
#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/reach.h"
#include "compiler/lint/analysis/words.h"
#include "compiler/lint/rules/flow/rules.h"

namespace proviso::compiler::lint {
namespace {

class RefusalThatGoesOnRule final : public Rule {
 public:
  RefusalThatGoesOnRule() : Rule(DiagnosticId::RefusalThatGoesOn, Category::Flow) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies()) {
      const std::vector<NodeIndex> effects = EffectsBehind(flow);
      for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
        if (flow.reachable[n]) CheckNode(context, flow, n, effects, sink);
      }
    }
  }

 private:
  static void CheckNode(const Context& context, const PolicyFlow& flow, NodeIndex n,
                        const std::vector<NodeIndex>& effects, DiagnosticSink& sink) {
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
    if (effects[then] == kNoNode) return;
    const FlowCall* effect = EffectOf(flow.nodes[effects[then]]);
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

  static const FlowCall* EffectOf(const FlowNode& node) {
    const FlowCall* first = nullptr;
    for (const FlowCall& call : node.calls) {
      if (!call.tool->changes()) continue;
      if (first == nullptr || call.mention->span.begin < first->mention->span.begin) first = &call;
    }
    return first;
  }

  // By node the effect behind it that stands first in the text.
  static std::vector<NodeIndex> EffectsBehind(const PolicyFlow& flow) {
    std::vector<std::pair<std::uint32_t, NodeIndex>> places;
    for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
      const FlowCall* effect = EffectOf(flow.nodes[n]);
      if (effect != nullptr) places.emplace_back(effect->mention->span.begin, n);
    }
    return FirstReached(flow, InOrder(std::move(places)), PassesAll);
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeRefusalThatGoesOnRule() {
  return std::make_unique<RefusalThatGoesOnRule>();
}

}  // namespace proviso::compiler::lint
