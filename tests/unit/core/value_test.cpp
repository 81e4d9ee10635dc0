// SPDX-License-Identifier: Apache-2.0
#include "core/value.h"

#include <gtest/gtest.h>

#include <random>

#include "core/value_type.h"

namespace proviso {
namespace {

Value SampleMap() {
  ListBuilder items;
  items.Add(Value::String("Lamp").view());
  items.Add(Value::Integer(-3).view());
  MapBuilder map;
  map.Add("id", Value::Integer(77).view());
  map.Add("street", Value::String("1 Main St").view());
  map.Add("city", Value::String("Århus").view());
  map.Add("gift", Value::Bool(true).view());
  map.Add("items", items.Build().view());
  map.Add("total", Value::Money("EUR", "80.50").view());
  return map.Build();
}

TEST(ValueTest, ScalarsKeepWhatTheyWereMadeOf) {
  EXPECT_TRUE(Value().view().is_null());
  EXPECT_TRUE(Value::Bool(true).view().is_true());
  EXPECT_EQ(Value::Integer(-9223372036854775807LL - 1).view().integer(),
            -9223372036854775807LL - 1);
  EXPECT_EQ(Value::String("héllo").view().text(), "héllo");
  EXPECT_EQ(Value::Money("EUR", "80.50").view().text(), "80.5");
  EXPECT_EQ(Value::Money("EUR", "80.50").view().currency(), "EUR");
}

TEST(ValueTest, NumeralsHaveOneSpelling) {
  EXPECT_EQ(Value::Decimal("10.0"), Value::Integer(10));
  EXPECT_EQ(Value::Decimal("-00.50").view().text(), "-0.5");
  EXPECT_EQ(Value::Decimal("-0"), Value::Integer(0));
  EXPECT_EQ(Value::Decimal("99999999999999999999").view().kind(), ValueKind::Decimal);
  EXPECT_TRUE(Value::Decimal("ten").view().is_null());
  EXPECT_TRUE(Value::Decimal("1e5").view().is_null());
  EXPECT_TRUE(Value::Decimal(std::string(1'000'000, '9')).view().is_null());
  EXPECT_TRUE(Value::Money("euro", "1").view().is_null());
}

TEST(ValueTest, ContainersAreReadInOrder) {
  const Value map = SampleMap();
  EXPECT_EQ(map.view().size(), 6u);
  EXPECT_EQ(map.view().Find("city")->text(), "Århus");
  EXPECT_FALSE(map.view().Find("country"));
  const ValueView items = *map.view().Find("items");
  EXPECT_EQ(items.At(1)->integer(), -3);
  EXPECT_FALSE(items.At(2));
  std::string keys;
  for (auto entry = map.view().first(); entry; entry = map.view().next(*entry)) {
    keys += std::string(entry->key) + " ";
  }
  EXPECT_EQ(keys, "id street city gift items total ");
}

TEST(ValueTest, DisplayIsWhatACustomerReads) {
  EXPECT_EQ(DisplayText(Value().view()), "");
  EXPECT_EQ(DisplayText(Value::Integer(10).view()), "10");
  EXPECT_EQ(DisplayText(Value::Money("EUR", "80").view()), "80.00 EUR");
  EXPECT_EQ(DisplayText(Value::Money("JPY", "80").view()), "80 JPY");
  EXPECT_EQ(DisplayText(Value::Money("EUR", "0.125").view()), "0.125 EUR");
  EXPECT_EQ(DisplayText(SampleMap().view()), "1 Main St, Århus, 80.50 EUR");
  EXPECT_EQ(DisplayText(*SampleMap().view().Find("items")), "Lamp, -3");
}

TEST(ValueTest, TextThatIsNotUtf8IsRepairedAtOnce) {
  const Value value = Value::String(
      "a\xFF"
      "b");
  EXPECT_EQ(value.view().text(),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_TRUE(CheckValue(value.bytes()));
}

TEST(CheckValueTest, AcceptsWhatBuildersMakeAndSaysItsLength) {
  const std::string bytes = SampleMap().bytes();
  EXPECT_EQ(CheckValue(bytes), bytes.size());
  EXPECT_EQ(CheckValue(bytes + "more"), bytes.size());
}

TEST(CheckValueTest, RefusesEveryPrefix) {
  const std::string bytes = SampleMap().bytes();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_FALSE(CheckValue(std::string_view(bytes).substr(0, length))) << length;
  }
}

TEST(CheckValueTest, RefusesSecondSpellingsOfAValue) {
  using namespace std::string_literals;
  EXPECT_FALSE(CheckValue("\x04\x02"s + "10"));   // a decimal that is an integer
  EXPECT_FALSE(CheckValue("\x04\x03"s + "1.0"));  // a trailing zero
  EXPECT_FALSE(CheckValue("\x03\x80\x00"s));      // a padded varint
  EXPECT_FALSE(CheckValue("\x05\x01\xFF"s));      // not UTF-8
  EXPECT_FALSE(
      CheckValue("\x08"
                 "eur\x01"
                 "1"s));              // not a currency
  EXPECT_FALSE(CheckValue("\x09"s));  // no such kind
}

TEST(CheckValueTest, NestingIsLimited) {
  Value value;
  for (int depth = 0; depth < kMaxValueDepth; ++depth) {
    ListBuilder list;
    list.Add(value.view());
    value = list.Build();
  }
  EXPECT_TRUE(CheckValue(value.bytes()));
  EXPECT_FALSE(CheckValue(value.bytes(), kMaxValueDepth - 1));
  ListBuilder list;
  list.Add(value.view());
  EXPECT_FALSE(CheckValue(list.Build().bytes()));
}

TEST(CheckValueTest, DamagedBytesNeverReadPastTheEnd) {
  std::mt19937 random(7);
  const std::string good = SampleMap().bytes();
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = good;
    for (int i = 0; i < 3; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    bytes.resize(random() % (bytes.size() + 1));
    // Copied to the heap exactly, so that sanitizers see one byte too many.
    const std::vector<char> exact(bytes.begin(), bytes.end());
    const std::string_view view(exact.data(), exact.size());
    if (const auto length = CheckValue(view)) {
      DisplayText(ValueView::FromChecked(view.substr(0, *length)));
    }
  }
}

TEST(ValueTypeTest, NamesGoBothWays) {
  for (std::uint8_t i = 0; i < kValueTypeCount; ++i) {
    const auto type = static_cast<ValueType>(i);
    EXPECT_EQ(ParseValueType(ValueTypeName(type)), type);
  }
  EXPECT_EQ(ParseValueType("str"), ValueType::Text);
  EXPECT_EQ(ParseValueType("int"), ValueType::Number);
  EXPECT_EQ(ParseValueType("float"), ValueType::Number);
  EXPECT_EQ(ParseValueType("bool"), ValueType::YesNo);
  EXPECT_EQ(ParseValueType("Order Number"), ValueType::OrderNumber);
  EXPECT_FALSE(ParseValueType("strng"));
}

}  // namespace
}  // namespace proviso
