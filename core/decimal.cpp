// SPDX-License-Identifier: Apache-2.0
#include "core/decimal.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <charconv>

#include "core/assert.h"

namespace proviso {
namespace {

using boost::multiprecision::cpp_int;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool AllDigits(std::string_view text) { return std::all_of(text.begin(), text.end(), IsDigit); }

// unscaled * 10^-scale
struct Scaled {
  cpp_int unscaled;
  std::size_t scale = 0;
};

cpp_int PowerOfTen(std::size_t exponent) {
  return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent));
}

Scaled Parse(std::string_view text) {
  PROVISO_ASSERT(text.size() <= kMaxNumeralLength);
  const bool negative = text.front() == '-';
  if (negative) text.remove_prefix(1);
  Scaled number;
  // Written by hand because cpp_int's own parser reads a leading zero as octal.
  for (const char c : text) {
    if (c == '.') continue;
    number.unscaled *= 10;
    number.unscaled += c - '0';
  }
  const std::size_t point = text.find('.');
  if (point != std::string_view::npos) number.scale = text.size() - point - 1;
  if (negative) number.unscaled = -number.unscaled;
  return number;
}

std::optional<std::string> Print(const Scaled& number) {
  const bool negative = number.unscaled < 0;
  const cpp_int magnitude = negative ? cpp_int(-number.unscaled) : number.unscaled;
  std::string digits = magnitude.str();
  if (number.scale > 0) {
    if (digits.size() <= number.scale) digits.insert(0, number.scale + 1 - digits.size(), '0');
    digits.insert(digits.size() - number.scale, 1, '.');
    while (digits.back() == '0') digits.pop_back();
    if (digits.back() == '.') digits.pop_back();
  }
  if (negative) digits.insert(digits.begin(), '-');
  if (digits.size() > kMaxNumeralLength) return std::nullopt;
  return digits;
}

void Align(Scaled& a, Scaled& b) {
  if (a.scale < b.scale) {
    a.unscaled *= PowerOfTen(b.scale - a.scale);
    a.scale = b.scale;
  } else if (b.scale < a.scale) {
    b.unscaled *= PowerOfTen(a.scale - b.scale);
    b.scale = a.scale;
  }
}

}  // namespace

std::optional<std::string> CanonicalDecimal(std::string_view text) {
  if (text.empty() || text.size() > kMaxNumeralLength) return std::nullopt;
  const bool negative = text.front() == '-';
  if (negative || text.front() == '+') text.remove_prefix(1);
  const std::size_t point = text.find('.');
  std::string_view whole = text.substr(0, point);
  std::string_view fraction;
  if (point != std::string_view::npos) fraction = text.substr(point + 1);
  if (whole.empty() && fraction.empty()) return std::nullopt;
  if (!AllDigits(whole) || !AllDigits(fraction)) return std::nullopt;
  while (!whole.empty() && whole.front() == '0') whole.remove_prefix(1);
  while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
  std::string out;
  if (negative && (!whole.empty() || !fraction.empty())) out.push_back('-');
  if (whole.empty()) out.push_back('0');
  out.append(whole);
  if (!fraction.empty()) {
    out.push_back('.');
    out.append(fraction);
  }
  return out;
}

bool IsCanonicalDecimal(std::string_view text) {
  if (text.size() > kMaxNumeralLength) return false;
  const std::string_view all = text;
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  if (whole.empty() || !AllDigits(whole)) return false;
  if (whole.size() > 1 && whole.front() == '0') return false;
  if (point == std::string_view::npos) return all != "-0";
  const std::string_view fraction = text.substr(point + 1);
  return !fraction.empty() && AllDigits(fraction) && fraction.back() != '0';
}

std::optional<std::int64_t> DecimalToInteger(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::string> AddDecimals(std::string_view a, std::string_view b) {
  Scaled x = Parse(a);
  Scaled y = Parse(b);
  Align(x, y);
  x.unscaled += y.unscaled;
  return Print(x);
}

std::optional<std::string> SubtractDecimals(std::string_view a, std::string_view b) {
  Scaled x = Parse(a);
  Scaled y = Parse(b);
  Align(x, y);
  x.unscaled -= y.unscaled;
  return Print(x);
}

std::optional<std::string> MultiplyDecimals(std::string_view a, std::string_view b) {
  Scaled x = Parse(a);
  const Scaled y = Parse(b);
  x.unscaled *= y.unscaled;
  x.scale += y.scale;
  return Print(x);
}

std::optional<std::string> DivideDecimals(std::string_view a, std::string_view b) {
  Scaled x = Parse(a);
  Scaled y = Parse(b);
  if (y.unscaled == 0) return std::nullopt;
  Align(x, y);
  const bool negative = (x.unscaled < 0) != (y.unscaled < 0);
  const cpp_int divisor = boost::multiprecision::abs(y.unscaled);
  const cpp_int dividend = boost::multiprecision::abs(x.unscaled) * PowerOfTen(kQuotientPlaces);
  cpp_int quotient;
  cpp_int remainder;
  boost::multiprecision::divide_qr(dividend, divisor, quotient, remainder);
  const cpp_int twice = remainder * 2;
  if (twice > divisor || (twice == divisor && (quotient & 1) != 0)) ++quotient;
  return Print(Scaled{negative ? cpp_int(-quotient) : quotient, kQuotientPlaces});
}

int CompareDecimals(std::string_view a, std::string_view b) {
  const auto small_a = DecimalToInteger(a);
  const auto small_b = DecimalToInteger(b);
  if (small_a && small_b) return *small_a < *small_b ? -1 : (*small_a > *small_b ? 1 : 0);
  Scaled x = Parse(a);
  Scaled y = Parse(b);
  Align(x, y);
  return x.unscaled.compare(y.unscaled);
}

}  // namespace proviso
