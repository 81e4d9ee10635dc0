// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "core/assert.h"
#include "stdlib-tools/json_schema.h"
#include "stdlib-tools/sandbox/arguments.h"
#include "stdlib-tools/sandbox/embedded.h"
#include "stdlib-tools/sandbox/shop_json.h"
#include "stdlib-tools/sandbox/views.h"

namespace proviso::sandbox {
namespace {

// Reads JSON that fits data/shop.schema.json, so types need no second look; collects what the
// schema cannot say.
class ShopReader {
 public:
  explicit ShopReader(const Json& data) : data_(data) {}

  Shop Read();
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  void ReadHead();
  void ReadCustomers();
  void ReadProducts();
  void ReadOrders();
  OrderItem ReadItem(const Json& entry, const std::string& where, Shipping shipping);
  void ReadPayment(const Json& entry, Order& order, const std::string& where);
  void ReadDrafts();
  void ReadCoupons();
  void ReadSubscriptions();
  void ReadTickets();
  void ReadRecords();

  template <typename... Args>
  void Problem(fmt::format_string<Args...> format, Args&&... args) {
    problems_.push_back(fmt::format(format, std::forward<Args>(args)...));
  }
  const Json& List(const char* key) const {
    static const Json none = Json::array();
    return data_.contains(key) ? data_[key] : none;
  }
  // Reports a second use of `id` among things of one kind.
  void Claim(const std::string& kind, const std::string& id) {
    if (!ids_.insert(kind + " " + Folded(id)).second) {
      Problem("{} {} is there twice", kind, id);
    }
  }
  void NeedCustomer(const std::string& where, const std::string& email) {
    if (shop_.FindCustomer(email) == nullptr) {
      Problem("{}: there is no customer with the email {}", where, email);
    }
  }
  Seconds Time(const Json& entry, const char* key, const std::string& where);
  std::optional<Seconds> OptionalTime(const Json& entry, const char* key, const std::string& where);
  Minor Amount(const Json& entry, const char* key, const std::string& where);

  const Json& data_;
  Shop shop_;
  std::set<std::string> ids_;
  std::vector<std::string> problems_;
};

std::optional<std::string> OptionalString(const Json& entry, const char* key) {
  if (!entry.contains(key) || entry[key].is_null()) {
    return std::nullopt;
  }
  return entry[key].get<std::string>();
}

std::vector<std::string> Strings(const Json& entry, const char* key) {
  return entry.contains(key) ? entry[key].get<std::vector<std::string>>()
                             : std::vector<std::string>();
}

Seconds ShopReader::Time(const Json& entry, const char* key, const std::string& where) {
  const std::string text = entry[key].get<std::string>();
  const auto time = ParseIsoTime(text);
  if (!time) {
    Problem("{}: `{}` is {}; write it like 2026-03-10 or 2026-03-10T12:00:00Z", where, key, text);
  }
  return time.value_or(0);
}

std::optional<Seconds> ShopReader::OptionalTime(const Json& entry, const char* key,
                                                const std::string& where) {
  if (!entry.contains(key) || entry[key].is_null()) {
    return std::nullopt;
  }
  return Time(entry, key, where);
}

Minor ShopReader::Amount(const Json& entry, const char* key, const std::string& where) {
  if (!entry.contains(key)) {
    return 0;
  }
  const std::string text = entry[key].get<std::string>();
  const auto amount = ParseMinor(text, shop_.currency);
  if (!amount) {
    Problem("{}: `{}` is {}; write an amount in {} like 80.00", where, key, text, shop_.currency);
  }
  return amount.value_or(0);
}

Shop ShopReader::Read() {
  ReadHead();
  ReadCustomers();
  ReadProducts();
  ReadOrders();
  ReadDrafts();
  ReadCoupons();
  ReadSubscriptions();
  ReadTickets();
  ReadRecords();
  return std::move(shop_);
}

void ShopReader::ReadHead() {
  shop_.now = Time(data_, "now", "the file");
  shop_.currency = data_.value("currency", shop_.currency);
  shop_.hub_url = data_.value("hub_url", std::string("https://shop.example.com/account/orders"));
  shop_.conversation_ticket = data_.value("conversation_ticket", std::string());
  const Json rules = data_.value("rules", Json::object());
  shop_.rules.reshipment_days = rules.value("reshipment_days", shop_.rules.reshipment_days);
  shop_.rules.lost_after_days = rules.value("lost_after_days", shop_.rules.lost_after_days);
  shop_.rules.cancellation_hours =
      rules.value("cancellation_hours", shop_.rules.cancellation_hours);
  shop_.rules.return_days = rules.value("return_days", shop_.rules.return_days);
  shop_.rules.coupon_days = rules.value("coupon_days", shop_.rules.coupon_days);
  const Json next_ids = data_.value("next_ids", Json::object());
  for (const auto& [kind, next] : next_ids.items()) {
    shop_.next_ids[kind] = next.get<int>();
  }
}

void ShopReader::ReadCustomers() {
  for (const Json& entry : List("addresses")) {
    SavedAddress saved{entry["address_id"], Json()};
    Claim("address", saved.address_id);
    Result<Json> address = NormalizedAddress(entry["address"]);
    if (!address) {
      Problem("address {}: {}", saved.address_id, address.error().message);
      continue;
    }
    saved.address = *address;
    shop_.addresses.push_back(std::move(saved));
  }
  for (const Json& entry : List("customers")) {
    Customer customer;
    customer.account_id = entry["account_id"];
    customer.email = entry["email"];
    customer.name = entry["name"];
    customer.phone = OptionalString(entry, "phone");
    customer.address_id = entry["address_id"];
    customer.subscribed = entry.value("subscribed", false);
    Claim("account", customer.account_id);
    Claim("customer", customer.email);
    if (shop_.FindAddress(customer.address_id) == nullptr) {
      Problem("customer {}: there is no address {}", customer.email, customer.address_id);
    }
    shop_.customers.push_back(std::move(customer));
  }
}

void ShopReader::ReadProducts() {
  for (const Json& entry : List("products")) {
    Product product;
    product.sku = entry["sku"];
    product.name = entry["name"];
    product.price = Amount(entry, "price", "product " + product.sku);
    product.stock = entry["stock"];
    product.final_sale = entry.value("final_sale", false);
    Claim("product", product.sku);
    shop_.products.push_back(std::move(product));
  }
}

OrderItem ShopReader::ReadItem(const Json& entry, const std::string& where, Shipping shipping) {
  OrderItem item;
  item.sku = entry["sku"];
  const Product* product = shop_.FindProduct(item.sku);
  if (product == nullptr) {
    Problem("{}: there is no product {}", where, item.sku);
    return item;
  }
  item.name = entry.value("name", product->name);
  item.quantity = entry["quantity"];
  item.price = entry.contains("price") ? Amount(entry, "price", where) : product->price;
  item.final_sale = entry.value("final_sale", product->final_sale);
  // Said for each item only where an order is partly shipped; else it follows from the order.
  const int all = shipping == Shipping::NotShipped ? 0 : item.quantity;
  item.shipped_quantity = entry.value("shipped_quantity", all);
  if (item.shipped_quantity > item.quantity) {
    Problem("{}: {} of {} {} shipped", where, item.shipped_quantity, item.quantity, item.sku);
  }
  return item;
}

void ShopReader::ReadPayment(const Json& entry, Order& order, const std::string& where) {
  order.paid = entry.value("paid", false);
  order.discount_percent = entry.value("discount_percent", 0);
  order.shipping_cost = Amount(entry, "shipping_cost", where);
  order.paid_amount = entry.contains("paid_amount") ? Amount(entry, "paid_amount", where)
                      : order.paid                  ? order.Total()
                                                    : 0;
  order.refunded_amount = Amount(entry, "refunded_amount", where);
  if (order.refunded_amount > order.paid_amount) {
    Problem("{}: more was refunded than paid", where);
  }
}

void ShopReader::ReadOrders() {
  for (const Json& entry : List("orders")) {
    Order order;
    order.order_id = entry["order_id"];
    const std::string where = "order " + order.order_id;
    Claim("order", order.order_id);
    order.email = entry["email"];
    NeedCustomer(where, order.email);
    order.shipping = ParseShipping(entry["shipping"].get<std::string>()).value_or(order.shipping);
    for (const Json& item : entry["items"]) {
      order.items.push_back(ReadItem(item, where, order.shipping));
    }
    if (entry.contains("address")) {
      Result<Json> address = NormalizedAddress(entry["address"]);
      if (!address) {
        Problem("{}: {}", where, address.error().message);
      } else {
        order.address = *address;
      }
    } else if (const Customer* customer = shop_.FindCustomer(order.email)) {
      const SavedAddress* saved = shop_.FindAddress(customer->address_id);
      order.address = saved ? saved->address : Json();
    }
    order.shipping_method = entry.value("shipping_method", order.shipping_method);
    order.tracking_number = OptionalString(entry, "tracking_number");
    ReadPayment(entry, order, where);
    order.cancelled = entry.value("cancelled", false);
    order.archived = entry.value("archived", false);
    order.restocked = entry.value("restocked", order.cancelled);
    order.placed_at = Time(entry, "placed_at", where);
    order.shipped_at = OptionalTime(entry, "shipped_at", where);
    order.delivered_at = OptionalTime(entry, "delivered_at", where);
    order.cancelled_at = OptionalTime(entry, "cancelled_at", where);
    order.cancel_reason = entry.value("cancel_reason", std::string());
    order.replaced_by = OptionalString(entry, "replaced_by");
    order.notes = Strings(entry, "notes");
    order.tags = Strings(entry, "tags");
    shop_.orders.push_back(std::move(order));
  }
}

void ShopReader::ReadDrafts() {
  for (const Json& entry : List("drafts")) {
    DraftOrder draft;
    draft.draft_order_id = entry["draft_order_id"];
    const std::string where = "draft order " + draft.draft_order_id;
    Claim("draft order", draft.draft_order_id);
    draft.email = entry["email"];
    NeedCustomer(where, draft.email);
    for (const Json& item : entry["items"]) {
      draft.items.push_back(ReadItem(item, where, Shipping::NotShipped));
    }
    Result<Json> address = NormalizedAddress(entry["address"]);
    if (address) {
      draft.address = *address;
    } else {
      Problem("{}: {}", where, address.error().message);
    }
    draft.discount_percent = entry.value("discount_percent", 0);
    draft.note = entry.value("note", std::string());
    draft.order_id = OptionalString(entry, "order_id");
    shop_.drafts.push_back(std::move(draft));
  }
}

void ShopReader::ReadCoupons() {
  for (const Json& entry : List("coupons")) {
    Coupon coupon;
    coupon.code = entry["code"];
    Claim("coupon", coupon.code);
    coupon.percent = entry["percent"];
    coupon.email = entry["email"];
    coupon.status = entry.value("status", coupon.status);
    coupon.expires_at = Time(entry, "expires_on", "coupon " + coupon.code);
    shop_.coupons.push_back(std::move(coupon));
  }
}

void ShopReader::ReadSubscriptions() {
  for (const Json& entry : List("subscriptions")) {
    Subscription subscription;
    subscription.subscription_id = entry["subscription_id"];
    const std::string where = "subscription " + subscription.subscription_id;
    Claim("subscription", subscription.subscription_id);
    subscription.email = entry["email"];
    NeedCustomer(where, subscription.email);
    subscription.plan = entry["plan"];
    subscription.status = entry.value("status", subscription.status);
    subscription.price = Amount(entry, "price", where);
    subscription.interval_weeks = entry.value("interval_weeks", subscription.interval_weeks);
    subscription.next_order = Time(entry, "next_order_date", where);
    subscription.paused_until = OptionalTime(entry, "paused_until", where);
    for (const std::string& date : Strings(entry, "skipped_dates")) {
      subscription.skipped.push_back(ParseIsoTime(date).value_or(0));
    }
    subscription.cancel_reason = entry.value("cancel_reason", std::string());
    shop_.subscriptions.push_back(std::move(subscription));
  }
}

void ShopReader::ReadTickets() {
  for (const Json& entry : List("tickets")) {
    Ticket ticket;
    ticket.ticket_id = entry["ticket_id"];
    Claim("ticket", ticket.ticket_id);
    ticket.email = OptionalString(entry, "email");
    ticket.subject = entry.value("subject", std::string());
    ticket.status = entry.value("status", ticket.status);
    ticket.assigned_to = OptionalString(entry, "assigned_to");
    ticket.tags = Strings(entry, "tags");
    ticket.notes = Strings(entry, "notes");
    ticket.messages = Strings(entry, "messages");
    shop_.tickets.push_back(std::move(ticket));
  }
  if (!shop_.conversation_ticket.empty() &&
      shop_.FindTicket(shop_.conversation_ticket) == nullptr) {
    Problem("the file: `conversation_ticket` is {}, but there is no such ticket",
            shop_.conversation_ticket);
  }
}

void ShopReader::ReadRecords() {
  for (const Json& entry : List("messages")) {
    shop_.messages.push_back({entry["message_id"], OptionalString(entry, "recipient"),
                              entry["text"], Time(entry, "sent_at", "a message")});
  }
  for (const Json& entry : List("returns")) {
    shop_.returns.push_back({entry["return_number"], entry["order_id"], entry["reason"]});
  }
  for (const Json& entry : List("events")) {
    shop_.events.push_back(
        {entry["event_id"], entry["email"], entry["event"], entry.value("note", std::string())});
  }
}

const JsonSchema& ShopSchema() {
  static const JsonSchema schema = [] {
    Result<JsonSchema> compiled = JsonSchema::Compile(Json::parse(SandboxFile("shop.schema.json")));
    PROVISO_ASSERT(compiled.has_value());
    return std::move(compiled).value();
  }();
  return schema;
}

}  // namespace

Result<Shop> ShopFromJson(const Json& data) {
  std::vector<std::string> problems;
  for (const SchemaViolation& violation : ShopSchema().Check(data)) {
    problems.push_back(fmt::format("{}: {}", violation.path.empty() ? "the file" : violation.path,
                                   violation.message));
  }
  if (problems.empty()) {
    ShopReader reader(data);
    Shop shop = reader.Read();
    if (reader.problems().empty()) {
      return shop;
    }
    problems = reader.problems();
  }
  return Error{"shop_data", fmt::format("{}", fmt::join(problems, "\n"))};
}

}  // namespace proviso::sandbox
