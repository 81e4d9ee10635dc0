// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/internal/operators.h"

#include <string>

#include "core/decimal.h"
#include "runtime/vm/internal/coerce.h"
#include "runtime/vm/internal/iso_time.h"
#include "runtime/vm/internal/loose_text.h"

namespace proviso::vm {
namespace {

bool IsMoney(ValueView value) { return value.kind() == ValueKind::Money; }

// The canonical numeral of a number or of a text that is one: platforms give prices as "12.50".
std::optional<std::string> Numeral(ValueView value) {
  switch (value.kind()) {
    case ValueKind::Integer:
      return std::to_string(value.integer());
    case ValueKind::Decimal:
      return std::string(value.text());
    case ValueKind::String:
      return CanonicalDecimal(value.text());
    default:
      return std::nullopt;
  }
}

// "31.00 USD" beside a number or an amount, where nobody knew that an amount was due: the author's
// number is in its currency. Null for other texts, and for an amount below zero.
Value AmountIn(ValueView text, ValueView other) {
  if (!text.is_string() || !(other.is_number() || IsMoney(other))) return Value();
  Value amount = MoneyFromText(text.text());
  if (amount.view().is_null() || CompareDecimals(amount.view().text(), "0") < 0) return Value();
  return amount;
}

// Negative, zero, positive; nullopt when the two cannot be put in order.
std::optional<int> Order(ValueView a, ValueView b) {
  if (const Value amount = AmountIn(a, b); IsMoney(amount.view()))
    return Order(amount.view(), InCurrencyOf(b, amount.view()).view());
  if (const Value amount = AmountIn(b, a); IsMoney(amount.view()))
    return Order(InCurrencyOf(a, amount.view()).view(), amount.view());
  if (a.kind() == ValueKind::Integer && b.kind() == ValueKind::Integer) {
    return a.integer() < b.integer() ? -1 : (a.integer() > b.integer() ? 1 : 0);
  }
  if (IsMoney(a) && IsMoney(b)) {
    if (a.currency() != b.currency()) return std::nullopt;
    return CompareDecimals(a.text(), b.text());
  }
  if (a.is_string() && b.is_string()) {
    const auto time_a = ParseIsoTime(a.text());
    const auto time_b = ParseIsoTime(b.text());
    if (time_a && time_b) return Compare(*time_a, *time_b);
  }
  const auto number_a = Numeral(a);
  const auto number_b = Numeral(b);
  if (!number_a || !number_b) return std::nullopt;
  return CompareDecimals(*number_a, *number_b);
}

bool ContainsText(std::string_view text, std::string_view part) {
  const std::string squashed = Squash(part);
  return !squashed.empty() && Squash(text).find(squashed) != std::string::npos;
}

Value FromNumeral(const std::optional<std::string>& numeral) {
  return numeral ? Value::Decimal(*numeral) : Value::Null();
}

Value FromAmount(std::string_view currency, const std::optional<std::string>& amount) {
  return amount ? Value::Money(currency, *amount) : Value::Null();
}

using Operation = std::optional<std::string> (*)(std::string_view, std::string_view);

// Sums and differences: two numbers, or two amounts of one currency.
Value Combine(ValueView a, ValueView b, Operation operation) {
  if (IsMoney(a) && IsMoney(b)) {
    if (a.currency() != b.currency()) return Value::Null();
    return FromAmount(a.currency(), operation(a.text(), b.text()));
  }
  const auto number_a = Numeral(a);
  const auto number_b = Numeral(b);
  if (!number_a || !number_b) return Value::Null();
  return FromNumeral(operation(*number_a, *number_b));
}

}  // namespace

Truth Not(Truth a) {
  if (!a) return std::nullopt;
  return !*a;
}

Truth And(Truth a, Truth b) {
  if ((a && !*a) || (b && !*b)) return false;
  if (!a || !b) return std::nullopt;
  return true;
}

Truth Or(Truth a, Truth b) { return Not(And(Not(a), Not(b))); }

Truth Equal(ValueView a, ValueView b) {
  if (a.is_null() || b.is_null()) return std::nullopt;
  if (a == b) return true;
  if (a.is_string() && b.is_string()) {
    if (LooselyEqual(a.text(), b.text())) return true;
    const auto time_a = ParseIsoTime(a.text());
    const auto time_b = ParseIsoTime(b.text());
    return time_a && time_b && Compare(*time_a, *time_b) == 0;
  }
  const bool text_and_number = (a.is_string() && b.is_number()) || (a.is_number() && b.is_string());
  if (const Value amount = AmountIn(a, b); IsMoney(amount.view()))
    return Equal(amount.view(), InCurrencyOf(b, amount.view()).view());
  if (const Value amount = AmountIn(b, a); IsMoney(amount.view()))
    return Equal(InCurrencyOf(a, amount.view()).view(), amount.view());
  if (text_and_number) {
    const auto number_a = Numeral(a);
    const auto number_b = Numeral(b);
    // A code where a word is due, or a word where a number is, says nothing.
    if (!number_a || !number_b) return std::nullopt;
    return *number_a == *number_b;
  }
  const bool structure = a.is_list() || a.is_map() || b.is_list() || b.is_map();
  if (structure && a.kind() != b.kind()) return std::nullopt;
  // An amount and a bare number: the currency decides, and it is not said.
  if (IsMoney(a) != IsMoney(b)) return std::nullopt;
  return false;
}

Truth Less(ValueView a, ValueView b) {
  const auto order = Order(a, b);
  if (!order) return std::nullopt;
  return *order < 0;
}

Truth LessOrEqual(ValueView a, ValueView b) {
  const auto order = Order(a, b);
  if (!order) return std::nullopt;
  return *order <= 0;
}

Truth Contains(ValueView container, ValueView item) {
  if (container.is_null() || item.is_null()) return std::nullopt;
  if (container.is_list()) return OneOf(item, container);
  if (container.is_string() && !item.is_list() && !item.is_map()) {
    return ContainsText(container.text(), DisplayText(item));
  }
  return std::nullopt;
}

Truth OneOf(ValueView value, ValueView list) {
  if (value.is_null() || list.is_null()) return std::nullopt;
  if (!list.is_list()) return Equal(value, list);
  for (auto entry = list.first(); entry; entry = list.next(*entry)) {
    if (Equal(value, entry->value()) == Truth(true)) return true;
  }
  return false;
}

bool IsEmpty(ValueView value) {
  if (value.is_null()) return true;
  if (value.is_string()) return value.text().empty();
  return (value.is_list() || value.is_map()) && value.size() == 0;
}

Value Add(ValueView a, ValueView b) {
  std::int64_t sum = 0;
  if (a.kind() == ValueKind::Integer && b.kind() == ValueKind::Integer &&
      !__builtin_add_overflow(a.integer(), b.integer(), &sum)) {
    return Value::Integer(sum);
  }
  return Combine(a, b, AddDecimals);
}

Value Subtract(ValueView a, ValueView b) { return Combine(a, b, SubtractDecimals); }

Value Multiply(ValueView a, ValueView b) {
  if (IsMoney(a) && IsMoney(b)) return Value::Null();
  if (IsMoney(b)) return Multiply(b, a);
  const auto number_b = Numeral(b);
  if (!number_b) return Value::Null();
  if (IsMoney(a)) return FromAmount(a.currency(), MultiplyDecimals(a.text(), *number_b));
  const auto number_a = Numeral(a);
  return number_a ? FromNumeral(MultiplyDecimals(*number_a, *number_b)) : Value::Null();
}

Value Divide(ValueView a, ValueView b) {
  if (IsMoney(a) && IsMoney(b)) {
    if (a.currency() != b.currency()) return Value::Null();
    return FromNumeral(DivideDecimals(a.text(), b.text()));
  }
  const auto number_b = Numeral(b);
  if (!number_b) return Value::Null();
  if (IsMoney(a)) return FromAmount(a.currency(), DivideDecimals(a.text(), *number_b));
  const auto number_a = Numeral(a);
  return number_a ? FromNumeral(DivideDecimals(*number_a, *number_b)) : Value::Null();
}

Value Count(ValueView value) {
  if (value.is_list() || value.is_map()) {
    return Value::Integer(static_cast<std::int64_t>(value.size()));
  }
  // "There are more than 3 extras": `extras: 4` says so itself, and of what is not there nobody
  // knows how many there are.
  if (value.is_null()) return Value::Null();
  if (value.is_number()) return Value(value);
  return Value::Integer(IsEmpty(value) ? 0 : 1);
}

Value Sum(ValueView list) {
  if (!list.is_list()) return Value::Null();
  Value sum;
  for (auto entry = list.first(); entry; entry = list.next(*entry)) {
    const ValueView value = entry->value();
    sum = sum.view().is_null()
              ? (IsMoney(value) ? Value(value) : Add(value, Value::Integer(0).view()))
              : Add(sum.view(), value);
    if (sum.view().is_null()) return sum;
  }
  return list.size() == 0 ? Value::Integer(0) : sum;
}

Value Join(ValueView first, ValueView second) {
  if (first.is_null() || second.is_null()) return Value();
  return Value::String(DisplayText(first) + DisplayText(second));
}

Value InCurrencyOf(ValueView amount, ValueView other) {
  const auto numeral = IsMoney(other) && !IsMoney(amount) ? Numeral(amount) : std::nullopt;
  return numeral ? Value::Money(other.currency(), *numeral) : Value(amount);
}

Value Elapsed(ValueView from, ValueView to) {
  if (!from.is_string() || !to.is_string()) return Value::Null();
  const std::optional<IsoTime> begin = ParseIsoTime(from.text());
  const std::optional<IsoTime> end = ParseIsoTime(to.text());
  if (!begin || !end) return Value::Null();
  constexpr std::int64_t kSecondsPerDay = 86'400;
  constexpr std::int64_t kNanosPerSecond = 1'000'000'000;
  const std::int64_t days = end->days - begin->days;
  return Value::Integer(days * kSecondsPerDay + (end->nanos - begin->nanos) / kNanosPerSecond);
}

}  // namespace proviso::vm
