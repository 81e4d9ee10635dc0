// SPDX-License-Identifier: Apache-2.0
// Each construct of LANGUAGE sections 3 and 5 in several wordings.
#include <gtest/gtest.h>

#include "tests/unit/compiler/parse_test_support.h"

namespace proviso {
namespace {

struct Case {
  const char* text;
  const char* steps;
};
void PrintTo(const Case& item, std::ostream* out) { *out << item.text; }

class StatementTest : public testing::TestWithParam<Case> {};
TEST_P(StatementTest, IsRead) { EXPECT_EQ(Steps(GetParam().text), GetParam().steps); }

INSTANTIATE_TEST_SUITE_P(
    Questions, StatementTest,
    testing::Values(Case{"Please ask the client for their phone number.", "ask \"phone number\"\n"},
                    Case{"Start by asking for the invoice number.", "ask \"invoice number\"\n"},
                    Case{"You will need their address.", "ask \"address\"\n"},
                    Case{"Ask for the name or the email.", "ask-any \"name\" \"email\"\n"},
                    Case{"Ask if they want a receipt.", "ask-yes-no \"they want a receipt\"\n"},
                    Case{"Ask the shopper to confirm the billing address.",
                         "confirm \"billing address\"\n"},
                    Case{"Ask the user to provide a new address.", "ask \"new address\"\n"},
                    Case{"Gather the following: name, email, and phone number.",
                         "ask \"name\" \"email\" \"phone number\"\n"},
                    Case{"Verify the order date.", "fact \"order date\"\n"},
                    Case{"Confirm the user's reason: Late, Broken, or Lost.",
                         "choose \"reason\" from \"Late\" \"Broken\" \"Lost\"\n"}));

INSTANTIATE_TEST_SUITE_P(
    Calls, StatementTest,
    testing::Values(
        Case{"@check(a: str) to see if it is open.",
             "use @check(a: str) purpose=\"see if it is open\" words=\"to see if it is open\"\n"},
        Case{"Click the @send() button.", "use @send() words=\"Click the button\"\n"},
        Case{"If this is part of @other(), say \"a\".",
             "if free \"this is part of @other()\" @other()\n  judge \"say \"a\"\"\n"},
        Case{"Instead of @old(), ask for the email.", "ask \"email\"\n"},
        Case{"Use @a(x: {order.id}).", "use @a(x = {order.id}) words=\"Use\"\n"},
        Case{"Use @a(x = 10%).", "use @a(x = 10%) words=\"Use\"\n"},
        Case{"Use @a(x?: int).", "use @a(x?: int) words=\"Use\"\n"},
        Case{"Use @a() and then use @b().",
             "use @a() words=\"Use\"\nthen use @b() words=\"use\"\n"},
        Case{"Use @a() as {parcel: json}.",
             "use @a() words=\"Use as {parcel: json}\" as parcel: json\n"}));

INSTANTIATE_TEST_SUITE_P(
    Messages, StatementTest,
    testing::Values(Case{"Reply \xE2\x80\x9CHi [first name], it is {order.total}.\xE2\x80\x9D",
                         "message say \"Hi \" [first name] \", it is \" {order.total} \".\"\n"},
                    Case{"Inform the customer that their parcel is late.",
                         "say told=\"their parcel is late\"\n"},
                    Case{"Let the user know we are sorry.", "say told=\"we are sorry\"\n"},
                    Case{"Explain the refund.", "say described=\"the refund\"\n"}));

INSTANTIATE_TEST_SUITE_P(
    Flow, StatementTest,
    testing::Values(Case{"Go to \"Check Status\".", "go-to \"Check Status\"\n"},
                    Case{"Continue to the next step.", "continue\n"},
                    Case{"Skip the next step.", "skip 1\n"},
                    Case{"Follow #Refund_policy.", "follow #\"Refund policy\"\n"},
                    Case{"Proceed with the refund as described in #Refunds.",
                         "as-described #\"Refunds\" doing=\"refund\"\n"},
                    Case{"Escalate to the fraud team.", "hand-off to=\"fraud team\"\n"},
                    Case{"Stop.", "stop\n"},
                    Case{"Never use @refund() twice.",
                         "rule \"Never use @refund() twice\" @refund() at most 1 times\n"},
                    Case{"Polish the shoes.", "judge \"Polish the shoes\"\n"},
                    Case{"The warehouse is in Aarhus.",
                         "documentation \"The warehouse is in Aarhus\"\n"}));

class ConditionTest : public testing::TestWithParam<Case> {};
TEST_P(ConditionTest, IsRead) {
  const std::string steps = Steps(std::string(GetParam().text) + ", say \"x\".\n");
  EXPECT_EQ(steps.substr(0, steps.find('\n')), GetParam().steps);
  EXPECT_NE(steps.find("\n  message say \"x\""), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Conditions, ConditionTest,
    testing::Values(
        Case{"If the customer agrees", "if accepts"}, Case{"If they say no", "if declines"},
        Case{"If yes", "if accepts"}, Case{"If they do not", "if declines"},
        Case{"If the user does not accept the offer", "if declines about \"the offer\""},
        Case{"If the order is eligible", "if predicate \"eligible\" of \"order\""},
        Case{"If the order isn't eligible", "if predicate not \"eligible\" of \"order\""},
        Case{"Unless the order is paid", "if (not predicate \"paid\" of \"order\")"},
        Case{"If no account exists", "if predicate not \"exists\" of \"account\""},
        Case{"If the order is paid and was shipped",
             "if (all predicate \"paid\" of \"order\" predicate \"shipped\" of \"order\")"},
        Case{"If the total is less than 20 EUR", "if compare <the total> less 20.00 EUR"},
        Case{"If the status is 'Open', 'Late' or 'Lost'",
             "if compare <the status> one-of \"Open\" \"Late\" \"Lost\""},
        Case{"If the order was placed more than 3 days ago",
             "if compare <the order was placed> older-than duration:P3D"},
        Case{"If the total > $100", "if compare <the total> more 100.00 USD"},
        Case{"If a new phone number is provided", "if new-value \"phone number\""},
        Case{"If {count of items >= 2}", "if (>= (count-of {items}) 2)"},
        Case{"If @pay() fails", "if fails @pay()"}, Case{"If possible", "if vague \"possible\""},
        Case{"If the customer is angry", "if free \"the customer is angry\""}));

TEST(BranchTest, AConditionGovernsTheRestOfItsLine) {
  EXPECT_EQ(Steps("If the order is paid, use @a(). Then use @b(). Otherwise, use @c().\n"),
            "if predicate \"paid\" of \"order\"\n"
            "  use @a() words=\"use\"\n"
            "  use @b() words=\"use\"\n"
            "otherwise\n"
            "  else use @c() words=\"use\"\n");
}

TEST(BranchTest, OtherwiseCompletesATrailingCondition) {
  EXPECT_EQ(Steps("Use @a() if the user accepts, otherwise stop.\n"),
            "if accepts\n  use @a() words=\"Use\"\notherwise\n  else stop\n");
}

TEST(OfferTest, OptionsHoldTheirToolsAndValues) {
  EXPECT_EQ(Steps("Offer a way out:\n  - Discount: 10% or 15% with @discount(percent: int)\n"),
            "offer \"way out\"\n"
            "  option \"Discount\" text=\"10% or 15% with\" @discount(percent: int) "
            "values=[10%, 15%]\n");
}

}  // namespace
}  // namespace proviso
