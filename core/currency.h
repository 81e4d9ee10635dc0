// SPDX-License-Identifier: Apache-2.0
// How many decimal places amounts of a currency are written with.
#pragma once

#include <string>
#include <string_view>

namespace proviso {

// Minor units of ISO 4217 (list one, 2024): 2, save for the currencies with none or three.
int CurrencyDecimals(std::string_view currency);

// A canonical amount with at least the currency's decimal places: "80" EUR -> "80.00". Finer
// amounts keep all their places.
std::string FormatAmount(std::string_view currency, std::string_view amount);

// As a customer reads it: "$80.00" where the language writes the sign in front, else "80.00 EUR".
// The signs and their place are those of the Unicode CLDR 44 for English.
std::string MoneyForCustomer(std::string_view language, std::string_view currency,
                             std::string_view amount);

}  // namespace proviso
