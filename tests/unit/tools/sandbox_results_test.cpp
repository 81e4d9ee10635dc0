// SPDX-License-Identifier: Apache-2.0
// The result schemas are honest: what the sandbox returns fits them, and every tool can succeed.
#include <map>
#include <set>

#include "bytecode/tool_catalogue.h"
#include "bytecode/word_lists.h"
#include "compiler/vocabulary/lexicon.h"
#include "core/value_json.h"
#include "runtime/vm/internal/result_reading.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"
#include "stdlib-tools/json_schema.h"
#include "tests/unit/tools/sandbox_fixture.h"

namespace proviso {
namespace {

struct Sample {
  const char* tool;
  const char* args;
};

// A closed schema is stricter than the catalogue's: it also finds fields that are returned but not
// declared. Nothing is closed below addresses, whose parts are the customer's.
Json Closed(Json schema, const std::string& name = "") {
  if (schema.is_object() && schema.contains("properties") && name != "address") {
    schema["additionalProperties"] = false;
    for (auto& [key, property] : schema["properties"].items()) {
      property = Closed(property, key);
    }
  }
  if (schema.is_object() && schema.contains("items")) {
    schema["items"] = Closed(schema["items"]);
  }
  return schema;
}

// Calls that succeed one after the other on the standard shop.
const std::vector<Sample>& Samples() {
  static const std::vector<Sample> samples = {
      {"get_magento_account_details", R"({"email": "ana@example.com"})"},
      {"get_kustomer_account_details", R"({"email": "carla@example.com"})"},
      {"get_bigcommerce_account_details", R"({"email": "ben@example.com"})"},
      {"get_gorgias_customer", R"({"email": "dan@example.com"})"},
      {"shopify_customer_by_email", R"({"email": "eva@example.com"})"},
      {"klaviyo_customer_profile", R"({"email": "ana@example.com"})"},
      {"magento_order_details", R"({"order_id": "1001"})"},
      {"kustomer_order_details", R"({"order_id": "1002"})"},
      {"bigcommerce_order_details", R"({"order_id": "1006"})"},
      {"shopify_order_details", R"({"order_id": "1009"})"},
      {"shopify_order_status", R"({"order_id": "1006"})"},
      {"bigcommerce_order_list", R"({"email": "ben@example.com"})"},
      {"check_reshipment_eligibility", R"({"order_id": "1008"})"},
      {"check_cancellation_eligibility", R"({"order_id": "1002"})"},
      {"check_return_eligibility", R"({"order_id": "1007"})"},
      {"check_stock", R"({"item": "Oak Chair"})"},
      {"get_subscription", R"({"email": "dan@example.com"})"},
      {"klaviyo_customer_hub_link", R"({"order_id": "1002"})"},
      {"update_magento_address", R"({"address_id": "A-1", "new_address": "5 New Road"})"},
      {"update_kustomer_address", R"({"address_id": "A-2", "new_address": {"street": "6 Road"}})"},
      {"create_magento_order",
       R"({"items": ["MUG-01"], "address": "1 Elm St", "user_email": "ana@example.com"})"},
      {"create_kustomer_order",
       R"({"items": ["MUG-02"], "address": "1 Elm St", "user_email": "ana@example.com"})"},
      {"set_order_to_paid", R"({"order_id": "2001"})"},
      {"set_discount_to_order", R"({"order_id": "2001", "percent": 100})"},
      {"shopify_create_draft_order",
       R"({"items": ["LAMP-01"], "address": "1 Elm St", "user_email": "ben@example.com"})"},
      {"shopify_complete_draft_order", R"({"draft_order_id": "D-1"})"},
      {"upgrade_shipping", R"({"order_id": "1002"})"},
      {"shopify_update_order_address", R"({"order_id": "1002", "new_address": "7 Quay"})"},
      {"swap_order_item", R"({"order_id": "1012", "item": "LAMP-01", "new_item": "LAMP-02"})"},
      {"shopify_add_order_note", R"({"order_id": "1001", "note": "Called."})"},
      {"shopify_tag_order", R"({"order_id": "1001", "tag": "vip"})"},
      {"shopify_notify_customer", R"({"order_id": "1001", "message": "Hello"})"},
      {"create_order_return", R"({"order_id": "1001", "reason": "too small"})"},
      {"cancel_magento_order", R"({"order_id": "1002"})"},
      {"cancel_bigcommerce_order", R"({"order_id": "1005", "reason": "late"})"},
      {"shopify_cancel_order", R"({"order_id": "1012", "reason": "customer", "restock": false})"},
      {"shopify_restock_items", R"({"order_id": "1012"})"},
      {"shopify_archive_order", R"({"order_id": "1012"})"},
      {"shopify_refund_order", R"({"order_id": "1012"})"},
      {"refund_magento_order", R"({"order_id": "1003", "amount": "5.00"})"},
      {"refund_bigcommerce_order",
       R"({"order_id": "1004", "amount": {"amount": "5.00", "currency": "USD"}})"},
      {"create_coupon", R"({"percent": 20, "user_email": "ana@example.com"})"},
      {"cancel_coupon", R"({"code": "SAVE20-101"})"},
      {"pause_subscription", R"({"subscription_id": "S-1"})"},
      {"resume_subscription", R"({"subscription_id": "S-1"})"},
      {"skip_subscription_order", R"({"subscription_id": "S-1"})"},
      {"cancel_subscription", R"({"subscription_id": "S-1", "reason": "moving"})"},
      {"create_gorgias_ticket",
       R"({"user_email": "ana@example.com", "subject": "Lamp", "message": "Broken"})"},
      {"add_gorgias_note", R"({"note": "Called."})"},
      {"add_kustomer_note", R"({"note": "Called."})"},
      {"add_note", R"({"note": "Called."})"},
      {"add_gorgias_tag", R"({"tag": "vip"})"},
      {"add_tag", R"({"tag": "vip"})"},
      {"remove_gorgias_tag", R"({"tag": "vip"})"},
      {"assign_gorgias_ticket", R"({"team": "Returns"})"},
      {"close_gorgias_ticket", R"({})"},
      {"send_async_message", R"({"message": "Hello"})"},
      {"klaviyo_track_event", R"({"email": "ana@example.com", "event": "Replacement sent"})"},
  };
  return samples;
}

using SandboxResults = SandboxTest;

TEST_F(SandboxResults, FitTheirSchemas) {
  const ToolCatalogue catalogue = LoadStandardCatalogue();
  std::set<std::string> called;
  for (const Sample& sample : Samples()) {
    SCOPED_TRACE(sample.tool);
    const Json result = Call(sample.tool, Json::parse(sample.args));
    const ToolDefinition* tool = catalogue.Find(sample.tool);
    ASSERT_NE(tool, nullptr);
    auto schema = JsonSchema::Compile(Closed(Json::parse(tool->json)["outputSchema"]));
    ASSERT_TRUE(schema) << schema.error().message;
    for (const SchemaViolation& violation : schema->Check(result)) {
      ADD_FAILURE() << violation.path << ": " << violation.message << " in " << result.dump();
    }
    called.insert(sample.tool);
  }
  const std::vector<std::string> names = sandbox_->ToolNames();
  EXPECT_EQ(called, std::set<std::string>(names.begin(), names.end()))
      << "every tool needs a sample call here";
}

// The machine doubts what tools say; it must not doubt the sandbox.
TEST_F(SandboxResults, AreReadAsSuccess) {
  const ToolCatalogue catalogue = LoadStandardCatalogue();
  Module module;
  for (const WordListInfo& list : AllWordLists()) {
    module.words.push_back(compiler::Lexicon::English().List(compiler::WordClass::Named(list.key)));
  }
  const vm::ResultWords words(module);
  for (const Sample& sample : Samples()) {
    const ToolDefinition* tool = catalogue.Find(sample.tool);
    ToolSpec spec;
    spec.name = tool->name;
    spec.effect = tool->effect;
    spec.result_types = tool->result_types;
    const Result<Value> result = FromJson(Call(sample.tool, Json::parse(sample.args)));
    const vm::ResultReading reading = vm::ReadResult(result->view(), spec, CallSite(), words);
    EXPECT_EQ(static_cast<int>(reading.kind), 0) << sample.tool << ": " << reading.message;
  }
}

TEST_F(SandboxResults, AnAbsentCustomerFitsTheSchemaToo) {
  const ToolCatalogue catalogue = LoadStandardCatalogue();
  for (const char* name :
       {"get_magento_account_details", "klaviyo_customer_profile", "get_subscription"}) {
    auto schema =
        JsonSchema::Compile(Closed(Json::parse(catalogue.Find(name)->json)["outputSchema"]));
    ASSERT_TRUE(schema);
    EXPECT_TRUE(schema->Check(Call(name, {{"email", "nobody@example.com"}})).empty()) << name;
  }
}

// Personal data must be found where the catalogue says it is, or it cannot be masked.
TEST(SandboxCatalogue, NamesThePersonalData) {
  const ToolCatalogue catalogue = LoadStandardCatalogue();
  const std::set<std::string> personal = {"email", "customer_name", "address", "phone",
                                          "recipient"};
  for (const ToolDefinition* tool : catalogue.All()) {
    for (const ToolResultField& field : tool->result_fields) {
      const bool declared = std::find(tool->personal_data.begin(), tool->personal_data.end(),
                                      field.path) != tool->personal_data.end();
      if (personal.count(field.path) != 0) {
        EXPECT_TRUE(declared) << tool->name << ": " << field.path;
      }
    }
  }
}

}  // namespace
}  // namespace proviso
