// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/values/times.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/decimal.h"
#include "runtime/understanding/values/numerals.h"

namespace proviso::understanding {
namespace {

using Index = std::uint32_t;

class TimeParser {
 public:
  TimeParser(const Message& message, const Language& language)
      : tokens_(message.tokens), language_(language), numerals_(FindNumerals(message, language)) {}

  bool TimeAt(Index i, TimeSpan& span) const;
  bool DurationAt(Index i, TimeSpan& span) const;

 private:
  struct Clock {
    int hour = -1;
    int minute = 0;
    bool exact = false;       // minutes, "pm", "o'clock" …: surely a time
    std::optional<int> half;  // 0 morning, 12 afternoon
  };

  const DateWord* Word(Index i, DateRole role) const {
    return i < tokens_.size() && !tokens_[i].in_link ? language_.Date(tokens_[i].folded, role)
                                                     : nullptr;
  }
  bool Is(Index i, std::string_view text) const {
    return i < tokens_.size() && tokens_[i].Is(text);
  }
  int DigitsAt(Index i, std::size_t most) const;
  const Numeral* NumeralAt(Index i) const;
  Index Hour(Index i, Clock& clock) const;
  Index HalfWord(Index i, Clock& clock) const;  // "in the evening", "pm", "at night"
  Index Spoken(Index i, Clock& clock) const;    // "half past 12", "quarter to 5"

  const std::vector<Token>& tokens_;
  const Language& language_;
  std::vector<Numeral> numerals_;
};

int TimeParser::DigitsAt(Index i, std::size_t most) const {
  if (i >= tokens_.size() || !tokens_[i].is_digits() || tokens_[i].folded.size() > most) return -1;
  return std::stoi(tokens_[i].folded);
}

const Numeral* TimeParser::NumeralAt(Index i) const {
  // Numerals stand in order.
  const auto it =
      std::lower_bound(numerals_.begin(), numerals_.end(), i,
                       [](const Numeral& numeral, std::uint32_t at) { return numeral.first < at; });
  return it != numerals_.end() && it->first == i ? &*it : nullptr;
}

// "3", "three", "3:30", "15.30", "1530h" is not met.
Index TimeParser::Hour(Index i, Clock& clock) const {
  const int digits = DigitsAt(i, 2);
  if (digits >= 0 && digits <= 24) {
    clock.hour = digits;
    const bool colon = (Is(i + 1, ":") || Is(i + 1, ".")) && tokens_[i + 1].glued &&
                       i + 2 < tokens_.size() && tokens_[i + 2].glued;
    const int minute = colon ? DigitsAt(i + 2, 2) : -1;
    if (minute >= 0 && minute < 60 && tokens_[i + 2].folded.size() == 2) {
      clock.minute = minute;
      clock.exact = Is(i + 1, ":");
      return i + 3;
    }
    return i + 1;
  }
  const Numeral* numeral = NumeralAt(i);
  if (numeral == nullptr || !numeral->in_words) return i;
  const auto value = DecimalToInteger(numeral->value);
  if (!value || *value < 1 || *value > 12) return i;
  clock.hour = static_cast<int>(*value);
  return numeral->end;
}

Index TimeParser::HalfWord(Index i, Clock& clock) const {
  Index k = i;
  if (Word(k, DateRole::OClock) != nullptr) {
    clock.exact = true;
    ++k;
  } else if (Is(k, "o") && Is(k + 1, "\"") && Is(k + 2, "clock")) {
    clock.exact = true;
    k += 3;
  } else if (Is(k, "o") && Is(k + 1, "clock")) {
    clock.exact = true;
    k += 2;
  }
  const auto take = [&](Index at, Index length) {
    for (const DateRole role :
         {DateRole::Am, DateRole::Pm, DateRole::Morning, DateRole::Afternoon, DateRole::Evening}) {
      if (const DateWord* word = Word(at, role)) {
        clock.half = word->value;
        clock.exact = true;
        return at + length;
      }
    }
    return k;
  };
  // "a.m.", "p. m."
  if ((Is(k, "a") || Is(k, "p")) && Is(k + 1, ".") && Is(k + 2, "m")) {
    clock.half = Is(k, "p") ? 12 : 0;
    clock.exact = true;
    return Is(k + 3, ".") && tokens_[k + 3].glued ? k + 4 : k + 3;
  }
  Index end = take(k, 1);
  if (end != k) return end;
  Index at = k;
  if (Is(at, "in") || Is(at, "at") || Is(at, "i") || Is(at, "pa") || Is(at, "da")) ++at;
  if (at != k && Word(at, DateRole::The) != nullptr) ++at;
  if (at != k) end = take(at, 1);
  return end == k ? k : end;
}

Index TimeParser::Spoken(Index i, Clock& clock) const {
  Index k = i;
  if (Is(k, "a")) ++k;
  int minutes = 0;
  if (Is(k, "half")) {
    minutes = 30;
    ++k;
  } else if (Is(k, "quarter")) {
    minutes = 15;
    ++k;
  } else {
    const Numeral* numeral = NumeralAt(k);
    const auto value = numeral != nullptr ? DecimalToInteger(numeral->value) : std::nullopt;
    if (!value || *value < 1 || *value > 59) return i;
    minutes = static_cast<int>(*value);
    k = numeral->end;
    if (Word(k, DateRole::MinuteUnit) != nullptr) ++k;
  }
  const bool past = Word(k, DateRole::Past) != nullptr;
  const bool to = !past && Word(k, DateRole::To) != nullptr;
  if (!past && !to) return i;
  Clock hour;
  const Index end = Hour(k + 1, hour);
  if (end == k + 1 || hour.minute != 0 || hour.hour < 1) return i;
  clock.hour = past ? hour.hour : (hour.hour + 11) % 12 == 0 ? 12 : hour.hour - 1;
  clock.minute = past ? minutes : 60 - minutes;
  clock.exact = true;
  return end;
}

bool TimeParser::TimeAt(Index i, TimeSpan& span) const {
  span.first = i;
  if (Word(i, DateRole::Noon) != nullptr || Word(i, DateRole::Midnight) != nullptr) {
    span.iso = Word(i, DateRole::Noon) != nullptr ? "12:00" : "00:00";
    span.end = i + 1;
    return true;
  }
  Clock clock;
  // "evening 6", "morning 10:45"
  for (const DateRole role : {DateRole::Morning, DateRole::Afternoon, DateRole::Evening}) {
    const DateWord* word = Word(i, role);
    if (word == nullptr) continue;
    Index end = Spoken(i + 1, clock);
    if (end == i + 1) end = Hour(i + 1, clock);
    if (end == i + 1 || clock.hour < 0 || Word(end, DateRole::DayUnit) != nullptr) continue;
    clock.half = word->value;
    clock.exact = true;
    span.end = end;
  }
  if (span.end == 0) {
    Index end = Spoken(i, clock);
    if (end == i) end = Hour(i, clock);
    if (end == i || clock.hour < 0) return false;
    if (i > 0 && tokens_[i].glued && !tokens_[i - 1].Is("(")) return false;
    span.end = HalfWord(end, clock);
  }
  if (!clock.exact) {
    const bool at = i > 0 && Word(i - 1, DateRole::At) != nullptr;
    if (!at || span.end > i + 1) return false;
    span.bare_hour = true;
  }
  if (clock.hour > 24 || (clock.hour == 24 && clock.minute != 0)) return false;
  if (clock.half && clock.hour <= 12) {
    clock.hour = clock.hour % 12 + *clock.half;
    // "twelve at night"
  }
  span.iso = fmt::format("{:02}:{:02}", clock.hour % 24, clock.minute);
  return true;
}

bool TimeParser::DurationAt(Index i, TimeSpan& span) const {
  span.first = i;
  std::string date;
  std::string time;
  Index k = i;
  for (int part = 0; part < 3; ++part) {
    Index at = k;
    if (part > 0 && (Is(at, "and") || Is(at, ",") || Is(at, "e") || Is(at, "och"))) ++at;
    std::string amount = "1";
    if (const Numeral* numeral = NumeralAt(at)) {
      amount = numeral->value;
      at = numeral->end;
    } else if (Is(at, "a") || Is(at, "an")) {
      ++at;
    } else {
      break;
    }
    if (Word(at, DateRole::Working) != nullptr) ++at;
    if (amount[0] == '-') break;
    if (Word(at, DateRole::DayUnit) != nullptr) {
      date += amount + "D";
    } else if (Word(at, DateRole::WeekUnit) != nullptr) {
      date += MultiplyDecimals(amount, "7").value_or("0") + "D";
    } else if (Word(at, DateRole::MonthUnit) != nullptr) {
      date += amount + "M";
    } else if (Word(at, DateRole::YearUnit) != nullptr) {
      date += amount + "Y";
    } else if (Word(at, DateRole::HourUnit) != nullptr) {
      time += amount + "H";
    } else if (Word(at, DateRole::MinuteUnit) != nullptr) {
      time += amount + "M";
    } else if (Word(at, DateRole::SecondUnit) != nullptr) {
      time += amount + "S";
    } else {
      break;
    }
    k = at + 1;
  }
  if (k == i) return false;
  span.end = k;
  span.iso = "P" + date + (time.empty() ? "" : "T" + time);
  return true;
}

template <typename Read>
std::vector<TimeSpan> FindAll(std::size_t token_count, Read read) {
  std::vector<TimeSpan> found;
  for (Index i = 0; i < token_count;) {
    TimeSpan span;
    if (read(i, span) && span.end > i) {
      i = span.end;
      found.push_back(std::move(span));
    } else {
      ++i;
    }
  }
  return found;
}

}  // namespace

std::vector<TimeSpan> FindTimes(const Message& message, const Language& language) {
  const TimeParser parser(message, language);
  return FindAll(message.tokens.size(),
                 [&](Index i, TimeSpan& span) { return parser.TimeAt(i, span); });
}

std::vector<TimeSpan> FindDurations(const Message& message, const Language& language) {
  const TimeParser parser(message, language);
  return FindAll(message.tokens.size(),
                 [&](Index i, TimeSpan& span) { return parser.DurationAt(i, span); });
}

}  // namespace proviso::understanding
