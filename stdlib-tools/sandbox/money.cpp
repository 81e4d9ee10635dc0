// SPDX-License-Identifier: Apache-2.0
#include "stdlib-tools/sandbox/money.h"

#include "core/currency.h"
#include "core/decimal.h"

namespace proviso::sandbox {
namespace {

std::string PowerOfTen(int exponent) {
  return "1" + std::string(static_cast<std::size_t>(exponent), '0');
}

}  // namespace

std::optional<Minor> ParseMinor(std::string_view text, std::string_view currency) {
  const auto canonical = CanonicalDecimal(text);
  if (!canonical) {
    return std::nullopt;
  }
  const auto scaled = MultiplyDecimals(*canonical, PowerOfTen(CurrencyDecimals(currency)));
  const auto minor = scaled ? DecimalToInteger(*scaled) : std::nullopt;
  if (!minor || *minor < 0 || *minor > kMaxMinor) {
    return std::nullopt;
  }
  return *minor;
}

std::string FormatMinor(Minor amount, std::string_view currency) {
  const bool negative = amount < 0;
  std::string digits = std::to_string(negative ? -amount : amount);
  const auto places = static_cast<std::size_t>(CurrencyDecimals(currency));
  if (digits.size() <= places) {
    digits.insert(0, places + 1 - digits.size(), '0');
  }
  if (places > 0) {
    digits.insert(digits.size() - places, ".");
  }
  return negative ? "-" + digits : digits;
}

nlohmann::ordered_json MoneyJson(Minor amount, std::string_view currency) {
  return {{"amount", FormatMinor(amount, currency)}, {"currency", std::string(currency)}};
}

Minor PercentOf(Minor amount, int percent) { return (amount * percent + 50) / 100; }

}  // namespace proviso::sandbox
