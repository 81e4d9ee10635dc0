// SPDX-License-Identifier: Apache-2.0
// Tickets, messages and subscriptions.
#include "tests/unit/tools/sandbox_fixture.h"

namespace proviso {
namespace {

using SandboxHelpdesk = SandboxTest;
using SandboxSubscriptions = SandboxTest;

TEST_F(SandboxHelpdesk, NotesAndTagsGoToTheConversationUnlessToldOtherwise) {
  EXPECT_EQ(Call("add_gorgias_note", {{"note", "Wants a refund."}})["ticket_id"], "T-1");
  EXPECT_EQ(Call("add_gorgias_tag", {{"tag", "vip"}, {"ticket_id", "T-2"}})["tags"],
            Json({"shipping", "vip"}));
  EXPECT_EQ(Call("remove_gorgias_tag", {{"tag", "vip"}, {"ticket_id", "T-2"}})["tags"],
            Json({"shipping"}));
  EXPECT_EQ(Fail("add_gorgias_note", {{"note", "x"}, {"ticket_id", "T-9"}}).code, "not_found");
}

TEST_F(SandboxHelpdesk, AssigningReopens) {
  EXPECT_EQ(Call("close_gorgias_ticket", Json::object())["status"], "closed");
  const Json ticket = Call("assign_gorgias_ticket", {{"team", "Returns"}});
  EXPECT_EQ(ticket["status"], "open");
  EXPECT_EQ(ticket["assigned_to"], "Returns");
}

TEST_F(SandboxHelpdesk, ATicketIsOpenedForAKnownCustomer) {
  const Json args = {{"user_email", "ana@example.com"}, {"subject", "Lamp"}, {"message", "Broken"}};
  EXPECT_EQ(Call("create_gorgias_ticket", args)["ticket_id"], "T-101");
  Json unknown = args;
  unknown["user_email"] = "nobody@example.com";
  EXPECT_EQ(Fail("create_gorgias_ticket", unknown).code, "not_found");
}

TEST_F(SandboxHelpdesk, AMessageIsAcceptedNotDelivered) {
  const Json sent = Call("send_async_message", {{"message", "Your order has been updated."}});
  EXPECT_EQ(sent["status"], "accepted");
  EXPECT_EQ(sandbox_->Snapshot()["messages"][0]["text"], "Your order has been updated.");
  EXPECT_EQ(Fail("send_async_message", {{"message", ""}}).code, "invalid_argument");
}

TEST_F(SandboxSubscriptions, PauseResumeSkipCancel) {
  EXPECT_EQ(Call("get_subscription", {{"email", "ana@example.com"}})["active"], true);
  EXPECT_EQ(Call("get_subscription", {{"email", "eva@example.com"}})["exists"], false);
  const Json id = {{"subscription_id", "S-1"}};
  EXPECT_EQ(Call("skip_subscription_order", id)["next_order_date"], "2026-04-21");
  const Json paused = Call("pause_subscription", {{"subscription_id", "S-1"}, {"weeks", 8}});
  EXPECT_EQ(paused["status"], "paused");
  EXPECT_EQ(paused["paused_until"], "2026-05-05");
  EXPECT_EQ(Fail("skip_subscription_order", id).code, "not_allowed");
  EXPECT_EQ(Call("resume_subscription", id)["next_order_date"], "2026-03-17");
  EXPECT_EQ(Call("cancel_subscription", id)["status"], "cancelled");
  EXPECT_EQ(Call("cancel_subscription", id)["next_order_date"], nullptr);
  EXPECT_EQ(Fail("resume_subscription", id).code, "not_allowed");
}

}  // namespace
}  // namespace proviso
