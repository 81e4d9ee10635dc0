// SPDX-License-Identifier: Apache-2.0
// What hangs on an answer stands in the prompt.
#include "compiler/ir/reached_effects.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "compiler/driver/driver.h"

namespace proviso::compiler {
namespace {

// A line for each prompt that is put: "accept irreversible, decline read".
std::string Effects(const std::string& text) {
  const Compilation compilation = Compile({{"x.policy", text}}, {});
  if (!compilation.module) return "does not compile";
  std::string out;
  for (const PromptSpec& prompt : compilation.module->prompts) {
    out += fmt::format("accept {}, decline {}\n", ToolEffectName(prompt.accept_effect),
                       ToolEffectName(prompt.decline_effect));
  }
  return out;
}

TEST(ReachedEffects, TheBranchOfTheAnswerCounts) {
  EXPECT_EQ(Effects("Policy: Cancel\n"
                    "- Ask for the order number.\n"
                    "- Ask “Shall I cancel order {order number}?”\n"
                    "- If yes: Use @cancel_order(order_id: str) to cancel the order.\n"
                    "- If no: Say “It stays.”\n"),
            "accept read, decline read\n"
            "accept irreversible, decline read\n");
}

TEST(ReachedEffects, DecliningMayBeTheWorseAnswer) {
  EXPECT_EQ(Effects("Policy: Stay with us\n"
                    "When: The customer wants to close the account.\n"
                    "- Ask for the account number.\n"
                    "- Offer the customer:\n"
                    "  - Half price: Use @half_price(account_id: str) to set the half price.\n"
                    "  - Break: Use @take_a_break(account_id: str) to start the break.\n"
                    "- If the customer accepts: say “It is done.”\n"
                    "- If the customer declines:\n"
                    "  - Use @close_account(account_id: str) to close the account.\n"),
            "accept read, decline read\n"
            "accept write, decline irreversible\n");
}

TEST(ReachedEffects, WhoDeclinesHasChosenNone) {
  EXPECT_EQ(Effects("Policy: Damage\n"
                    "When: the customer wants a refund\n"
                    "- Ask for the order number.\n"
                    "- Ask the customer whether they prefer a coupon or a refund:\n"
                    "  - If they choose the coupon, say “Here it is.”\n"
                    "  - If they choose the refund, use @refund_order(order_id: str).\n"
                    "  - If they want neither, say “Thank you.” and stop.\n"),
            "accept money, decline read\n"
            "accept money, decline read\n");
}

TEST(ReachedEffects, TheNextQuestionEndsTheWalk) {
  EXPECT_EQ(Effects("Policy: Two\n"
                    "When: the customer wants to cancel the order\n"
                    "- Ask for the order number.\n"
                    "- Ask “Would you like to tell me why?”\n"
                    "- If yes: Ask for the reason.\n"
                    "- Ask “Shall I cancel order {order number}?”\n"
                    "- If yes: Use @cancel_order(order_id: str) to cancel the order.\n"
                    "- If no: Say “It stays.”\n"),
            "accept read, decline read\n"
            "accept read, decline read\n"
            "accept read, decline read\n"
            "accept irreversible, decline read\n");
}

TEST(ReachedEffects, WhatTheCallerDoesBehindTheCallCounts) {
  EXPECT_EQ(Effects("Policy: Cancel\n"
                    "When: the customer wants to cancel the order\n"
                    "- Ask for the order number.\n"
                    "- Follow #Retention.\n"
                    "- If the customer declines:\n"
                    "  - Use @cancel_order(order_id: str) to cancel the order.\n"
                    "Policy: Retention\n"
                    "- Ask “Would you like to keep the order?”\n"
                    "- If yes: Say “Good.”\n"
                    "- If no: Say “Very well.”\n"),
            "accept read, decline read\n"
            "accept read, decline irreversible\n");
}

}  // namespace
}  // namespace proviso::compiler
