// SPDX-License-Identifier: Apache-2.0
// The state of the sandbox: a shop and a helpdesk as plain data, with the look-ups that every
// family of tools needs. All platforms look at this one shop, so a policy may read an order through
// one and cancel it through another.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stdlib-tools/sandbox/iso_time.h"
#include "stdlib-tools/sandbox/money.h"

namespace proviso::sandbox {

using Json = nlohmann::ordered_json;

// The shop's own rules, which no platform knows.
struct Rules {
  int reshipment_days = 30;     // after delivery
  int lost_after_days = 7;      // on the way this long counts as lost
  int cancellation_hours = 72;  // after the order was placed
  int return_days = 30;         // after delivery
  int coupon_days = 180;        // a coupon's life
};

struct Customer {
  std::string account_id;
  std::string email;
  std::string name;
  std::optional<std::string> phone;
  std::string address_id;
  bool subscribed = false;
};

struct SavedAddress {
  std::string address_id;
  Json address;  // object with at least `street`
};

struct Product {
  std::string sku;
  std::string name;
  Minor price = 0;
  int stock = 0;  // INVARIANT: never negative
  bool final_sale = false;
};

struct OrderItem {
  std::string sku;
  std::string name;
  int quantity = 0;
  int shipped_quantity = 0;  // INVARIANT: at most `quantity`
  Minor price = 0;
  bool final_sale = false;
};

enum class Shipping { NotShipped, PartlyShipped, InTransit, OutForDelivery, Delivered };

struct Order {
  std::string order_id;
  std::string email;
  Shipping shipping = Shipping::NotShipped;
  bool cancelled = false;
  bool paid = false;  // paid, or marked as paid without a payment
  bool archived = false;
  bool restocked = false;
  std::vector<OrderItem> items;
  Json address;
  std::string shipping_method = "standard";
  Minor shipping_cost = 0;
  std::optional<std::string> tracking_number;
  int discount_percent = 0;
  Minor paid_amount = 0;      // money that really came in
  Minor refunded_amount = 0;  // INVARIANT: at most paid_amount
  Seconds placed_at = 0;
  std::optional<Seconds> shipped_at;
  std::optional<Seconds> delivered_at;
  std::optional<Seconds> cancelled_at;
  std::string cancel_reason;
  std::optional<std::string> replaced_by;  // the order that was sent in its place
  std::vector<std::string> notes;
  std::vector<std::string> tags;

  Minor ItemsTotal() const;
  Minor Discount() const;
  Minor Total() const;
  // Paid and not yet given back.
  Minor Refundable() const { return paid_amount - refunded_amount; }
  bool Editable() const { return !cancelled && shipping == Shipping::NotShipped; }
  bool FinalSale() const;
};

struct DraftOrder {
  std::string draft_order_id;
  std::string email;
  std::vector<OrderItem> items;
  Json address;
  int discount_percent = 0;
  std::string note;
  std::optional<std::string> order_id;  // set once it is completed
};

struct Coupon {
  std::string code;
  int percent = 0;
  std::string email;
  std::string status = "active";  // active, used, cancelled
  Seconds expires_at = 0;
};

struct Subscription {
  std::string subscription_id;
  std::string email;
  std::string plan;
  std::string status = "active";  // active, paused, cancelled
  Minor price = 0;
  int interval_weeks = 4;
  Seconds next_order = 0;
  std::optional<Seconds> paused_until;
  std::vector<Seconds> skipped;
  std::string cancel_reason;
};

struct Ticket {
  std::string ticket_id;
  std::optional<std::string> email;
  std::string subject;
  std::string status = "open";  // open, closed
  std::optional<std::string> assigned_to;
  std::vector<std::string> tags;
  std::vector<std::string> notes;
  std::vector<std::string> messages;  // from the customer
};

struct SentMessage {
  std::string message_id;
  std::optional<std::string> recipient;
  std::string text;
  Seconds sent_at = 0;
};

struct ReturnRecord {
  std::string return_number;
  std::string order_id;
  std::string reason;
};

struct EventRecord {
  std::string event_id;
  std::string email;
  std::string event;
  std::string note;
};

struct Shop {
  Seconds now = 0;
  std::string currency = "USD";
  std::string hub_url;              // the customer hub's page of orders
  std::string conversation_ticket;  // the ticket that notes and tags go to unless told otherwise
  Rules rules;
  std::vector<Customer> customers;
  std::vector<SavedAddress> addresses;
  std::vector<Product> products;
  std::vector<Order> orders;
  std::vector<DraftOrder> drafts;
  std::vector<Coupon> coupons;
  std::vector<Subscription> subscriptions;
  std::vector<Ticket> tickets;
  std::vector<SentMessage> messages;
  std::vector<ReturnRecord> returns;
  std::vector<EventRecord> events;
  // Next number per kind of id ("order", "refund", ...). Ids are counted, never random.
  std::map<std::string, int> next_ids;

  // Each is nullptr when there is none. Names and emails are compared without case; an order's
  // number may carry a `#`. Pointers stay good until something of that kind is added.
  Customer* FindCustomer(std::string_view email);
  SavedAddress* FindAddress(std::string_view address_id);
  Product* FindProduct(std::string_view sku_or_name);
  Order* FindOrder(std::string_view order_id);
  DraftOrder* FindDraft(std::string_view draft_order_id);
  Coupon* FindCoupon(std::string_view code);
  Subscription* FindSubscription(std::string_view subscription_id);
  Ticket* FindTicket(std::string_view ticket_id);

  // "RF-" and the next number of the kind.
  std::string NewId(const std::string& kind, std::string_view prefix, int first);
  // Puts a message into the outbox and returns it.
  const SentMessage& Send(std::optional<std::string> recipient, std::string text);
  // Puts what an order has not shipped back to stock, once.
  void Restock(Order& order);
};

// Lower case, without surrounding white space.
std::string Folded(std::string_view text);

}  // namespace proviso::sandbox
