// SPDX-License-Identifier: Apache-2.0
// Amounts of money as whole minor units (cents): exact, never binary floating point.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace proviso::sandbox {

using Minor = std::int64_t;
// Larger amounts are refused, so that sums and percentages of them cannot overflow.
inline constexpr Minor kMaxMinor = 1'000'000'000'000;

// "80", "80.5", "80.00" in USD to 8000, 8050, 8000; nullopt when it is no numeral, is negative,
// finer than the currency, or larger than kMaxMinor.
std::optional<Minor> ParseMinor(std::string_view text, std::string_view currency);
// 8050 USD to "80.50".
std::string FormatMinor(Minor amount, std::string_view currency);
// {"amount": "80.50", "currency": "USD"}
nlohmann::ordered_json MoneyJson(Minor amount, std::string_view currency);
// `percent` of `amount`, rounded half up.
Minor PercentOf(Minor amount, int percent);

}  // namespace proviso::sandbox
