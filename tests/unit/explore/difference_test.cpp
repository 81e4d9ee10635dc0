// SPDX-License-Identifier: Apache-2.0
// FindDifference shows the shortest conversation on which two policies act differently, or says
// that there is none.
#include "testing/explore/difference.h"

#include <gtest/gtest.h>

#include "tests/unit/explore/support.h"

namespace proviso::testing {
namespace {

explore::Comparison Compare(const Module& a, const Module& b) {
  explore::DifferenceOptions options;
  options.catalogue = &StandardTools();
  auto comparison = explore::FindDifference(a, b, options);
  if (!comparison) {
    ADD_FAILURE() << comparison.error().message;
    return {};
  }
  return std::move(*comparison);
}

std::string Refunds(const std::string& limit) {
  return "Policy: Refunds\n"
         "- Ask for the order number.\n"
         "- Use @magento_order_details(order_id: str) to fetch the order details.\n"
         "- If {order.total} is more than " +
         limit +
         ":\n"
         "  - Say “A colleague takes care of this.”\n"
         "  - Hand off to the returns team.\n"
         "- Say “Your order is small.”\n";
}

TEST(DifferenceTest, EqualPoliciesHaveNone) {
  const auto comparison = Compare(ModuleOf(Refunds("$100.00")), ModuleOf(Refunds("$100.00")));
  EXPECT_FALSE(comparison.difference);
  EXPECT_TRUE(comparison.exhausted);
}

TEST(DifferenceTest, FindsAnAmountBetweenTwoLimits) {
  const Module a = ModuleOf(Refunds("$100.00"));
  const Module b = ModuleOf(Refunds("$200.00"));
  const auto comparison = Compare(a, b);
  ASSERT_TRUE(comparison.difference);
  // Start, order number, the tool's answer.
  EXPECT_EQ(comparison.difference->a.size(), 3u);
  EXPECT_EQ(comparison.difference->Describe(a, b, "before", "after"),
            "Policy: Refunds\n"
            "Agent: Could you please tell me your order number?\n"
            "Customer: 1001\n"
            "calls @magento_order_details {\"order_id\":\"1001\"}\n"
            "@magento_order_details returns "
            "{\"total\":{\"amount\":\"100.01\",\"currency\":\"USD\"},\"order_id\":\"2003\"}\n"
            "before Agent: A colleague takes care of this.\n"
            "before Agent: I'm passing you on to a colleague who can help you with this.\n"
            "before hands off to returns team: the policy says to hand off\n"
            "before ends: handed_off\n"
            "after Agent: Your order is small.\n"
            "after ends: completed\n");
}

TEST(DifferenceTest, FindsAQuestionThatIsGone) {
  const Module a = ModuleOf(
      "Policy: Cancel\n"
      "- Ask for the order number.\n"
      "- Ask the customer if they want to cancel the order.\n"
      "- If the customer declines:\n"
      "  - Say “All right.”\n"
      "  - Stop.\n"
      "- Say “It will be cancelled.”\n");
  const Module b = ModuleOf(
      "Policy: Cancel\n"
      "- Ask for the order number.\n"
      "- Say “It will be cancelled.”\n");
  const auto comparison = Compare(a, b);
  ASSERT_TRUE(comparison.difference);
  EXPECT_EQ(comparison.difference->a.size(), 2u);
}

TEST(DifferenceTest, SaysWhenTheBoundWasTooSmall) {
  const Module module = ModuleOf(Refunds("$100.00"));
  explore::DifferenceOptions options;
  options.max_states = 2;
  const auto comparison = explore::FindDifference(module, module, options);
  ASSERT_TRUE(comparison);
  EXPECT_FALSE(comparison->exhausted);
}

}  // namespace
}  // namespace proviso::testing
