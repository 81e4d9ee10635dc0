// SPDX-License-Identifier: Apache-2.0
// The shop's own rules about an order. A reason is worded to follow "due to".
//   check_reshipment_eligibility, check_cancellation_eligibility, check_return_eligibility
//   (order_id) create_order_return(order_id, reason)
#include <fmt/format.h>

#include <algorithm>

#include "stdlib-tools/sandbox/registry.h"
#include "stdlib-tools/sandbox/views.h"

namespace proviso::sandbox {
namespace {

constexpr int kReturnDays = 14;  // to put the parcel into the post

// Why not; empty when the order qualifies.
using Rule = std::string (*)(const Shop& shop, const Order& order);

bool OlderThan(const Shop& shop, std::optional<Seconds> since, int days) {
  return since && shop.now - *since > days * kDay;
}

std::string ReshipmentReason(const Shop& shop, const Order& order) {
  if (order.cancelled) {
    return "the order having been cancelled";
  }
  if (order.replaced_by) {
    return "a replacement having been sent already";
  }
  if (order.refunded_amount > 0) {
    return "the order having been refunded already";
  }
  if (order.FinalSale()) {
    return "the items being final sale";
  }
  switch (order.shipping) {
    case Shipping::NotShipped:
      return "the order not having shipped yet";
    case Shipping::PartlyShipped:
      return "part of the order not having shipped yet";
    case Shipping::OutForDelivery:
      return "the parcel being out for delivery today";
    case Shipping::InTransit:
      return OlderThan(shop, order.shipped_at, shop.rules.lost_after_days)
                 ? ""
                 : "the parcel still being on its way";
    case Shipping::Delivered:
      break;
  }
  return OlderThan(shop, order.delivered_at, shop.rules.reshipment_days)
             ? fmt::format("the {}-day reshipment window having passed", shop.rules.reshipment_days)
             : "";
}

std::string CancellationReason(const Shop& shop, const Order& order) {
  if (order.cancelled) {
    return "the order having been cancelled already";
  }
  if (order.shipping == Shipping::PartlyShipped) {
    return "part of the order having shipped already";
  }
  if (order.shipping != Shipping::NotShipped) {
    return "the order having shipped already";
  }
  if (order.FinalSale()) {
    return "the items being final sale";
  }
  return shop.now - order.placed_at > shop.rules.cancellation_hours * kHour
             ? fmt::format("the {}-hour cancellation window having passed",
                           shop.rules.cancellation_hours)
             : "";
}

std::string ReturnReason(const Shop& shop, const Order& order) {
  if (order.cancelled) {
    return "the order having been cancelled";
  }
  if (order.FinalSale()) {
    return "the items being final sale";
  }
  if (order.refunded_amount > 0) {
    return "the order having been refunded already";
  }
  if (order.shipping != Shipping::Delivered) {
    return "the order not having been delivered yet";
  }
  return OlderThan(shop, order.delivered_at, shop.rules.return_days)
             ? fmt::format("the {}-day return window having passed", shop.rules.return_days)
             : "";
}

template <Rule rule>
ToolOutcome Check(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("order_id");
  const Order* order = shop.FindOrder(id);
  if (order == nullptr) {
    return OrderNotFound(id);
  }
  const std::string reason = rule(shop, *order);
  Json result{{"order_id", order->order_id}, {"eligible", reason.empty()}};
  if (!reason.empty()) {
    result["reason"] = reason;
  }
  return result;
}

ToolOutcome CreateReturn(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("order_id");
  const Order* order = shop.FindOrder(id);
  if (order == nullptr) {
    return OrderNotFound(id);
  }
  if (const std::string reason = ReturnReason(shop, *order); !reason.empty()) {
    return ToolError{"not_allowed",
                     fmt::format("order {} cannot be returned due to {}", order->order_id, reason)};
  }
  const bool known =
      std::any_of(shop.returns.begin(), shop.returns.end(),
                  [&](const ReturnRecord& r) { return r.order_id == order->order_id; });
  if (known) {
    return ToolError{"not_allowed",
                     fmt::format("a return of order {} is registered already", order->order_id)};
  }
  shop.returns.push_back(
      {shop.NewId("return", "R-", 501), order->order_id, arguments.Text("reason")});
  return Json{{"return_number", shop.returns.back().return_number},
              {"order_id", order->order_id},
              {"status", "registered"},
              {"send_before", FormatIsoDate(shop.now + kReturnDays * kDay)}};
}

}  // namespace

void RegisterEligibilityTools(Registry& registry) {
  registry.Add("check_reshipment_eligibility", Check<ReshipmentReason>);
  registry.Add("check_cancellation_eligibility", Check<CancellationReason>);
  registry.Add("check_return_eligibility", Check<ReturnReason>);
  registry.Add("create_order_return", CreateReturn);
}

}  // namespace proviso::sandbox
