// SPDX-License-Identifier: Apache-2.0
// Random calls, half of them with nonsense for arguments: whatever is called in whatever order, the
// shop stays possible.
#include <fmt/format.h>

#include <random>

#include "bytecode/tool_catalogue.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"
#include "tests/unit/tools/sandbox_fixture.h"

namespace proviso {
namespace {

// Amounts are written with two places, so without the point they are cents.
long long Cents(const Json& amount) {
  std::string text = amount.get<std::string>();
  text.erase(text.find('.'), 1);
  return std::stoll(text);
}

void ExpectPossible(const Json& shop) {
  for (const Json& product : shop["products"]) {
    ASSERT_GE(product["stock"].get<int>(), 0) << product;
  }
  std::set<std::string> numbers;
  for (const Json& order : shop["orders"]) {
    ASSERT_TRUE(numbers.insert(order["order_id"]).second) << order;
    ASSERT_LE(Cents(order["refunded_amount"]), Cents(order["paid_amount"])) << order;
    ASSERT_FALSE(order["cancelled"].get<bool>() && order["shipping"] != "not shipped") << order;
    for (const Json& item : order["items"]) {
      ASSERT_LE(item["shipped_quantity"].get<int>(), item["quantity"].get<int>()) << order;
    }
  }
}

// What is on the shelves and what is in uncancelled orders: no call may lose or make a thing, save
// restocking, which moves it back.
int Things(const Json& shop) {
  int things = 0;
  for (const Json& product : shop["products"]) {
    things += product["stock"].get<int>();
  }
  for (const Json& order : shop["orders"]) {
    for (const Json& item : order["items"]) {
      things += order["restocked"].get<bool>() ? 0 : item["quantity"].get<int>();
    }
  }
  return things;
}

class Caller {
 public:
  explicit Caller(unsigned seed) : random_(seed) {}

  runtime::ToolCall Next(const std::vector<const ToolDefinition*>& tools) {
    const ToolDefinition& tool = *tools[Below(tools.size())];
    runtime::ToolCall call{tool.name, {}, "", 1};
    Json args = Json::object();
    for (const ToolParameter& parameter : tool.parameters) {
      if (parameter.required || Below(2) == 0) {
        args[parameter.name] = Below(20) == 0 ? Nonsense() : Sensible(parameter);
      }
    }
    call.args = testing::ValueOf(args);
    if (Below(3) == 0) {
      call.idempotency_key = fmt::format("k{}", Below(200));
    }
    return call;
  }

 private:
  std::size_t Below(std::size_t bound) { return random_() % bound; }
  Json Pick(const std::vector<Json>& values) { return values[Below(values.size())]; }

  Json Sensible(const ToolParameter& parameter) {
    const std::string& name = parameter.name;
    if (name == "order_id") {
      return std::to_string(Below(2) == 0 ? 1001 + Below(17) : 2001 + Below(40));
    }
    if (name == "email" || name == "user_email") {
      return Pick({"ana@example.com", "ben@example.com", "eva@example.com", "no@example.com"});
    }
    if (name == "items") {
      return Pick({{"MUG-01"},
                   {"RUG-01", "MUG-02"},
                   Json::array({{{"sku", "LAMP-01"}, {"quantity", 1 + Below(20)}}})});
    }
    if (name == "item" || name == "new_item") {
      return Pick({"LAMP-01", "LAMP-02", "MUG-01", "RUG-01", "SHELF-01"});
    }
    if (name == "percent" || name == "weeks") {
      return Below(120);
    }
    if (name == "amount") {
      return Pick({"5", "80.00", "0.01", "1000000"});
    }
    if (name == "restock" || name == "notify") {
      return Below(2) == 0;
    }
    return Pick({"A-1", "S-1", "S-2", "D-1", "D-2", "T-1", "SAVE20-101", "some text"});
  }

  Json Nonsense() {
    return Pick({nullptr,
                 true,
                 -1,
                 1e300,
                 3.5,
                 "",
                 std::string("\xff\x00", 2),
                 std::string(5000, 'x'),
                 Json::array(),
                 Json::object(),
                 Json::array({nullptr, 1, Json::object()}),
                 {{"street", nullptr}},
                 {{"amount", -5}, {"currency", 7}},
                 9223372036854775807LL});
  }

  std::mt19937 random_;
};

TEST(SandboxProperty, NoSequenceOfCallsBreaksTheShop) {
  const ToolCatalogue catalogue = LoadStandardCatalogue();
  const std::vector<const ToolDefinition*> tools = catalogue.All();
  for (unsigned seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE(seed);
    auto shop = Sandbox::Standard();
    const int things = Things(shop->Snapshot());
    Caller caller(seed);
    int done = 0;
    for (int step = 0; step < 400; ++step) {
      const runtime::ToolCall call = caller.Next(tools);
      runtime::ToolOutcome outcome;
      ASSERT_NO_THROW(outcome = shop->Call(call)) << call.tool;
      done += std::holds_alternative<Value>(outcome) ? 1 : 0;
      if (step % 50 == 49) {
        ExpectPossible(shop->Snapshot());
        ASSERT_EQ(Things(shop->Snapshot()), things);
      }
    }
    // A run in which nothing succeeds would show nothing.
    EXPECT_GT(done, 80);
  }
}

}  // namespace
}  // namespace proviso
