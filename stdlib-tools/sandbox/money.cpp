// SPDX-License-Identifier: Apache-2.0
#include "stdlib-tools/sandbox/money.h"

#include <fmt/format.h>

#include "core/currency.h"
#include "core/decimal.h"

namespace proviso::sandbox {
namespace {

Minor PowerOfTen(int exponent) {
  Minor power = 1;
  for (int i = 0; i < exponent; ++i) {
    power *= 10;
  }
  return power;
}

}  // namespace

std::optional<Minor> ParseMinor(std::string_view text, std::string_view currency) {
  const auto canonical = CanonicalDecimal(text);
  if (!canonical) {
    return std::nullopt;
  }
  const auto scaled =
      MultiplyDecimals(*canonical, std::to_string(PowerOfTen(CurrencyDecimals(currency))));
  const auto minor = scaled ? DecimalToInteger(*scaled) : std::nullopt;
  if (!minor || *minor < 0 || *minor > kMaxMinor) {
    return std::nullopt;
  }
  return *minor;
}

std::string FormatMinor(Minor amount, std::string_view currency) {
  const int places = CurrencyDecimals(currency);
  const Minor scale = PowerOfTen(places);
  const char* sign = amount < 0 ? "-" : "";
  const Minor size = amount < 0 ? -amount : amount;
  if (places == 0) {
    return fmt::format("{}{}", sign, size);
  }
  return fmt::format("{}{}.{:0{}}", sign, size / scale, size % scale, places);
}

nlohmann::ordered_json MoneyJson(Minor amount, std::string_view currency) {
  return {{"amount", FormatMinor(amount, currency)}, {"currency", std::string(currency)}};
}

Minor PercentOf(Minor amount, int percent) { return (amount * percent + 50) / 100; }

}  // namespace proviso::sandbox
