// SPDX-License-Identifier: Apache-2.0
// P213 endless-loop: steps that go back without the customer saying anything in between, or from
// which no way leads out.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/rules/flow/rules.h"

namespace proviso::compiler::lint {
namespace {

class EndlessLoopRule final : public Rule {
 public:
  EndlessLoopRule() : Rule(DiagnosticId::EndlessLoop, Category::Flow) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies()) {
      for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
        if (flow.reachable[n] && As<ast::GoTo>(flow.nodes[n]) != nullptr) CheckJump(flow, n, sink);
      }
    }
  }

 private:
  static void CheckJump(const PolicyFlow& flow, NodeIndex jump, DiagnosticSink& sink) {
    const std::vector<NodeIndex> circle = CircleOf(flow, jump);
    if (circle.empty()) return;
    const Span span = flow.nodes[jump].statement->span;
    if (!HasExit(flow, circle)) {
      sink.Report(DiagnosticId::EndlessLoop, span,
                  "this goes back, and no way leads out of the steps in between")
          .Note(
              "add a condition under which the conversation ends, goes on elsewhere or is handed "
              "off");
      return;
    }
    const auto silent = ReachFrom(flow, jump, [](const FlowNode& node) { return !IsPause(node); });
    if (std::find(silent.begin(), silent.end(), jump) == silent.end()) return;
    sink.Report(DiagnosticId::EndlessLoop, span,
                "this goes back without a word from the customer, so the same happens again")
        .Note("ask something or wait in between, or hand off when it does not work the first time");
  }

  // A person or another policy is as good as a pause.
  static bool IsPause(const FlowNode& node) {
    return IsTurn(node) || As<ast::FollowPolicy>(node) != nullptr;
  }

  // The nodes on the ways from the jump back to it.
  static std::vector<NodeIndex> CircleOf(const PolicyFlow& flow, NodeIndex jump) {
    const auto all = [](const FlowNode&) { return true; };
    const std::vector<NodeIndex> ahead = ReachFrom(flow, jump, all);
    if (std::find(ahead.begin(), ahead.end(), jump) == ahead.end()) return {};
    std::vector<std::vector<NodeIndex>> previous(flow.nodes.size());
    for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
      for (const NodeIndex next : flow.nodes[n].next) previous[next].push_back(n);
    }
    std::vector<bool> leads_back(flow.nodes.size(), false);
    std::vector<NodeIndex> open{jump};
    while (!open.empty()) {
      const NodeIndex n = open.back();
      open.pop_back();
      if (leads_back[n]) continue;
      leads_back[n] = true;
      open.insert(open.end(), previous[n].begin(), previous[n].end());
    }
    std::vector<NodeIndex> circle;
    std::copy_if(ahead.begin(), ahead.end(), std::back_inserter(circle),
                 [&](NodeIndex n) { return leads_back[n]; });
    return circle;
  }

  static bool HasExit(const PolicyFlow& flow, const std::vector<NodeIndex>& circle) {
    std::vector<bool> inside(flow.nodes.size(), false);
    for (const NodeIndex n : circle) inside[n] = true;
    return std::any_of(circle.begin(), circle.end(), [&](NodeIndex n) {
      const FlowNode& node = flow.nodes[n];
      // A judgement is a person's; a policy that is followed may end the conversation.
      if (As<ast::Judge>(node) != nullptr || As<ast::FollowPolicy>(node) != nullptr) return true;
      return std::any_of(node.next.begin(), node.next.end(),
                         [&](NodeIndex next) { return !inside[next]; });
    });
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeEndlessLoopRule() { return std::make_unique<EndlessLoopRule>(); }

}  // namespace proviso::compiler::lint
