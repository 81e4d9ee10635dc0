// SPDX-License-Identifier: Apache-2.0
// P213 endless-loop: steps that go back without the customer saying anything in between, or from
// which no way leads out.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/reach.h"
#include "compiler/lint/rules/flow/rules.h"

namespace proviso::compiler::lint {
namespace {

class EndlessLoopRule final : public Rule {
 public:
  EndlessLoopRule() : Rule(DiagnosticId::EndlessLoop, Category::Flow) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies()) {
      const auto is_jump = [&](NodeIndex n) {
        return flow.reachable[n] && As<ast::GoTo>(flow.nodes[n]) != nullptr;
      };
      std::vector<NodeIndex> jumps;
      for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
        if (is_jump(n)) jumps.push_back(n);
      }
      if (!jumps.empty()) CheckJumps(flow, jumps, sink);
    }
  }

 private:
  static void CheckJumps(const PolicyFlow& flow, const std::vector<NodeIndex>& jumps,
                         DiagnosticSink& sink) {
    // The nodes on the ways from a jump back to it are those of its circle.
    const Circles circles(flow, PassesAll);
    const Circles silent(flow, [](const FlowNode& node) { return !IsPause(node); });
    const std::set<std::uint32_t> open = WithExit(flow, circles);
    for (const NodeIndex jump : jumps) {
      if (!circles.InCircle(jump)) continue;
      const Span span = flow.nodes[jump].statement->span;
      if (!open.contains(circles.ComponentOf(jump))) {
        sink.Report(DiagnosticId::EndlessLoop, span,
                    "this goes back, and no way leads out of the steps in between")
            .Note(
                "add a condition under which the conversation ends, goes on elsewhere or is handed "
                "off");
      } else if (silent.InCircle(jump)) {
        sink.Report(DiagnosticId::EndlessLoop, span,
                    "this goes back without a word from the customer, so the same happens again")
            .Note(
                "ask something or wait in between, or hand off when it does not work the first "
                "time");
      }
    }
  }

  // A person or another policy is as good as a pause.
  static bool IsPause(const FlowNode& node) {
    return IsTurn(node) || As<ast::FollowPolicy>(node) != nullptr;
  }

  // The circles that some way leads out of.
  static std::set<std::uint32_t> WithExit(const PolicyFlow& flow, const Circles& circles) {
    std::set<std::uint32_t> open;
    for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
      const FlowNode& node = flow.nodes[n];
      const std::uint32_t circle = circles.ComponentOf(n);
      // A judgement is a person's; a policy that is followed may end the conversation.
      const bool leaves =
          As<ast::Judge>(node) != nullptr || As<ast::FollowPolicy>(node) != nullptr ||
          std::any_of(node.next.begin(), node.next.end(),
                      [&](NodeIndex next) { return circles.ComponentOf(next) != circle; });
      if (leaves) open.insert(circle);
    }
    return open;
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeEndlessLoopRule() { return std::make_unique<EndlessLoopRule>(); }

}  // namespace proviso::compiler::lint
