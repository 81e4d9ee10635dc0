// SPDX-License-Identifier: Apache-2.0
#include "stdlib-tools/sandbox/shop_json.h"
#include "stdlib-tools/sandbox/views.h"

namespace proviso::sandbox {
namespace {

// One element of a list, by overload.
Json ElementJson(const Shop&, const Customer& customer) {
  return {{"account_id", customer.account_id},
          {"email", customer.email},
          {"name", customer.name},
          {"phone", OptionalText(customer.phone)},
          {"address_id", customer.address_id},
          {"subscribed", customer.subscribed}};
}

Json ElementJson(const Shop&, const SavedAddress& saved) {
  return {{"address_id", saved.address_id}, {"address", saved.address}};
}

Json ElementJson(const Shop& shop, const Product& product) {
  return {{"sku", product.sku},
          {"name", product.name},
          {"price", FormatMinor(product.price, shop.currency)},
          {"stock", product.stock},
          {"final_sale", product.final_sale}};
}

Json ItemsJson(const Shop& shop, const std::vector<OrderItem>& items) {
  Json list = Json::array();
  for (const OrderItem& item : items) {
    list.push_back({{"sku", item.sku},
                    {"name", item.name},
                    {"quantity", item.quantity},
                    {"shipped_quantity", item.shipped_quantity},
                    {"price", FormatMinor(item.price, shop.currency)},
                    {"final_sale", item.final_sale}});
  }
  return list;
}

Json ElementJson(const Shop& shop, const Order& order) {
  return {{"order_id", order.order_id},
          {"email", order.email},
          {"shipping", ShippingName(order.shipping)},
          {"cancelled", order.cancelled},
          {"paid", order.paid},
          {"archived", order.archived},
          {"restocked", order.restocked},
          {"items", ItemsJson(shop, order.items)},
          {"address", order.address},
          {"shipping_method", order.shipping_method},
          {"shipping_cost", FormatMinor(order.shipping_cost, shop.currency)},
          {"tracking_number", OptionalText(order.tracking_number)},
          {"discount_percent", order.discount_percent},
          {"paid_amount", FormatMinor(order.paid_amount, shop.currency)},
          {"refunded_amount", FormatMinor(order.refunded_amount, shop.currency)},
          {"placed_at", FormatIsoTime(order.placed_at)},
          {"shipped_at", OptionalTime(order.shipped_at)},
          {"delivered_at", OptionalTime(order.delivered_at)},
          {"cancelled_at", OptionalTime(order.cancelled_at)},
          {"cancel_reason", order.cancel_reason},
          {"replaced_by", OptionalText(order.replaced_by)},
          {"notes", order.notes},
          {"tags", order.tags}};
}

Json ElementJson(const Shop& shop, const DraftOrder& draft) {
  return {{"draft_order_id", draft.draft_order_id},     {"email", draft.email},
          {"items", ItemsJson(shop, draft.items)},      {"address", draft.address},
          {"discount_percent", draft.discount_percent}, {"note", draft.note},
          {"order_id", OptionalText(draft.order_id)}};
}

Json ElementJson(const Shop&, const Coupon& coupon) {
  return {{"code", coupon.code},
          {"percent", coupon.percent},
          {"email", coupon.email},
          {"status", coupon.status},
          {"expires_on", FormatIsoTime(coupon.expires_at)}};
}

Json ElementJson(const Shop& shop, const Subscription& subscription) {
  Json skipped = Json::array();
  for (Seconds date : subscription.skipped) {
    skipped.push_back(FormatIsoTime(date));
  }
  return {{"subscription_id", subscription.subscription_id},
          {"email", subscription.email},
          {"plan", subscription.plan},
          {"status", subscription.status},
          {"price", FormatMinor(subscription.price, shop.currency)},
          {"interval_weeks", subscription.interval_weeks},
          {"next_order_date", FormatIsoTime(subscription.next_order)},
          {"paused_until", OptionalTime(subscription.paused_until)},
          {"skipped_dates", skipped},
          {"cancel_reason", subscription.cancel_reason}};
}

Json ElementJson(const Shop&, const Ticket& ticket) {
  return {{"ticket_id", ticket.ticket_id},
          {"email", OptionalText(ticket.email)},
          {"subject", ticket.subject},
          {"status", ticket.status},
          {"assigned_to", OptionalText(ticket.assigned_to)},
          {"tags", ticket.tags},
          {"notes", ticket.notes},
          {"messages", ticket.messages}};
}

Json ElementJson(const Shop&, const SentMessage& message) {
  return {{"message_id", message.message_id},
          {"recipient", OptionalText(message.recipient)},
          {"text", message.text},
          {"sent_at", FormatIsoTime(message.sent_at)}};
}

Json ElementJson(const Shop&, const ReturnRecord& record) {
  return {{"return_number", record.return_number},
          {"order_id", record.order_id},
          {"reason", record.reason}};
}

Json ElementJson(const Shop&, const EventRecord& record) {
  return {{"event_id", record.event_id},
          {"email", record.email},
          {"event", record.event},
          {"note", record.note}};
}

template <typename T>
Json ListJson(const Shop& shop, const std::vector<T>& elements) {
  Json list = Json::array();
  for (const T& element : elements) {
    list.push_back(ElementJson(shop, element));
  }
  return list;
}

}  // namespace

Json ShopToJson(const Shop& shop) {
  Json next_ids = Json::object();
  for (const auto& [kind, next] : shop.next_ids) {
    next_ids[kind] = next;
  }
  return {{"now", FormatIsoTime(shop.now)},
          {"currency", shop.currency},
          {"hub_url", shop.hub_url},
          {"conversation_ticket", shop.conversation_ticket},
          {"rules",
           {{"reshipment_days", shop.rules.reshipment_days},
            {"lost_after_days", shop.rules.lost_after_days},
            {"cancellation_hours", shop.rules.cancellation_hours},
            {"return_days", shop.rules.return_days},
            {"coupon_days", shop.rules.coupon_days}}},
          {"customers", ListJson(shop, shop.customers)},
          {"addresses", ListJson(shop, shop.addresses)},
          {"products", ListJson(shop, shop.products)},
          {"orders", ListJson(shop, shop.orders)},
          {"drafts", ListJson(shop, shop.drafts)},
          {"coupons", ListJson(shop, shop.coupons)},
          {"subscriptions", ListJson(shop, shop.subscriptions)},
          {"tickets", ListJson(shop, shop.tickets)},
          {"messages", ListJson(shop, shop.messages)},
          {"returns", ListJson(shop, shop.returns)},
          {"events", ListJson(shop, shop.events)},
          {"next_ids", next_ids}};
}

}  // namespace proviso::sandbox
