// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/values/money.h"

#include <algorithm>

#include "core/decimal.h"
#include "runtime/understanding/values/numerals.h"

namespace proviso::understanding {
namespace {

struct Unit {
  std::uint32_t first = 0;  // tokens [first, end); empty when there is none
  std::uint32_t end = 0;
  std::string_view currency;
  bool empty() const { return first == end; }
};

class MoneyReader {
 public:
  MoneyReader(const Message& message, const Language& language)
      : tokens_(message.tokens), language_(language), numerals_(FindNumerals(message, language)) {}

  std::vector<Amount> Find();

 private:
  // "$", "US $", "usd", "us dollars", "francos suíços" from token `i` on.
  Unit UnitAt(std::uint32_t i) const;
  // The same, ending before token `end`.
  Unit UnitBefore(std::uint32_t end, std::uint32_t floor) const;
  bool IsSign(std::uint32_t i) const { return tokens_[i].kind == TokenKind::Mark; }
  void AddCents(Amount& amount, std::size_t& next) const;
  const Numeral* NumeralAt(std::uint32_t token) const;

  const std::vector<Token>& tokens_;
  const Language& language_;
  std::vector<Numeral> numerals_;
};

Unit MoneyReader::UnitAt(std::uint32_t i) const {
  Unit unit{i, i, {}};
  if (i >= tokens_.size() || tokens_[i].in_link) return unit;
  const auto currency = language_.currencies.find(tokens_[i].folded);
  const auto dollar = language_.dollars.find(tokens_[i].folded);
  const bool dollar_sign = i + 1 < tokens_.size() && tokens_[i + 1].Is("$");
  if (dollar != language_.dollars.end() && dollar_sign) {
    return {i, i + 2, dollar->second};
  }
  if (currency != language_.currencies.end()) {
    unit.end = i + 1;
    unit.currency = currency->second;
    // "dólares de hong kong", "francos suíços"
    std::uint32_t k = unit.end;
    if (k + 1 < tokens_.size() && tokens_[k].Is("de")) ++k;
    if (k < tokens_.size() && language_.code == "pt") {
      const auto adjective = language_.currency_adjectives.find(tokens_[k].folded);
      if (adjective != language_.currency_adjectives.end()) {
        unit.end = k + 1;
        unit.currency = adjective->second;
      }
      if (tokens_[k].Is("hong") && k + 1 < tokens_.size() && tokens_[k + 1].Is("kong")) {
        unit.end = k + 2;
        unit.currency = "HKD";
      }
    }
    return unit;
  }
  const auto adjective = language_.currency_adjectives.find(tokens_[i].folded);
  if (adjective != language_.currency_adjectives.end() && i + 1 < tokens_.size()) {
    const std::uint32_t noun = tokens_[i + 1].Is("kong") ? i + 2 : i + 1;
    if (noun < tokens_.size() && tokens_[noun].is_word() &&
        language_.currencies.count(tokens_[noun].folded) != 0) {
      return {i, noun + 1, adjective->second};
    }
  }
  return unit;
}

Unit MoneyReader::UnitBefore(std::uint32_t end, std::uint32_t floor) const {
  for (std::uint32_t length = 3; length >= 1; --length) {
    if (end < floor + length) continue;
    const Unit unit = UnitAt(end - length);
    if (!unit.empty() && unit.end == end) return unit;
  }
  return {end, end, {}};
}

const Numeral* MoneyReader::NumeralAt(std::uint32_t token) const {
  // Numerals stand in order.
  const auto it =
      std::lower_bound(numerals_.begin(), numerals_.end(), token,
                       [](const Numeral& numeral, std::uint32_t at) { return numeral.first < at; });
  return it != numerals_.end() && it->first == token ? &*it : nullptr;
}

// "15 dollars and 50 cents", "15 dollars 50", "c$ 100 and fifty".
void MoneyReader::AddCents(Amount& amount, std::size_t& next) const {
  std::uint32_t k = amount.end;
  const auto joins = [&](std::uint32_t i) {
    const NumberWord* word = i < tokens_.size() ? language_.Number(tokens_[i].folded) : nullptr;
    return word != nullptr && word->role == NumberRole::And;
  };
  const bool joined = joins(k);
  if (joined) ++k;
  const Numeral* cents = NumeralAt(k);
  if (cents == nullptr || CompareDecimals(cents->value, "100") >= 0 ||
      cents->value.find_first_of(".-") != std::string::npos) {
    return;
  }
  std::uint32_t end = cents->end;
  const bool named = end < tokens_.size() && language_.IsCent(tokens_[end].folded);
  if (named) ++end;
  // "50 dollars 40 rmb": the second number has a currency of its own.
  if (!named && (!UnitAt(end).empty() || !UnitBefore(cents->first, amount.end).empty())) return;
  if (!named && amount.number.find('.') != std::string::npos) return;
  const auto part = DivideDecimals(cents->value, "100");
  const auto total = part ? AddDecimals(amount.number, *part) : std::nullopt;
  if (!total) return;
  amount.number = *total;
  amount.end = end;
  while (next < numerals_.size() && numerals_[next].first < end) ++next;
}

std::vector<Amount> MoneyReader::Find() {
  std::vector<Amount> amounts;
  std::uint32_t floor = 0;  // tokens before it are taken
  for (std::size_t n = 0; n < numerals_.size();) {
    const Numeral numeral = numerals_[n++];
    if (numeral.first < floor) continue;
    Amount amount{numeral.first, numeral.end, numeral.value, {}};
    const Unit before = UnitBefore(numeral.first, floor);
    Unit after = UnitAt(numeral.end);
    // In "10 $ 30 $" the sign belongs to the number before it; in "$10 $20" to the one after.
    const bool suffix_style = !after.empty() && IsSign(after.end - 1) && !before.empty() &&
                              before.first > floor && NumeralAt(after.end) == nullptr;
    bool cents_only = false;
    if (!before.empty() && !suffix_style) {
      amount.first = before.first;
      amount.currency = before.currency;
      // "75 USD milhões": the scale comes after the unit; handled with the number it follows.
    } else if (!after.empty()) {
      amount.end = after.end;
      amount.currency = after.currency;
      const NumberWord* scale =
          after.end < tokens_.size() ? language_.Number(tokens_[after.end].folded) : nullptr;
      if (scale != nullptr && scale->role == NumberRole::Scale && language_.code == "pt") {
        amount.number = MultiplyDecimals(amount.number, std::to_string(scale->value)).value_or("0");
        ++amount.end;
      }
    } else if (numeral.end < tokens_.size() && language_.IsCent(tokens_[numeral.end].folded)) {
      amount.end = numeral.end + 1;
      amount.number = DivideDecimals(numeral.value, "100").value_or("0");
      cents_only = true;
    } else {
      // "48.000 milhões de dólares", "um bilhão de dólares"
      const bool of = numeral.end < tokens_.size() && tokens_[numeral.end].Is("de");
      after = of ? UnitAt(numeral.end + 1) : after;
      if (!of || after.empty()) continue;
      amount.end = after.end;
      amount.currency = after.currency;
    }
    if (!cents_only) AddCents(amount, n);
    floor = amount.end;
    amounts.push_back(std::move(amount));
  }
  return amounts;
}

}  // namespace

std::vector<Amount> FindMoney(const Message& message, const Language& language) {
  return MoneyReader(message, language).Find();
}

std::vector<Amount> FindPercents(const Message& message, const Language& language) {
  std::vector<Amount> amounts;
  const auto& tokens = message.tokens;
  for (const Numeral& numeral : FindNumerals(message, language)) {
    std::uint32_t end = numeral.end;
    if (end < tokens.size() && (tokens[end].Is("%") || language.IsPercent(tokens[end].folded))) {
      ++end;
    } else if (message.IsAt(end, "per") && message.IsAt(end + 1, "cent")) {
      end += 2;
    } else if (message.IsAt(end, "por") && message.IsAt(end + 1, "cento")) {
      end += 2;
    } else {
      continue;
    }
    amounts.push_back({numeral.first, end, numeral.value, {}});
  }
  return amounts;
}

}  // namespace proviso::understanding
