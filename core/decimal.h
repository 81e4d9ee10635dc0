// SPDX-License-Identifier: Apache-2.0
// Exact decimal arithmetic on canonical text ("-12.5": no exponent, no plus sign, no leading or
// trailing zeros, no "-0"). Amounts of money never become binary floating point. Every function
// caps the length of what it takes and gives, so that a hostile numeral costs microseconds at most.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace proviso {

// Longest numeral that is handled. A double written out exactly without exponent needs up to 1077
// characters, its shortest text up to 343.
inline constexpr std::size_t kMaxNumeralLength = 400;
// Decimal places of a quotient, rounded half to even.
inline constexpr int kQuotientPlaces = 10;

// Canonical text of a numeral without exponent ("+010.50" -> "10.5", ".5" -> "0.5"); nullopt when
// it is none or too long.
std::optional<std::string> CanonicalDecimal(std::string_view text);
bool IsCanonicalDecimal(std::string_view text);

// The numeral as an integer, when it has no fraction and fits.
std::optional<std::int64_t> DecimalToInteger(std::string_view text);

// `a` and `b` are canonical. nullopt: the result is longer than kMaxNumeralLength, or b is 0.
std::optional<std::string> AddDecimals(std::string_view a, std::string_view b);
std::optional<std::string> SubtractDecimals(std::string_view a, std::string_view b);
std::optional<std::string> MultiplyDecimals(std::string_view a, std::string_view b);
std::optional<std::string> DivideDecimals(std::string_view a, std::string_view b);
// Negative, zero or positive as a is less than, equal to or greater than b.
int CompareDecimals(std::string_view a, std::string_view b);

}  // namespace proviso
