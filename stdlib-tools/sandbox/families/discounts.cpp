// SPDX-License-Identifier: Apache-2.0
// Payment marks, discounts and coupons.
//   set_order_to_paid(order_id), set_discount_to_order(order_id, percent),
//   create_coupon(percent, user_email), cancel_coupon(code)
#include <fmt/format.h>

#include <algorithm>

#include "stdlib-tools/sandbox/registry.h"
#include "stdlib-tools/sandbox/views.h"

namespace proviso::sandbox {
namespace {

ToolError Cancelled(const Order& order) {
  return {"not_allowed", fmt::format("order {} is cancelled", order.order_id)};
}

ToolOutcome SetPaid(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("order_id");
  Order* order = shop.FindOrder(id);
  if (order == nullptr) {
    return OrderNotFound(id);
  }
  if (order->cancelled) {
    return Cancelled(*order);
  }
  const bool before = order->paid;
  order->paid = true;
  const Minor waived = before ? 0 : std::max<Minor>(0, order->Total() - order->Refundable());
  return Json{{"order_id", order->order_id},
              {"paid", true},
              {"payment_status", before ? "paid already" : "marked as paid"},
              {"amount_waived", MoneyJson(waived, shop.currency)}};
}

// Allowed on paid orders too: policies mark a replacement as paid and discount it afterwards. What
// was paid too much is reported, not moved.
ToolOutcome SetDiscount(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("order_id");
  Order* order = shop.FindOrder(id);
  if (order == nullptr) {
    return OrderNotFound(id);
  }
  if (order->cancelled) {
    return Cancelled(*order);
  }
  order->discount_percent = arguments.Integer("percent", 0);
  return Json{{"order_id", order->order_id},
              {"discount_percent", order->discount_percent},
              {"discount", MoneyJson(order->Discount(), shop.currency)},
              {"total", MoneyJson(order->Total(), shop.currency)},
              {"refund_due",
               MoneyJson(std::max<Minor>(0, order->Refundable() - order->Total()), shop.currency)}};
}

ToolOutcome CreateCoupon(Shop& shop, const Arguments& arguments) {
  const std::string email = arguments.Text("user_email");
  const Customer* customer = shop.FindCustomer(email);
  if (customer == nullptr) {
    return CustomerNotFound(email);
  }
  Coupon coupon;
  coupon.percent = arguments.Integer("percent", 0);
  coupon.code = shop.NewId("coupon", fmt::format("SAVE{}-", coupon.percent), 101);
  coupon.email = customer->email;
  coupon.expires_at = shop.now + shop.rules.coupon_days * kDay;
  shop.coupons.push_back(coupon);
  return Json{{"code", coupon.code},
              {"percent", coupon.percent},
              {"email", coupon.email},
              {"expires_on", FormatIsoDate(coupon.expires_at)}};
}

ToolOutcome CancelCoupon(Shop& shop, const Arguments& arguments) {
  const std::string code = arguments.Text("code");
  Coupon* coupon = shop.FindCoupon(code);
  if (coupon == nullptr) {
    return ToolError{"not_found", fmt::format("there is no coupon {}", code)};
  }
  if (coupon->status == "used") {
    return ToolError{"not_allowed", fmt::format("coupon {} has been used", coupon->code)};
  }
  coupon->status = "cancelled";
  return Json{{"code", coupon->code}, {"status", coupon->status}};
}

}  // namespace

void RegisterDiscountTools(Registry& registry) {
  registry.Add("set_order_to_paid", SetPaid);
  registry.Add("set_discount_to_order", SetDiscount);
  registry.Add("create_coupon", CreateCoupon);
  registry.Add("cancel_coupon", CancelCoupon);
}

}  // namespace proviso::sandbox
