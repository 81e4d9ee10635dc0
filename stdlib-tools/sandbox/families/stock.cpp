// SPDX-License-Identifier: Apache-2.0
// What can be sold, and exchanging an item of an order for another.
//   check_stock(item), swap_order_item(order_id, item, new_item)
#include <fmt/format.h>

#include <algorithm>

#include "stdlib-tools/sandbox/registry.h"
#include "stdlib-tools/sandbox/views.h"

namespace proviso::sandbox {
namespace {

ToolError ProductNotFound(std::string_view name) {
  return {"not_found", fmt::format("there is no product `{}`", name)};
}

ToolOutcome CheckStock(Shop& shop, const Arguments& arguments) {
  const std::string name = arguments.Text("item");
  const Product* product = shop.FindProduct(name);
  if (product == nullptr) {
    return ProductNotFound(name);
  }
  return Json{{"sku", product->sku},
              {"name", product->name},
              {"available", product->stock > 0},
              {"quantity", product->stock},
              {"price", MoneyJson(product->price, shop.currency)}};
}

OrderItem* FindItem(Order& order, std::string_view name) {
  auto found = std::find_if(order.items.begin(), order.items.end(), [&](const OrderItem& item) {
    return Folded(item.sku) == Folded(name) || Folded(item.name) == Folded(name);
  });
  return found == order.items.end() ? nullptr : &*found;
}

// The shop offers a swap for something of the same or a higher price at no extra cost: the line
// keeps its price.
std::optional<ToolError> NotSwappable(const Order& order, const OrderItem& old,
                                      const Product& wanted) {
  if (!order.Editable()) {
    return ToolError{"not_allowed", fmt::format("order {} can no longer be changed: it is {}",
                                                order.order_id, ShippingStatus(order))};
  }
  if (wanted.price < old.price) {
    return ToolError{"not_allowed", fmt::format("{} costs less than {}; a swap is for the same or "
                                                "a higher price",
                                                wanted.name, old.name)};
  }
  if (wanted.stock < old.quantity) {
    return ToolError{"out_of_stock", fmt::format("{} x {} wanted, {} in stock", old.quantity,
                                                 wanted.name, wanted.stock)};
  }
  return std::nullopt;
}

ToolOutcome Swap(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("order_id");
  Order* order = shop.FindOrder(id);
  if (order == nullptr) {
    return OrderNotFound(id);
  }
  OrderItem* item = FindItem(*order, arguments.Text("item"));
  if (item == nullptr) {
    return ToolError{"not_found", fmt::format("order {} has no item `{}`", order->order_id,
                                              arguments.Text("item"))};
  }
  Product* wanted = shop.FindProduct(arguments.Text("new_item"));
  if (wanted == nullptr) {
    return ProductNotFound(arguments.Text("new_item"));
  }
  if (auto error = NotSwappable(*order, *item, *wanted)) {
    return *error;
  }
  if (Product* old = shop.FindProduct(item->sku)) {
    old->stock += item->quantity;
  }
  wanted->stock -= item->quantity;
  item->sku = wanted->sku;
  item->name = wanted->name;
  item->final_sale = wanted->final_sale;
  return Json{{"order_id", order->order_id},
              {"items", ItemsView(order->items, shop.currency)},
              {"total", MoneyJson(order->Total(), shop.currency)}};
}

}  // namespace

void RegisterStockTools(Registry& registry) {
  registry.Add("check_stock", CheckStock);
  registry.Add("swap_order_item", Swap);
}

}  // namespace proviso::sandbox
