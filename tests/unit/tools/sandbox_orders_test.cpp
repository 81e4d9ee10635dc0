// SPDX-License-Identifier: Apache-2.0
// Reading, creating, paying for, discounting and changing orders.
#include "tests/unit/tools/sandbox_fixture.h"

namespace proviso {
namespace {

using SandboxOrders = SandboxTest;

struct StateOfOrder {
  const char* order_id;
  const char* status;
  const char* shipping_status;
  bool editable;
};

TEST_F(SandboxOrders, EveryStateThereIsCanBeRead) {
  for (const StateOfOrder& state : {
           StateOfOrder{"1001", "delivered", "delivered", false},
           StateOfOrder{"1002", "unfulfilled", "not shipped", true},
           StateOfOrder{"#1003", "shipped", "in transit", false},
           StateOfOrder{"1004", "shipped", "out for delivery", false},
           StateOfOrder{"1006", "partly shipped", "partly shipped", false},
           StateOfOrder{"1009", "cancelled", "cancelled", false},
       }) {
    SCOPED_TRACE(state.order_id);
    const Json order = Call("magento_order_details", {{"order_id", state.order_id}});
    EXPECT_EQ(order["status"], state.status);
    EXPECT_EQ(order["shipping_status"], state.shipping_status);
    EXPECT_EQ(order["editable"], state.editable);
  }
  EXPECT_EQ(Fail("magento_order_details", {{"order_id", "9999"}}).code, "not_found");
}

TEST_F(SandboxOrders, TotalsAreExactMoney) {
  const Json order = Call("shopify_order_details", {{"order_id", "1001"}});
  EXPECT_EQ(order["total"], (Json{{"amount", "117.00"}, {"currency", "USD"}}));
  EXPECT_EQ(order["items"][1]["price"]["amount"], "18.50");
}

TEST_F(SandboxOrders, StatusNamesWhatCanStillBeChanged) {
  const Json status = Call("shopify_order_status", {{"order_id", "1006"}});
  EXPECT_EQ(status["editable_items"], Json({"Stoneware Mug"}));
  EXPECT_EQ(status["shipped_items"], Json({"Brass Desk Lamp"}));
}

TEST_F(SandboxOrders, AReplacementTakesItsOwnNumberItemsAddressAndStock) {
  const int lamps = Stock("LAMP-01");
  const Json original = Call("magento_order_details", {{"order_id", "1001"}});
  const Json created = Call("create_magento_order", {{"items", original["items"]},
                                                     {"address", {{"street", "5 New Road"}}},
                                                     {"user_email", "ana@example.com"}});
  EXPECT_EQ(created["order_id"], "2001");
  EXPECT_EQ(created["paid"], false);
  EXPECT_EQ(created["total"]["amount"], "117.00");
  EXPECT_EQ(Stock("LAMP-01"), lamps - 1);

  const Json paid = Call("set_order_to_paid", {{"order_id", "2001"}});
  EXPECT_EQ(paid["amount_waived"]["amount"], "117.00");
  const Json discounted = Call("set_discount_to_order", {{"order_id", "2001"}, {"percent", 100}});
  EXPECT_EQ(discounted["total"]["amount"], "0.00");

  const Json replacement = Call("magento_order_details", {{"order_id", "2001"}});
  EXPECT_EQ(replacement["address"], (Json{{"street", "5 New Road"}}));
  EXPECT_EQ(replacement["email"], "ana@example.com");
  EXPECT_EQ(replacement["paid"], true);
  // The replaced order is as it was.
  EXPECT_EQ(Call("magento_order_details", {{"order_id", "1001"}}), original);
}

TEST_F(SandboxOrders, NothingIsCreatedWhenAnythingIsWrong) {
  const Json before = sandbox_->Snapshot();
  const auto create = [&](const Json& items, const Json& address, const char* email) {
    return Fail("create_magento_order",
                {{"items", items}, {"address", address}, {"user_email", email}})
        .code;
  };
  const Json mug = {{{"sku", "MUG-01"}, {"quantity", 1}}};
  EXPECT_EQ(create({{{"sku", "CHAIR-01"}, {"quantity", 1}}}, "x", "ana@example.com"),
            "out_of_stock");
  EXPECT_EQ(create({"MUG-01", "Oak Chair"}, "x", "ana@example.com"), "out_of_stock");
  EXPECT_EQ(create({{{"sku", "NOPE"}}}, "x", "ana@example.com"), "not_found");
  EXPECT_EQ(create(mug, "x", "nobody@example.com"), "not_found");
  EXPECT_EQ(create(mug, "", "ana@example.com"), "invalid_argument");
  EXPECT_EQ(create(Json::array(), "x", "ana@example.com"), "invalid_argument");
  EXPECT_EQ(create({{{"sku", "MUG-01"}, {"quantity", -1}}}, "x", "ana@example.com"),
            "invalid_argument");
  EXPECT_EQ(create({{{"sku", "MUG-01"}, {"quantity", 1e300}}}, "x", "ana@example.com"),
            "invalid_argument");
  EXPECT_EQ(sandbox_->Snapshot(), before);
}

TEST_F(SandboxOrders, ItemsMayBeNamedAndAreMerged) {
  const Json created = Call("create_kustomer_order", {{"items", {"stoneware mug", "MUG-01"}},
                                                      {"address", "1 Elm St"},
                                                      {"user_email", "ana@example.com"}});
  ASSERT_EQ(created["items"].size(), 1u);
  EXPECT_EQ(created["items"][0]["quantity"], 2);
}

TEST_F(SandboxOrders, AFullyDiscountedDraftBecomesAPaidOrder) {
  const Json draft = Call("shopify_create_draft_order", {{"items", {"LAMP-01"}},
                                                         {"address", "1 Elm St"},
                                                         {"user_email", "ana@example.com"},
                                                         {"percent", 100},
                                                         {"note", "Replacement for 1001"}});
  EXPECT_EQ(draft["total"]["amount"], "0.00");
  const int lamps = Stock("LAMP-01");
  const Json order =
      Call("shopify_complete_draft_order", {{"draft_order_id", draft["draft_order_id"]}});
  EXPECT_EQ(order["paid"], true);
  EXPECT_EQ(Stock("LAMP-01"), lamps - 1);
  EXPECT_EQ(Call("shopify_order_details", {{"order_id", order["order_id"]}})["notes"],
            Json({"Replacement for 1001"}));
  EXPECT_EQ(
      Fail("shopify_complete_draft_order", {{"draft_order_id", draft["draft_order_id"]}}).code,
      "not_allowed");
}

TEST_F(SandboxOrders, ADiscountAfterPaymentReportsWhatIsDue) {
  const Json discounted = Call("set_discount_to_order", {{"order_id", "1002"}, {"percent", 15}});
  EXPECT_EQ(discounted["discount"]["amount"], "37.35");
  EXPECT_EQ(discounted["total"]["amount"], "211.65");
  EXPECT_EQ(discounted["refund_due"]["amount"], "37.35");
  EXPECT_EQ(Fail("set_discount_to_order", {{"order_id", "1009"}, {"percent", 10}}).code,
            "not_allowed");
  const auto above = Fail("set_discount_to_order", {{"order_id", "1002"}, {"percent", 101}});
  EXPECT_EQ(above.code, "invalid_argument");
  EXPECT_NE(above.message.find("`percent`"), std::string::npos) << above.message;
}

TEST_F(SandboxOrders, MarkingAPaidOrderPaidIsASuccess) {
  const Json paid = Call("set_order_to_paid", {{"order_id", "1002"}});
  EXPECT_EQ(paid["payment_status"], "paid already");
  EXPECT_EQ(paid["amount_waived"]["amount"], "0.00");
}

TEST_F(SandboxOrders, ShippingCanBeUpgradedUntilSomethingShipped) {
  EXPECT_EQ(Call("upgrade_shipping", {{"order_id", "1002"}})["shipping_method"], "express");
  EXPECT_EQ(Call("magento_order_details", {{"order_id", "1002"}})["shipping_method"], "express");
  for (const char* order : {"1001", "1003", "1006", "1009"}) {
    EXPECT_EQ(Fail("upgrade_shipping", {{"order_id", order}}).code, "not_allowed") << order;
  }
}

TEST_F(SandboxOrders, AnOrdersAddressCanBeChangedUntilSomethingShipped) {
  Call("shopify_update_order_address", {{"order_id", "1002"}, {"new_address", "9 Quay"}});
  EXPECT_EQ(Call("magento_order_details", {{"order_id", "1002"}})["address"]["street"], "9 Quay");
  EXPECT_EQ(
      Fail("shopify_update_order_address", {{"order_id", "1006"}, {"new_address", "9 Quay"}}).code,
      "not_allowed");
}

TEST_F(SandboxOrders, ASwapIsForTheSameOrAHigherPriceAndFree) {
  const Json before = Call("magento_order_details", {{"order_id", "1012"}});
  const Json swapped =
      Call("swap_order_item",
           {{"order_id", "1012"}, {"item", "Brass Desk Lamp"}, {"new_item", "Walnut Desk Lamp"}});
  EXPECT_EQ(swapped["items"][0]["sku"], "LAMP-02");
  EXPECT_EQ(swapped["total"], before["total"]);
  EXPECT_EQ(Stock("LAMP-01"), 13);
  EXPECT_EQ(Stock("LAMP-02"), 3);
  const auto fail = [&](const char* order, const char* item, const char* other) {
    return Fail("swap_order_item", {{"order_id", order}, {"item", item}, {"new_item", other}}).code;
  };
  EXPECT_EQ(fail("1012", "LAMP-02", "MUG-01"), "not_allowed");
  EXPECT_EQ(fail("1012", "LAMP-02", "CHAIR-01"), "out_of_stock");
  EXPECT_EQ(fail("1012", "RUG-01", "LAMP-01"), "not_found");
  EXPECT_EQ(fail("1003", "SHELF-01", "LAMP-01"), "not_allowed");
}

TEST_F(SandboxOrders, OnlyFinishedOrdersAreArchived) {
  EXPECT_EQ(Call("shopify_archive_order", {{"order_id", "1009"}})["archived"], true);
  EXPECT_EQ(Fail("shopify_archive_order", {{"order_id", "1002"}}).code, "not_allowed");
}

TEST_F(SandboxOrders, NotesAndTagsStay) {
  Call("shopify_add_order_note", {{"order_id", "1010"}, {"note", "Called."}});
  EXPECT_EQ(Call("shopify_order_details", {{"order_id", "1010"}})["notes"],
            Json({"Refunded: arrived scratched.", "Called."}));
  Call("shopify_tag_order", {{"order_id", "1010"}, {"tag", "vip"}});
  EXPECT_EQ(Call("shopify_tag_order", {{"order_id", "1010"}, {"tag", "vip"}})["tags"],
            Json({"vip"}));
}

TEST_F(SandboxOrders, TheListOfACustomerIsNewestFirst) {
  const Json list = Call("bigcommerce_order_list", {{"email", "eva@example.com"}});
  EXPECT_EQ(list["count"], 5);
  EXPECT_EQ(list["orders"][0]["order_id"], "1012");
}

TEST_F(SandboxOrders, CouponsCountUp) {
  const Json coupon = Call("create_coupon", {{"percent", 20}, {"user_email", "ana@example.com"}});
  EXPECT_EQ(coupon["code"], "SAVE20-101");
  EXPECT_EQ(coupon["expires_on"], "2026-09-06");
  EXPECT_EQ(Call("cancel_coupon", {{"code", "save20-101"}})["status"], "cancelled");
  EXPECT_EQ(Fail("cancel_coupon", {{"code", "SAVE10-99"}}).code, "not_allowed");
  EXPECT_EQ(Fail("create_coupon", {{"percent", 0}, {"user_email", "ana@example.com"}}).code,
            "invalid_argument");
}

}  // namespace
}  // namespace proviso
