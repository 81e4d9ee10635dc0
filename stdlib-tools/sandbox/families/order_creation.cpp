// SPDX-License-Identifier: Apache-2.0
// Placing orders.
//   create_<platform>_order(items, address, user_email)
//   shopify_create_draft_order(items, address, user_email, percent?, note?)
//   shopify_complete_draft_order(draft_order_id)
#include <fmt/format.h>

#include <algorithm>

#include "core/decimal.h"
#include "stdlib-tools/sandbox/registry.h"
#include "stdlib-tools/sandbox/views.h"

namespace proviso::sandbox {
namespace {

constexpr int kMaxQuantity = 1000;
constexpr std::size_t kMaxItems = 200;
constexpr int kFirstOrder = 2001;

// The first of the names that `item` has as a text.
std::string FirstText(const Json& item, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    auto found = item.find(name);
    if (found != item.end() && found->is_string()) {
      return found->get<std::string>();
    }
  }
  return {};
}

// Whole numbers may come as a text where a customer typed them.
int Quantity(const Json& item) {
  for (const char* name : {"quantity", "qty"}) {
    auto found = item.find(name);
    if (found == item.end()) {
      continue;
    }
    const std::string text = found->is_string() ? found->get<std::string>() : found->dump();
    const auto canonical = CanonicalDecimal(text);
    const auto number = canonical ? DecimalToInteger(*canonical) : std::nullopt;
    return number && *number > 0 && *number <= kMaxQuantity ? static_cast<int>(*number) : 0;
  }
  return 1;
}

// What the items name, merged by product. On failure `error` is set.
std::vector<OrderItem> ReadItems(Shop& shop, const Json& given, std::optional<ToolError>& error) {
  std::vector<OrderItem> items;
  if (given.size() > kMaxItems) {
    error = ToolError{"invalid_argument", fmt::format("items: more than {} lines", kMaxItems)};
    return items;
  }
  for (const Json& entry : given) {
    const bool text = entry.is_string();
    const std::string name =
        text ? entry.get<std::string>() : FirstText(entry, {"sku", "name", "item", "product"});
    const int quantity = text ? 1 : Quantity(entry);
    if (name.empty() || quantity == 0) {
      error = ToolError{"invalid_argument",
                        fmt::format("items: each needs a sku or name, and a quantity from 1 to {}",
                                    kMaxQuantity)};
      return items;
    }
    const Product* product = shop.FindProduct(name);
    if (product == nullptr) {
      error = ToolError{"not_found", fmt::format("there is no product `{}`", name)};
      return items;
    }
    auto same = std::find_if(items.begin(), items.end(),
                             [&](const OrderItem& i) { return i.sku == product->sku; });
    if (same != items.end()) {
      same->quantity += quantity;
    } else {
      items.push_back(
          {product->sku, product->name, quantity, 0, product->price, product->final_sale});
    }
  }
  return items;
}

std::optional<ToolError> MissingStock(Shop& shop, const std::vector<OrderItem>& items) {
  for (const OrderItem& item : items) {
    const Product* product = shop.FindProduct(item.sku);
    if (product == nullptr || product->stock < item.quantity) {
      return ToolError{"out_of_stock", fmt::format("{} x {} wanted, {} in stock", item.quantity,
                                                   item.name, product ? product->stock : 0)};
    }
  }
  return std::nullopt;
}

// Takes the items from stock and adds the order. The stock was looked at before.
Order& Place(Shop& shop, Order order) {
  for (const OrderItem& item : order.items) {
    shop.FindProduct(item.sku)->stock -= item.quantity;
  }
  order.order_id = shop.NewId("order", "", kFirstOrder);
  order.placed_at = shop.now;
  shop.orders.push_back(std::move(order));
  return shop.orders.back();
}

// The parts that a new order and a draft have in common.
struct Request {
  std::string email;
  std::vector<OrderItem> items;
  Json address;
};

std::optional<ToolError> Read(Shop& shop, const Arguments& arguments, Request& request) {
  const std::string email = arguments.Text("user_email");
  const Customer* customer = shop.FindCustomer(email);
  if (customer == nullptr) {
    return CustomerNotFound(email);
  }
  request.email = customer->email;
  Result<Json> address = NormalizedAddress(arguments.Raw("address"));
  if (!address) {
    return ToolError{address.error().code, "address: " + address.error().message};
  }
  request.address = *address;
  std::optional<ToolError> error;
  request.items = ReadItems(shop, arguments.Raw("items"), error);
  return error;
}

ToolOutcome Create(Shop& shop, const Arguments& arguments) {
  Request request;
  if (auto error = Read(shop, arguments, request)) {
    return *error;
  }
  if (auto error = MissingStock(shop, request.items)) {
    return *error;
  }
  Order order;
  order.email = request.email;
  order.items = request.items;
  order.address = request.address;
  return NewOrderView(shop, Place(shop, std::move(order)));
}

ToolOutcome CreateDraft(Shop& shop, const Arguments& arguments) {
  Request request;
  if (auto error = Read(shop, arguments, request)) {
    return *error;
  }
  DraftOrder draft;
  draft.draft_order_id = shop.NewId("draft", "D-", 1);
  draft.email = request.email;
  draft.items = request.items;
  draft.address = request.address;
  draft.discount_percent = arguments.Integer("percent", 0);
  draft.note = arguments.Text("note");
  shop.drafts.push_back(draft);
  return DraftView(shop, draft);
}

ToolOutcome CompleteDraft(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("draft_order_id");
  DraftOrder* draft = shop.FindDraft(id);
  if (draft == nullptr) {
    return ToolError{"not_found", fmt::format("there is no draft order {}", id)};
  }
  if (draft->order_id) {
    return ToolError{"not_allowed", fmt::format("draft order {} became order {} already",
                                                draft->draft_order_id, *draft->order_id)};
  }
  if (auto error = MissingStock(shop, draft->items)) {
    return *error;
  }
  Order order;
  order.email = draft->email;
  order.items = draft->items;
  order.address = draft->address;
  order.discount_percent = draft->discount_percent;
  if (!draft->note.empty()) {
    order.notes.push_back(draft->note);
  }
  // Nothing is owed, so nothing is left to pay.
  order.paid = order.Total() == 0;
  Order& placed = Place(shop, std::move(order));
  draft->order_id = placed.order_id;
  return NewOrderView(shop, placed);
}

}  // namespace

void RegisterOrderCreationTools(Registry& registry) {
  registry.Add("create_magento_order", Create);
  registry.Add("create_kustomer_order", Create);
  registry.Add("shopify_create_draft_order", CreateDraft);
  registry.Add("shopify_complete_draft_order", CompleteDraft);
}

}  // namespace proviso::sandbox
