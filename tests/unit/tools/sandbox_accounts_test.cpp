// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/tools/sandbox_fixture.h"

namespace proviso {
namespace {

using SandboxAccounts = SandboxTest;

TEST_F(SandboxAccounts, AKnownEmailGivesTheAccountWithItsAddress) {
  const Json account = Call("get_magento_account_details", {{"email", " Ana@Example.com "}});
  EXPECT_EQ(account["exists"], true);
  EXPECT_EQ(account["name"], "Ana Lopez");
  EXPECT_EQ(account["address_id"], "A-1");
  EXPECT_EQ(account["address"]["city"], "Springfield");
  EXPECT_EQ(account["order_count"], 2);
}

TEST_F(SandboxAccounts, AnUnknownEmailDoesNotExist) {
  for (const char* tool : {"get_magento_account_details", "get_kustomer_account_details",
                           "shopify_customer_by_email", "klaviyo_customer_profile"}) {
    EXPECT_EQ(Call(tool, {{"email", "nobody@example.com"}})["exists"], false) << tool;
  }
}

TEST_F(SandboxAccounts, AnUpdatedAddressIsSeenByEveryPlatform) {
  const Json updated =
      Call("update_magento_address",
           {{"address_id", "A-1"}, {"new_address", {{"line1", "5 New Road"}, {"zip", "62701"}}}});
  EXPECT_EQ(updated["address"]["street"], "5 New Road");
  const Json account = Call("get_kustomer_account_details", {{"email", "ana@example.com"}});
  EXPECT_EQ(account["address"], (Json{{"street", "5 New Road"}, {"postal_code", "62701"}}));
}

TEST_F(SandboxAccounts, AnAddressMayBeOneText) {
  Call("update_kustomer_address", {{"address_id", "A-2"}, {"new_address", "1 Elm St, Austin TX"}});
  EXPECT_EQ(
      Call("get_magento_account_details", {{"email", "ben@example.com"}})["address"]["street"],
      "1 Elm St, Austin TX");
}

TEST_F(SandboxAccounts, AnEmptyAddressIsRefusedAndNothingChanges) {
  const Json before = sandbox_->Snapshot();
  for (const Json& address : {Json(""), Json::object(), Json{{"city", "Austin"}}}) {
    EXPECT_EQ(
        Fail("update_magento_address", {{"address_id", "A-1"}, {"new_address", address}}).code,
        "invalid_argument");
  }
  EXPECT_EQ(Fail("update_magento_address", {{"address_id", "A-99"}, {"new_address", "x"}}).code,
            "not_found");
  EXPECT_EQ(sandbox_->Snapshot(), before);
}

TEST_F(SandboxAccounts, AProfileNamesTheNewestOrder) {
  EXPECT_EQ(Call("klaviyo_customer_profile", {{"email", "eva@example.com"}})["last_order_id"],
            "1012");
}

}  // namespace
}  // namespace proviso
