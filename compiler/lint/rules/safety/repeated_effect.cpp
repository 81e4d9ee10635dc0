// SPDX-License-Identifier: Apache-2.0
// P308 repeated-effect: a call whose effect happens again when it is repeated stands in a loop in
// which the customer says nothing.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/reach.h"
#include "compiler/lint/rules/safety/rules.h"

namespace proviso::compiler::lint {
namespace {

bool RepeatsItsEffect(const ToolFacts& tool) {
  if (!tool.writes()) return false;
  return tool.definition == nullptr || tool.definition->idempotency == ToolIdempotency::None;
}

class RepeatedEffectRule final : public Rule {
 public:
  RepeatedEffectRule() : Rule(DiagnosticId::RepeatedEffect, Category::Safety) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies()) {
      const bool nothing_repeats =
          std::none_of(flow.nodes.begin(), flow.nodes.end(),
                       [](const FlowNode& node) { return CallThatRepeats(node) != nullptr; });
      if (nothing_repeats) continue;
      // A question for a value that is known already is passed over, so it does not count as a
      // pause.
      const Circles circles(flow, [](const FlowNode& node) {
        return !IsTurn(node) || As<ast::Ask>(node) != nullptr;
      });
      const Circles any(flow, PassesAll);
      for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
        const FlowCall* call = CallThatRepeats(flow.nodes[n]);
        if (call == nullptr || !flow.reachable[n]) continue;
        if (flow.nodes[n].in_repeat || (any.InCircle(n) && circles.InCircle(n))) Say(*call, sink);
      }
    }
  }

 private:
  static const FlowCall* CallThatRepeats(const FlowNode& node) {
    const auto call = std::find_if(node.calls.begin(), node.calls.end(), [](const FlowCall& each) {
      return RepeatsItsEffect(*each.tool);
    });
    return call == node.calls.end() ? nullptr : &*call;
  }

  static void Say(const FlowCall& call, DiagnosticSink& sink) {
    sink.Report(
            DiagnosticId::RepeatedEffect, call.mention->span,
            fmt::format("`@{}` is repeated here, and nothing says that repeating it is harmless",
                        call.tool->name))
        .Note(call.tool->definition == nullptr ? "describe the tool in a catalogue, with its "
                                                 "`idempotency`, or take it out of the loop"
                                               : "its catalogue entry says that every call has "
                                                 "its effect again; take it out of the loop");
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeRepeatedEffectRule() {
  return std::make_unique<RepeatedEffectRule>();
}

}  // namespace proviso::compiler::lint
