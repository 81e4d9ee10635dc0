// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/values/dates.h"

#include <algorithm>

#include "core/decimal.h"
#include "runtime/understanding/values/numerals.h"

namespace proviso::understanding {
namespace {

// What the words of one date say; what they leave open is unset.
struct Parts {
  std::optional<int> year;
  std::optional<int> month;
  std::optional<int> day;
  std::optional<int> weekday;
  std::optional<int> week;        // "next week": 1
  std::optional<int> month_step;  // "next month": 1
  std::optional<int> nth;         // "the first Friday of July"
  std::optional<std::int64_t> days_off;
  std::optional<int> months_off;
  int next = 0;               // "next Friday"
  bool skip_article = false;  // "the" before it is no part of the date's text
  bool has_next = false;
};

using Index = std::uint32_t;

class DateParser {
 public:
  DateParser(const Message& message, const Language& language)
      : tokens_(message.tokens), language_(language), counts_(message.tokens.size()) {
    for (const Numeral& n : FindNumerals(message, language)) AddNumber(n);
    for (const Numeral& n : FindOrdinals(message, language)) AddNumber(n);
  }

  // The longest date that starts at `i`; returns its end, or `i` when there is none.
  Index ReadAt(Index i, Parts& parts) const;

 private:
  struct Count {
    int value;
    Index end;
    bool ordinal;
    bool in_words;
  };

  void AddNumber(const Numeral& n);
  const DateWord* Word(Index i, DateRole role) const {
    return i < tokens_.size() && !tokens_[i].in_link ? language_.Date(tokens_[i].folded, role)
                                                     : nullptr;
  }
  bool Is(Index i, std::string_view text) const {
    return i < tokens_.size() && tokens_[i].Is(text);
  }
  bool Glued(Index i) const { return i < tokens_.size() && tokens_[i].glued; }
  const Count* CountAt(Index i, bool ordinal_only = false) const;
  int DigitsAt(Index i) const;  // -1: none

  Index SkipDot(Index i) const { return Is(i, ".") && Glued(i) ? i + 1 : i; }
  Index Month(Index i, int& month) const;
  Index DayOfMonth(Index i, int& day, bool& ordinal) const;
  Index Year(Index i, int& year, bool joined) const;
  Index Numeric(Index i, Parts& parts) const;
  Index DayMonth(Index i, Parts& parts) const;
  Index MonthDay(Index i, Parts& parts) const;
  Index YearTail(Index i, Parts& parts) const;
  Index BareDay(Index i, Parts& parts) const;
  Index Relative(Index i, Parts& parts) const;
  Index Offset(Index i, Parts& parts) const;
  Index WeekdayForm(Index i, Parts& parts) const;
  Index NthWeekday(Index i, Parts& parts) const;
  Index WeekTail(Index i, Parts& parts) const;
  Index MonthTail(Index i, Parts& parts) const;
  Index Core(Index i, Parts& parts) const;

  const std::vector<Token>& tokens_;
  const Language& language_;
  std::vector<std::vector<Count>> counts_;  // by first token: a number, an ordinal, or both
};

void DateParser::AddNumber(const Numeral& n) {
  const auto value = DecimalToInteger(n.value);
  if (!value || *value < 0 || *value > 9999) return;
  counts_[n.first].push_back({static_cast<int>(*value), n.end, n.is_ordinal, n.in_words});
}

const DateParser::Count* DateParser::CountAt(Index i, bool ordinal_only) const {
  const Count* best = nullptr;
  if (i >= counts_.size()) return best;
  for (const Count& count : counts_[i]) {
    if (!ordinal_only || count.ordinal) {
      if (best == nullptr || count.end > best->end) best = &count;
    }
  }
  return best;
}

int DateParser::DigitsAt(Index i) const {
  if (i >= tokens_.size() || !tokens_[i].is_digits() || tokens_[i].in_link) return -1;
  const std::string& digits = tokens_[i].folded;
  return digits.size() <= 4 ? std::stoi(digits) : -1;
}

Index DateParser::Month(Index i, int& month) const {
  const DateWord* word = Word(i, DateRole::Month);
  if (word == nullptr) return i;
  month = word->value;
  return i + 1;
}

Index DateParser::DayOfMonth(Index i, int& day, bool& ordinal) const {
  const int digits = DigitsAt(i);
  if (digits >= 1 && digits <= 31 && tokens_[i].folded.size() <= 2) {
    day = digits;
    ordinal = false;
    if (const Count* count = CountAt(i, /*ordinal_only=*/true)) {
      ordinal = true;
      return count->end;
    }
    return i + 1;
  }
  const Count* count = CountAt(i, /*ordinal_only=*/true);
  if (count == nullptr) count = CountAt(i);
  if (count == nullptr || count->value < 1 || count->value > 31 || !count->in_words) return i;
  day = count->value;
  ordinal = count->ordinal;
  return count->end;
}

// "2016", "'16"; in words "two thousand", "tjugohundraarton". `joined`: after a mark, so that two
// digits do.
Index DateParser::Year(Index i, int& year, bool joined) const {
  const int digits = DigitsAt(i);
  if (digits >= 1900 && digits <= 2199) {
    year = digits;
    return i + 1;
  }
  if (joined && digits >= 0 && tokens_[i].folded.size() == 2) {
    year = digits + (digits < 70 ? 2000 : 1900);
    return i + 1;
  }
  const Count* count = CountAt(i);
  if (count != nullptr && count->in_words && count->value >= 1900 && count->value <= 2199) {
    year = count->value;
    return count->end;
  }
  return i;
}

// "21/04/2016", "4-22", "2015.5.13", "2019/sep/01", "11/12, 2016".
Index DateParser::Numeric(Index i, Parts& parts) const {
  const int a = DigitsAt(i);
  if (a < 0 || i + 2 >= tokens_.size() || !Glued(i + 1) || !Glued(i + 2)) return i;
  const std::string& mark = tokens_[i + 1].folded;
  if (mark != "/" && mark != "-" && mark != ".") return i;
  int named = 0;
  Month(i + 2, named);
  const int b = named != 0 ? named : DigitsAt(i + 2);
  if (b < 0) return i;
  const bool third = Is(i + 3, mark) && Glued(i + 3) && Glued(i + 4) && DigitsAt(i + 4) >= 0;
  const int c = third ? DigitsAt(i + 4) : -1;
  const bool year_first = tokens_[i].folded.size() == 4;
  if (!third && (mark == "." || year_first || tokens_[i + 2].folded.size() > 2) && named == 0) {
    return i;
  }
  if (year_first) {
    if (!third || b < 1 || b > 12 || c < 1 || c > 31) return i;
    parts.year = a;
    parts.month = b;
    parts.day = c;
    return i + 5;
  }
  int day = a;
  int month = b;
  if (named == 0 && (b > 12 || (language_.month_first && a <= 12 && mark != "."))) {
    std::swap(day, month);
  }
  if (day < 1 || day > 31 || month < 1 || month > 12) return i;
  parts.day = day;
  parts.month = month;
  Index end = i + 3;
  if (third) {
    int year = 0;
    if (Year(i + 4, year, /*joined=*/true) == i + 4) return i;
    parts.year = year;
    end = i + 5;
  } else if (Is(end, ",") || DigitsAt(end) >= 1900) {
    const Index at = Is(end, ",") ? end + 1 : end;
    int year = 0;
    const Index after = Year(at, year, Glued(at));
    if (after != at) {
      parts.year = year;
      end = after;
    }
  }
  // "1/2/3/4", "P0-001-…" are no dates.
  if (Glued(end) && end < tokens_.size() && !Is(end, ".") && !Is(end, ",") && !Is(end, "?") &&
      !Is(end, "!") && !Is(end, ")")) {
    return i;
  }
  return end;
}

Index DateParser::YearTail(Index i, Parts& parts) const {
  Index k = i;
  if (Is(k, ",") || Word(k, DateRole::Of) != nullptr) ++k;
  if (Is(k, "-") && Glued(k)) ++k;
  int year = 0;
  const Index end = Year(k, year, /*joined=*/false);
  if (end == k) return i;
  parts.year = year;
  return end;
}

// "4th of march", "15 june 2016", "22april", "1-jan", "16. nov. 2016", "2 de outubro".
Index DateParser::DayMonth(Index i, Parts& parts) const {
  int day = 0;
  bool ordinal = false;
  Index k = DayOfMonth(i, day, ordinal);
  if (k == i) return i;
  k = SkipDot(k);
  if (Word(k, DateRole::Of) != nullptr || (Is(k, "-") && Glued(k))) ++k;
  int month = 0;
  Index end = Month(k, month);
  if (end == k) return i;
  parts.day = day;
  parts.month = month;
  const Index dotted = SkipDot(end);
  if (dotted != end && DigitsAt(dotted) >= 1900) end = dotted;
  return YearTail(end, parts);
}

// "january 12th, 2016", "october, 1st", "may twenty one", "jan first", "jun-15".
Index DateParser::MonthDay(Index i, Parts& parts) const {
  int month = 0;
  Index k = Month(i, month);
  if (k == i) return i;
  Index at = SkipDot(k);
  if (Is(at, ",") || (Is(at, "-") && Glued(at))) ++at;
  if (Word(at, DateRole::The) != nullptr) ++at;
  int day = 0;
  bool ordinal = false;
  const Index end = DayOfMonth(at, day, ordinal);
  if (end == at) return i;
  parts.month = month;
  parts.day = day;
  return YearTail(end, parts);
}

// "this month", "next month", "of next month", "in this month".
Index DateParser::MonthTail(Index i, Parts& parts) const {
  Index k = i;
  if (Word(k, DateRole::Of) != nullptr || Word(k, DateRole::In) != nullptr) ++k;
  if (Word(k, DateRole::The) != nullptr) ++k;
  if (Is(k, "den") && Is(k + 1, "har")) ++k;  // Swedish "i den här månaden"
  const DateWord* next = Word(k, DateRole::Next);
  if (next != nullptr && Word(k + 1, DateRole::MonthUnit) != nullptr) {
    parts.month_step = next->value;
    return k + 2;
  }
  if (Word(k, DateRole::MonthUnit) != nullptr && Word(k - 1, DateRole::The) != nullptr) {
    parts.month_step = 0;
    return k + 1;
  }
  return i;
}

// "the 27th", "the second", "21st of this month"; a bare "27" only after "the" or "on".
Index DateParser::BareDay(Index i, Parts& parts) const {
  const bool the = Word(i, DateRole::The) != nullptr;
  const Index at = the ? i + 1 : i;
  int day = 0;
  bool ordinal = false;
  Index end = DayOfMonth(at, day, ordinal);
  if (end == at) return i;
  const Index tail = MonthTail(end, parts);
  if (tail != end) {
    parts.day = day;
    parts.skip_article = the && (Word(end, DateRole::Of) != nullptr || !ordinal);
    return tail;
  }
  const bool on = i > 0 && (Word(i - 1, DateRole::On) != nullptr || Is(i - 1, "for"));
  if (!the && !on) return i;
  if (!ordinal && DigitsAt(at) < 0) return i;
  if (!ordinal && !the && language_.code != "pt") return i;
  // "the second one", "the first item": a place in a list, not a day.
  if (end < tokens_.size() && tokens_[end].is_word() && !tokens_[end].glued) {
    const std::string& next = tokens_[end].folded;
    const bool day_can_end = Word(end, DateRole::At) || Word(end, DateRole::In) ||
                             Word(end, DateRole::On) || next == "and" || next == "with" ||
                             next == "please" || next == "for" || next == "of" || next == "from" ||
                             next == "med" || next == "if" || next == "or" || next == "works" ||
                             next == "to" || next == "then" || next == "instead" ||
                             next == "would" || next == "is" || next == "will" || next == "i";
    if (!day_can_end) return i;
  }
  if (Glued(end) && (Is(end, "/") || Is(end, "-") || Is(end, ":") || Is(end, "%"))) return i;
  parts.day = day;
  parts.skip_article = the && !ordinal && language_.code == "sv";
  return end;
}

// "next week", "of next week", "this week", "i nästa vecka", "da semana seguinte".
Index DateParser::WeekTail(Index i, Parts& parts) const {
  Index k = i;
  if (Word(k, DateRole::Of) != nullptr || Word(k, DateRole::In) != nullptr) ++k;
  if (Word(k, DateRole::The) != nullptr) ++k;
  if (Is(k, "den") && Is(k + 1, "har")) ++k;
  if (const DateWord* next = Word(k, DateRole::Next);
      next != nullptr && Word(k + 1, DateRole::WeekUnit) != nullptr) {
    parts.week = next->value;
    return k + 2;
  }
  if (const DateWord* next = Word(k + 1, DateRole::Next);
      next != nullptr && Word(k, DateRole::WeekUnit) != nullptr && language_.code == "pt") {
    parts.week = next->value;
    return k + 2;
  }
  return i;
}

// "the first friday of july", "third tuesday", "första fredagen i den här månaden".
Index DateParser::NthWeekday(Index i, Parts& parts) const {
  Index k = Word(i, DateRole::The) != nullptr ? i + 1 : i;
  const Count* nth = CountAt(k, /*ordinal_only=*/true);
  if (nth == nullptr || nth->value > 5) return i;
  const DateWord* weekday = Word(nth->end, DateRole::Weekday);
  if (weekday == nullptr) return i;
  Index end = nth->end + 1;
  if (Is(end, "-") && Is(end + 1, "feira")) end += 2;
  parts.nth = nth->value;
  parts.weekday = weekday->value;
  const Index tail = MonthTail(end, parts);
  if (tail != end) return tail;
  if (Word(end, DateRole::Of) != nullptr || Word(end, DateRole::In) != nullptr) {
    int month = 0;
    const Index after = Month(end + 1, month);
    if (after != end + 1) {
      parts.month = month;
      return YearTail(after, parts);
    }
  }
  return end;
}

// "friday", "this friday june 22", "thursday the 21st", "friday next week", "next week on friday".
Index DateParser::WeekdayForm(Index i, Parts& parts) const {
  Index k = i;
  Parts week = parts;
  const Index after_week = WeekTail(k, week);
  if (after_week != k && Word(i, DateRole::Of) == nullptr && Word(i, DateRole::In) == nullptr) {
    Index at = after_week;
    if (Word(at, DateRole::On) != nullptr) ++at;
    if (const DateWord* weekday = Word(at, DateRole::Weekday)) {
      parts = week;
      parts.weekday = weekday->value;
      return at + 1;
    }
    return i;
  }
  if (const DateWord* next = Word(k, DateRole::Next); next != nullptr) {
    if (Word(k + 1, DateRole::Weekday) == nullptr) return i;
    parts.next = next->value;
    parts.has_next = true;
    ++k;
  }
  const DateWord* weekday = Word(k, DateRole::Weekday);
  if (weekday == nullptr) return i;
  parts.weekday = weekday->value;
  ++k;
  // "segunda" alone is "second"; with "-feira" it is Monday.
  if (Is(k, "-") && Glued(k) && Is(k + 1, "feira")) {
    k += 2;
  } else if (language_.code == "pt" && CountAt(k - 1, true) != nullptr) {
    return i;
  }
  const Index dotted = SkipDot(k);
  Index at = dotted;
  if (Is(at, ",") || (Is(at, "-") && Glued(at)) || (Is(at, "(") && Glued(at))) ++at;
  if (Word(at, DateRole::The) != nullptr) {
    Parts day = parts;
    const Index end = Core(at, day);
    if (end != at) {
      parts = day;
      return end;
    }
  }
  Parts more = parts;
  Index end = Core(at, more);
  if (end != at && (more.month || more.day)) {
    parts = more;
    return Is(at - 1, "(") && Is(end, ")") ? end + 1 : end;
  }
  end = WeekTail(k, parts);
  return end;
}

// "two days ago", "three weeks from now", "in 2 days", "a month ago", "two days before yesterday".
Index DateParser::Offset(Index i, Parts& parts) const {
  const bool in = Word(i, DateRole::In) != nullptr;
  Index k = in ? i + 1 : i;
  int amount = 1;
  if (const Count* count = CountAt(k); count != nullptr && !count->ordinal) {
    amount = count->value;
    k = count->end;
  } else if (Is(k, "a") || Is(k, "an")) {
    ++k;
  } else {
    return i;
  }
  if (Word(k, DateRole::Working) != nullptr) ++k;
  std::int64_t days = 0;
  int months = 0;
  if (const DateWord* unit = Word(k, DateRole::DayUnit)) {
    days = unit->value;
  } else if ((unit = Word(k, DateRole::WeekUnit)) != nullptr) {
    days = unit->value;
  } else if (Word(k, DateRole::MonthUnit) != nullptr) {
    months = 1;
  } else if (Word(k, DateRole::YearUnit) != nullptr) {
    months = 12;
  } else if (Word(k, DateRole::Weekday) != nullptr && Word(k + 1, DateRole::Later) != nullptr) {
    days = 7;
  } else {
    return i;
  }
  ++k;
  int sign = 1;
  Index end = k;
  std::int64_t base = 0;
  if (const DateWord* ago = Word(k, DateRole::Ago)) {
    sign = ago->value;
    end = k + 1;
    if (const DateWord* day = Word(end, DateRole::Day)) {
      base = day->value;
      ++end;
    } else if (!(Is(k, "ago") || Is(k, "earlier") || Is(k, "sedan") || Is(k, "atras"))) {
      return i;
    }
  } else if (Word(k, DateRole::Later) != nullptr) {
    end = k + 1;
    if (const DateWord* day = Word(end, DateRole::Day)) {
      base = day->value;
      ++end;
    }
  } else if ((Is(k, "from") && (Is(k + 1, "now") || Word(k + 1, DateRole::Day))) ||
             (Is(k, "fran") && Is(k + 1, "nu"))) {
    end = k + 2;
  } else if (!in) {
    return i;
  }
  if (months != 0) {
    parts.months_off = sign * amount * months;
  } else {
    parts.days_off = base + sign * amount * days;
  }
  return end;
}

// "today", "the day after tomorrow", "next day", "depois de amanhã".
Index DateParser::Relative(Index i, Parts& parts) const {
  if (const DateWord* day = Word(i, DateRole::Day)) {
    parts.days_off = day->value;
    return i + 1;
  }
  if (Is(i, "i") && (Word(i + 1, DateRole::Day) || Is(i + 1, "morgon") || Is(i + 1, "dag"))) {
    const DateWord* day = Word(i + 1, DateRole::Day);
    parts.days_off = day != nullptr ? day->value : Is(i + 1, "dag") ? 0 : 1;
    return i + 2;
  }
  Index k = Word(i, DateRole::The) != nullptr ? i + 1 : i;
  const bool the = k != i;
  if (Word(k, DateRole::DayUnit) != nullptr) {
    Index at = k + 1;
    const bool after = Word(at, DateRole::Later) != nullptr;
    const bool before = !after && Word(at, DateRole::Ago) != nullptr;
    if (after || before) {
      ++at;
      if (Is(at, "de")) ++at;
      if (const DateWord* day = Word(at, DateRole::Day)) {
        parts.days_off = day->value + (after ? 1 : -1);
        return at + 1;
      }
    }
    if (the && (k + 1 >= tokens_.size() || tokens_[k + 1].kind == TokenKind::Mark)) {
      parts.days_off = 0;
      return k + 1;
    }
    return i;
  }
  if (Word(k, DateRole::Later) != nullptr && Is(k + 1, "de") &&
      Word(k + 2, DateRole::Day) != nullptr) {
    parts.days_off = Word(k + 2, DateRole::Day)->value + 1;
    return k + 3;
  }
  if (const DateWord* next = Word(k, DateRole::Next);
      next != nullptr && Word(k + 1, DateRole::DayUnit) != nullptr) {
    parts.days_off = next->value;
    return k + 2;
  }
  return i;
}

// Longest of the forms without a weekday in front.
Index DateParser::Core(Index i, Parts& parts) const {
  using Form = Index (DateParser::*)(Index, Parts&) const;
  constexpr Form kForms[] = {&DateParser::Numeric, &DateParser::DayMonth, &DateParser::MonthDay,
                             &DateParser::BareDay};
  Index best = i;
  Parts best_parts = parts;
  const auto consider = [&](Index start, Form form) {
    Parts attempt = parts;
    const Index end = (this->*form)(start, attempt);
    if (end > start && end > best) {
      best = end;
      best_parts = attempt;
    }
  };
  for (const Form form : kForms) consider(i, form);
  // "the 12th of January", "den 12 januari, 2016"
  if (Word(i, DateRole::The) != nullptr) {
    const Index before = best;
    consider(i + 1, &DateParser::DayMonth);
    if (best != before) best_parts.skip_article = true;
  }
  parts = best_parts;
  return best;
}

Index DateParser::ReadAt(Index i, Parts& parts) const {
  using Form = Index (DateParser::*)(Index, Parts&) const;
  constexpr Form kForms[] = {&DateParser::Core, &DateParser::WeekdayForm, &DateParser::NthWeekday,
                             &DateParser::Relative, &DateParser::Offset};
  Index best = i;
  Parts best_parts;
  for (const Form form : kForms) {
    Parts attempt;
    const Index end = (this->*form)(i, attempt);
    if (end > best) {
      best = end;
      best_parts = attempt;
    }
  }
  parts = best_parts;
  return best;
}

std::optional<Day> NthWeekdayOf(int year, int month, int nth, int weekday) {
  const std::int64_t first = DayNumber({year, month, 1});
  const int shift = (weekday - WeekdayOf(first) + 7) % 7;
  const Day day = DayFromNumber(first + shift + 7 * (nth - 1));
  if (day.month != month) return std::nullopt;
  return day;
}

// "2 April" said in May is the one that has just been.
constexpr std::int64_t kLately = 60;

// The day that the words name, seen from `today`; dates without a year lie ahead, or just behind.
std::optional<Day> Resolve(const Parts& p, const std::optional<Day>& today) {
  if (p.year && p.month && p.day) {
    const Day day{*p.year, *p.month, *p.day};
    return IsDay(day) ? std::optional<Day>(day) : std::nullopt;
  }
  if (!today) return std::nullopt;
  const std::int64_t now = DayNumber(*today);
  if (p.days_off) return DayFromNumber(now + *p.days_off);
  if (p.months_off) return AddMonths(*today, *p.months_off);
  if (p.nth && p.weekday) {
    Day base = p.month_step ? AddMonths({today->year, today->month, 1}, *p.month_step) : *today;
    if (p.month) base = {today->year + (*p.month < today->month ? 1 : 0), *p.month, 1};
    return NthWeekdayOf(base.year, base.month, *p.nth, *p.weekday);
  }
  if (p.month && p.day) {
    Day day{today->year, *p.month, *p.day};
    if (!IsDay(day)) return std::nullopt;
    if (DayNumber(day) < now - kLately) ++day.year;
    return IsDay(day) ? std::optional<Day>(day) : std::nullopt;
  }
  if (p.day) {
    Day day = AddMonths({today->year, today->month, 1}, p.month_step.value_or(0));
    day.day = *p.day;
    if (!p.month_step && *p.day < today->day) {
      day = AddMonths({today->year, today->month, 1}, 1);
      day.day = *p.day;
    }
    return IsDay(day) ? std::optional<Day>(day) : std::nullopt;
  }
  if (p.weekday) {
    const std::int64_t monday = now - (WeekdayOf(now) - 1);
    if (p.week) return DayFromNumber(monday + 7 * *p.week + *p.weekday - 1);
    if (p.has_next && p.next != 0) return DayFromNumber(monday + 7 * p.next + *p.weekday - 1);
    const int ahead = (*p.weekday - WeekdayOf(now) + 7) % 7;
    return DayFromNumber(now + ahead);
  }
  return std::nullopt;
}

}  // namespace

std::vector<DateSpan> FindDates(const Message& message, const Language& language,
                                const std::optional<Day>& today) {
  std::vector<DateSpan> found;
  const DateParser parser(message, language);
  for (Index i = 0; i < message.tokens.size();) {
    Parts parts;
    const Index end = parser.ReadAt(i, parts);
    if (end == i) {
      ++i;
      continue;
    }
    // "February 30" is no day of any year; 2024 has all that there are.
    if (parts.month && parts.day && !IsDay({parts.year.value_or(2024), *parts.month, *parts.day})) {
      i = end;
      continue;
    }
    DateSpan span;
    span.first = parts.skip_article && !parts.weekday ? i + 1 : i;
    span.end = end;
    if (const auto day = Resolve(parts, today)) span.iso = IsoText(*day);
    span.bare_day = parts.day && !parts.month && !parts.weekday && !parts.month_step;
    found.push_back(std::move(span));
    i = end;
  }
  return found;
}

}  // namespace proviso::understanding
