// SPDX-License-Identifier: Apache-2.0
// The words a language has for numbers, dates and money. All of them stand in `<language>/*.def`; a
// further language is a further folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace proviso::understanding {

// What a word does in a number.
enum class NumberRole : std::uint8_t {
  Unit,        // 0 to 19
  Tens,        // 20, 30 … 90
  Hundred,     // times 100
  HundredSum,  // a word for 100, 200 … itself
  Scale,       // times 1000 and up
  And,         // joins parts
  Point,       // "point", "comma"
  Minus,
  Article,  // "a": one, before a scale, a dozen or a fraction
  Half,
  Quarter,
  Dozen,
  Ordinal,        // first … nineteenth
  OrdinalTens,    // twentieth …
  OrdinalScale,   // hundredth, thousandth …
  OrdinalPlural,  // "fifths": only ever a part
  Part,           // makes the number before it a denominator: "avos", "-delar"
  Over,           // "over": divided by
  Determiner,     // makes a "one" after it no number: "this one"
};

struct NumberWord {
  NumberRole role;
  std::int64_t value;
};

enum class DateRole : std::uint8_t {
  Month,    // value 1..12
  Weekday,  // value 1 (Monday) .. 7
  Day,      // "today": value is days from today
  Next,     // "next", "coming": value 1; "this": 0; "last": -1
  DayUnit,  // "days"
  WeekUnit,
  MonthUnit,
  YearUnit,
  Ago,
  Later,  // "later", "from now"
  In,     // "in two days"
  On,     // may stand before a date
  Of,     // "4th of May"
  The,    // "the 4th"
  Morning,
  Afternoon,
  Evening,
  Noon,
  Midnight,
  Am,
  Pm,
  OClock,
  HalfPast,  // value: minutes after the hour
  Past,
  To,
  HourUnit,
  MinuteUnit,
  SecondUnit,
  At,
  Working,  // "working days"
};

struct DateWord {
  DateRole role;
  int value;
};

struct Language {
  std::string_view code;
  char decimal_mark = '.';
  char group_mark = ',';
  bool month_first = false;  // "3/4" is the fourth of March
  bool compounds = false;    // number words are written together
  std::unordered_map<std::string_view, NumberWord> numbers;
  std::unordered_map<std::string_view, std::vector<DateWord>> dates;
  std::unordered_map<std::string_view, std::string_view> currencies;  // word -> ISO 4217
  std::unordered_map<std::string_view, std::string_view> dollars;     // "c" of "c$" -> ISO 4217
  std::unordered_map<std::string_view, std::string_view> currency_adjectives;  // "swiss" -> CHF
  std::vector<std::string_view> cents;
  std::vector<std::string_view> percents;
  std::vector<std::pair<std::string_view, int>> places;  // longest phrase first

  const NumberWord* Number(std::string_view word) const;
  // What `word` may be in a date, when `role` is among it.
  const DateWord* Date(std::string_view word, DateRole role) const;
  bool IsCent(std::string_view word) const;
  bool IsPercent(std::string_view word) const;
};

// The tables for a BCP 47 tag; without words for a language that has none, English for no tag.
// Built on first use, then shared.
const Language& LanguageFor(std::string_view tag);

}  // namespace proviso::understanding
