// SPDX-License-Identifier: Apache-2.0
// How and where an order goes, until some of it has shipped.
//   upgrade_shipping(order_id), shopify_update_order_address(order_id, new_address)
#include <fmt/format.h>

#include "stdlib-tools/sandbox/registry.h"
#include "stdlib-tools/sandbox/views.h"

namespace proviso::sandbox {
namespace {

ToolError TooLate(const Order& order) {
  return {"not_allowed", fmt::format("order {} can no longer be changed: it is {}", order.order_id,
                                     ShippingStatus(order))};
}

ToolOutcome Upgrade(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("order_id");
  Order* order = shop.FindOrder(id);
  if (order == nullptr) {
    return OrderNotFound(id);
  }
  if (!order->Editable()) {
    return TooLate(*order);
  }
  order->shipping_method = "express";
  return Json{{"order_id", order->order_id},
              {"shipping_method", order->shipping_method},
              {"cost", MoneyJson(0, shop.currency)}};
}

ToolOutcome UpdateOrderAddress(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("order_id");
  Order* order = shop.FindOrder(id);
  if (order == nullptr) {
    return OrderNotFound(id);
  }
  if (!order->Editable()) {
    return TooLate(*order);
  }
  Result<Json> address = NormalizedAddress(arguments.Raw("new_address"));
  if (!address) {
    return ToolError{address.error().code, "new_address: " + address.error().message};
  }
  order->address = *address;
  return Json{{"order_id", order->order_id}, {"address", order->address}, {"updated", true}};
}

}  // namespace

void RegisterShippingTools(Registry& registry) {
  registry.Add("upgrade_shipping", Upgrade);
  registry.Add("shopify_update_order_address", UpdateOrderAddress);
}

}  // namespace proviso::sandbox
