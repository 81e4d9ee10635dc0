// SPDX-License-Identifier: Apache-2.0
// Shops of one's own: the data file and what is said when it is wrong.
#include "stdlib-tools/sandbox/embedded.h"
#include "tests/unit/tools/sandbox_fixture.h"

namespace proviso {
namespace {

constexpr const char* kSmall = R"({
  "now": "2026-01-02", "currency": "EUR",
  "customers": [{"account_id": "C", "email": "a@b.example", "name": "A", "address_id": "X"}],
  "addresses": [{"address_id": "X", "address": "1 Street"}],
  "products": [{"sku": "P", "name": "Pen", "price": "1.5", "stock": 3}],
  "orders": [{"order_id": "7", "email": "a@b.example", "shipping": "not shipped", "paid": true,
              "items": [{"sku": "P", "quantity": 2}], "placed_at": "2026-01-01"}]})";

std::string Message(const Json& data) {
  auto made = Sandbox::Create(data.dump());
  if (made) {
    ADD_FAILURE() << "accepted " << data.dump();
    return "";
  }
  EXPECT_EQ(made.error().code, "shop_data");
  return made.error().message;
}

TEST(SandboxData, AShopOfOnesOwn) {
  auto made = Sandbox::Create(kSmall);
  ASSERT_TRUE(made) << made.error().message;
  auto outcome =
      (*made)->Call({"shopify_order_details", testing::ValueOf({{"order_id", "7"}}), "", 1});
  ASSERT_TRUE(std::holds_alternative<Value>(outcome));
  EXPECT_EQ(ToJson(std::get<Value>(outcome).view())["total"],
            (Json{{"amount", "3.00"}, {"currency", "EUR"}}));
}

TEST(SandboxData, ASnapshotIsADataFile) {
  auto shop = Sandbox::Standard();
  (void)shop->Call({"upgrade_shipping", testing::ValueOf({{"order_id", "1002"}}), "", 1});
  (void)shop->Call(
      {"shopify_create_draft_order",
       testing::ValueOf(
           {{"items", {"MUG-01"}}, {"address", "x"}, {"user_email", "ana@example.com"}}),
       "", 1});
  (void)shop->Call({"send_async_message", testing::ValueOf({{"message", "Hi"}}), "", 1});
  const Json snapshot = shop->Snapshot();
  auto again = Sandbox::Create(snapshot.dump());
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ((*again)->Snapshot(), snapshot);
}

TEST(SandboxData, BrokenFilesSayWhere) {
  EXPECT_EQ(Sandbox::Create("{").error().code, "json_syntax");
  EXPECT_EQ(Sandbox::Create("").error().code, "json_syntax");
  EXPECT_FALSE(Sandbox::Create("[]"));
  EXPECT_FALSE(Sandbox::Create("{}"));
}

TEST(SandboxData, EveryMistakeIsNamed) {
  const Json good = Json::parse(kSmall);
  const auto expect = [](const Json& data, const char* part) {
    const std::string message = Message(data);
    EXPECT_NE(message.find(part), std::string::npos) << message;
  };
  Json data = good;
  data["orders"][0]["items"][0]["quantity"] = "two";
  expect(data, "orders[0].items[0].quantity");
  data = good;
  data["orders"][0]["email"] = "x@y.example";
  expect(data, "order 7: there is no customer with the email x@y.example");
  data = good;
  data["orders"][0]["items"][0]["sku"] = "Q";
  expect(data, "order 7: there is no product Q");
  data = good;
  data["orders"].push_back(data["orders"][0]);
  expect(data, "order 7 is there twice");
  data = good;
  data["orders"][0]["refunded_amount"] = "3.01";
  expect(data, "order 7: more was refunded than paid");
  data = good;
  data["customers"][0]["address_id"] = "Z";
  expect(data, "there is no address Z");
  data = good;
  data["now"] = "yesterday";
  expect(data, "2026-03-10T12:00:00Z");
  data = good;
  data["products"][0]["price"] = "1.555";
  expect(data, "product P: `price`");
  data = good;
  data["products"][0]["colour"] = "red";
  expect(data, "products[0]");
  data = good;
  data["conversation_ticket"] = "T-9";
  expect(data, "T-9");
}

TEST(SandboxData, TheStandardShopHasEveryState) {
  const Json shop = Json::parse(sandbox::SandboxFile("shop.json"));
  std::set<std::string> states;
  for (const Json& order : shop["orders"]) {
    states.insert(order.value("cancelled", false) ? "cancelled"
                                                  : order["shipping"].get<std::string>());
  }
  EXPECT_EQ(states, (std::set<std::string>{"cancelled", "delivered", "in transit", "not shipped",
                                           "out for delivery", "partly shipped"}));
}

}  // namespace
}  // namespace proviso
