// SPDX-License-Identifier: Apache-2.0
#include "core/currency.h"

#include <algorithm>
#include <array>

namespace proviso {
namespace {

constexpr std::array<std::string_view, 16> kNoDecimals = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY",
                                                          "KMF", "KRW", "PYG", "RWF", "UGX", "VND",
                                                          "VUV", "XAF", "XOF", "XPF"};
constexpr std::array<std::string_view, 7> kThreeDecimals = {"BHD", "IQD", "JOD", "KWD",
                                                            "LYD", "OMR", "TND"};

// Where amounts are written with a comma.
constexpr std::array<std::string_view, 1> kDecimalComma = {"pt"};

struct Sign {
  std::string_view language;
  std::string_view currency;
  std::string_view sign;  // in front
};
constexpr std::array kSigns = {
    Sign{"en", "USD", "$"},
    Sign{"en", "EUR", "€"},
    Sign{"en", "GBP", "£"},
    Sign{"pt", "BRL", "R$ "},
};

}  // namespace

int CurrencyDecimals(std::string_view currency) {
  const auto in = [currency](const auto& list) {
    return std::find(list.begin(), list.end(), currency) != list.end();
  };
  if (in(kNoDecimals)) return 0;
  return in(kThreeDecimals) ? 3 : 2;
}

std::string FormatAmount(std::string_view currency, std::string_view amount) {
  std::string out(amount);
  const auto wanted = static_cast<std::size_t>(CurrencyDecimals(currency));
  if (wanted == 0) return out;
  const std::size_t point = out.find('.');
  const std::size_t places = point == std::string::npos ? 0 : out.size() - point - 1;
  if (places >= wanted) return out;
  if (point == std::string::npos) out.push_back('.');
  out.append(wanted - places, '0');
  return out;
}

std::string MoneyForCustomer(std::string_view language, std::string_view currency,
                             std::string_view amount) {
  const auto sign = std::find_if(kSigns.begin(), kSigns.end(), [&](const Sign& one) {
    return one.language == language && one.currency == currency;
  });
  std::string text = FormatAmount(currency, amount);
  if (std::find(kDecimalComma.begin(), kDecimalComma.end(), language) != kDecimalComma.end())
    std::replace(text.begin(), text.end(), '.', ',');
  if (sign == kSigns.end()) return text.append(" ").append(currency);
  const bool negative = text.starts_with('-');
  return text.insert(negative ? 1 : 0, sign->sign);
}

}  // namespace proviso
