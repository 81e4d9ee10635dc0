// SPDX-License-Identifier: Apache-2.0
// What the standard catalogue promises: the tools of the published policies with their parameters,
// the written-down format, and an implementation of each.
#include "stdlib-tools/catalogue/standard_catalogue.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "stdlib-tools/catalogue/embedded.h"
#include "stdlib-tools/json_schema.h"
#include "stdlib-tools/sandbox/sandbox.h"

namespace proviso {
namespace {

using Json = nlohmann::ordered_json;

std::string ReadFile(const char* path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(StandardCatalogue, HasTheToolsOfThePublishedPolicies) {
  const ToolCatalogue catalogue = LoadStandardCatalogue();
  const std::vector<std::pair<std::string, std::string>> wanted = {
      {"get_magento_account_details", "@get_magento_account_details(email: str)"},
      {"magento_order_details", "@magento_order_details(order_id: str)"},
      {"check_reshipment_eligibility", "@check_reshipment_eligibility(order_id: str)"},
      {"update_magento_address", "@update_magento_address(address_id: str, new_address: json)"},
      {"create_magento_order",
       "@create_magento_order(items: list, address: json, user_email: str)"},
      {"set_order_to_paid", "@set_order_to_paid(order_id: str)"},
      {"set_discount_to_order", "@set_discount_to_order(order_id: str, percent: int)"},
      {"get_kustomer_account_details", "@get_kustomer_account_details(email: str)"},
      {"kustomer_order_details", "@kustomer_order_details(order_id: str)"},
      {"update_kustomer_address", "@update_kustomer_address(address_id: str, new_address: json)"},
      {"create_kustomer_order",
       "@create_kustomer_order(items: list, address: json, user_email: str)"},
      {"upgrade_shipping", "@upgrade_shipping(order_id: str)"},
      {"send_async_message", "@send_async_message(message: str)"},
  };
  for (const auto& [name, signature] : wanted) {
    const ToolDefinition* tool = catalogue.Find(name);
    ASSERT_NE(tool, nullptr) << name;
    EXPECT_EQ(SignatureText(*tool), signature);
  }
}

TEST(StandardCatalogue, EveryEntryHasAnImplementationAndTheReverse) {
  std::set<std::string> declared;
  const ToolCatalogue catalogue = LoadStandardCatalogue();
  for (const ToolDefinition* tool : catalogue.All()) {
    declared.insert(tool->name);
  }
  const std::vector<std::string> names = Sandbox::Standard()->ToolNames();
  EXPECT_EQ(declared, std::set<std::string>(names.begin(), names.end()));
}

TEST(StandardCatalogue, FitsTheWrittenFormat) {
  auto text = Json::parse(ReadFile(PROVISO_CATALOGUE_SCHEMA));
  auto schema = JsonSchema::Compile(text);
  ASSERT_TRUE(schema) << schema.error().message;
  for (const EmbeddedFile& file : StandardCatalogue()) {
    for (const SchemaViolation& violation : schema->Check(Json::parse(file.text))) {
      ADD_FAILURE() << file.name << ": " << violation.path << ": " << violation.message;
    }
  }
  EXPECT_FALSE(schema->Check(Json::parse(R"({"tools": [{"title": "no name"}]})")).empty());
  EXPECT_FALSE(schema
                   ->Check(Json::parse(
                       R"({"tools": [{"name": "a", "_meta": {"proviso": {"effect": "bad"}}}]})"))
                   .empty());
}

TEST(StandardCatalogue, IsDocumented) {
  const ToolCatalogue catalogue = LoadStandardCatalogue();
  const std::string page = ReadFile(PROVISO_TOOLS_PAGE);
  for (const ToolDefinition* tool : catalogue.All()) {
    EXPECT_NE(page.find(fmt::format("`{}`", SignatureText(*tool))), std::string::npos)
        << SignatureText(*tool) << " is missing in docs/tools.md";
  }
}

TEST(StandardCatalogue, EveryToolSaysWhatItDoes) {
  const ToolCatalogue catalogue = LoadStandardCatalogue();
  for (const ToolDefinition* tool : catalogue.All()) {
    SCOPED_TRACE(tool->name);
    EXPECT_FALSE(tool->title.empty());
    EXPECT_FALSE(tool->description.empty());
    EXPECT_FALSE(tool->noun().empty());
    EXPECT_FALSE(tool->capability.empty());
    EXPECT_NE(tool->effect, ToolEffect::Unknown);
    EXPECT_TRUE(tool->has_result_schema);
    EXPECT_NE(tool->idempotency, ToolIdempotency::None);
    EXPECT_TRUE(tool->undo.empty() || catalogue.Find(tool->undo) != nullptr) << tool->undo;
    EXPECT_TRUE(tool->retry.IsFinal("not_stubbed"));
    EXPECT_FALSE(tool->retry.IsFinal("timeout"));
    const Json hints = Json::parse(tool->json)["annotations"];
    EXPECT_EQ(hints["readOnlyHint"], tool->effect == ToolEffect::Read);
    EXPECT_EQ(hints["destructiveHint"], tool->effect == ToolEffect::Irreversible);
  }
}

TEST(StandardCatalogue, EligibilityCarriesItsReason) {
  const ToolCatalogue catalogue = LoadStandardCatalogue();
  const ToolDefinition* tool = catalogue.Find("check_reshipment_eligibility");
  ASSERT_NE(tool->FindPredicate("qualifies"), nullptr);
  EXPECT_EQ(tool->FindPredicate("qualifies")->field, "eligible");
  EXPECT_EQ(tool->reason_field, "reason");
}

// "If the order has not shipped, cancel it" must not cancel an order of which a part has left.
TEST(StandardCatalogue, APartlyShippedOrderCountsAsShipped) {
  const ToolCatalogue catalogue = LoadStandardCatalogue();
  for (const char* name : {"magento_order_details", "shopify_order_status"}) {
    const ToolPredicate* shipped = catalogue.Find(name)->FindPredicate("shipped");
    ASSERT_NE(shipped, nullptr);
    EXPECT_NE(std::find(shipped->equals.begin(), shipped->equals.end(), "partly shipped"),
              shipped->equals.end());
  }
}

}  // namespace
}  // namespace proviso
