// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/internal/coerce.h"

#include <array>
#include <string>
#include <utility>

#include "core/decimal.h"
#include "runtime/vm/internal/loose_text.h"

namespace proviso::vm {
namespace {

bool IsScalarText(ValueView value) { return value.is_string() || value.is_number(); }

// "1,200.00" without its group separators. A comma elsewhere ("1,5") is left alone, and then is no
// numeral: which it means depends on the country.
std::string WithoutGroups(std::string_view text) {
  std::string out;
  const std::size_t whole_end = std::min(text.find('.'), text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool group = text[i] == ',' && i > 0 && i < whole_end && (whole_end - i) % 4 == 0;
    if (!group) out.push_back(text[i]);
  }
  return out;
}

bool IsNumeric(ValueView value) {
  return value.is_number() || (value.is_string() && !NumberFromText(value.text()).view().is_null());
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kSigns = {
    {{"$", "USD"}, {"€", "EUR"}, {"£", "GBP"}, {"¥", "JPY"}}};

Value ToText(ValueView value) {
  std::string text = DisplayText(value);
  return text.empty() ? Value::Null() : Value::String(text);
}

Value ToYesNo(ValueView value) {
  if (value.is_bool()) return Value(value);
  if (!value.is_string()) return Value::Null();
  if (LooselyEqual(value.text(), "true")) return Value::Bool(true);
  if (LooselyEqual(value.text(), "false")) return Value::Bool(false);
  return Value::Null();
}

Value ToNumber(ValueView value) {
  if (value.is_number()) return Value(value);
  if (value.kind() == ValueKind::Money) return Value::Decimal(value.text());
  return value.is_string() ? NumberFromText(value.text()) : Value::Null();
}

Value ToMoney(ValueView value) {
  if (value.kind() == ValueKind::Money || value.is_number()) return Value(value);
  if (!value.is_string()) return Value::Null();
  const Value money = MoneyFromText(value.text());
  return money.view().is_null() ? NumberFromText(value.text()) : money;
}

Value ToList(ValueView value) {
  if (value.is_list()) return Value(value);
  ListBuilder list;
  list.Add(value);
  return list.Build();
}

}  // namespace

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

Value NumberFromText(std::string_view text) {
  text = Trimmed(text);
  if (!text.empty() && text.back() == '%') text = Trimmed(text.substr(0, text.size() - 1));
  if (text.find(',') != std::string_view::npos) return Value::Decimal(WithoutGroups(text));
  return Value::Decimal(text);
}

Value MoneyFromText(std::string_view text) {
  text = Trimmed(text);
  std::string_view currency;
  for (const auto& [sign, code] : kSigns) {
    if (text.starts_with(sign)) {
      currency = code;
      text.remove_prefix(sign.size());
    } else if (text.ends_with(sign)) {
      currency = code;
      text.remove_suffix(sign.size());
    }
  }
  constexpr std::size_t kCodeLength = 3;
  if (currency.empty() && text.size() > kCodeLength) {
    const std::string_view last = text.substr(text.size() - kCodeLength);
    const std::string_view first = text.substr(0, kCodeLength);
    if (last[0] >= 'A' && last[0] <= 'Z') {
      currency = last;
      text.remove_suffix(kCodeLength);
    } else if (first[0] >= 'A' && first[0] <= 'Z') {
      currency = first;
      text.remove_prefix(kCodeLength);
    }
  }
  if (currency.empty()) return Value::Null();
  return Value::Money(currency, WithoutGroups(Trimmed(text)));
}

bool CanBe(ValueType type, ValueView value) {
  if (value.is_null()) return false;
  if (value.is_string() && value.text().empty()) return false;
  switch (type) {
    case ValueType::Json:
      return true;
    case ValueType::Text:
      return IsScalarText(value) || value.kind() == ValueKind::Money;
    case ValueType::Phone:
    case ValueType::OrderNumber:
    case ValueType::Choice:
    case ValueType::Date:
    case ValueType::Time:
    case ValueType::Duration:
      return IsScalarText(value);
    case ValueType::Email:
      return value.is_string();
    case ValueType::Number:
    case ValueType::Percent:
      return IsNumeric(value);
    case ValueType::Money:
      return value.kind() == ValueKind::Money || IsNumeric(value) ||
             (value.is_string() && !MoneyFromText(value.text()).view().is_null()) || value.is_map();
    case ValueType::YesNo:
      return value.is_bool();
    case ValueType::Address:
      return value.is_string() || value.is_map();
    case ValueType::Item:
      return IsScalarText(value) || value.is_map();
    case ValueType::List:
      return value.is_list();
  }
  return false;
}

bool IsAlready(ValueType type, ValueView value) {
  if (value.is_null()) return true;
  switch (type) {
    case ValueType::Json:
      return true;
    case ValueType::Text:
    case ValueType::Email:
    case ValueType::Phone:
    case ValueType::OrderNumber:
    case ValueType::Choice:
    case ValueType::Date:
    case ValueType::Time:
    case ValueType::Duration:
      return value.is_string();
    case ValueType::Number:
    case ValueType::Percent:
      return value.is_number();
    case ValueType::Money:
      return value.kind() == ValueKind::Money;
    case ValueType::YesNo:
      return value.is_bool();
    case ValueType::Address:
      return value.is_string() || value.is_map();
    case ValueType::Item:
      return !value.is_list();
    case ValueType::List:
      return value.is_list();
  }
  return false;
}

Value Coerce(ValueType type, ValueView value) {
  if (IsAlready(type, value)) return Value(value);
  switch (type) {
    case ValueType::Text:
      return ToText(value);
    case ValueType::Email:
    case ValueType::Phone:
    case ValueType::OrderNumber:
    case ValueType::Choice:
    case ValueType::Date:
    case ValueType::Time:
    case ValueType::Duration:
      return IsScalarText(value) ? ToText(value) : Value::Null();
    case ValueType::Number:
    case ValueType::Percent:
      return ToNumber(value);
    case ValueType::Money:
      return ToMoney(value);
    case ValueType::YesNo:
      return ToYesNo(value);
    case ValueType::List:
      return ToList(value);
    default:
      return Value::Null();
  }
}

}  // namespace proviso::vm
