// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/internal/fields.h"

#include <gtest/gtest.h>

#include "tests/unit/vm/conversation.h"

namespace proviso::testing {
namespace {

std::string Find(std::string_view json, const std::vector<std::string>& paths,
                 ValueType type = ValueType::Json, bool self = false) {
  std::vector<vm::FieldPath> ready;
  for (const std::string& path : paths) ready.emplace_back(path);
  const Value root = Json(json);
  return DisplayText(vm::FindField(root.view(), ready, type, self));
}

TEST(FindFieldTest, ExactPathsFirstInTheirOrder) {
  EXPECT_EQ(Find(R"({"b":"2","a":"1"})", {"a", "b"}), "1");
  EXPECT_EQ(Find(R"({"address":{"id":5}})", {"address.id"}), "5");
  EXPECT_EQ(Find(R"({"addresses":[{"id":7},{"id":8}]})", {"addresses.1.id"}), "8");
  EXPECT_EQ(Find(R"([{"id":7}])", {"0.id"}), "7");
}

TEST(FindFieldTest, KeysCompareWithoutCaseSpacesAndHyphens) {
  EXPECT_EQ(Find(R"({"Order-Id":"9"})", {"order_id"}), "9");
  EXPECT_EQ(Find(R"({"orderId":"9"})", {"order id"}), "9");
}

TEST(FindFieldTest, ThenTheEndingOfAKey) {
  EXPECT_EQ(Find(R"({"shipping_status":"late"})", {"status"}), "late");
  EXPECT_EQ(Find(R"({"shippingStatus":"late"})", {"status"}), "late");
  EXPECT_EQ(Find(R"({"ineligibility_reason":"old"})", {"reason"}), "old");
  EXPECT_EQ(Find(R"({"treason":"x"})", {"reason"}), "");
  EXPECT_EQ(Find(R"({"default_address_id":3,"order_id":4})", {"address.id"}), "3");
  EXPECT_EQ(Find(R"({"order_id":4})", {"address.id"}), "") << "an id of something else";
  EXPECT_EQ(Find(R"({"a":1,"":2})", {"-"}), "2") << "a path without words ends no key";
}

TEST(FindFieldTest, TheTopLevelWinsThenLevelByLevel) {
  EXPECT_EQ(Find(R"({"x":{"status":"inner"},"shipping_status":"top"})", {"status"}), "top");
  EXPECT_EQ(Find(R"({"a":{"b":{"status":"deep"}},"c":{"status":"near"}})", {"status"}), "near");
  EXPECT_EQ(Find(R"({"orders":[{"status":"first"},{"status":"second"}]})", {"status"}), "first");
  EXPECT_EQ(Find(R"([{"status":"first"}])", {"status"}), "first");
}

TEST(FindFieldTest, DepthIsLimited) {
  EXPECT_EQ(Find(R"({"a":{"b":{"c":{"x":"3"}}}})", {"x"}), "3");
  EXPECT_EQ(Find(R"({"a":{"b":{"c":{"d":{"x":"4"}}}}})", {"x"}), "");
}

TEST(FindFieldTest, ValuesThatCannotBeOfTheTypeArePassedOver) {
  EXPECT_EQ(Find(R"({"reason":{"code":1},"x":{"reason":"old"}})", {"reason"}, ValueType::Text),
            "old");
  EXPECT_EQ(Find(R"({"items":"none","y":{"items":["a"]}})", {"items"}, ValueType::List), "a");
  EXPECT_EQ(Find(R"({"reason":"","why":{"reason":"old"}})", {"reason"}, ValueType::Text), "old");
  EXPECT_EQ(Find(R"({"percent":"10%"})", {"percent"}, ValueType::Percent), "10%");
  EXPECT_EQ(Find(R"({"percent":"ten"})", {"percent"}, ValueType::Percent), "");
}

TEST(FindFieldTest, ABareValueIsItselfOnlyWhenSaidSo) {
  EXPECT_EQ(Find("\"shipped\"", {"status"}, ValueType::Text, true), "shipped");
  EXPECT_EQ(Find("\"shipped\"", {"status"}, ValueType::Text, false), "");
  EXPECT_EQ(Find("null", {"status"}, ValueType::Text, true), "");
}

}  // namespace
}  // namespace proviso::testing
