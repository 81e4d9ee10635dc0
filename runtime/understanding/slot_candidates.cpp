// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/slot_candidates.h"

#include <algorithm>

#include "core/decimal.h"
#include "runtime/understanding/meaning.h"
#include "runtime/understanding/values/address.h"
#include "runtime/understanding/values/contact.h"
#include "runtime/understanding/values/dates.h"
#include "runtime/understanding/values/money.h"
#include "runtime/understanding/values/numerals.h"
#include "runtime/understanding/values/standing.h"
#include "runtime/understanding/values/times.h"

namespace proviso::understanding {
namespace {

Candidate FromTokens(const Message& message, std::uint32_t first, std::uint32_t end, Value value,
                     double confidence) {
  return {message.tokens[first].begin, message.tokens[end - 1].end, std::move(value), confidence};
}

std::vector<Candidate> FromContacts(const std::vector<Contact>& contacts) {
  std::vector<Candidate> candidates;
  for (const Contact& contact : contacts) {
    candidates.push_back(
        {contact.begin, contact.end, Value::String(contact.canonical), contact.confidence});
  }
  return candidates;
}

// Number of words beside the tokens [first, end).
std::size_t OtherWords(const Message& message, std::uint32_t first, std::uint32_t end) {
  std::size_t count = 0;
  for (std::uint32_t i = 0; i < message.tokens.size(); ++i) {
    count += (i < first || i >= end) && message.tokens[i].is_word() ? 1 : 0;
  }
  return count;
}

// True when a word near the tokens is one of the slot's name: "3 bedrooms" for number_of_bedrooms.
// `name` and `heard`: the concepts of the slot's name and of the message, in order.
bool IsNamedNearby(const std::vector<Concept>& name, const std::vector<Concept>& heard,
                   std::uint32_t first, std::uint32_t end) {
  const std::uint32_t from = first > 3 ? first - 3 : 0;
  auto it = std::lower_bound(heard.begin(), heard.end(), from,
                             [](const Concept& word, std::uint32_t at) { return word.first < at; });
  for (; it != heard.end() && it->first < end + 2; ++it) {
    for (const Concept& named : name) {
      if (Likeness(named, *it) > 0.9) return true;
    }
  }
  return false;
}

// Nobody answers with more values than this; a row of digits shall not cost more than its share.
constexpr std::size_t kMostCandidates = 32;

// The surest ones, in the order of the message.
std::vector<Candidate> Surest(std::vector<Candidate> candidates) {
  if (candidates.size() <= kMostCandidates) return candidates;
  std::stable_sort(
      candidates.begin(), candidates.end(),
      [](const Candidate& a, const Candidate& b) { return a.confidence > b.confidence; });
  candidates.resize(kMostCandidates);
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.begin < b.begin; });
  return candidates;
}

std::vector<Candidate> Numbers(const OpenSlot& slot, bool asked, const SlotContext& context) {
  std::vector<Candidate> candidates;
  const Message& message = context.message;
  const std::vector<Concept> name = ConceptsOf(MakeMessage(slot.name, 256));
  const std::vector<Concept> heard = ConceptsOf(message);
  // Numbers inside times and dates count nothing.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> taken;
  for (const TimeSpan& time : FindTimes(message, context.language)) {
    if (!time.bare_hour) taken.emplace_back(time.first, time.end);
  }
  for (const DateSpan& date : FindDates(message, context.language, std::nullopt)) {
    if (date.end - date.first > 1) taken.emplace_back(date.first, date.end);
  }
  for (const Numeral& numeral : FindNumerals(message, context.language)) {
    if (candidates.size() > 4 * kMostCandidates) break;
    const bool inside = std::any_of(taken.begin(), taken.end(), [&](const auto& span) {
      return numeral.first >= span.first && numeral.first < span.second;
    });
    if (numeral.is_part || inside) continue;
    const bool named = IsNamedNearby(name, heard, numeral.first, numeral.end);
    if (!asked && !named) continue;
    double confidence = asked ? 0.85 : 0.7;
    if (OtherWords(message, numeral.first, numeral.end) == 0) confidence = 0.97;
    if (named) confidence += 0.05;
    // "2 nights": the unit may be what was counted, or something else.
    if (numeral.has_unit) confidence -= 0.15;
    const bool clock = numeral.end < message.tokens.size() &&
                       (message.tokens[numeral.end].Is(":") || message.tokens[numeral.end].Is("%"));
    if (clock) confidence -= 0.3;
    // "-3" is less than nothing, not 3.
    const bool minus = numeral.first > 0 && message.tokens[numeral.first - 1].Is("-") &&
                       message.tokens[numeral.first].glued &&
                       (numeral.first == 1 || !message.tokens[numeral.first - 1].glued);
    const std::string value = minus ? "-" + numeral.value : numeral.value;
    candidates.push_back(FromTokens(message, numeral.first - (minus ? 1 : 0), numeral.end,
                                    Value::Decimal(value), confidence));
  }
  return candidates;
}

std::vector<Candidate> Percents(bool asked, const SlotContext& context) {
  std::vector<Candidate> candidates;
  for (const Amount& amount : FindPercents(context.message, context.language)) {
    candidates.push_back(FromTokens(context.message, amount.first, amount.end,
                                    Value::Decimal(amount.number), asked ? 0.96 : 0.8));
  }
  if (!candidates.empty() || !asked) return candidates;
  for (const Numeral& numeral : FindNumerals(context.message, context.language)) {
    if (numeral.is_part || numeral.has_unit) continue;
    candidates.push_back(FromTokens(context.message, numeral.first, numeral.end,
                                    Value::Decimal(numeral.value), 0.75));
  }
  return candidates;
}

// A sum without a currency stays a number: the shop's currency is not ours to guess.
std::vector<Candidate> Sums(bool asked, const SlotContext& context) {
  std::vector<Candidate> candidates;
  for (const Amount& amount : FindMoney(context.message, context.language)) {
    if (amount.number.empty()) continue;
    Value value = amount.currency.empty() ? Value::Decimal(amount.number)
                                          : Value::Money(amount.currency, amount.number);
    candidates.push_back(FromTokens(context.message, amount.first, amount.end, std::move(value),
                                    asked ? 0.96 : 0.75));
  }
  if (!candidates.empty() || !asked) return candidates;
  for (const Numeral& numeral : FindNumerals(context.message, context.language)) {
    if (numeral.is_part || numeral.has_unit) continue;
    candidates.push_back(FromTokens(context.message, numeral.first, numeral.end,
                                    Value::Decimal(numeral.value), 0.7));
  }
  return candidates;
}

std::vector<Candidate> Dates(bool asked, const SlotContext& context) {
  std::vector<Candidate> candidates;
  for (const DateSpan& date : FindDates(context.message, context.language, context.today)) {
    const std::string text(context.message.Span(date.first, date.end - 1));
    Value value = Value::String(date.iso.empty() ? text : date.iso);
    double confidence = asked ? 0.93 : 0.75;
    if (date.bare_day) confidence -= asked ? 0.08 : 0.3;
    candidates.push_back(
        FromTokens(context.message, date.first, date.end, std::move(value), confidence));
  }
  return candidates;
}

std::vector<Candidate> Times(bool asked, bool duration, const SlotContext& context) {
  std::vector<Candidate> candidates;
  const auto spans = duration ? FindDurations(context.message, context.language)
                              : FindTimes(context.message, context.language);
  for (const TimeSpan& span : spans) {
    double confidence = asked ? 0.93 : 0.7;
    if (span.bare_hour) confidence -= asked ? 0.15 : 0.4;
    candidates.push_back(
        FromTokens(context.message, span.first, span.end, Value::String(span.iso), confidence));
  }
  if (!candidates.empty() || !asked || duration) return candidates;
  // "7" alone answers "at what time?".
  for (const Numeral& numeral : FindNumerals(context.message, context.language)) {
    const auto hour = DecimalToInteger(numeral.value);
    if (!hour || *hour < 0 || *hour > 23 || numeral.is_part || numeral.has_unit) continue;
    std::string iso = (*hour < 10 ? "0" : "");
    iso.append(std::to_string(*hour)).append(":00");
    candidates.push_back(
        FromTokens(context.message, numeral.first, numeral.end, Value::String(iso), 0.6));
  }
  return candidates;
}

std::vector<Candidate> Addresses(bool asked, const SlotContext& context) {
  std::vector<Candidate> candidates;
  if (const auto address = FindAddress(context.message, asked, context.language.code)) {
    candidates.push_back({address->begin, address->end, address->value, address->confidence});
  }
  // "5 Hill Road is wrong, it's 7 Hill Road": the second is looked for behind what takes the first
  // back.
  constexpr MarkSet kTakesBack =
      Bit(Mark::Negation) | Bit(Mark::Wrong) | Bit(Mark::Old) | Bit(Mark::Corrects);
  bool back = false;
  constexpr std::size_t kMostSegments = 8;
  for (const Segment& segment : context.heard.segments) {
    if (candidates.size() > kMostSegments) break;
    const std::uint32_t begin = context.message.tokens[segment.first].begin;
    if (back) {
      const Message rest = MakeMessage(std::string_view(context.message.text).substr(begin),
                                       context.message.text.size());
      const auto address = FindAddress(rest, /*asked=*/false, context.language.code);
      if (address && address->confidence >= 0.6)
        candidates.push_back(
            {begin + address->begin, begin + address->end, address->value, address->confidence});
    }
    back = back || (segment.marks & kTakesBack) != 0;
  }
  return candidates;
}

std::vector<Candidate> YesNo(bool asked, const SlotContext& context) {
  if (!asked || context.act == ReplyAct::Neither || context.message.tokens.empty()) return {};
  return {{0, static_cast<std::uint32_t>(context.message.text.size()),
           Value::Bool(context.act == ReplyAct::Accept), context.act_confidence}};
}

// Order numbers that another kind of value explains better are left to it.
// Number of a bank card: 13 to 19 digits, in groups or not, with the right check digit (ISO/IEC
// 7812). It is nobody's order number, and no place to keep one.
std::vector<std::pair<std::uint32_t, std::uint32_t>> FindCardNumbers(const Message& message) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
  const auto& tokens = message.tokens;
  for (std::size_t i = 0; i < tokens.size();) {
    if (!tokens[i].is_digits()) {
      ++i;
      continue;
    }
    std::string digits = tokens[i].folded;
    std::size_t last = i;
    for (std::size_t k = i + 1; k < tokens.size(); ++k) {
      const bool dash = tokens[k].Is("-") && tokens[k].glued;
      if (!dash && !tokens[k].is_digits()) break;
      if (dash) continue;
      digits += tokens[k].folded;
      last = k;
    }
    int sum = 0;
    for (std::size_t k = 0; k < digits.size(); ++k) {
      const int digit = digits[digits.size() - 1 - k] - '0';
      const int weighted = k % 2 == 1 ? 2 * digit : digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    constexpr std::size_t kShortestCard = 13;
    constexpr std::size_t kLongestCard = 19;
    const bool card =
        digits.size() >= kShortestCard && digits.size() <= kLongestCard && sum % 10 == 0;
    if (card) found.emplace_back(tokens[i].begin, tokens[last].end);
    i = last + 1;
  }
  return found;
}

std::vector<Candidate> Phones(const SlotContext& context) {
  std::vector<Candidate> candidates = FromContacts(FindPhones(context.message));
  for (const auto& card : FindCardNumbers(context.message)) {
    std::erase_if(candidates, [&](const Candidate& phone) {
      return phone.begin < card.second && card.first < phone.end;
    });
  }
  return candidates;
}

std::vector<Candidate> OrderNumbers(bool asked, const SlotContext& context) {
  std::vector<Candidate> candidates = FromContacts(FindOrderNumbers(context.message, asked));
  const auto drop = [&](std::uint32_t begin, std::uint32_t end, double below) {
    std::erase_if(candidates, [&](const Candidate& c) {
      return c.begin < end && begin < c.end && c.confidence < below;
    });
  };
  for (const DateSpan& date : FindDates(context.message, context.language, std::nullopt)) {
    if (date.end - date.first < 3) continue;
    drop(context.message.tokens[date.first].begin, context.message.tokens[date.end - 1].end, 0.95);
  }
  for (const auto& [begin, end] : FindCardNumbers(context.message)) drop(begin, end, 1.0);
  // "4410 dollars" is a sum.
  for (std::uint32_t t = 1; t < context.message.tokens.size(); ++t) {
    const Token& unit = context.message.tokens[t];
    const bool counts = context.language.currencies.count(unit.folded) != 0 ||
                        context.language.IsPercent(unit.folded);
    if (counts) drop(context.message.tokens[t - 1].begin, unit.begin, 0.95);
  }
  for (const Contact& phone : FindPhones(context.message)) {
    const bool plain = phone.canonical.size() <= 12 && phone.canonical[0] != '+' &&
                       phone.end - phone.begin == phone.canonical.size();
    if (!plain) drop(phone.begin, phone.end, 0.98);
  }
  if (const auto address = FindAddress(context.message, /*asked=*/false, context.language.code)) {
    drop(address->begin, address->end, 0.92);
  }
  return candidates;
}

// "apples, pears and plums" -> its parts.
std::vector<Candidate> Lists(const OpenSlot& slot, bool asked, const SlotContext& context) {
  if (!slot.choices.empty()) return FindNames(slot, asked, context);
  if (!asked) return {};
  std::vector<Candidate> whole = FindText(slot, context);
  if (whole.empty()) return whole;
  Candidate list = whole.front();
  const Message part =
      MakeMessage(std::string_view(context.message.text).substr(list.begin, list.end - list.begin),
                  context.message.text.size());
  ListBuilder builder;
  std::uint32_t start = 0;
  const auto close = [&](std::uint32_t end) {
    if (end > start) builder.Add(Value::String(part.Span(start, end - 1)).view());
  };
  for (std::uint32_t i = 0; i < part.tokens.size(); ++i) {
    const bool parts =
        (part.tokens[i].Is(",") && !(i + 1 < part.tokens.size() && part.tokens[i + 1].glued)) ||
        part.tokens[i].Is(";") || part.tokens[i].Is("and") || part.tokens[i].Is("&");
    if (!parts) continue;
    close(i);
    start = i + 1;
  }
  close(static_cast<std::uint32_t>(part.tokens.size()));
  list.value = builder.Build();
  return {list};
}

}  // namespace

namespace {

std::vector<Candidate> FindAll(const OpenSlot& slot, bool asked, const SlotContext& context) {
  switch (slot.type) {
    case ValueType::Email:
      return FromContacts(FindEmails(context.message));
    case ValueType::Phone:
      return Phones(context);
    case ValueType::OrderNumber:
      return OrderNumbers(asked, context);
    case ValueType::Number:
      return Numbers(slot, asked, context);
    case ValueType::Percent:
      return Percents(asked, context);
    case ValueType::Money:
      return Sums(asked, context);
    case ValueType::Date:
      return Dates(asked, context);
    case ValueType::Time:
      return Times(asked, /*duration=*/false, context);
    case ValueType::Duration:
      return Times(asked, /*duration=*/true, context);
    case ValueType::Address:
      return Addresses(asked, context);
    case ValueType::YesNo:
      return YesNo(asked, context);
    case ValueType::Choice:
    case ValueType::Item:
      return FindNames(slot, asked, context);
    case ValueType::List:
      return Lists(slot, asked, context);
    case ValueType::Text:
    case ValueType::Json:
      break;
  }
  return asked ? FindText(slot, context) : std::vector<Candidate>();
}

}  // namespace

std::vector<Candidate> FindCandidates(const OpenSlot& slot, bool asked, bool ends,
                                      const SlotContext& context) {
  return Surest(GivenOf(slot.type, ends, FindAll(slot, asked, context), context));
}

}  // namespace proviso::understanding
