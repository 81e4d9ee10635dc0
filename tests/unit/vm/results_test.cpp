// SPDX-License-Identifier: Apache-2.0
// What a result is before anybody asks it anything, and whose record it is.
#include <gtest/gtest.h>

#include "runtime/vm/internal/fields.h"
#include "runtime/vm/internal/result_reading.h"
#include "tests/unit/vm/conversation.h"
#include "tests/unit/vm/module_builder.h"

namespace proviso::testing {
namespace {

using Kind = vm::ResultReading::Kind;

const vm::ResultWords& Words() {
  static const vm::ResultWords words = [] {
    ModuleBuilder builder;
    return vm::ResultWords(builder.module);
  }();
  return words;
}

struct Called {
  ToolSpec tool;
  CallSite site;

  std::string With(std::string_view json) const {
    switch (vm::ReadResult(Json(json).view(), tool, site, Words()).kind) {
      case Kind::Answer:
        return "answer";
      case Kind::Failure:
        return "failure";
      case Kind::NotFound:
        return "not found";
      case Kind::Pending:
        return "pending";
    }
    return "";
  }
};

Called Effect(std::string_view name = "give_refund") {
  Called called;
  called.tool.name = name;
  called.tool.effect = ToolEffect::Money;
  return called;
}

Called LookUp() {
  Called called;
  called.tool.name = "get_order";
  called.site.reads = true;
  return called;
}

TEST(ResultReadingTest, AnEffectMustSaySomethingThatIsNoFailure) {
  for (const std::string_view json :
       {"null",
        "false",
        "\"\"",
        "[]",
        R"("<p>502</p>")",
        R"("It could not be done")",
        R"("failed")",
        R"({"success":"false"})",
        R"({"success":null})",
        R"({"ok":0})",
        R"({"is_error":true})",
        R"({"status":"FAILED"})",
        R"({"refund_status":"declined"})",
        R"({"status":"not refunded"})",
        R"({"status":"unknown"})",
        R"({"errors":["x"]})",
        R"({"error":{"code":"E1"}})",
        R"({"data":{"refundCreate":{"userErrors":[{"message":"x"}]}}})",
        R"({"refund":{"status":"failed"}})",
        R"({"results":[{"ok":false}]})",
        R"({"status_code":502})",
        R"({"status":404})",
        R"({"outcome":"rejected"})",
        R"("false")",
        R"("null")",
        "0",
        R"({"refunded":false})",
        R"({"is_refunded":"false"})",
        R"({"refund":null})",
        R"({"completed":false})",
        R"([{"status":"failed"}])",
        R"({"code":500})",
        R"({"errorMessage":"no"})",
        R"({"message":"The refund failed"})",
        R"({"status":"cancelled"})",
        R"({"status":"requires_action"})"}) {
    EXPECT_EQ(Effect().With(json), "failure") << json;
  }
  for (const std::string_view json :
       {"true", "7", R"("R1")", R"("ok")", "{}", R"({"id":"R1"})", R"({"error":"no"})",
        R"({"message":"It is booked. Should it have failed, we did not notice."})",
        R"({"note":null,"code":"500"})",
        R"({"error":null,"errors":[],"user_errors":{},"status":"ok"})", R"({"errors":"no errors"})",
        R"({"status":"no errors"})", R"({"success":true,"error":false})",
        R"({"status":"ok","payment_status":"failed"})",
        R"({"order":{"id":1,"payment":{"status":"failed"}}})",
        R"({"order":{"payment_status":"failed"},"id":"R1"})"}) {
    EXPECT_EQ(Effect().With(json), "answer") << json;
  }
}

TEST(ResultReadingTest, WhatTheToolDoesIsNoFailureOfIt) {
  EXPECT_EQ(Effect("reject_return").With(R"({"status":"rejected"})"), "answer");
  EXPECT_EQ(Effect("reject_return").With(R"({"status":"failed"})"), "failure");
}

TEST(ResultReadingTest, MoneyThatIsOnItsWayIsNoAnswerYet) {
  for (const std::string_view json :
       {R"("pending")", R"({"status":"pending"})", R"({"refund":{"status":"in progress"}})"}) {
    EXPECT_EQ(Effect().With(json), "pending") << json;
    Called write = Effect("send_letter");
    write.tool.effect = ToolEffect::Write;
    EXPECT_EQ(write.With(json), "answer") << json;
    Called tested = Effect();
    tested.site.state_is_tested = true;
    EXPECT_EQ(tested.With(json), "answer") << json;
  }
  EXPECT_EQ(Effect().With(R"({"status":"done","shipping_status":"pending"})"), "answer");
}

TEST(ResultReadingTest, MoneyWithAnIdWasTakenIn) {
  for (const std::string_view json : {R"({"refund_id":"R1","status":"pending"})",
                                      R"({"refund":{"id":7,"status":"in progress"}})"}) {
    EXPECT_EQ(Effect().With(json), "answer") << json;
  }
  EXPECT_EQ(Effect().With(R"({"refund_id":null,"status":"pending"})"), "pending");
  EXPECT_EQ(Effect().With(R"({"refund_id":"R1","status":"failed"})"), "failure");
}

TEST(ResultReadingTest, WhatACallTakesBackIsCancelled) {
  EXPECT_EQ(Effect("void_order").With(R"({"status":"cancelled"})"), "answer");
  EXPECT_EQ(Effect("void_order").With(R"({"status":"requires_action"})"), "failure");
  EXPECT_EQ(Effect("give_refund").With(R"({"status":"not cancelled, refunded"})"), "failure");
  Called unknown = Effect("locker_code");
  unknown.tool.effect = ToolEffect::Unknown;
  EXPECT_EQ(unknown.With(R"({"status":"EXPIRED"})"), "answer") << "what was looked up has expired";
}

TEST(ResultReadingTest, WhatIsRequiredOfPartsIsDueWhereThePartIs) {
  Called called = Effect();
  called.tool.required_fields = {{{"id"}, JsonType::String},
                                 {{"n", "k"}, JsonType::Integer},
                                 {{"l", "[]", "k"}, JsonType::Any}};
  called.tool.required_choices = {
      {{"by"}, {{{{"a"}, JsonType::String}}, {{{"b"}, JsonType::Any}, {{"c"}, JsonType::Any}}}}};
  for (const std::string_view json :
       {R"({"id":null})", R"({"id":5})", R"({"id":"1","n":{}})", R"({"id":"1","n":{"k":1.5}})",
        R"({"id":"1","l":[{"k":1},{}]})", R"({"id":"1","by":{}})", R"({"id":"1","by":{"a":1}})",
        R"({"id":"1","by":{"b":1}})"}) {
    EXPECT_EQ(called.With(json), "failure") << json;
  }
  for (const std::string_view json :
       {R"({"id":"1"})", R"({"id":"1","n":null,"l":[]})", R"({"id":"1","n":{"k":1}})",
        R"({"id":"1","l":[{"k":null}]})", R"({"id":"1","by":{"a":"x"}})",
        R"({"id":"1","by":{"b":1,"c":2}})"}) {
    EXPECT_EQ(called.With(json), "answer") << json;
  }
}

TEST(ResultReadingTest, TheCatalogueSaysWhatIsDue) {
  Called nothing = Effect();
  nothing.tool.result_types = JsonType::Null;
  EXPECT_EQ(nothing.With("null"), "answer");
  EXPECT_EQ(nothing.With("false"), "failure");
  Called object = Effect();
  object.tool.result_types = JsonType::Object;
  object.tool.required_fields = {{{"refund_id"}, JsonType::String}};
  EXPECT_EQ(object.With("null"), "failure");
  EXPECT_EQ(object.With(R"("R1")"), "failure");
  EXPECT_EQ(object.With("[1]"), "failure");
  EXPECT_EQ(object.With("{}"), "failure");
  EXPECT_EQ(object.With(R"({"id":"R1"})"), "failure");
  EXPECT_EQ(object.With(R"({"refund_id":"R1"})"), "answer");
}

TEST(ResultReadingTest, ALookUpMayFindNothing) {
  for (const std::string_view json :
       {"null", "false", "[]", "{}", R"({"exists":false})", R"("shipped")",
        R"({"status":"cancelled"})", R"({"order":{"error_count":2}})",
        R"({"charge_id":"C1","failure_reason":"card_expired"})"}) {
    EXPECT_EQ(LookUp().With(json), "answer") << json;
  }
  for (const std::string_view json :
       {R"("<html>")", R"("Service unavailable")", R"({"success":false})", R"({"errors":["x"]})",
        R"({"status":"failed"})", R"({"status":500})", R"({"data":{"status":"failed"}})"}) {
    EXPECT_EQ(LookUp().With(json), "failure") << json;
  }
  for (const std::string_view json : {R"({"error":"not_found"})", R"({"error":{"code":404}})",
                                      R"({"success":false,"message":"No such order"})",
                                      R"("Order not found")", R"({"status":404})"}) {
    EXPECT_EQ(LookUp().With(json), "not found") << json;
  }
  Called required = LookUp();
  required.tool.required_fields = {{{"status"}, JsonType::Any}};
  EXPECT_EQ(required.With("{}"), "answer") << "nothing is there";
  EXPECT_EQ(required.With(R"({"id":1})"), "failure");
}

TEST(ResultReadingTest, AStatusThatTheTextAsksForIsAState) {
  Called tested = LookUp();
  tested.site.state_is_tested = true;
  EXPECT_EQ(tested.With(R"({"status":"failed"})"), "answer");
  EXPECT_EQ(tested.With(R"("failed")"), "answer");
  EXPECT_EQ(tested.With(R"({"status":"failed","errors":["x"]})"), "failure");
}

bool Elses(std::string_view record, std::string_view customer) {
  const Value known = vm::OwnerOf(Json(customer).view(), true, Words());
  return vm::NamesSomebodyElse(Json(record).view(), known.view(), Words());
}

TEST(OwnDataTest, ARecordThatNamesAnotherCustomerIsSomebodyElses) {
  const std::string_view eva = R"({"id":"cu_9","email":"eva@example.com"})";
  for (const std::string_view record :
       {R"({"email":"mira@example.com"})", R"({"customerEmail":"mira@example.com"})",
        R"({"customer":{"email":"mira@example.com"}})", R"({"order":{"email":"mira@example.com"}})",
        R"({"data":{"orders":[{"email":"eva@example.com"},{"email":"mira@example.com"}]}})",
        R"([{"email":"mira@example.com"}])", R"({"customer_id":"cu_3"})",
        R"({"customer":{"id":"cu_3"}})"}) {
    EXPECT_TRUE(Elses(record, eva)) << record;
  }
  for (const std::string_view record :
       {R"({"email":" EVA@example.com"})", R"({"customer_id":"CU_9"})", "{}", "null",
        R"({"id":"cu_3"})", R"({"email":"mira@example.com","customer_id":"cu_9"})",
        R"({"carrier":{"email":"help@example.com"},"total":1})"}) {
    EXPECT_FALSE(Elses(record, eva)) << record;
  }
  EXPECT_FALSE(Elses(R"({"email":"mira@example.com"})", "{}")) << "nobody is known";
  EXPECT_FALSE(Elses(R"({"email":"mira@example.com"})", R"({"id":"cu_9"})"))
      << "nothing to compare";
}

class OwnDataConversationTest : public ::testing::Test {
 protected:
  Conversation Go() {
    b_.Policy("P");
    VariableId found = b_.Var("found");
    const auto account = b_.Site(b_.Tool("find_customer", ToolEffect::Read), {}, b_.Var("account"));
    b_.SiteAt(account).names_customer = true;
    const auto order = b_.Site(b_.Tool("get_order", ToolEffect::Read), {}, found);
    b_.SiteAt(order).not_found_is_result = true;
    b_.Emit(Opcode::Call, account, kNoLabel);
    b_.Emit(Opcode::Call, order, kNoLabel);
    b_.Done();
    return Conversation(b_.Load());
  }
  ModuleBuilder b_;
};

TEST_F(OwnDataConversationTest, TheAccountThatWasLookedUpIsTheCustomer) {
  Conversation talk = Go();
  talk.Start();
  talk.Result(R"({"id":"cu_9","email":"eva@example.com"})");
  talk.Result(R"({"email":"mira@example.com"})");
  EXPECT_EQ(talk.Var("found"), "unset");
}

TEST_F(OwnDataConversationTest, AFactIsStrongerThanAnAccount) {
  Conversation talk = Go();
  talk.Start("", {{"customer.email", Value::String("eva@example.com")}});
  EXPECT_TRUE(
      talk.Result(R"({"id":"cu_3","email":"mira@example.com"})").find("handoff tool_failed") !=
      std::string::npos);
}

TEST_F(OwnDataConversationTest, OnesOwnRecordIsKept) {
  Conversation talk = Go();
  talk.Start("", {{"customer.email", Value::String("eva@example.com")}});
  talk.Result(R"({"id":"cu_9","email":"eva@example.com"})");
  talk.Result(R"({"customer_id":"cu_9"})");
  EXPECT_EQ(talk.Var("found"), R"({"customer_id":"cu_9"})");
}

std::string Amount(std::string_view json, const std::vector<std::string>& paths) {
  std::vector<vm::FieldPath> ready;
  for (const std::string& path : paths) ready.emplace_back(path);
  return DisplayText(vm::FindAmount(Json(json).view(), ready, Words()).view());
}

TEST(FindAmountTest, AnAmountHasItsCurrencyFromItselfOrFromBesideIt) {
  EXPECT_EQ(Amount(R"({"total":"80.00 EUR"})", {"total"}), "80.00 EUR");
  EXPECT_EQ(Amount(R"({"total":80,"currency":"EUR"})", {"total"}), "80.00 EUR");
  EXPECT_EQ(Amount(R"({"total":{"amount":80,"currency":"EUR","text":"x"}})", {"total"}),
            "80.00 EUR");
  EXPECT_EQ(Amount(R"({"order":{"total":"80.00 EUR"}})", {"total"}), "80.00 EUR");
  EXPECT_EQ(Amount(R"({"order_total":"80.00 EUR"})", {"total"}), "80.00 EUR");
  EXPECT_EQ(Amount(R"({"refund":{"amount":"5 EUR"},"id":1})", {"refund_amount"}), "5.00 EUR");
}

TEST(FindAmountTest, WhatIsMissingNegativeOrWithoutCurrencyIsUnknown) {
  EXPECT_EQ(Amount(R"({"total":80})", {"total"}), "");
  EXPECT_EQ(Amount(R"({"total":"-80 EUR"})", {"total"}), "");
  EXPECT_EQ(Amount(R"({"total":null,"grand_total":"80 EUR"})", {"total", "grand_total"}), "");
  EXPECT_EQ(Amount(R"({"subtotal":"80 EUR","shipping_total":"5 EUR"})", {"total"}), "");
  EXPECT_EQ(Amount(R"({"items":[{"total":"80 EUR"}],"id":1})", {"total"}), "");
  EXPECT_EQ(Amount(R"({"shipping":{"total":"80 EUR"},"id":1})", {"total"}), "");
  EXPECT_EQ(Amount(R"({"total":80,"currency":"euro"})", {"total"}), "");
}

}  // namespace
}  // namespace proviso::testing
