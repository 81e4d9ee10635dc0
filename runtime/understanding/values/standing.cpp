// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/values/standing.h"

#include <algorithm>

#include "runtime/understanding/heard.h"

namespace proviso::understanding {
namespace {

// A candidate as tokens [first, end).
struct Place {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
};

bool IsMeasured(ValueType type) {
  return type == ValueType::Money || type == ValueType::Percent || type == ValueType::Number ||
         type == ValueType::Date;
}

// Of these the customer has one, and another person has another.
bool IsPersonal(ValueType type) {
  return type == ValueType::Email || type == ValueType::Phone || type == ValueType::OrderNumber ||
         type == ValueType::Money || type == ValueType::Percent;
}

class Standing {
 public:
  Standing(ValueType type, bool ends, const SlotContext& context)
      : type_(type), ends_(ends), heard_(context.heard), asked_(context.asked) {}

  // Names of a list: "not the lamp", "is it the lamp?"
  std::vector<Candidate> WeighNames(std::vector<Candidate> candidates) const {
    std::erase_if(candidates, [this](const Candidate& candidate) {
      const Place place = PlaceOf(candidate);
      return IsNegated(place) || IsAsked(place);
    });
    return candidates;
  }

  std::vector<Candidate> Weigh(std::vector<Candidate> candidates) const {
    std::vector<Place> places;
    for (const Candidate& candidate : candidates) places.push_back(PlaceOf(candidate));
    std::vector<bool> given(candidates.size(), true);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      given[i] = !IsNegated(places[i]) && !IsOld(places[i]) && !IsForeign(places[i]) &&
                 !IsAsked(places[i]) && !IsNamedOther(places[i]) &&
                 !IsAnotherWeekday(candidates[i], places[i]) &&
                 !(i + 1 < candidates.size() && IsCorrected(places[i], places[i + 1]));
    }
    const std::vector<bool> said = given;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const bool next = i + 1 < candidates.size() && said[i + 1];
      if (said[i] && next && AreAlternatives(places[i], places[i + 1]))
        given[i] = given[i + 1] = false;
      if (IsBound(places[i]) || IsOther(places[i]) || IsAmbiguous(places[i])) given[i] = false;
      if (type_ == ValueType::OrderNumber && !IsThatOrder(places[i])) given[i] = false;
    }
    // "They said $20, but I paid $25": what was only told stands back behind what was not.
    std::vector<bool> told(candidates.size());
    bool plain = false;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      told[i] = IsReported(places[i]);
      plain = plain || (given[i] && !told[i]);
    }
    std::vector<Candidate> kept;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (given[i] && !(told[i] && plain)) kept.push_back(std::move(candidates[i]));
    }
    return kept;
  }

 private:
  Place PlaceOf(const Candidate& candidate) const;
  bool Holds(Mark mark, std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t t = from; t < to && t < heard_.begins.size(); ++t) {
      if (heard_.Stands(mark, t)) return true;
    }
    return false;
  }
  bool IsNegated(const Place& place) const;
  bool IsOld(const Place& place) const;
  bool IsForeign(const Place& place) const;
  bool IsAsked(const Place& place) const;
  bool IsAnotherWeekday(const Candidate& candidate, const Place& place) const;
  bool IsBound(const Place& place) const;
  bool IsOther(const Place& place) const;
  bool HoldsTwoHouses(const Place& place) const;
  bool IsSomebodysHome(const Place& place) const;
  bool IsNamedOther(const Place& place) const;
  bool IsJoined(const Place& place) const;
  bool IsAmbiguous(const Place& place) const;
  bool Follows(std::string_view mark, std::uint32_t token) const {
    return token < heard_.message.tokens.size() && heard_.message.tokens[token].Is(mark);
  }
  bool IsThatOrder(const Place& place) const;
  bool IsOnlyNear(const Place& place) const;
  bool IsSpared(const Place& place) const;
  bool IsEndOfRun(const Place& place) const;
  bool IsSaidOfAnother(const Place& place) const;
  bool IsOfLabelledThing(const Place& place) const;
  bool IsInAddress(const Place& place) const;
  bool IsReported(const Place& place) const;
  bool IsCorrected(const Place& one, const Place& two) const;
  bool AreAlternatives(const Place& one, const Place& two) const;

  ValueType type_;
  bool ends_;
  const Heard& heard_;
  const Asked& asked_;
};

Place Standing::PlaceOf(const Candidate& candidate) const {
  const auto& tokens = heard_.message.tokens;
  const auto begin =
      std::lower_bound(tokens.begin(), tokens.end(), candidate.begin,
                       [](const Token& token, std::uint32_t at) { return token.end <= at; });
  const auto end =
      std::lower_bound(begin, tokens.end(), candidate.end,
                       [](const Token& token, std::uint32_t at) { return token.begin < at; });
  return {static_cast<std::uint32_t>(begin - tokens.begin()),
          static_cast<std::uint32_t>(end - tokens.begin())};
}

// "Not 1002", "it can't be 12 May", "don't use ana@…": a "not" with nothing but function words
// between it and the value. "I didn't get order 1002" gives the number. And "1002 is wrong", "…
// isn't mine".
bool Standing::IsNegated(const Place& place) const {
  const Segment* segment = heard_.SegmentAt(place.first);
  if (segment == nullptr) return false;
  constexpr std::uint32_t kNear = 4;
  const std::uint32_t from = place.first > kNear ? place.first - kNear : 0;
  for (std::uint32_t t = place.first; t-- > std::max(from, segment->first);) {
    if (heard_.covers[t] & Bit(Mark::Negation)) return true;
    constexpr MarkSet kBetween = Bit(Mark::Plain) | Bit(Mark::Uses);
    if ((heard_.covers[t] & kBetween) == 0) break;
  }
  // Inside what was found: an address may begin with the "not" before it.
  if (heard_.begins[place.first] & Bit(Mark::Negation)) return true;
  // An address may run on over what is said of it.
  const bool runs_on = type_ == ValueType::Address;
  return Holds(Mark::Wrong, runs_on ? place.first : place.end,
               runs_on ? place.end : std::min(place.end + kNear, segment->end));
}

// "12 Oak Street is my old address", "I used to live at …".
bool Standing::IsOld(const Place& place) const {
  const Segment* segment = heard_.SegmentAt(place.first);
  if (segment == nullptr || type_ == ValueType::Text) return false;
  for (std::uint32_t t = segment->first; t < segment->end; ++t) {
    const bool inside = t >= place.first && t < place.end && type_ != ValueType::Address;
    if (!inside && heard_.Stands(Mark::Old, t) && !asked_.Shows(heard_.message.tokens[t]))
      return true;
  }
  return false;
}

// "My husband's is …", "your colleague said …", "a mail from …".
bool Standing::IsForeign(const Place& place) const {
  if (type_ == ValueType::Address) return IsSomebodysHome(place);
  if (!IsPersonal(type_)) return false;
  const Segment* segment = heard_.SegmentAt(place.first);
  if (segment == nullptr) return false;
  for (std::uint32_t t = place.first; t-- > segment->first;) {
    if (heard_.Stands(Mark::Mine, t)) return false;
    constexpr MarkSet kOthers = Bit(Mark::Person) | Bit(Mark::Sender);
    if ((heard_.begins[t] & kOthers) == 0) continue;
    std::uint32_t noun = t;  // of "my husband": what the prompt may have asked about
    while (noun + 1 < place.first && (heard_.covers[noun + 1] & kOthers) != 0) ++noun;
    if (!asked_.Shows(heard_.message.tokens[noun])) return true;
  }
  return false;
}

// "My mother lives at 12 Oak Street", but not "to my mother, 12 Oak Street".
bool Standing::IsSomebodysHome(const Place& place) const {
  const Segment* segment = heard_.SegmentAt(place.first);
  if (segment == nullptr) return false;
  for (std::uint32_t t = segment->first; t <= place.first; ++t) {
    if (!heard_.Stands(Mark::Person, t)) continue;
    return t == segment->first || !heard_.Stands(Mark::Toward, t - 1);
  }
  return false;
}

// "Tracking number 0034…", "order 4410" where a sum was asked for: the noun before it says what it
// is.
bool Standing::IsNamedOther(const Place& place) const {
  const bool sum = type_ == ValueType::Money && place.end == place.first + 1;
  if (type_ != ValueType::OrderNumber && type_ != ValueType::Phone && !sum) return false;
  std::uint32_t at = place.first;
  const auto is_copula = [&](std::uint32_t t) {
    return heard_.Stands(Mark::Copula, t) || heard_.message.tokens[t].Is(":") ||
           heard_.message.tokens[t].Is("#");
  };
  while (at > 0 && is_copula(at - 1)) --at;
  bool numbered = false;
  while (at > 0 && heard_.Stands(Mark::Numbered, at - 1)) {
    --at;
    numbered = true;
  }
  if (at == 0 || (!numbered && !sum)) return false;
  const Token& noun = heard_.message.tokens[at - 1];
  const MarkSet covers = heard_.covers[at - 1];
  if (type_ == ValueType::OrderNumber && (covers & Bit(Mark::Bought)) != 0) return false;
  return noun.is_word() && (covers & ~(Bit(Mark::Matter) | Bit(Mark::Bought))) == 0 &&
         !asked_.Shows(noun);
}

// A number that names one thing has to be that thing's, whole and without doubt.
bool Standing::IsThatOrder(const Place& place) const {
  const Segment* segment = heard_.SegmentAt(place.first);
  if (segment == nullptr) return true;
  // "1002 or so": behind a joining word.
  const bool guess = segment->Has(Mark::Guess) || heard_.Stands(Mark::Guess, place.end) ||
                     (Follows(",", place.end) && heard_.Stands(Mark::Guess, place.end + 1)) ||
                     heard_.Stands(Mark::Onward, place.end);
  if (guess || IsOnlyNear(place) || IsSpared(place)) return false;
  return !IsEndOfRun(place) && !IsSaidOfAnother(place) && !IsOfLabelledThing(place) &&
         !IsInAddress(place);
}

// "The order after 1002", "anything but 1002", "it ends in 1002".
bool Standing::IsOnlyNear(const Place& place) const {
  constexpr MarkSet kNear = Bit(Mark::Beside) | Bit(Mark::Excepts) | Bit(Mark::PartOf) |
                            Bit(Mark::Drops) | Bit(Mark::Keep);
  const Segment* segment = heard_.SegmentAt(place.first);
  std::uint32_t at = place.first;
  // The noun that belongs to the number: "except order 1002".
  while (at > segment->first &&
         ((heard_.covers[at - 1] & (Bit(Mark::Bought) | Bit(Mark::Numbered) | Bit(Mark::Plain))) !=
              0 ||
          heard_.message.tokens[at - 1].Is("#")) &&
         (heard_.covers[at - 1] & kNear) == 0)
    --at;
  return at > segment->first && (heard_.covers[at - 1] & kNear) != 0;
}

// "Don't cancel 1002", "please don't touch order 1002": an order to leave it alone. "I didn't get
// 1002" and "I don't want 1002" speak of the very order.
bool Standing::IsSpared(const Place& place) const {
  const Segment* segment = heard_.SegmentAt(place.first);
  constexpr MarkSet kBetween = Bit(Mark::Plain) | Bit(Mark::Uses) | Bit(Mark::Want) |
                               Bit(Mark::Undo) | Bit(Mark::Bought) | Bit(Mark::Ends);
  for (std::uint32_t t = place.first; t-- > segment->first;) {
    if ((heard_.covers[t] & Bit(Mark::Negation)) != 0)
      return (heard_.covers[t] & Bit(Mark::Past)) == 0 && !Holds(Mark::Self, segment->first, t);
    if ((heard_.covers[t] & kBetween) == 0 && !heard_.message.tokens[t].Is("#")) return false;
  }
  return false;
}

// "Orders from 1002 to 1005".
bool Standing::IsEndOfRun(const Place& place) const {
  const auto& tokens = heard_.message.tokens;
  const std::size_t size = tokens[place.first].folded.size();
  const auto is_like = [&](std::uint32_t t) {
    constexpr std::size_t kIdentifier = 3;
    return t < tokens.size() && tokens[t].is_digits() && tokens[t].folded.size() == size &&
           size >= kIdentifier;
  };
  const auto joins = [&](std::uint32_t t) { return (heard_.covers[t] & Bit(Mark::Joins)) != 0; };
  std::uint32_t at = place.first;
  // "Between 1002 and 1005".
  const bool between =
      at > 2 && heard_.Stands(Mark::And, at - 1) && (heard_.covers[at - 3] & Bit(Mark::Bound)) != 0;
  while (at > 0 && (joins(at - 1) || (between && at == place.first))) --at;
  if (at < place.first && at > 0 && is_like(at - 1)) return true;
  at = place.end;
  while (at < tokens.size() && joins(at)) ++at;
  return at > place.end && is_like(at);
}

// "1002 belongs to my neighbour", "1002 is my customer number".
bool Standing::IsSaidOfAnother(const Place& place) const {
  const auto& tokens = heard_.message.tokens;
  std::uint32_t at = place.end + (Follows(",", place.end) ? 1 : 0);
  const Segment* segment = heard_.SegmentAt(at);
  if (segment == nullptr) return false;
  const std::uint32_t start = at;
  while (at < segment->end && (heard_.covers[at] & Bit(Mark::Belongs)) != 0) ++at;
  if (at == start || at >= segment->end) return false;
  if (heard_.Stands(Mark::Person, at)) return true;
  bool numbered = false;
  bool other = false;
  for (; at < segment->end; ++at) {
    const MarkSet covers = heard_.covers[at];
    if ((covers & Bit(Mark::Bought)) != 0) return false;
    if ((covers & Bit(Mark::Labelled)) != 0) return true;
    numbered = numbered || (covers & Bit(Mark::Numbered)) != 0;
    other = other || (tokens[at].is_word() && covers == 0 && !asked_.Shows(tokens[at]));
  }
  return numbered && other;
}

// "My PIN is 1002", "room 1002", "the code on the door is 1002".
bool Standing::IsOfLabelledThing(const Place& place) const {
  const auto& tokens = heard_.message.tokens;
  std::uint32_t at = place.first;
  const auto is_copula = [&](std::uint32_t t) {
    return heard_.Stands(Mark::Copula, t) || tokens[t].Is(":") || tokens[t].Is("#");
  };
  while (at > 0 && is_copula(at - 1)) --at;
  const std::uint32_t copula = at;
  while (at > 1 && (heard_.Stands(Mark::Numbered, at - 1) || is_copula(at - 1))) --at;
  if (at == 0 || !tokens[at - 1].is_word()) return false;
  const std::uint32_t noun = at - 1;
  if (asked_.Shows(tokens[noun]) || (heard_.covers[noun] & Bit(Mark::Bought)) != 0) return false;
  if ((heard_.covers[noun] & Bit(Mark::Labelled)) != 0) return true;
  // "My locker is 1002": whatever has a number of its own.
  const bool day = heard_.language->dates.count(tokens[noun].folded) != 0;
  return copula < place.first && heard_.covers[noun] == 0 && !day && noun > 0 &&
         heard_.Stands(Mark::Plain, noun - 1) && tokens[noun - 1].is_word();
}

// "10115 Berlin".
bool Standing::IsInAddress(const Place& place) const {
  const auto& tokens = heard_.message.tokens;
  if (place.end >= tokens.size() || !tokens[place.end].is_word() || tokens[place.end].glued)
    return false;
  const char initial = heard_.message.text[tokens[place.end].begin];
  const bool name = initial >= 'A' && initial <= 'Z' && heard_.covers[place.end] == 0;
  const bool bought =
      place.first > 0 &&
      ((heard_.covers[place.first - 1] & (Bit(Mark::Bought) | Bit(Mark::Numbered))) != 0);
  return name && !bought && tokens[place.end].folded.size() > 1;
}

bool Standing::IsReported(const Place& place) const {
  const Segment* segment = heard_.SegmentAt(place.first);
  return segment != nullptr && Holds(Mark::Speaker, segment->first, place.first) &&
         Holds(Mark::Said, segment->first, place.first);
}

// "Was it $80?" asks us.
bool Standing::IsAsked(const Place& place) const {
  const Segment* segment = heard_.SegmentAt(place.first);
  if (segment == nullptr || !segment->asks || segment->Has(Mark::Request)) return false;
  if (heard_.Stands(Mark::Fact, segment->first)) return true;
  // "Who lives at 12 Oak Street?", "which one do you have, ana@…?"; but "where is order 1002?"
  const bool reach =
      type_ == ValueType::Email || type_ == ValueType::Phone || type_ == ValueType::Address;
  return reach && std::any_of(heard_.cues.begin(), heard_.cues.end(), [&](const PhraseHit& cue) {
           const Segment* at = heard_.SegmentAt(cue.first);
           return static_cast<Cue>(cue.tag) == Cue::Query && at != nullptr &&
                  at->sentence == segment->sentence && at->first == cue.first &&
                  cue.first < place.first;  // and not in "who@example.org" itself
         });
}

// "Friday 14 March 2026" is a Saturday: one of the two is wrong.
bool Standing::IsAnotherWeekday(const Candidate& candidate, const Place& place) const {
  if (type_ != ValueType::Date || !candidate.value.view().is_string()) return false;
  const auto day = ParseIsoDay(candidate.value.view().text());
  if (!day) return false;
  bool numbered = false;
  const DateWord* weekday = nullptr;
  for (std::uint32_t t = place.first; t < place.end; ++t) {
    const Token& token = heard_.message.tokens[t];
    numbered = numbered || token.is_digits();
    if (const DateWord* word = heard_.language->Date(token.folded, DateRole::Weekday))
      weekday = word;
  }
  return numbered && weekday != nullptr && weekday->value != WeekdayOf(DayNumber(*day));
}

bool Standing::HoldsTwoHouses(const Place& place) const {
  const auto& tokens = heard_.message.tokens;
  for (std::uint32_t t = place.first; t + 2 < place.end; ++t) {
    // Not the state of "Salem, OR 97301".
    if (heard_.Stands(Mark::Either, t) && tokens[t + 1].is_digits() && tokens[t + 2].is_word())
      return true;
  }
  return false;
}

// "Between 3 and 5", "before Friday", "80-90 EUR".
bool Standing::IsBound(const Place& place) const {
  // "12 Oak Street or 45 Elm Street" is read as one address.
  if (type_ == ValueType::Address) return HoldsTwoHouses(place);
  if (ends_ || !IsMeasured(type_)) return false;
  const auto& tokens = heard_.message.tokens;
  const std::uint32_t at = place.first;
  const bool article = at > 1 && heard_.Stands(Mark::Plain, at - 1);
  const std::uint32_t before = at - (article ? 2 : 1);
  if (at > 0 && (heard_.covers[before] & Bit(Mark::Bound)) != 0) return true;
  if (IsJoined(place)) return true;
  if (type_ == ValueType::Date) return false;
  const bool dash = at >= 2 && (tokens[at - 1].Is("-") || tokens[at - 1].Is("–"));
  if (dash && tokens[at - 2].is_digits()) return true;
  const std::uint32_t next = place.end;
  return next + 1 < tokens.size() && (tokens[next].Is("-") || tokens[next].Is("–")) &&
         tokens[next + 1].is_digits();
}

// "20 and 30" behind a "between", "10 to 15", "20 or 25": the other end of the range need not be a
// value of its own ("10 to 15 percent").
bool Standing::IsJoined(const Place& place) const {
  const auto is_number = [&](std::uint32_t t) {
    const Token& token = heard_.message.tokens[t];
    return token.is_digits() || heard_.language->Number(token.folded) != nullptr ||
           heard_.language->Date(token.folded, DateRole::Month) != nullptr ||
           heard_.language->Date(token.folded, DateRole::Weekday) != nullptr;
  };
  const std::uint32_t at = place.first;
  if (at >= 2 && is_number(at - 2)) {
    const bool between = at >= 3 && (heard_.covers[at - 3] & Bit(Mark::Bound)) != 0;
    if (heard_.Stands(Mark::Joins, at - 1)) return true;
    if (between && heard_.Stands(Mark::And, at - 1)) return true;
  }
  const std::uint32_t next = place.end;
  return next + 1 < heard_.begins.size() && heard_.Stands(Mark::Joins, next) && is_number(next + 1);
}

// A single group of three digits behind the mark that is no decimal mark elsewhere: "1.000" is a
// thousand to one customer and one to another.
bool Standing::IsAmbiguous(const Place& place) const {
  if (type_ != ValueType::Money && type_ != ValueType::Number) return false;
  const auto& tokens = heard_.message.tokens;
  for (std::uint32_t t = place.first; t + 2 < tokens.size() && t + 2 < place.end; ++t) {
    const bool three = tokens[t].is_digits() && tokens[t].folded.size() <= 3 &&
                       tokens[t].folded != "0" && tokens[t + 2].is_digits() &&
                       tokens[t + 2].folded.size() == 3;
    const bool mark = tokens[t + 1].folded.size() == 1 &&
                      tokens[t + 1].folded[0] == heard_.language->decimal_mark;
    const bool more = t + 3 < tokens.size() && tokens[t + 3].glued &&
                      tokens[t + 3].kind == TokenKind::Mark && t + 4 < place.end;
    const bool inside = t > place.first && tokens[t].glued;
    if (three && mark && !more && !inside) return true;
  }
  return false;
}

// "80 kg", "a hundred percent wrong": the number counts something else.
bool Standing::IsOther(const Place& place) const {
  const auto& tokens = heard_.message.tokens;
  // "Half of it" is no sum.
  if (type_ == ValueType::Money && place.end == place.first + 1 &&
      heard_.Stands(Mark::Restrict, place.first))
    return true;
  if (place.end >= tokens.size()) return false;
  if (type_ == ValueType::Money && tokens[place.end].Is("%")) return true;
  if (!tokens[place.end].is_word()) return false;
  const bool bare = type_ == ValueType::Money && place.end == place.first + 1;
  if (!bare && type_ != ValueType::Percent) return false;
  const bool glued = tokens[place.end].glued;
  return !glued && heard_.covers[place.end] == 0 && !asked_.Shows(tokens[place.end]);
}

// "1002, no wait, 1003", "two, I mean four".
bool Standing::IsCorrected(const Place& one, const Place& two) const {
  for (std::uint32_t t = one.end; t < two.first; ++t) {
    if (heard_.Stands(Mark::Corrects, t)) return true;
  }
  return false;
}

// "Monday, Tuesday or Wednesday": nothing but commas and "or" between them.
bool Standing::AreAlternatives(const Place& one, const Place& two) const {
  if (ends_ || !IsMeasured(type_) || two.first <= one.end) return false;
  for (std::uint32_t t = one.end; t < two.first; ++t) {
    const Token& token = heard_.message.tokens[t];
    const bool joins = token.Is(",") || token.Is("/") || heard_.Stands(Mark::Or, t);
    if (!joins && !heard_.Stands(Mark::Plain, t)) return false;
  }
  return true;
}

}  // namespace

std::vector<Candidate> GivenOf(ValueType type, bool ends, std::vector<Candidate> candidates,
                               const SlotContext& context) {
  const bool plain = type == ValueType::Text || type == ValueType::List ||
                     type == ValueType::Json || type == ValueType::YesNo;
  if (plain || candidates.empty()) return candidates;
  const Standing standing(type, ends, context);
  const bool names = type == ValueType::Choice || type == ValueType::Item;
  return names ? standing.WeighNames(std::move(candidates)) : standing.Weigh(std::move(candidates));
}

}  // namespace proviso::understanding
