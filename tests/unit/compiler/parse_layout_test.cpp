// SPDX-License-Identifier: Apache-2.0
// Layout: what authors paste from web pages and word processors, and the nesting of flat text.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/unit/compiler/parse_test_support.h"

namespace proviso {
namespace {

constexpr const char* kAskThenUse =
    "ask \"email\"\n"
    "use @find(email: str) purpose=\"find them\" words=\"Use to find them\"\n";

class SpellingTest : public testing::TestWithParam<const char*> {};

// Bullets, numbers, tabs, no-break and zero-width characters, BOM and CRLF change nothing.
TEST_P(SpellingTest, LinesMeanTheSame) { EXPECT_EQ(Steps(GetParam()), kAskThenUse); }

INSTANTIATE_TEST_SUITE_P(
    Pasted, SpellingTest,
    testing::Values(
        "Ask for the email.\nUse @find(email: str) to find them.\n",
        "- Ask for the email.\n- Use @find(email: str) to find them.\n",
        "* Ask for the email.\n* Use @find(email: str) to find them.\n",
        "1. Ask for the email.\n2. Use @find(email: str) to find them.\n",
        "1) Ask for the email.\n2) Use @find(email: str) to find them.\n",
        "a) Ask for the email.\nb) Use @find(email: str) to find them.\n",
        "\xE2\x80\xA2\tAsk for the email.\r\n\xE2\x80\xA2\tUse @find(email: str) to find them.\r\n",
        "\xEF\xBB\xBF\xE2\x97\xA6 Ask for the email.\n\xE2\x96\xAA Use @find(email: str) to find "
        "them.",
        "\xC2\xB7\xC2\xA0"
        "Ask for the\xC2\xA0"
        "email.\n\xE2\x80\x93 Use @find(email: str)\xE2\x80\x8B to find "
        "them.\n",
        "\tAsk for the email.\n\tUse @find(email: str) to find them.\n",
        "Ask for the email. // a remark\n\n// another\nUse @find(email: str) to find them.\n",
        "Ask for the **email**.\nUse `@find(email: str)` to find them.\n"));

TEST(LayoutTest, BomDoesNotHideThePolicyName) {
  const Parsed parsed = ParseText("\xEF\xBB\xBFPolicy: Late parcel\nAsk for the email.\n");
  ASSERT_EQ(parsed.document.policies.size(), 1u);
  EXPECT_EQ(parsed.document.policies[0].name, "Late parcel");
}

TEST(LayoutTest, AFileIsNamedByItsStem) {
  const Parsed parsed = ParseText("Ask for the email.\n", {}, "orders/send_a-parcel.policy");
  ASSERT_EQ(parsed.document.policies.size(), 1u);
  EXPECT_EQ(parsed.document.policies[0].name, "send a parcel");
}

struct Block {
  const char* flat;
  const char* indented;
};
class FlatTest : public testing::TestWithParam<Block> {};

TEST_P(FlatTest, ReadsAsTheIndentedSpelling) {
  EXPECT_EQ(Steps(GetParam().flat), Steps(GetParam().indented));
  EXPECT_TRUE(ParseText(GetParam().flat).reported(DiagnosticId::LayoutInferred));
  EXPECT_FALSE(ParseText(GetParam().indented).reported(DiagnosticId::LayoutInferred));
}

INSTANTIATE_TEST_SUITE_P(
    Owners, FlatTest,
    testing::Values(
        Block{"If the user accepts:\n- Say \"a\".\n- Say \"b\".\nIf the user declines:\n- Say "
              "\"c\".\n",
              "If the user accepts:\n  - Say \"a\".\n  - Say \"b\".\nIf the user declines:\n  - "
              "Say \"c\".\n"},
        Block{"Offer a choice:\n- Free Shipping: at once.\n- Coupon: 10% off with @coupon.\nSay "
              "\"a\".\n",
              "Offer a choice:\n  - Free Shipping: at once.\n  - Coupon: 10% off with @coupon.\n"
              "Say \"a\".\n"},
        Block{"Check The Order:\nUse @a().\nCheck The Parcel:\nUse @b().\n",
              "Check The Order:\n  Use @a().\nCheck The Parcel:\n  Use @b().\n"},
        Block{"- Ask for the email:\n- Use @a(email: str).\nAsk for the order number.\n",
              "- Ask for the email:\n    - Use @a(email: str).\nAsk for the order number.\n"},
        Block{"If the order is paid:\n- Use @a().\nOtherwise:\n- Use @b().\n",
              "If the order is paid:\n  - Use @a().\nOtherwise:\n  - Use @b().\n"},
        Block{"If the user accepts:\n- Use @a().\n- If needed, use @b().\n- Say \"a\".\nIf the "
              "user declines, say \"b\".\nSay \"c\".\n",
              "If the user accepts:\n  - Use @a().\n  - If needed, use @b().\n  - Say \"a\".\nIf "
              "the user declines, say \"b\".\nSay \"c\".\n"}));

// Policies made of the blocks above in any order, written both ways, are one tree.
TEST(FlatTest, AnyPolicyOfSectionsReadsTheSameFlatAndIndented) {
  std::mt19937 random(20240611);
  const auto pick = [&](std::size_t count) { return random() % count; };
  for (int round = 0; round < 200; ++round) {
    std::string flat;
    std::string indented;
    const auto line = [&](int depth, const std::string& text) {
      flat += (depth > 1 ? "- " : "") + text + "\n";
      indented += std::string(static_cast<std::size_t>(depth) * 2, ' ') + (depth > 1 ? "- " : "") +
                  text + "\n";
    };
    for (std::size_t section = 0; section < 1 + pick(4); ++section) {
      line(0, fmt::format("Check Part {}:", section));
      const std::size_t steps = 1 + pick(3);
      for (std::size_t i = 0; i < steps; ++i)
        line(1, fmt::format("Use @step_{}(x: str).", pick(5)));
      switch (pick(3)) {
        case 0:
          line(1, "Ask the user if they agree.");
          line(1, "If the user accepts:");
          line(2, "Use @yes().");
          line(2, "Say \"done\".");
          line(1, "If the user declines:");
          line(2, "Say \"nothing done\".");
          break;
        case 1:
          line(1, "Offer the customer a way out:");
          line(2, "Free Shipping: sent again at no cost.");
          line(2, "Coupon: 15% off, with @coupon(percent: int).");
          line(1, "Ask for the choice.");
          break;
        default:
          line(1, "Ask for the order number:");
          line(2, "Use @find(order_id: str) to look it up.");
          line(1, "Tell the customer that it is found.");
          break;
      }
    }
    ASSERT_EQ(Steps(flat), Steps(indented)) << flat;
  }
}

TEST(HeadingTest, TitleCaseIsAHeadingAndASentenceIsAStep) {
  EXPECT_EQ(Steps("Check Reshipment Eligibility:\nUse @a().\n").substr(0, 8), "section ");
  EXPECT_EQ(Steps("Confirm Retention Decision\nUse @a().\n").substr(0, 8), "section ");
  EXPECT_EQ(Steps("## what happens then\nUse @a().\n").substr(0, 8), "section ");
  EXPECT_EQ(Steps("Confirm the shipping status (e.g. late).\n").substr(0, 5), "fact ");
  EXPECT_EQ(Steps("End Conversation\n"), "stop\n");
}

}  // namespace
}  // namespace proviso
