// SPDX-License-Identifier: Apache-2.0
// What holds for every call: arguments are checked, keys are honoured, failures can be injected.
#include "tests/unit/tools/sandbox_fixture.h"

namespace proviso {
namespace {

using SandboxCalls = SandboxTest;

const Json kCreate = {
    {"items", {"MUG-01"}}, {"address", "1 Elm St"}, {"user_email", "ana@example.com"}};

TEST_F(SandboxCalls, TheSameKeyGivesTheFirstResultAndNoSecondEffect) {
  const Json first = Call("create_magento_order", kCreate, "k1");
  const Json after_first = sandbox_->Snapshot();
  EXPECT_EQ(Call("create_magento_order", kCreate, "k1"), first);
  EXPECT_EQ(sandbox_->Snapshot(), after_first);
  EXPECT_NE(Call("create_magento_order", kCreate, "k2")["order_id"], first["order_id"]);
}

TEST_F(SandboxCalls, WithoutAKeyTheEffectIsRepeated) {
  EXPECT_EQ(Call("create_magento_order", kCreate)["order_id"], "2001");
  EXPECT_EQ(Call("create_magento_order", kCreate)["order_id"], "2002");
}

TEST_F(SandboxCalls, AKeyBelongsToOneCall) {
  Call("create_magento_order", kCreate, "k1");
  EXPECT_EQ(Fail("set_order_to_paid", {{"order_id", "2001"}}, "k1").code, "invalid_argument");
}

TEST_F(SandboxCalls, AFailedCallMayBeTriedAgainWithItsKey) {
  sandbox_->FailNext("create_magento_order", {"timeout", "no answer"}, 2);
  EXPECT_EQ(Fail("create_magento_order", kCreate, "k1").code, "timeout");
  EXPECT_EQ(Fail("create_magento_order", kCreate, "k1").code, "timeout");
  EXPECT_EQ(Call("create_magento_order", kCreate, "k1")["order_id"], "2001");
}

TEST_F(SandboxCalls, ReadsAreNeverStale) {
  const Json id = {{"order_id", "1002"}};
  Call("magento_order_details", id, "r1");
  Call("upgrade_shipping", id, "w1");
  EXPECT_EQ(Call("magento_order_details", id, "r1")["shipping_method"], "express");
}

TEST_F(SandboxCalls, BadArgumentsAreNamed) {
  const auto message = [&](const char* tool, const Json& args) {
    const runtime::ToolError error = Fail(tool, args);
    EXPECT_EQ(error.code, "invalid_argument");
    return error.message;
  };
  const auto has = [](const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
  };
  std::string text = message("magento_order_details", Json::object());
  EXPECT_TRUE(has(text, "`order_id` is missing")) << text;
  EXPECT_TRUE(has(text, "@magento_order_details(order_id: str)")) << text;
  text = message("magento_order_details", {{"order_id", 1001}});
  EXPECT_TRUE(has(text, "`order_id`")) << text;
  text = message("magento_order_details", {{"order_id", "1001"}, {"colour", "red"}});
  EXPECT_TRUE(has(text, "`colour`")) << text;
  text = message("set_discount_to_order", {{"order_id", "1001"}, {"percent", "ten"}});
  EXPECT_TRUE(has(text, "`percent`")) << text;
  message("magento_order_details", Json::array());
  message("magento_order_details", nullptr);
  Json deep = "x";
  for (int i = 0; i < 60; ++i) {  // a value may be 64 deep
    deep = Json::array({deep});
  }
  message("create_magento_order",
          {{"items", deep}, {"address", "x"}, {"user_email", "ana@example.com"}});
}

TEST_F(SandboxCalls, AnUnknownToolIsAnError) {
  EXPECT_EQ(Fail("make_coffee", Json::object()).code, "unknown_tool");
}

TEST_F(SandboxCalls, TwoShopsLiveTheSameLife) {
  auto other = Sandbox::Standard();
  for (Sandbox* shop : {sandbox_.get(), other.get()}) {
    (void)shop->Call({"create_magento_order", testing::ValueOf(kCreate), "k1", 1});
    (void)shop->Call({"send_async_message", testing::ValueOf({{"message", "Hello"}}), "k2", 1});
  }
  EXPECT_EQ(sandbox_->Snapshot(), other->Snapshot());
}

}  // namespace
}  // namespace proviso
