// SPDX-License-Identifier: Apache-2.0
// What a tool's name says that it does, in the spellings of several teams.
#include "compiler/vocabulary/tool_effect.h"

#include <gtest/gtest.h>

namespace proviso::compiler {
namespace {

struct Named {
  const char* name;
  ToolEffect effect;
};
class ToolNameEffect : public testing::TestWithParam<Named> {};

TEST_P(ToolNameEffect, IsRead) {
  const ToolEffectReading reading = ReadToolEffect(GetParam().name, Lexicon::English());
  EXPECT_EQ(ToolEffectName(reading.effect), ToolEffectName(GetParam().effect)) << GetParam().name;
  EXPECT_EQ(reading.word.empty(), reading.effect == ToolEffect::Unknown) << GetParam().name;
}

std::vector<Named> All(ToolEffect effect, std::initializer_list<const char*> names) {
  std::vector<Named> all;
  for (const char* name : names) all.push_back({name, effect});
  return all;
}

std::string NameOf(const testing::TestParamInfo<Named>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(Money, ToolNameEffect,
                         testing::ValuesIn(All(ToolEffect::Money, {"refund",
                                                                   "issue_refund",
                                                                   "refundOrder",
                                                                   "RefundOrder",
                                                                   "process_refunds",
                                                                   "acme_refund",
                                                                   "refund_last_charge",
                                                                   "charge_card_again",
                                                                   "pos_refund_v2",
                                                                   "refund2",
                                                                   "refundorder",
                                                                   "issuerefund",
                                                                   "charge_card",
                                                                   "chargeCustomer",
                                                                   "chargecustomer",
                                                                   "payOut",
                                                                   "payout",
                                                                   "pay_invoice",
                                                                   "PAY_OUT",
                                                                   "chargeback",
                                                                   "file_chargeback",
                                                                   "send_money",
                                                                   "sendMoneyToCustomer",
                                                                   "transfer_funds",
                                                                   "wire_transfer",
                                                                   "create_payment",
                                                                   "capture_payment",
                                                                   "set_order_to_paid",
                                                                   "mark_as_paid",
                                                                   "reimburse_shipping",
                                                                   "issue_store_credit",
                                                                   "credit_account",
                                                                   "give_cashback",
                                                                   "send_gift_card",
                                                                   "send_refund_to_card",
                                                                   "refund_by_email",
                                                                   "check_and_refund",
                                                                   "lookupThenCharge",
                                                                   "update_refund_status",
                                                                   "charge_credit_card",
                                                                   "disburse_claim",
                                                                   "moneyback",
                                                                   "refund_cancelled_order",
                                                                   "stripe_payment_refund",
                                                                   "debitWallet",
                                                                   "send_payment",
                                                                   "add_refund",
                                                                   "gift_card_send",
                                                                   "acme_send_refund",
                                                                   "create_credit_note",
                                                                   "process_refund_details"})),
                         NameOf);

INSTANTIATE_TEST_SUITE_P(Irreversible, ToolNameEffect,
                         testing::ValuesIn(All(ToolEffect::Irreversible,
                                               {"cancel_order",
                                                "cancelOrder",
                                                "cancelorder",
                                                "order_cancel",
                                                "orderCancelled",
                                                "crm_canceled_booking",
                                                "deleteAccount",
                                                "deleteaccount",
                                                "void_label",
                                                "void_payment",
                                                "terminate_contract",
                                                "remove_item",
                                                "close_account",
                                                "account_closure",
                                                "erase_customer",
                                                "create_cancellation",
                                                "customer_details_delete",
                                                "verify_and_cancel",
                                                "revoke_access",
                                                "cancel_ticket",
                                                "purgeData",
                                                "end_subscription",
                                                "delete_payment_method",
                                                "cancel_status",
                                                "request_account_deletion"})),
                         NameOf);

INSTANTIATE_TEST_SUITE_P(Neither, ToolNameEffect,
                         testing::ValuesIn(All(ToolEffect::Unknown, {"refund_status",
                                                                     "get_refund",
                                                                     "rc_last_charge",
                                                                     "latest_payment",
                                                                     "compare_payments",
                                                                     "recharge_find_subscription",
                                                                     "getRefundStatus",
                                                                     "acme_refund_status",
                                                                     "stripe_payment_status",
                                                                     "acme_send_refund_email",
                                                                     "acme_is_paid",
                                                                     "order_refund_status",
                                                                     "refund_history",
                                                                     "shopify_list_charges",
                                                                     "check_refund_eligibility",
                                                                     "check_cancellation_window",
                                                                     "cancellation_policy",
                                                                     "list_cancelled_orders",
                                                                     "payment_status",
                                                                     "payment_get",
                                                                     "is_paid",
                                                                     "canCancel",
                                                                     "has_been_refunded",
                                                                     "order_refundable",
                                                                     "is_cancellable",
                                                                     "notify_refund_issued",
                                                                     "send_refund_email",
                                                                     "send_refund_confirmation",
                                                                     "send_cancellation_notice",
                                                                     "send_refund_status",
                                                                     "add_refund_note",
                                                                     "add_cancellation_tag",
                                                                     "create_refund_ticket",
                                                                     "close_ticket",
                                                                     "remove_tag",
                                                                     "close_gorgias_ticket",
                                                                     "end_chat",
                                                                     "update_payment_method",
                                                                     "link_paypal_account",
                                                                     "linkPayPalAccount",
                                                                     "apple_pay_link",
                                                                     "update_billing_address",
                                                                     "update_credit_card",
                                                                     "set_end_date",
                                                                     "get_order",
                                                                     "create_order",
                                                                     "book_technician",
                                                                     "replace_item",
                                                                     "send_parcel",
                                                                     "update_address",
                                                                     "charger_lookup",
                                                                     "voidness",
                                                                     "removable_parts",
                                                                     "payload_push",
                                                                     "cancerous",
                                                                     "closet_items",
                                                                     "create_invoice"})),
                         NameOf);

TEST(ToolEffect, TheEntrysOwnWordCounts) {
  ToolDefinition tool;
  tool.name = "refund_order";
  tool.effect = ToolEffect::Write;
  EXPECT_EQ(EffectOf(tool, Lexicon::English()).effect, ToolEffect::Write);
  EXPECT_EQ(EffectOf(tool, Lexicon::English()).word, "");
  tool.effect = ToolEffect::Unknown;
  EXPECT_EQ(EffectOf(tool, Lexicon::English()).effect, ToolEffect::Money);
  EXPECT_EQ(EffectOf(tool, Lexicon::English()).word, "refund");
}

}  // namespace
}  // namespace proviso::compiler
