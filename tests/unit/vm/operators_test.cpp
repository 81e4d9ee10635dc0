// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/internal/operators.h"

#include <gtest/gtest.h>

#include "runtime/vm/internal/coerce.h"
#include "runtime/vm/internal/iso_time.h"
#include "tests/unit/vm/conversation.h"

namespace proviso::testing {
namespace {

using vm::Truth;
constexpr Truth kUnknown = std::nullopt;

Value S(std::string_view text) { return Value::String(text); }
Value N(std::string_view text) { return Value::Decimal(text); }
Value M(std::string_view currency, std::string_view text) { return Value::Money(currency, text); }

Truth Equal(const Value& a, const Value& b) { return vm::Equal(a.view(), b.view()); }
Truth Less(const Value& a, const Value& b) { return vm::Less(a.view(), b.view()); }
Truth LessOrEqual(const Value& a, const Value& b) { return vm::LessOrEqual(a.view(), b.view()); }

TEST(TruthTest, ThreeValues) {
  EXPECT_EQ(vm::And(false, kUnknown), Truth(false));
  EXPECT_EQ(vm::And(true, kUnknown), kUnknown);
  EXPECT_EQ(vm::Or(true, kUnknown), Truth(true));
  EXPECT_EQ(vm::Or(false, kUnknown), kUnknown);
  EXPECT_EQ(vm::Not(kUnknown), kUnknown);
}

TEST(EqualTest, TextsAsPeopleCompareThem) {
  EXPECT_EQ(Equal(S("In Transit"), S("in-transit")), Truth(true));
  EXPECT_EQ(Equal(S("ÅPEN"), S("åpen")), Truth(true));
  EXPECT_EQ(Equal(S("a"), S("b")), Truth(false));
  EXPECT_EQ(Equal(S("1001"), Value::Integer(1001)), Truth(true));
  EXPECT_EQ(Equal(S("10.50"), N("10.5")), Truth(true));
  EXPECT_EQ(Equal(S("a"), Value()), kUnknown);
  EXPECT_EQ(Equal(M("EUR", "80"), M("EUR", "80.00")), Truth(true));
  EXPECT_EQ(Equal(M("EUR", "80"), M("USD", "80")), Truth(false));
  EXPECT_EQ(Equal(M("EUR", "80"), N("80")), kUnknown);
}

TEST(LessTest, NumbersMoneyAndDates) {
  EXPECT_EQ(Less(N("9.99"), Value::Integer(10)), Truth(true));
  EXPECT_EQ(Less(S("9"), S("10")), Truth(true)) << "numerals in texts are numbers";
  EXPECT_EQ(Less(M("EUR", "9"), M("EUR", "10")), Truth(true));
  EXPECT_EQ(Less(M("EUR", "9"), M("USD", "10")), kUnknown);
  EXPECT_EQ(Less(S("2026-01-31"), S("2026-02-01")), Truth(true));
  EXPECT_EQ(Less(S("2026-01-31T23:30:00-02:00"), S("2026-02-01T01:00:00Z")), Truth(false));
  EXPECT_EQ(LessOrEqual(S("2026-01-31T23:30:00Z"), S("2026-01-31")), Truth(true));
  EXPECT_EQ(Less(S("apple"), S("banana")), kUnknown);
  EXPECT_EQ(Less(Value(), Value::Integer(1)), kUnknown);
}

TEST(ContainsTest, TextsAndLists) {
  const Value list = Json(R"(["Lamp", 5])");
  EXPECT_EQ(vm::Contains(S("Red Lamp").view(), S("lamp").view()), Truth(true));
  EXPECT_EQ(vm::Contains(S("Red Lamp").view(), S("").view()), Truth(false));
  EXPECT_EQ(vm::Contains(list.view(), S("LAMP").view()), Truth(true));
  EXPECT_EQ(vm::OneOf(Value::Integer(5).view(), list.view()), Truth(true));
  EXPECT_EQ(vm::OneOf(S("chair").view(), list.view()), Truth(false));
  EXPECT_EQ(vm::OneOf(Value().view(), list.view()), kUnknown);
}

TEST(ArithmeticTest, ExactAndNeverAcrossCurrencies) {
  EXPECT_EQ(vm::Add(N("0.1").view(), N("0.2").view()), N("0.3"));
  EXPECT_EQ(vm::Add(M("EUR", "0.10").view(), M("EUR", "0.20").view()), M("EUR", "0.3"));
  EXPECT_EQ(vm::Add(M("EUR", "1").view(), M("USD", "1").view()), Value());
  EXPECT_EQ(vm::Add(M("EUR", "1").view(), N("1").view()), Value());
  EXPECT_EQ(vm::Multiply(M("EUR", "80").view(), N("0.1").view()), M("EUR", "8"));
  EXPECT_EQ(vm::Multiply(N("2").view(), M("EUR", "80").view()), M("EUR", "160"));
  EXPECT_EQ(vm::Divide(M("EUR", "80").view(), M("EUR", "20").view()), Value::Integer(4));
  EXPECT_EQ(vm::Divide(N("1").view(), N("0").view()), Value());
  EXPECT_EQ(vm::Subtract(S("12.50").view(), Value::Integer(2).view()), N("10.5"));
  const Value huge = Value::Integer(9223372036854775807LL);
  EXPECT_EQ(vm::Add(huge.view(), huge.view()), N("18446744073709551614"));
}

TEST(SumTest, ListsOfOneKind) {
  EXPECT_EQ(vm::Sum(Json("[1, 2.5]").view()), N("3.5"));
  EXPECT_EQ(vm::Sum(Json("[]").view()), Value::Integer(0));
  EXPECT_EQ(vm::Sum(Json("[1, \"x\"]").view()), Value());
  EXPECT_EQ(vm::Count(Json("[1, 2]").view()), Value::Integer(2));
  EXPECT_EQ(vm::Count(Json("[]").view()), Value::Integer(0));
  EXPECT_EQ(vm::Count(Value().view()), Value()) << "nobody knows";
  EXPECT_EQ(vm::Count(Value::Integer(4).view()), Value::Integer(4));
}

TEST(ElapsedTest, SecondsBetweenInstants) {
  const auto elapsed = [](std::string_view from, std::string_view to) {
    return vm::Elapsed(S(from).view(), S(to).view());
  };
  EXPECT_EQ(elapsed("2026-01-31", "2026-02-01T00:00:01Z"), Value::Integer(86'401));
  EXPECT_EQ(elapsed("2026-01-01T00:00:00+02:00", "2026-01-01T00:00:00Z"), Value::Integer(7'200));
  EXPECT_EQ(elapsed("2026-01-02", "2026-01-01"), Value::Integer(-86'400));
  EXPECT_EQ(elapsed("yesterday", "2026-01-01"), Value());
}

TEST(CoerceTest, ToDeclaredTypes) {
  using vm::Coerce;
  EXPECT_EQ(Coerce(ValueType::OrderNumber, Value::Integer(1001).view()), S("1001"));
  EXPECT_EQ(Coerce(ValueType::Percent, S("15 %").view()), Value::Integer(15));
  EXPECT_EQ(Coerce(ValueType::Number, S("1,200.50").view()), N("1200.5"));
  EXPECT_EQ(Coerce(ValueType::Number, S("a lot").view()), Value());
  EXPECT_EQ(Coerce(ValueType::Money, S("$80.00").view()), M("USD", "80"));
  EXPECT_EQ(Coerce(ValueType::Money, S("80 EUR").view()), M("EUR", "80"));
  EXPECT_EQ(Coerce(ValueType::List, S("lamp").view()), Json(R"(["lamp"])"));
  EXPECT_EQ(Coerce(ValueType::List, Value().view()), Value());
  EXPECT_EQ(Coerce(ValueType::Email, Json(R"({"a":1})").view()), Value());
  EXPECT_EQ(Coerce(ValueType::Text, Json(R"({"street":"1 Main St","city":"Porto"})").view()),
            S("1 Main St, Porto"));
}

TEST(IsoTimeTest, OnlyRealDates) {
  EXPECT_TRUE(vm::ParseIsoTime("2024-02-29"));
  for (const auto* text : {"2026-02-29", "2026-13-01", "2026-1-1", "20260101", "2026-01-01x",
                           "2026-01-01T25:00", "2026-01-01T10:00:00+", ""}) {
    EXPECT_FALSE(vm::ParseIsoTime(text)) << text;
  }
}

}  // namespace
}  // namespace proviso::testing
