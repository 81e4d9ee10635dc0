// SPDX-License-Identifier: Apache-2.0
// Reading orders, and their notes, tags and place in the shop's list.
//   <platform details>(order_id), bigcommerce_order_list(email), shopify_order_status(order_id),
//   shopify_add_order_note(order_id, note), shopify_tag_order(order_id, tag),
//   shopify_archive_order(order_id), klaviyo_customer_hub_link(order_id)
#include <fmt/format.h>

#include <algorithm>

#include "stdlib-tools/sandbox/registry.h"
#include "stdlib-tools/sandbox/views.h"

namespace proviso::sandbox {
namespace {

ToolOutcome Details(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("order_id");
  if (const Order* order = shop.FindOrder(id)) {
    return OrderView(shop, *order);
  }
  return OrderNotFound(id);
}

ToolOutcome OrderList(Shop& shop, const Arguments& arguments) {
  const std::string email = arguments.Text("email");
  if (shop.FindCustomer(email) == nullptr) {
    return CustomerNotFound(email);
  }
  std::vector<const Order*> own;
  for (const Order& order : shop.orders) {
    if (Folded(order.email) == Folded(email)) {
      own.push_back(&order);
    }
  }
  std::stable_sort(own.begin(), own.end(),
                   [](const Order* a, const Order* b) { return a->placed_at > b->placed_at; });
  Json orders = Json::array();
  for (const Order* order : own) {
    orders.push_back(OrderView(shop, *order));
  }
  return Json{{"count", own.size()}, {"orders", orders}};
}

ToolOutcome Status(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("order_id");
  const Order* order = shop.FindOrder(id);
  if (order == nullptr) {
    return OrderNotFound(id);
  }
  Json editable = Json::array();
  Json shipped = Json::array();
  for (const OrderItem& item : order->items) {
    if (item.shipped_quantity < item.quantity && !order->cancelled) {
      editable.push_back(item.name);
    }
    if (item.shipped_quantity > 0) {
      shipped.push_back(item.name);
    }
  }
  return Json{{"order_id", order->order_id},
              {"status", OrderStatus(*order)},
              {"shipping_status", ShippingStatus(*order)},
              {"editable", order->Editable()},
              {"editable_items", editable},
              {"shipped_items", shipped}};
}

ToolOutcome AddNote(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("order_id");
  Order* order = shop.FindOrder(id);
  if (order == nullptr) {
    return OrderNotFound(id);
  }
  order->notes.push_back(arguments.Text("note"));
  return Json{{"order_id", order->order_id}, {"notes", order->notes}};
}

ToolOutcome AddTag(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("order_id");
  Order* order = shop.FindOrder(id);
  if (order == nullptr) {
    return OrderNotFound(id);
  }
  const std::string tag = arguments.Text("tag");
  if (std::find(order->tags.begin(), order->tags.end(), tag) == order->tags.end()) {
    order->tags.push_back(tag);
  }
  return Json{{"order_id", order->order_id}, {"tags", order->tags}};
}

ToolOutcome Archive(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("order_id");
  Order* order = shop.FindOrder(id);
  if (order == nullptr) {
    return OrderNotFound(id);
  }
  if (!order->cancelled && order->shipping != Shipping::Delivered) {
    return ToolError{"not_allowed",
                     fmt::format("order {} is still open: only delivered and cancelled orders can "
                                 "be archived",
                                 order->order_id)};
  }
  order->archived = true;
  return Json{{"order_id", order->order_id}, {"archived", true}};
}

ToolOutcome HubLink(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("order_id");
  const Order* order = shop.FindOrder(id);
  if (order == nullptr) {
    return OrderNotFound(id);
  }
  return Json{{"order_id", order->order_id},
              {"url", fmt::format("{}/{}", shop.hub_url, order->order_id)},
              {"label", fmt::format("Open order {}", order->order_id)}};
}

}  // namespace

void RegisterOrderTools(Registry& registry) {
  for (const char* name : {"magento_order_details", "kustomer_order_details",
                           "bigcommerce_order_details", "shopify_order_details"}) {
    registry.Add(name, Details);
  }
  registry.Add("bigcommerce_order_list", OrderList);
  registry.Add("shopify_order_status", Status);
  registry.Add("shopify_add_order_note", AddNote);
  registry.Add("shopify_tag_order", AddTag);
  registry.Add("shopify_archive_order", Archive);
  registry.Add("klaviyo_customer_hub_link", HubLink);
}

}  // namespace proviso::sandbox
