// SPDX-License-Identifier: Apache-2.0
// Numbers, money and dates, in the three languages that have tables.
#include <gtest/gtest.h>

#include "runtime/understanding/reader.h"
#include "runtime/understanding/values/dates.h"
#include "runtime/understanding/values/money.h"
#include "runtime/understanding/values/numerals.h"
#include "runtime/understanding/values/places.h"

namespace proviso::understanding {
namespace {

Message Msg(std::string_view text) { return MakeMessage(text, kMaxMessageBytes); }

std::string Number(std::string_view text, std::string_view language = "en") {
  const auto numerals = FindNumerals(Msg(text), LanguageFor(language));
  return numerals.size() == 1 ? numerals.front().value : "#" + std::to_string(numerals.size());
}

std::string Money(std::string_view text, std::string_view language = "en") {
  const auto amounts = FindMoney(Msg(text), LanguageFor(language));
  return amounts.size() == 1 ? amounts.front().number + " " + amounts.front().currency
                             : "#" + std::to_string(amounts.size());
}

std::string Date(std::string_view text, std::string_view language = "en") {
  const auto dates = FindDates(Msg(text), LanguageFor(language), Day{2026, 3, 2});
  return dates.size() == 1 ? dates.front().iso : "#" + std::to_string(dates.size());
}

TEST(NumeralTest, English) {
  EXPECT_EQ(Number("1,234,567"), "1234567");
  EXPECT_EQ(Number("one hundred and sixteen"), "116");
  EXPECT_EQ(Number("two hundred and two thousand"), "202000");
  EXPECT_EQ(Number("twenty and three fifths"), "20.6");
  EXPECT_EQ(Number("five and a half million"), "5500000");
  EXPECT_EQ(Number("3/4"), "0.75");
  EXPECT_EQ(Number("100k"), "100000");
  EXPECT_EQ(Number("4 thousand 3 hundred and 21"), "4321");
  EXPECT_EQ(Number("two hundred point zero three"), "200.03");
  EXPECT_EQ(Number("-12.5"), "-12.5");
  EXPECT_EQ(Number("three dozens"), "36");
  EXPECT_EQ(Number("this one"), "#0");
  EXPECT_EQ(Number("1.3e6"), "1300000");
}

TEST(NumeralTest, PortugueseAndSwedish) {
  EXPECT_EQ(Number("1.234.567", "pt"), "1234567");
  EXPECT_EQ(Number("mil duzentos e vinte", "pt"), "1220");
  EXPECT_EQ(Number("três quartos", "pt"), "0.75");
  EXPECT_EQ(Number("9,25", "pt"), "9.25");
  EXPECT_EQ(Number("etthundrasexton", "sv"), "116");
  EXPECT_EQ(Number("tjugoen", "sv"), "21");
  EXPECT_EQ(Number("två tredjedelar", "sv"), "0.6666666667");
}

TEST(NumeralTest, LongRowsOfNumberWordsStayCheap) {
  std::string text;
  while (text.size() < kMaxMessageBytes) text += "one million and ";
  EXPECT_FALSE(FindNumerals(Msg(text), LanguageFor("en")).empty());
  std::string digits;
  while (digits.size() < kMaxMessageBytes) digits += "1 ";
  FindDates(Msg(digits), LanguageFor("en"), std::nullopt);
}

TEST(MoneyTest, AmountAndCurrency) {
  EXPECT_EQ(Money("$80"), "80 USD");
  EXPECT_EQ(Money("80 €"), "80 EUR");
  EXPECT_EQ(Money("thirteen dollars and forty-five cents"), "13.45 USD");
  EXPECT_EQ(Money("it costs 15 dollars 50."), "15.5 USD");
  EXPECT_EQ(Money("£ 50 million"), "50000000 GBP");
  EXPECT_EQ(Money("C$ 1.34"), "1.34 CAD");
  EXPECT_EQ(Money("2,75 dólares", "pt"), "2.75 USD");
  EXPECT_EQ(Money("48 kronor", "sv"), "48 SEK");
  EXPECT_EQ(Money("seventeen tests"), "#0");
}

TEST(DateTest, FormsAndLanguages) {
  EXPECT_EQ(Date("monday january 12th, 2026"), "2026-01-12");
  EXPECT_EQ(Date("21/04/2026"), "2026-04-21");
  EXPECT_EQ(Date("04/21/2026"), "2026-04-21");
  EXPECT_EQ(Date("the first friday of july"), "2026-07-03");
  EXPECT_EQ(Date("the day after tomorrow"), "2026-03-04");
  EXPECT_EQ(Date("two days ago"), "2026-02-28");
  EXPECT_EQ(Date("2 de outubro", "pt"), "2026-10-02");
  EXPECT_EQ(Date("amanhã", "pt"), "2026-03-03");
  EXPECT_EQ(Date("15 juni 2026", "sv"), "2026-06-15");
  EXPECT_EQ(Date("i may be late"), "#0");
  EXPECT_EQ(Date("the second one"), "#0");
}

TEST(PlaceTest, CountsFromEitherEnd) {
  const auto place = [](std::string_view text) {
    const auto places = FindPlaces(Msg(text), LanguageFor("en"));
    return places.size() == 1 ? places.front().place : -99;
  };
  EXPECT_EQ(place("the second one"), 2);
  EXPECT_EQ(place("21st"), 21);
  EXPECT_EQ(place("twenty-first"), 21);
  EXPECT_EQ(place("the last"), -1);
  EXPECT_EQ(place("the last but one"), -2);
}

}  // namespace
}  // namespace proviso::understanding
