// SPDX-License-Identifier: Apache-2.0
// P304 discount-after-payment: the price of an order is lowered when it is paid already. The
// customer has paid the full price then, or the books show a payment that never came.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/reach.h"
#include "compiler/lint/rules/safety/rules.h"

namespace proviso::compiler::lint {
namespace {

class DiscountAfterPaymentRule final : public Rule {
 public:
  DiscountAfterPaymentRule() : Rule(DiagnosticId::DiscountAfterPayment, Category::Safety) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies()) {
      std::vector<NodeIndex> paid;
      for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
        if (PaymentOf(flow.nodes[n]) != nullptr) paid.push_back(n);
      }
      const std::vector<NodeIndex> paid_before = FirstReaching(flow, paid, PassesAll);
      for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
        if (flow.reachable[n] && Has(flow.before[n], Fact::Paid))
          CheckNode(flow, n, paid_before[n], sink);
      }
    }
  }

 private:
  static void CheckNode(const PolicyFlow& flow, NodeIndex n, NodeIndex payment,
                        DiagnosticSink& sink) {
    for (const FlowCall& call : flow.nodes[n].calls) {
      if (!Has(call.tool->facts, Fact::Discounted)) continue;
      const FlowCall* paid = payment != kNoNode ? PaymentOf(flow.nodes[payment]) : nullptr;
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

  static const FlowCall* PaymentOf(const FlowNode& node) {
    const auto call = std::find_if(node.calls.begin(), node.calls.end(), [](const FlowCall& each) {
      return Has(each.tool->facts, Fact::Paid);
    });
    return call != node.calls.end() ? &*call : nullptr;
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeDiscountAfterPaymentRule() {
  return std::make_unique<DiscountAfterPaymentRule>();
}

}  // namespace proviso::compiler::lint
