// SPDX-License-Identifier: Apache-2.0
// P210 policy-never-started: a policy without `When` and `Examples` that no other one follows, in a
// bundle in which others say when they are meant. A bundle in which none says so is started by
// name.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/rules/flow/rules.h"

namespace proviso::compiler::lint {
namespace {

class PolicyNeverStartedRule final : public Rule {
 public:
  PolicyNeverStartedRule() : Rule(DiagnosticId::PolicyNeverStarted, Category::Flow) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    const auto& policies = context.flows->policies();
    std::vector<bool> started(policies.size(), false);
    std::vector<std::uint32_t> open;
    for (std::uint32_t p = 0; p < policies.size(); ++p) {
      if (SaysWhen(*policies[p].policy)) open.push_back(p);
    }
    if (open.empty()) return;
    while (!open.empty()) {
      const std::uint32_t p = open.back();
      open.pop_back();
      if (started[p]) continue;
      started[p] = true;
      for (const FlowNode& node : policies[p].nodes) {
        if (node.callee != kNoNode) open.push_back(node.callee);
      }
    }
    for (std::uint32_t p = 0; p < policies.size(); ++p) {
      const ast::Policy& policy = *policies[p].policy;
      if (started[p] || policy.is_example || policy.body.empty()) continue;
      sink.Report(DiagnosticId::PolicyNeverStarted, policy.name_span,
                  fmt::format("nothing starts the policy `{}`", policy.name))
          .Note(
              "say with `When:` what a customer wants who needs it, or follow it from another "
              "policy");
    }
  }
};

}  // namespace

std::unique_ptr<const Rule> MakePolicyNeverStartedRule() {
  return std::make_unique<PolicyNeverStartedRule>();
}

}  // namespace proviso::compiler::lint
