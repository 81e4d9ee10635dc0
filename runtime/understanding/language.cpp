// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/language.h"

#include <algorithm>

namespace proviso::understanding {
namespace {

struct NumberRow {
  std::string_view word;
  NumberWord number;
};
struct DateRow {
  std::string_view word;
  DateWord date;
};

#define PROVISO_NUMBER(role, word, value) {word, {NumberRole::role, value}},
constexpr NumberRow kEnglishNumbers[] = {
#include "runtime/understanding/en/numbers.def"
};
constexpr NumberRow kPortugueseNumbers[] = {
#include "runtime/understanding/pt/numbers.def"
};
constexpr NumberRow kSwedishNumbers[] = {
#include "runtime/understanding/sv/numbers.def"
};
#undef PROVISO_NUMBER

#define PROVISO_DATE(role, word, value) {word, {DateRole::role, value}},
constexpr DateRow kEnglishDates[] = {
#include "runtime/understanding/en/dates.def"
};
constexpr DateRow kPortugueseDates[] = {
#include "runtime/understanding/pt/dates.def"
};
constexpr DateRow kSwedishDates[] = {
#include "runtime/understanding/sv/dates.def"
};
#undef PROVISO_DATE

template <typename Rows>
void AddNumbers(const Rows& rows, Language& language) {
  for (const NumberRow& row : rows) language.numbers.emplace(row.word, row.number);
}

template <typename Rows>
void AddDates(const Rows& rows, Language& language) {
  for (const DateRow& row : rows) language.dates[row.word].push_back(row.date);
}

// The first meaning of a word counts: a language's own words come before the common ones.
#define PROVISO_CURRENCY(word, code) language.currencies.emplace(word, code);
#define PROVISO_CURRENCY_ADJECTIVE(word, code) language.currency_adjectives.emplace(word, code);
#define PROVISO_CENT(word) language.cents.push_back(word);
#define PROVISO_DOLLAR(word, code) language.dollars.emplace(word, code);

void AddEnglishMoney(Language& language) {
#include "runtime/understanding/en/money.def"
}
void AddPortugueseMoney(Language& language) {
#include "runtime/understanding/pt/money.def"
}
void AddSwedishMoney(Language& language) {
#include "runtime/understanding/sv/money.def"
}
void AddCommonMoney(Language& language) {
#include "runtime/understanding/currencies.def"
}
#undef PROVISO_CURRENCY
#undef PROVISO_CURRENCY_ADJECTIVE
#undef PROVISO_CENT
#undef PROVISO_DOLLAR

void AddCommon(Language& language) {
  AddCommonMoney(language);
#define PROVISO_PERCENT(tag, word) \
  if (language.code == tag) language.percents.push_back(word);
#include "runtime/understanding/percent.def"
#undef PROVISO_PERCENT
#define PROVISO_PLACE(tag, phrase, place) \
  if (language.code == tag) language.places.emplace_back(phrase, place);
#include "runtime/understanding/places.def"
#undef PROVISO_PLACE
  std::stable_sort(language.places.begin(), language.places.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

Language MakeEnglish() {
  Language language;
  language.code = "en";
  language.month_first = true;
  AddNumbers(kEnglishNumbers, language);
  AddDates(kEnglishDates, language);
  AddEnglishMoney(language);
  AddCommon(language);
  return language;
}

Language MakePortuguese() {
  Language language;
  language.code = "pt";
  language.decimal_mark = ',';
  language.group_mark = '.';
  AddNumbers(kPortugueseNumbers, language);
  AddDates(kPortugueseDates, language);
  AddPortugueseMoney(language);
  AddCommon(language);
  return language;
}

Language MakeSwedish() {
  Language language;
  language.code = "sv";
  language.decimal_mark = ',';
  language.group_mark = '.';
  language.compounds = true;
  AddNumbers(kSwedishNumbers, language);
  AddDates(kSwedishDates, language);
  AddSwedishMoney(language);
  AddCommon(language);
  return language;
}

}  // namespace

const NumberWord* Language::Number(std::string_view word) const {
  const auto it = numbers.find(word);
  return it == numbers.end() ? nullptr : &it->second;
}

const DateWord* Language::Date(std::string_view word, DateRole role) const {
  const auto it = dates.find(word);
  if (it == dates.end()) return nullptr;
  for (const DateWord& date : it->second) {
    if (date.role == role) return &date;
  }
  return nullptr;
}

bool Language::IsCent(std::string_view word) const {
  return std::find(cents.begin(), cents.end(), word) != cents.end();
}

bool Language::IsPercent(std::string_view word) const {
  return std::find(percents.begin(), percents.end(), word) != percents.end();
}

const Language& LanguageFor(std::string_view tag) {
  static const Language english = MakeEnglish();
  static const Language portuguese = MakePortuguese();
  static const Language swedish = MakeSwedish();
  const std::string_view primary = tag.substr(0, std::min(tag.find_first_of("-_"), tag.size()));
  if (primary == "pt") return portuguese;
  if (primary == "sv") return swedish;
  // Without tables numbers in digits are read, and no word is.
  static const Language none = [] {
    Language language;
    language.code = "und";
    return language;
  }();
  return primary == "en" || primary.empty() ? english : none;
}

}  // namespace proviso::understanding
