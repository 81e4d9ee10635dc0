// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/internal/predicates.h"

#include <gtest/gtest.h>

#include "tests/unit/vm/conversation.h"
#include "tests/unit/vm/module_builder.h"

namespace proviso::testing {
namespace {

std::string Ask(const PredicateSpec& spec, std::string_view json) {
  ModuleBuilder builder;
  const vm::ResultWords words(builder.module);
  const vm::Truth truth = vm::Test(vm::Predicate(spec), Json(json).view(), words);
  return truth ? (*truth ? "true" : "false") : "unknown";
}

std::string Word(std::string_view word, std::string_view json) {
  return Ask({PredicateForm::Words, "", {}, {std::string(word)}}, json);
}

std::string Exists(std::string_view json) { return Ask({PredicateForm::Exists, "", {}, {}}, json); }

TEST(PredicateTest, AFlagOfThatNameAnswers) {
  EXPECT_EQ(Word("eligible", R"({"eligible":true})"), "true");
  EXPECT_EQ(Word("eligible", R"({"is_eligible":false})"), "false");
  EXPECT_EQ(Word("eligible", R"({"isEligible":true})"), "true");
  EXPECT_EQ(Word("final sale", R"({"final_sale":true,"status":"open"})"), "true");
}

TEST(PredicateTest, ThenAStatusSaysIt) {
  EXPECT_EQ(Word("shipped", R"({"status":"Shipped"})"), "true");
  EXPECT_EQ(Word("shipped", R"({"shipping_status":"delivered"})"), "false");
  EXPECT_EQ(Word("shipped", R"({"order_status":"delivered"})"), "false");
  EXPECT_EQ(Word("shipped", R"({"payment_status":"delivered"})"), "unknown");
  EXPECT_EQ(Word("partly shipped", R"({"order_state":"partly-shipped"})"), "true");
}

TEST(PredicateTest, AStatusThatSaysTheWordAmongOthersIsUnknown) {
  for (const std::string_view status :
       {"partially_delivered", "PARTIALLY-DELIVERED", "partiallyDelivered",
        "delivered to neighbour", "not fully delivered", "delivery", "delivering", "redelivered",
        "unknown", "7", "n/a"}) {
    EXPECT_EQ(Word("delivered", "{\"status\":\"" + std::string(status) + "\"}"), "unknown")
        << status;
  }
  for (const std::string_view status : {"Délivered", "deliver-ed", "DELIVERED", "deliver"}) {
    EXPECT_EQ(Word("delivered", "{\"status\":\"" + std::string(status) + "\"}"), "true") << status;
  }
  for (const std::string_view status :
       {"undelivered", "not delivered", "NOT_DELIVERED", "lost", "in transit"}) {
    EXPECT_EQ(Word("delivered", "{\"status\":\"" + std::string(status) + "\"}"), "false") << status;
  }
  EXPECT_EQ(Word("successful", R"({"status":"succeeded"})"), "true");
  EXPECT_EQ(Word("new", R"({"status":"renewed"})"), "false") << "three letters are found by chance";
  EXPECT_EQ(Word("paid", R"({"status":7})"), "unknown");
  EXPECT_EQ(Word("paid", R"({"status":null})"), "unknown");
  EXPECT_EQ(Word("paid", R"({"status":{"code":"paid"}})"), "unknown");
  EXPECT_EQ(Word("paid", R"({"paid":null,"status":"open"})"), "unknown");
  EXPECT_EQ(Word("paid", R"({"paid":"false"})"), "false");
  EXPECT_EQ(Word("paid", R"({"state":"Ohio","city":"Dayton"})"), "unknown") << "a place";
}

TEST(PredicateTest, WhatLiesInsideDeniesNothing) {
  EXPECT_EQ(Word("shipped", R"({"id":1,"payment":{"status":"open"}})"), "unknown");
  EXPECT_EQ(Word("shipped", R"({"id":1,"order":{"status":"open"}})"), "false");
}

TEST(PredicateTest, AFieldMayBeTheStatusItself) {
  const PredicateSpec spec{PredicateForm::Says, "", {"Out for delivery", "delivered"}, {}};
  EXPECT_EQ(Ask(spec, R"("OUT_FOR_DELIVERY")"), "true");
  EXPECT_EQ(Ask(spec, R"("delivered to neighbour")"), "unknown");
  EXPECT_EQ(Ask(spec, R"("lost")"), "false");
  EXPECT_EQ(Ask(spec, "null"), "unknown");
  EXPECT_EQ(Ask(spec, "7"), "unknown");
}

TEST(PredicateTest, AValueHasAForm) {
  const PredicateSpec spec{PredicateForm::Says, "", {}, {"RT#####", "@@##"}};
  EXPECT_EQ(Ask(spec, R"("RT-40117")"), "true");
  EXPECT_EQ(Ask(spec, R"("rt 40117")"), "true");
  EXPECT_EQ(Ask(spec, R"("ab12")"), "true");
  EXPECT_EQ(Ask(spec, R"("RT-4011")"), "false");
  EXPECT_EQ(Ask(spec, R"("RT-401177")"), "false");
  EXPECT_EQ(Ask(spec, R"("RX-40117")"), "false");
  EXPECT_EQ(Ask(spec, R"("")"), "false");
  EXPECT_EQ(Ask(spec, "null"), "unknown");
  const PredicateSpec digits{PredicateForm::Says, "", {}, {"######"}};
  EXPECT_EQ(Ask(digits, "204418"), "true");
  EXPECT_EQ(Ask(digits, R"("20441x")"), "false");
}

TEST(PredicateTest, TheFlagIsStrongerThanTheStatus) {
  EXPECT_EQ(Word("paid", R"({"status":"paid","paid":false})"), "false");
}

TEST(PredicateTest, OneLevelOfWrappingIsLookedThrough) {
  EXPECT_EQ(Word("shipped", R"({"order":{"status":"shipped"}})"), "true");
  EXPECT_EQ(Word("paid", R"({"a":{"paid":true},"b":{"paid":false}})"), "unknown");
}

TEST(PredicateTest, WhatDoesNotAnswerIsUnknown) {
  EXPECT_EQ(Word("eligible", R"({"reason":"x"})"), "unknown");
  EXPECT_EQ(Word("eligible", "null"), "unknown");
  EXPECT_EQ(Word("eligible", R"([{"eligible":true},{"eligible":true}])"), "unknown");
  EXPECT_EQ(Word("eligible", R"({"status":""})"), "unknown");
  EXPECT_EQ(Word("shipped", R"("delivered")"), "unknown");
}

TEST(PredicateTest, ABareAnswerCounts) {
  EXPECT_EQ(Word("eligible", "true"), "true");
  EXPECT_EQ(Word("shipped", R"("Shipped")"), "true");
}

TEST(PredicateTest, ExistingMeansBeingThere) {
  EXPECT_EQ(Exists("null"), "false");
  EXPECT_EQ(Exists("\"\""), "false");
  EXPECT_EQ(Exists("[]"), "false");
  EXPECT_EQ(Exists("{}"), "false");
  EXPECT_EQ(Exists(R"({"exists":false})"), "false");
  EXPECT_EQ(Exists(R"({"found":false,"id":1})"), "false");
  EXPECT_EQ(Exists(R"({"found":"false","id":1})"), "false");
  EXPECT_EQ(Exists(R"({"order":null})"), "false");
  EXPECT_EQ(Exists(R"({"orders":[],"count":0,"success":true})"), "false");
  EXPECT_EQ(Exists(R"({"eligible":false,"reason":null})"), "true");
  EXPECT_EQ(Exists(R"({"id":1})"), "true");
  EXPECT_EQ(Exists(R"({"exists":true})"), "true");
}

TEST(PredicateTest, DeclaredFieldsAnswerExactly) {
  const PredicateSpec flag{PredicateForm::Field, "customer.vip", {}, {}};
  EXPECT_EQ(Ask(flag, R"({"customer":{"vip":true}})"), "true");
  EXPECT_EQ(Ask(flag, R"({"customer":{}})"), "unknown");
  const PredicateSpec status{PredicateForm::Field, "status", {"in transit", "shipped"}, {}};
  EXPECT_EQ(Ask(status, R"({"status":"In-Transit"})"), "true");
  EXPECT_EQ(Ask(status, R"({"status":"open"})"), "false");
  EXPECT_EQ(Ask(status, R"({"state":"shipped"})"), "unknown");
}

TEST(PredicateTest, AResultWithoutTheDeclaredFieldMaySayItInOtherWords) {
  const PredicateSpec spec{PredicateForm::Field, "shipment.status", {"shipped"}, {"shipped"}};
  EXPECT_EQ(Ask(spec, R"({"is_shipped":true})"), "true");
  EXPECT_EQ(Ask(spec, R"({"shipment":{"status":"open"},"is_shipped":true})"), "false");
}

TEST(PredicateTest, TheStatusOfTheAnswerIsNotThatOfTheRecord) {
  EXPECT_EQ(Word("shipped", R"({"status":"done","order":{"status":"shipped"}})"), "true");
  EXPECT_EQ(Word("shipped", R"({"status":"done","order":{"status":"open"}})"), "false");
  EXPECT_EQ(Word("shipped", R"({"status":"done","data":{"order":{"shipped":true}}})"), "true");
  EXPECT_EQ(Word("shipped", R"({"status":"done","orders":[{"status":"shipped"}]})"), "true");
  EXPECT_EQ(Word("shipped", R"({"status":"shipped","order":{"status":"open"}})"), "unknown");
  for (const char* json : {R"({"status":"ok","id":1})", R"({"status":"done","order":{"id":1}})",
                           R"({"status":"done","orders":[{"status":"shipped"},{"status":"open"}]})",
                           R"({"id":1,"status":"done","order":{"status":"shipped"}})"}) {
    EXPECT_EQ(Word("shipped", json), "unknown") << json;
  }
  EXPECT_EQ(Word("shipped", R"({"id":1,"status":"open","customer":{"status":"shipped"}})"),
            "false");
}

TEST(PredicateTest, WhatIsFoundIsOnFileButNotAlwaysRegistered) {
  EXPECT_EQ(Word("on file", R"({"id":1})"), "true");
  EXPECT_EQ(Word("on file", R"({"id":1,"status":"open"})"), "true");
  EXPECT_EQ(Word("on file", R"({"id":1,"on_file":false})"), "false");
  EXPECT_EQ(Word("on file", R"({"id":1,"on_file":null})"), "unknown");
  EXPECT_EQ(Word("registered", R"({"id":1})"), "unknown");
  EXPECT_EQ(Word("registered", R"({"id":1,"registered":false})"), "false");
  for (const char* word : {"on file", "registered"}) {
    EXPECT_EQ(Word(word, "null"), "false") << word;
    EXPECT_EQ(Word(word, R"({"found":false})"), "false") << word;
  }
}

TEST(PredicateTest, ArticlesDoNotCount) {
  EXPECT_EQ(Word("at warehouse", R"({"status":"at the warehouse"})"), "true");
  EXPECT_EQ(Word("at the warehouse", R"({"status":"AT_WAREHOUSE"})"), "true");
  EXPECT_EQ(Word("at warehouse", R"({"status":"warehouse, looked at"})"), "unknown");
}

}  // namespace
}  // namespace proviso::testing
