// SPDX-License-Identifier: Apache-2.0
#include "runtime/session/summary.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/value_json.h"

namespace proviso::session {
namespace {

using Speaker = Transcript::Speaker;

TEST(Summary, TellsWhatAnAgentNeeds) {
  Transcript transcript;
  transcript.AddMessage(Speaker::Customer, "my lamp\narrived broken");
  transcript.AddMessage(Speaker::Agent, "What is your order number?");
  transcript.AddDone("create_magento_order (user_email ana@example.com)");
  transcript.AddFailed("set_order_to_paid (order_id 2001): timeout");
  transcript.AddChosen("Shipping Upgrade");
  const std::vector<std::pair<std::string, Value>> known = {{"order number", Value::String("1001")},
                                                            {"nothing", Value::Null()}};
  EXPECT_EQ(Summarise(transcript, {"Send replacement", "a tool failed", known}),
            "Policy: Send replacement\n"
            "Reason: a tool failed\n"
            "The customer wrote first: my lamp arrived broken\n"
            "Chosen by the customer: Shipping Upgrade\n"
            "Known:\n"
            "  order number: 1001\n"
            "Done: create_magento_order (user_email ana@example.com)\n"
            "Failed: set_order_to_paid (order_id 2001): timeout\n"
            "Last messages:\n"
            "  customer: my lamp arrived broken\n"
            "  agent: What is your order number?");
}

Value Record(std::string_view json) { return FromJson(*ParseJson(json)).value(); }

TEST(Summary, EachFieldOfARecordHasItsName) {
  const std::vector<std::pair<std::string, Value>> known = {
      {"rental", Record(R"({"rental_id":"R-7","status":"overdue","damaged":false,
                            "depositPaid":"2026-02-01","history":[{"at":1}],"fee":12.5})")},
      {"items", Record(R"([{"sku":"A","quantity":2},{"sku":"B","quantity":1}])")},
      {"address", Record(R"({"text":"12 Garden Lane, Springfield","city":"Springfield"})")},
      {"authenticated", Value::Bool(true)}};
  EXPECT_EQ(
      Summarise({}, {"Rental", "", known}),
      "Policy: Rental\n"
      "Known:\n"
      "  rental: rental id R-7, status overdue, damaged no, deposit paid 2026-02-01, fee 12.5\n"
      "  items: (sku A, quantity 2), (sku B, quantity 1)\n"
      "  address: 12 Garden Lane, Springfield\n"
      "  authenticated: yes");
}

TEST(Summary, AnEmptyConversationSaysNothingItDoesNotKnow) {
  EXPECT_EQ(Summarise({}, {"Refund", "", {}}), "Policy: Refund");
}

TEST(Summary, StaysShortHoweverLongTheConversation) {
  Transcript transcript;
  transcript.AddMessage(Speaker::Customer, "the first words");
  for (int i = 0; i < 10'000; ++i) {
    transcript.AddMessage(Speaker::Customer, std::string(5000, 'x'));
    transcript.AddDone("call " + std::to_string(i));
  }
  const std::string summary = Summarise(transcript, {"Refund", "", {}});
  EXPECT_LT(summary.size(), 4096u);
  EXPECT_NE(summary.find("the first words"), std::string::npos);
  EXPECT_NE(summary.find("call 9999"), std::string::npos);
}

TEST(Summary, TextsAreCutBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "é";
  const std::string cut = ShortText(Value::String(text).view());
  EXPECT_LT(cut.size(), text.size());
  EXPECT_EQ(cut.find("\xEF\xBF\xBD"), std::string::npos);
}

}  // namespace
}  // namespace proviso::session
