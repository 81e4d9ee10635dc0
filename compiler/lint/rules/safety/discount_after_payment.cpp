// SPDX-License-Identifier: Apache-2.0
// P304 discount-after-payment: the price of an order is lowered when it is paid already. The
// customer has paid the full price then, or the books show a payment that never came.
#include <fmt/format.h>

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/rules/safety/rules.h"

namespace proviso::compiler::lint {
namespace {

class DiscountAfterPaymentRule final : public Rule {
 public:
  DiscountAfterPaymentRule() : Rule(DiagnosticId::DiscountAfterPayment, Category::Safety) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies()) {
      for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
        if (flow.reachable[n] && Has(flow.before[n], Fact::Paid)) CheckNode(flow, n, sink);
      }
    }
  }

 private:
  static void CheckNode(const PolicyFlow& flow, NodeIndex n, DiagnosticSink& sink) {
    for (const FlowCall& call : flow.nodes[n].calls) {
      if (!Has(call.tool->facts, Fact::Discounted)) continue;
      const FlowCall* paid = PaidBefore(flow, n);
      if (paid == nullptr && !Has(flow.entry, Fact::Paid)) continue;
      Diagnostic& report = sink.Report(
          DiagnosticId::DiscountAfterPayment, call.mention->span,
          fmt::format("`@{}` lowers the price of an order that is paid already", call.tool->name));
      if (paid != nullptr) report.Label(paid->mention->span, "the order is paid here");
      report.Note(
          "apply the discount before the order is marked as paid, or refund the difference");
      return;
    }
  }

  static const FlowCall* PaidBefore(const PolicyFlow& flow, NodeIndex discount) {
    for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
      for (const FlowCall& call : flow.nodes[n].calls) {
        if (!Has(call.tool->facts, Fact::Paid)) continue;
        for (const NodeIndex behind : ReachFrom(flow, n, [](const FlowNode&) { return true; })) {
          if (behind == discount) return &call;
        }
      }
    }
    return nullptr;
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeDiscountAfterPaymentRule() {
  return std::make_unique<DiscountAfterPaymentRule>();
}

}  // namespace proviso::compiler::lint
