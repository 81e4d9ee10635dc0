// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/tools/sandbox_fixture.h"

namespace proviso {
namespace {

using SandboxCancellation = SandboxTest;

TEST_F(SandboxCancellation, CancellingRestocksAndPaysBack) {
  EXPECT_EQ(Stock("RUG-01"), 1);
  const Json cancelled =
      Call("cancel_bigcommerce_order", {{"order_id", "1002"}, {"reason", "changed my mind"}});
  EXPECT_EQ(cancelled["status"], "cancelled");
  EXPECT_EQ(cancelled["refunded_amount"]["amount"], "249.00");
  EXPECT_EQ(Stock("RUG-01"), 2);
  EXPECT_EQ(Call("bigcommerce_order_details", {{"order_id", "1002"}})["status"], "cancelled");
}

TEST_F(SandboxCancellation, WhatHasShippedOrIsCancelledCannotBeCancelled) {
  const Json before = sandbox_->Snapshot();
  for (const char* order : {"1001", "1003", "1004", "1006", "1009"}) {
    for (const char* tool :
         {"cancel_magento_order", "cancel_bigcommerce_order", "shopify_cancel_order"}) {
      EXPECT_EQ(Fail(tool, {{"order_id", order}, {"reason", "x"}}).code, "not_allowed") << order;
    }
  }
  EXPECT_EQ(sandbox_->Snapshot(), before);
}

TEST_F(SandboxCancellation, ShopifyDoesEachPartOnRequest) {
  const Json cancelled =
      Call("shopify_cancel_order",
           {{"order_id", "1002"}, {"reason", "customer"}, {"restock", false}, {"notify", false}});
  EXPECT_EQ(cancelled["restocked"], false);
  EXPECT_EQ(cancelled["refunded_amount"]["amount"], "0.00");
  EXPECT_EQ(Stock("RUG-01"), 1);
  EXPECT_TRUE(sandbox_->Snapshot()["messages"].empty());

  EXPECT_EQ(Call("shopify_refund_order", {{"order_id", "1002"}})["status"], "refunded");
  Call("shopify_restock_items", {{"order_id", "1002"}});
  Call("shopify_restock_items", {{"order_id", "1002"}});
  EXPECT_EQ(Stock("RUG-01"), 2);
  Call("shopify_notify_customer", {{"order_id", "1002"}, {"message", "Cancelled."}});
  EXPECT_EQ(sandbox_->Snapshot()["messages"][0]["recipient"], "ana@example.com");
  EXPECT_EQ(Call("shopify_archive_order", {{"order_id", "1002"}})["archived"], true);
}

TEST_F(SandboxCancellation, ShopifyTellsTheCustomerUnlessToldOtherwise) {
  Call("shopify_cancel_order", {{"order_id", "1012"}, {"reason", "customer"}});
  ASSERT_EQ(sandbox_->Snapshot()["messages"].size(), 1u);
  EXPECT_EQ(Fail("shopify_restock_items", {{"order_id", "1001"}}).code, "not_allowed");
}

TEST_F(SandboxCancellation, RefundsNeverExceedWhatWasPaid) {
  const Json first = Call("refund_magento_order", {{"order_id", "1001"}, {"amount", "20"}});
  EXPECT_EQ(first["remaining"]["amount"], "97.00");
  EXPECT_EQ(first["status"], "partly refunded");
  const auto above =
      Fail("refund_magento_order",
           {{"order_id", "1001"}, {"amount", {{"amount", "97.01"}, {"currency", "USD"}}}});
  EXPECT_EQ(above.code, "not_allowed");
  EXPECT_NE(above.message.find("97.00 USD"), std::string::npos) << above.message;
  EXPECT_EQ(Call("refund_magento_order", {{"order_id", "1001"}})["amount"]["amount"], "97.00");
  EXPECT_EQ(Fail("refund_magento_order", {{"order_id", "1001"}}).code, "not_allowed");
}

TEST_F(SandboxCancellation, AnOrderMarkedPaidHasNoMoneyToPayBack) {
  Call("set_order_to_paid", {{"order_id", "1005"}});
  EXPECT_EQ(Fail("refund_magento_order", {{"order_id", "1005"}}).code, "not_allowed");
}

TEST_F(SandboxCancellation, AmountsMustBeMoneyOfTheShop) {
  for (const Json& amount : {Json("lots"), Json("0.001"), Json("-5"), Json("0"), Json("5 EUR"),
                             Json{{"amount", "5"}, {"currency", "EUR"}}, Json::object()}) {
    EXPECT_EQ(Fail("refund_magento_order", {{"order_id", "1001"}, {"amount", amount}}).code,
              "invalid_argument")
        << amount;
  }
}

}  // namespace
}  // namespace proviso
