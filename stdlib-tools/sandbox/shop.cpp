// SPDX-License-Identifier: Apache-2.0
#include "stdlib-tools/sandbox/shop.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace proviso::sandbox {
namespace {

// The element whose `field`, folded, is `wanted`, folded.
template <typename T, typename Field>
T* FindBy(std::vector<T>& all, Field field, std::string_view wanted) {
  const std::string key = Folded(wanted);
  auto found = std::find_if(all.begin(), all.end(),
                            [&](const T& element) { return Folded(element.*field) == key; });
  return found == all.end() || key.empty() ? nullptr : &*found;
}

}  // namespace

std::string Folded(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) {
    return {};
  }
  std::string folded(text.substr(begin, text.find_last_not_of(kSpace) - begin + 1));
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  return folded;
}

Minor Order::ItemsTotal() const {
  Minor sum = 0;
  for (const OrderItem& item : items) {
    sum += item.price * item.quantity;
  }
  return sum;
}

Minor Order::Discount() const { return PercentOf(ItemsTotal(), discount_percent); }

Minor Order::Total() const { return ItemsTotal() - Discount() + shipping_cost; }

bool Order::FinalSale() const {
  return std::any_of(items.begin(), items.end(), [](const OrderItem& i) { return i.final_sale; });
}

Customer* Shop::FindCustomer(std::string_view email) {
  return FindBy(customers, &Customer::email, email);
}

SavedAddress* Shop::FindAddress(std::string_view address_id) {
  return FindBy(addresses, &SavedAddress::address_id, address_id);
}

Product* Shop::FindProduct(std::string_view sku_or_name) {
  Product* by_sku = FindBy(products, &Product::sku, sku_or_name);
  return by_sku != nullptr ? by_sku : FindBy(products, &Product::name, sku_or_name);
}

Order* Shop::FindOrder(std::string_view order_id) {
  const std::string number = Folded(order_id);
  return FindBy(orders, &Order::order_id,
                number.starts_with('#') ? std::string_view(number).substr(1) : number);
}

DraftOrder* Shop::FindDraft(std::string_view draft_order_id) {
  return FindBy(drafts, &DraftOrder::draft_order_id, draft_order_id);
}

Coupon* Shop::FindCoupon(std::string_view code) { return FindBy(coupons, &Coupon::code, code); }

Subscription* Shop::FindSubscription(std::string_view subscription_id) {
  return FindBy(subscriptions, &Subscription::subscription_id, subscription_id);
}

Ticket* Shop::FindTicket(std::string_view ticket_id) {
  return FindBy(tickets, &Ticket::ticket_id, ticket_id);
}

std::string Shop::NewId(const std::string& kind, std::string_view prefix, int first) {
  int& next = next_ids.try_emplace(kind, first).first->second;
  return fmt::format("{}{}", prefix, next++);
}

const SentMessage& Shop::Send(std::optional<std::string> recipient, std::string text) {
  messages.push_back({NewId("message", "M-", 1), std::move(recipient), std::move(text), now});
  return messages.back();
}

void Shop::Restock(Order& order) {
  if (order.restocked) {
    return;
  }
  order.restocked = true;
  for (const OrderItem& item : order.items) {
    if (Product* product = FindProduct(item.sku)) {
      product->stock += item.quantity - item.shipped_quantity;
    }
  }
}

}  // namespace proviso::sandbox
