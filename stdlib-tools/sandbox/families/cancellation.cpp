// SPDX-License-Identifier: Apache-2.0
// Cancelling, paying back, restocking.
//   cancel_<platform>_order(order_id, reason)         cancels, restocks and pays back
//   shopify_cancel_order(order_id, reason, restock?, notify?)   moves no money, as Shopify's does
//   not <platform refund>(order_id, amount?), shopify_restock_items(order_id)
#include <fmt/format.h>

#include "stdlib-tools/sandbox/registry.h"
#include "stdlib-tools/sandbox/views.h"

namespace proviso::sandbox {
namespace {

std::optional<ToolError> NotCancellable(const Order& order) {
  if (order.cancelled) {
    return ToolError{"not_allowed", fmt::format("order {} was cancelled already", order.order_id)};
  }
  if (order.shipping != Shipping::NotShipped) {
    return ToolError{"not_allowed", fmt::format("order {} cannot be cancelled: it is {}",
                                                order.order_id, ShippingStatus(order))};
  }
  return std::nullopt;
}

Json CancelledView(const Shop& shop, const Order& order, bool notified) {
  return Json{{"order_id", order.order_id},
              {"status", OrderStatus(order)},
              {"cancelled_at", FormatIsoTime(shop.now)},
              {"reason", order.cancel_reason},
              {"refunded_amount", MoneyJson(order.refunded_amount, shop.currency)},
              {"restocked", order.restocked},
              {"customer_notified", notified}};
}

void Cancel(Shop& shop, Order& order, const Arguments& arguments) {
  order.cancelled = true;
  order.cancelled_at = shop.now;
  order.cancel_reason = arguments.Text("reason");
}

ToolOutcome CancelAndPayBack(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("order_id");
  Order* order = shop.FindOrder(id);
  if (order == nullptr) {
    return OrderNotFound(id);
  }
  if (auto error = NotCancellable(*order)) {
    return *error;
  }
  Cancel(shop, *order, arguments);
  shop.Restock(*order);
  order->refunded_amount = order->paid_amount;
  return CancelledView(shop, *order, false);
}

ToolOutcome CancelOnly(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("order_id");
  Order* order = shop.FindOrder(id);
  if (order == nullptr) {
    return OrderNotFound(id);
  }
  if (auto error = NotCancellable(*order)) {
    return *error;
  }
  Cancel(shop, *order, arguments);
  if (arguments.Bool("restock", true)) {
    shop.Restock(*order);
  }
  const bool notify = arguments.Bool("notify", true);
  if (notify) {
    shop.Send(order->email, fmt::format("Your order {} has been cancelled.", order->order_id));
  }
  return CancelledView(shop, *order, notify);
}

// Accepts {"amount": "20.00", "currency": "USD"}, "20.00" and "20.00 USD".
std::optional<Minor> ReadAmount(const Shop& shop, const Json& given) {
  std::string text;
  std::string currency = shop.currency;
  if (given.is_object()) {
    const Json amount = given.value("amount", Json());
    text = amount.is_string() ? amount.get<std::string>() : amount.dump();
    const Json name = given.value("currency", Json(currency));
    currency = name.is_string() ? name.get<std::string>() : "";
  } else {
    text = Folded(given.get<std::string>());
    if (const auto space = text.find(' '); space != std::string::npos) {
      currency = text.substr(space + 1);
      text.resize(space);
    }
  }
  if (Folded(currency) != Folded(shop.currency)) {
    return std::nullopt;
  }
  return ParseMinor(text, shop.currency);
}

Json RefundView(Shop& shop, const Order& order, Minor amount) {
  return Json{{"order_id", order.order_id},
              {"refund_id", shop.NewId("refund", "RF-", 1)},
              {"amount", MoneyJson(amount, shop.currency)},
              {"refunded_amount", MoneyJson(order.refunded_amount, shop.currency)},
              {"remaining", MoneyJson(order.Refundable(), shop.currency)},
              {"status", order.Refundable() == 0 ? "refunded" : "partly refunded"}};
}

ToolOutcome Refund(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("order_id");
  Order* order = shop.FindOrder(id);
  if (order == nullptr) {
    return OrderNotFound(id);
  }
  std::optional<Minor> amount = order->Refundable();
  if (arguments.Has("amount")) {
    amount = ReadAmount(shop, arguments.Raw("amount"));
  }
  if (!amount || (*amount == 0 && arguments.Has("amount"))) {
    return ToolError{
        "invalid_argument",
        fmt::format("amount: give a positive amount in {}, e.g. 20.00", shop.currency)};
  }
  if (order->Refundable() == 0) {
    return ToolError{"not_allowed",
                     fmt::format("order {} has no money left to pay back", order->order_id)};
  }
  if (*amount > order->Refundable()) {
    return ToolError{"not_allowed", fmt::format("only {} {} of order {} can be paid back",
                                                FormatMinor(order->Refundable(), shop.currency),
                                                shop.currency, order->order_id)};
  }
  order->refunded_amount += *amount;
  return RefundView(shop, *order, *amount);
}

ToolOutcome RestockItems(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("order_id");
  Order* order = shop.FindOrder(id);
  if (order == nullptr) {
    return OrderNotFound(id);
  }
  if (!order->cancelled) {
    return ToolError{
        "not_allowed",
        fmt::format("order {} is not cancelled: its items are still wanted", order->order_id)};
  }
  shop.Restock(*order);
  Json items = Json::array();
  for (const OrderItem& item : order->items) {
    const Product* product = shop.FindProduct(item.sku);
    items.push_back({{"sku", item.sku},
                     {"quantity", item.quantity - item.shipped_quantity},
                     {"in_stock", product ? product->stock : 0}});
  }
  return Json{{"order_id", order->order_id}, {"restocked", true}, {"items", items}};
}

}  // namespace

void RegisterCancellationTools(Registry& registry) {
  registry.Add("cancel_magento_order", CancelAndPayBack);
  registry.Add("cancel_bigcommerce_order", CancelAndPayBack);
  registry.Add("shopify_cancel_order", CancelOnly);
  registry.Add("refund_magento_order", Refund);
  registry.Add("refund_bigcommerce_order", Refund);
  registry.Add("shopify_refund_order", Refund);
  registry.Add("shopify_restock_items", RestockItems);
}

}  // namespace proviso::sandbox
