// SPDX-License-Identifier: Apache-2.0
// What there is to cover: outcomes that nobody can bring about do not count.
#include <gtest/gtest.h>

#include "testing/coverage/sites.h"
#include "tests/unit/explore/support.h"

namespace proviso::testing {
namespace {

// "12 the customer accepts", a line each; "(never) " before what cannot happen.
std::string Outcomes(const std::string& text) {
  const Module module = ModuleOf(text);
  const coverage::Sites sites(module);
  std::string out;
  for (const coverage::Site& site : sites.sites()) {
    for (const coverage::Outcome& outcome : site.outcomes) {
      if (outcome.type != coverage::OutcomeClass::Branch) continue;
      out +=
          std::to_string(site.line) + (outcome.possible ? " " : " (never) ") + outcome.words + '\n';
    }
  }
  return out;
}

TEST(SitesTest, AnAnswerIsNeverUnknown) {
  EXPECT_EQ(Outcomes("Policy: Consent\n"
                     "- Ask the customer if they want to cancel the order.\n"
                     "- If the customer declines:\n"
                     "  - Say “All right.”\n"
                     "  - Stop.\n"
                     "- Say “It will be cancelled.”\n"),
            "2 the customer says yes\n"
            "2 the customer says no\n"
            "3 the customer declines\n"
            "3 the customer does not decline\n"
            "3 (never) it is not known whether the customer declines\n");
}

TEST(SitesTest, WhoHasNotAcceptedHasDeclined) {
  EXPECT_EQ(Outcomes("Policy: Both\n"
                     "- Ask the customer if they want to keep the order.\n"
                     "- If yes:\n"
                     "  - Say “Good.”\n"
                     "- If no:\n"
                     "  - Say “All right.”\n"),
            "2 the customer says yes\n"
            "2 the customer says no\n"
            "3 the customer accepts\n"
            "3 the customer does not accept\n"
            "3 (never) it is not known whether the customer accepts\n"
            "5 the customer declines\n"
            "5 (never) the customer does not decline\n"
            "5 (never) it is not known whether the customer declines\n");
}

TEST(SitesTest, ALookUpMayFindNothingAndAnAmountMayBeMissing) {
  EXPECT_EQ(Outcomes("Policy: Amounts\n"
                     "- Ask for the order number.\n"
                     "- Use @magento_order_details(order_id: str) to fetch the order details.\n"
                     "- If {order.total} is more than $200.00:\n"
                     "  - Hand off to the returns team.\n"
                     "- Say “Thank you.”\n"),
            "2 the customer gives the order number\n"
            "3 the order is found\n"
            "3 the order is not found\n"
            "3 the order number is asked for again\n"
            "3 the order number was asked for often enough\n"
            "3 the customer gives the order number\n"
            "4 {order.total} is more than 200.00 USD\n"
            "4 {order.total} is at most 200.00 USD\n"
            "4 it is not known whether {order.total} is more than 200.00 USD\n");
}

TEST(SitesTest, EachOptionOfAChoiceIsAnOutcome) {
  EXPECT_EQ(Outcomes("Policy: Choice\n"
                     "- Ask which solution the customer prefers: Replacement, or Refund.\n"
                     "- If the solution is Refund:\n"
                     "  - Say “Your money goes back.”\n"
                     "- Otherwise:\n"
                     "  - Say “A new one is on its way.”\n"),
            "2 the customer chooses Replacement\n"
            "2 the customer chooses Refund\n"
            "3 {solution} is Refund\n"
            "3 {solution} is not Refund\n"
            "3 (never) it is not known whether {solution} is Refund\n");
}

TEST(SitesTest, WhatTheMachineDoesByItselfIsListedApart) {
  const Module module = ModuleOf(
      "Policy: Order\n"
      "- Ask for the order number.\n"
      "- Use @magento_order_details(order_id: str) to fetch the order details.\n"
      "- Say “Thank you.”\n");
  const coverage::Sites sites(module);
  std::string defaults;
  for (const coverage::Site& site : sites.sites()) {
    for (const coverage::Outcome& outcome : site.outcomes) {
      if (outcome.type == coverage::OutcomeClass::Default && outcome.possible) {
        defaults += outcome.words + '\n';
      }
    }
  }
  EXPECT_NE(defaults.find("the answer is not understood"), std::string::npos);
  EXPECT_NE(defaults.find("@magento_order_details fails"), std::string::npos);
}

}  // namespace
}  // namespace proviso::testing
