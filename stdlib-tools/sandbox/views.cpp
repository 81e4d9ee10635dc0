// SPDX-License-Identifier: Apache-2.0
#include "stdlib-tools/sandbox/views.h"

#include <algorithm>
#include <array>

namespace proviso::sandbox {
namespace {

constexpr std::array<std::string_view, 5> kShippingNames = {
    "not shipped", "partly shipped", "in transit", "out for delivery", "delivered"};

}  // namespace

std::string_view ShippingName(Shipping shipping) {
  return kShippingNames[static_cast<std::size_t>(shipping)];
}

std::optional<Shipping> ParseShipping(std::string_view name) {
  const auto found = std::find(kShippingNames.begin(), kShippingNames.end(), name);
  if (found == kShippingNames.end()) {
    return std::nullopt;
  }
  return static_cast<Shipping>(found - kShippingNames.begin());
}

std::string_view OrderStatus(const Order& order) {
  if (order.cancelled) {
    return "cancelled";
  }
  switch (order.shipping) {
    case Shipping::NotShipped:
      return "unfulfilled";
    case Shipping::PartlyShipped:
      return "partly shipped";
    case Shipping::InTransit:
    case Shipping::OutForDelivery:
      return "shipped";
    case Shipping::Delivered:
      return "delivered";
  }
  return "unfulfilled";
}

std::string_view ShippingStatus(const Order& order) {
  return order.cancelled ? "cancelled" : ShippingName(order.shipping);
}

Json OptionalText(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }

Json OptionalTime(const std::optional<Seconds>& time) {
  return time ? Json(FormatIsoTime(*time)) : Json();
}

Json OptionalDate(const std::optional<Seconds>& time) {
  return time ? Json(FormatIsoDate(*time)) : Json();
}

Json ItemsView(const std::vector<OrderItem>& items, std::string_view currency) {
  Json list = Json::array();
  for (const OrderItem& item : items) {
    list.push_back({{"sku", item.sku},
                    {"name", item.name},
                    {"quantity", item.quantity},
                    {"shipped_quantity", item.shipped_quantity},
                    {"price", MoneyJson(item.price, currency)},
                    {"final_sale", item.final_sale}});
  }
  return list;
}

Json OrderView(Shop& shop, const Order& order) {
  const Customer* customer = shop.FindCustomer(order.email);
  Json view;
  view["order_id"] = order.order_id;
  view["email"] = order.email;
  view["customer_name"] = customer ? customer->name : order.email;
  view["status"] = OrderStatus(order);
  view["shipping_status"] = ShippingStatus(order);
  view["editable"] = order.Editable();
  view["paid"] = order.paid;
  view["refunded"] = order.refunded_amount > 0;
  view["archived"] = order.archived;
  view["final_sale"] = order.FinalSale();
  view["items"] = ItemsView(order.items, shop.currency);
  view["address"] = order.address;
  view["shipping_method"] = order.shipping_method;
  view["tracking_number"] = OptionalText(order.tracking_number);
  view["discount_percent"] = order.discount_percent;
  view["total"] = MoneyJson(order.Total(), shop.currency);
  view["paid_amount"] = MoneyJson(order.paid_amount, shop.currency);
  view["refunded_amount"] = MoneyJson(order.refunded_amount, shop.currency);
  view["currency"] = shop.currency;
  view["placed_at"] = FormatIsoTime(order.placed_at);
  view["shipped_at"] = OptionalTime(order.shipped_at);
  view["delivered_at"] = OptionalTime(order.delivered_at);
  view["notes"] = order.notes;
  view["tags"] = order.tags;
  return view;
}

Json NewOrderView(const Shop& shop, const Order& order) {
  return {{"order_id", order.order_id},
          {"status", OrderStatus(order)},
          {"paid", order.paid},
          {"items", ItemsView(order.items, shop.currency)},
          {"address", order.address},
          {"email", order.email},
          {"total", MoneyJson(order.Total(), shop.currency)},
          {"currency", shop.currency}};
}

Json AccountView(Shop& shop, const Customer& customer) {
  const SavedAddress* saved = shop.FindAddress(customer.address_id);
  const auto orders = std::count_if(shop.orders.begin(), shop.orders.end(), [&](const Order& o) {
    return Folded(o.email) == Folded(customer.email);
  });
  Json view;
  view["exists"] = true;
  view["account_id"] = customer.account_id;
  view["name"] = customer.name;
  view["email"] = customer.email;
  view["phone"] = OptionalText(customer.phone);
  view["address_id"] = customer.address_id;
  if (saved != nullptr) {
    view["address"] = saved->address;
  }
  view["order_count"] = orders;
  return view;
}

Json DraftView(const Shop& shop, const DraftOrder& draft) {
  Order priced;
  priced.items = draft.items;
  priced.discount_percent = draft.discount_percent;
  return {{"draft_order_id", draft.draft_order_id},
          {"status", draft.order_id ? "completed" : "open"},
          {"items", ItemsView(draft.items, shop.currency)},
          {"address", draft.address},
          {"email", draft.email},
          {"discount_percent", draft.discount_percent},
          {"total", MoneyJson(priced.Total(), shop.currency)},
          {"note", draft.note}};
}

Json SubscriptionView(const Shop& shop, const Subscription& subscription) {
  Json skipped = Json::array();
  for (Seconds date : subscription.skipped) {
    skipped.push_back(FormatIsoDate(date));
  }
  const bool ended = subscription.status == "cancelled";
  return {{"exists", true},
          {"subscription_id", subscription.subscription_id},
          {"email", subscription.email},
          {"plan", subscription.plan},
          {"status", subscription.status},
          {"active", subscription.status == "active"},
          {"price", MoneyJson(subscription.price, shop.currency)},
          {"next_order_date", ended ? Json() : Json(FormatIsoDate(subscription.next_order))},
          {"paused_until", OptionalDate(subscription.paused_until)},
          {"skipped_dates", skipped}};
}

Json TicketView(const Ticket& ticket) {
  return {{"ticket_id", ticket.ticket_id},
          {"status", ticket.status},
          {"email", OptionalText(ticket.email)},
          {"subject", ticket.subject},
          {"tags", ticket.tags},
          {"assigned_to", OptionalText(ticket.assigned_to)},
          {"note_count", ticket.notes.size()}};
}

Json MessageView(const SentMessage& message) {
  return {{"message_id", message.message_id},
          {"status", "accepted"},
          {"message", message.text},
          {"recipient", OptionalText(message.recipient)},
          {"sent_at", FormatIsoTime(message.sent_at)}};
}

}  // namespace proviso::sandbox
