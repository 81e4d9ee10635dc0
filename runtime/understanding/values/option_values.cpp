// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/values/option_values.h"

#include <algorithm>

#include "runtime/understanding/values/money.h"
#include "runtime/understanding/values/numerals.h"

namespace proviso::understanding {
namespace {

// What kind of value the author wrote: the sign tells more than a declared type.
HeardValue ReadAllowed(const std::string& text, ValueType declared, const Language& language) {
  const Message message = MakeMessage(text, 256);
  HeardValue value;
  value.type = declared;
  value.text = text;
  if (const auto percents = FindPercents(message, language); !percents.empty()) {
    value.type = ValueType::Percent;
    value.number = percents.front().number;
  } else if (const auto amounts = FindMoney(message, language); !amounts.empty()) {
    value.type = ValueType::Money;
    value.number = amounts.front().number;
    value.currency = amounts.front().currency;
  } else if (const auto numerals = FindNumerals(message, language); !numerals.empty()) {
    if (declared == ValueType::Text) value.type = ValueType::Number;
    value.number = numerals.front().value;
    if (numerals.front().end < message.tokens.size())
      value.unit = message.tokens[numerals.front().end].folded;
  }
  return value;
}

// "month" and "months".
bool SameUnit(std::string_view a, std::string_view b) {
  constexpr std::size_t kEnding = 2;
  constexpr std::size_t kStem = 3;
  if (a.size() > b.size()) std::swap(a, b);
  return a.size() >= kStem && b.starts_with(a) && b.size() - a.size() <= kEnding;
}

Value ToValue(const HeardValue& value) {
  if (value.number.empty()) return Value::String(value.text);
  if (value.type == ValueType::Money && !value.currency.empty()) {
    return Value::Money(value.currency, value.number);
  }
  return Value::Decimal(value.number);
}

}  // namespace

bool CountsIn(const std::vector<PromptOption>& options, std::string_view word,
              const Language& language) {
  return std::any_of(options.begin(), options.end(), [&](const PromptOption& option) {
    return std::any_of(option.values.begin(), option.values.end(), [&](const std::string& text) {
      const HeardValue allowed = ReadAllowed(text, option.value_type, language);
      return allowed.type == ValueType::Number && !allowed.unit.empty() &&
             SameUnit(allowed.unit, word);
    });
  });
}

std::vector<HeardValue> HeardValues(const Message& message,
                                    const std::vector<PromptOption>& options,
                                    const Language& language) {
  bool percent = false;
  bool money = false;
  bool number = false;
  std::vector<std::string> units;
  for (const PromptOption& option : options) {
    for (const std::string& text : option.values) {
      const HeardValue allowed = ReadAllowed(text, option.value_type, language);
      const ValueType type = allowed.type;
      if (type == ValueType::Number && !allowed.unit.empty()) units.push_back(allowed.unit);
      percent = percent || type == ValueType::Percent;
      money = money || type == ValueType::Money;
      number = number || type == ValueType::Number;
    }
  }
  std::vector<HeardValue> heard;
  if (!percent && !money && !number) return heard;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> taken;
  const auto add = [&](ValueType type, const Amount& amount) {
    taken.emplace_back(amount.first, amount.end);
    heard.push_back({type,
                     amount.number,
                     amount.currency,
                     std::string(message.Span(amount.first, amount.end - 1)),
                     amount.first,
                     false,
                     {}});
  };
  for (const Amount& amount : FindPercents(message, language)) {
    if (percent)
      add(ValueType::Percent, amount);
    else
      taken.emplace_back(amount.first, amount.end);
  }
  for (const Amount& amount : FindMoney(message, language)) {
    if (money)
      add(ValueType::Money, amount);
    else
      taken.emplace_back(amount.first, amount.end);
  }
  for (const Numeral& numeral : FindNumerals(message, language)) {
    const bool inside = std::any_of(taken.begin(), taken.end(), [&](const auto& span) {
      return numeral.first >= span.first && numeral.first < span.second;
    });
    if (inside || numeral.has_unit || numeral.is_part) continue;
    const std::string next =
        numeral.end < message.tokens.size() ? message.tokens[numeral.end].folded : std::string();
    const bool counted = std::any_of(units.begin(), units.end(),
                                     [&](const std::string& unit) { return SameUnit(unit, next); });
    const ValueType type = counted   ? ValueType::Number
                           : percent ? ValueType::Percent
                           : money   ? ValueType::Money
                                     : ValueType::Number;
    const std::uint32_t last = counted ? numeral.end : numeral.end - 1;
    const bool bare = !counted && (percent || money || !units.empty());
    heard.push_back({type,
                     numeral.value,
                     {},
                     std::string(message.Span(numeral.first, last)),
                     numeral.first,
                     bare,
                     counted ? next : std::string()});
  }
  return heard;
}

std::optional<Value> AllowedValue(const PromptOption& option, const HeardValue& heard,
                                  const Language& language) {
  for (const std::string& text : option.values) {
    const HeardValue allowed = ReadAllowed(text, option.value_type, language);
    if (allowed.number.empty() || allowed.number != heard.number) continue;
    const bool same_type = allowed.type == heard.type || heard.bare;
    const bool same_currency =
        heard.currency.empty() || allowed.currency.empty() || heard.currency == allowed.currency;
    const bool same_unit =
        heard.unit.empty() || allowed.unit.empty() || SameUnit(heard.unit, allowed.unit);
    if (same_type && same_currency && same_unit) return ToValue(allowed);
  }
  return std::nullopt;
}

}  // namespace proviso::understanding
