// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/values/address.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "runtime/understanding/values/trim.h"

namespace proviso::understanding {
namespace {

using Index = std::uint32_t;
using WordSet = std::unordered_set<std::string_view>;

const WordSet& Streets() {
  static const WordSet words = {
#define PROVISO_STREET(word) word,
#include "runtime/understanding/streets.def"
#undef PROVISO_STREET
  };
  return words;
}

const WordSet& Units() {
  static const WordSet words = {
#define PROVISO_UNIT(word) word,
#include "runtime/understanding/units.def"
#undef PROVISO_UNIT
  };
  return words;
}

const WordSet& States() {
  static const WordSet words = {
#define PROVISO_STATE(word) word,
#include "runtime/understanding/states.def"
#undef PROVISO_STATE
  };
  return words;
}

const WordSet& Countries() {
  static const WordSet words = {
#define PROVISO_COUNTRY(word) word,
#include "runtime/understanding/countries.def"
#undef PROVISO_COUNTRY
  };
  return words;
}

constexpr std::string_view kStreetEndings[] = {
#define PROVISO_STREET_ENDING(word) word,
#include "runtime/understanding/street_endings.def"
#undef PROVISO_STREET_ENDING
};

bool IsStreetWord(const Token& token) {
  if (!token.is_word()) return false;
  if (Streets().count(token.folded) != 0) return true;
  for (const std::string_view ending : kStreetEndings) {
    if (token.folded.size() > ending.size() + 2 && token.folded.ends_with(ending)) return true;
  }
  return false;
}

// Reads the parts of an address from a run of tokens that is one.
class AddressParts {
 public:
  AddressParts(const Message& message, Index first, Index end)
      : message_(message), tokens_(message.tokens), first_(first), end_(end) {
    Read();
  }

  bool has_street_word() const { return has_street_word_; }
  bool has_number() const { return has_number_; }
  std::size_t lines() const { return segments_.size(); }
  bool has_postcode() const { return !postcode_.empty(); }
  bool has_place() const { return !city_.empty() || !state_.empty() || !country_.empty(); }
  Value Build() const;

 private:
  struct Segment {
    Index first;
    Index end;
  };

  void Read();
  void Split();
  void ReadTail(Segment segment);
  bool TakeCountry(Segment& segment);
  bool TakePostcode(Segment& segment);
  bool TakeState(Segment& segment);
  Index StreetEnd(const Segment& segment) const;
  std::string Text(Index first, Index end) const {
    return first < end ? std::string(message_.Span(first, end - 1)) : std::string();
  }
  std::string Folded(Index first, Index end) const;

  const Message& message_;
  const std::vector<Token>& tokens_;
  Index first_;
  Index end_;
  std::vector<Segment> segments_;
  bool has_street_word_ = false;
  bool has_number_ = false;
  std::string street_;
  std::string city_;
  std::string state_;
  std::string postcode_;
  std::string country_;
};

std::string AddressParts::Folded(Index first, Index end) const {
  std::string text;
  for (Index i = first; i < end; ++i) {
    if (tokens_[i].kind == TokenKind::Mark) continue;
    if (!text.empty()) text.push_back(' ');
    text += tokens_[i].folded;
  }
  return text;
}

// Commas and line ends part an address.
void AddressParts::Split() {
  Index start = first_;
  for (Index i = first_; i < end_; ++i) {
    const bool comma = tokens_[i].Is(",") || tokens_[i].Is(";");
    const bool line =
        i > start && message_.text.substr(tokens_[i - 1].end, tokens_[i].begin - tokens_[i - 1].end)
                             .find('\n') != std::string::npos;
    if (!comma && !line) continue;
    if (i > start) segments_.push_back({start, i});
    start = comma ? i + 1 : i;
  }
  if (start < end_) segments_.push_back({start, end_});
}

bool AddressParts::TakeCountry(Segment& segment) {
  for (Index length = 4; length >= 1; --length) {
    if (segment.end < segment.first + length) continue;
    if (Countries().count(Folded(segment.end - length, segment.end)) == 0) continue;
    country_ = Text(segment.end - length, segment.end);
    segment.end -= length;
    return true;
  }
  return false;
}

bool AddressParts::TakeState(Segment& segment) {
  for (Index length = 3; length >= 1; --length) {
    if (segment.end < segment.first + length) continue;
    const std::string folded = Folded(segment.end - length, segment.end);
    if (States().count(folded) == 0) continue;
    // Short codes are also words ("in", "or", "me"): they count when written in capitals, or when
    // a comma or the postcode sets them apart.
    const std::string text = Text(segment.end - length, segment.end);
    const bool capitals = std::all_of(text.begin(), text.end(), [](char c) { return c < 'a'; });
    const bool alone = segment.end == segment.first + length;
    if (folded.size() <= 3 && !capitals && !alone && postcode_.empty()) continue;
    state_ = text;
    segment.end -= length;
    return true;
  }
  return false;
}

// ZIP (5, 5-4), British and Canadian codes (letters and digits), 4 or 5 digits before a town,
// Portuguese 4-3, Swedish 3 2.
bool AddressParts::TakePostcode(Segment& segment) {
  const auto digits = [&](Index i) -> std::size_t {
    return i >= segment.first && i < segment.end && tokens_[i].is_digits()
               ? tokens_[i].folded.size()
               : 0;
  };
  const auto is_short_word = [&](Index i) {
    return i < segment.end && tokens_[i].is_word() && tokens_[i].folded.size() <= 2;
  };
  // Where the code may lie: [at, stop), with its tokens counted.
  const auto take = [&](Index at, Index stop) {
    postcode_ = Text(at, stop);
    if (at == segment.first) {
      segment.first = stop;
    } else {
      // The town stands before it.
      segment.end = at;
    }
    return true;
  };
  for (Index i = segment.first; i < segment.end; ++i) {
    const bool edge = i == segment.first || i + 5 >= segment.end;
    if (!edge) continue;
    if (digits(i) == 5 && i + 2 < segment.end && tokens_[i + 1].Is("-") && digits(i + 2) == 4) {
      return take(i, i + 3);
    }
    if (digits(i) == 4 && i + 2 < segment.end && tokens_[i + 1].Is("-") && digits(i + 2) == 3) {
      return take(i, i + 3);
    }
    if (digits(i) == 3 && i + 1 < segment.end && digits(i + 1) == 2) return take(i, i + 2);
    if (digits(i) == 5 || (digits(i) == 4 && (i == segment.first || i + 1 == segment.end))) {
      return take(i, i + 1);
    }
    // "SW1A 1AA", "M5V 2T6": short letters and digits in turn, three digits or fewer in all.
    if (is_short_word(i) && digits(i + 1) > 0 && digits(i + 1) <= 2 && tokens_[i + 1].glued) {
      Index stop = i + 2;
      std::size_t count = digits(i + 1);
      while (stop < segment.end && stop < i + 6 && (digits(stop) == 1 || is_short_word(stop))) {
        count += digits(stop);
        ++stop;
      }
      if (count >= 2 && count <= 3 && stop >= i + 4) return take(i, stop);
    }
  }
  return false;
}

// Past the street's name and what follows of house number and apartment.
Index AddressParts::StreetEnd(const Segment& segment) const {
  Index end = segment.first;
  for (Index i = segment.first; i < segment.end; ++i) {
    if (i > segment.first && IsStreetWord(tokens_[i])) end = i + 1;
  }
  if (end == segment.first) {
    // "Rua das Flores 12", "Vestergade 5": up to the house number.
    for (Index i = segment.first; i < segment.end; ++i) {
      if (tokens_[i].is_digits() && i > segment.first) return i + 1;
    }
    return segment.end;
  }
  while (end < segment.end) {
    const bool unit = Units().count(tokens_[end].folded) != 0 || tokens_[end].Is("#");
    const bool mark = tokens_[end].Is(".");
    if (unit && end + 1 < segment.end) {
      end += 2;
      while (end < segment.end && tokens_[end].glued && tokens_[end].kind != TokenKind::Mark) ++end;
    } else if (mark) {
      ++end;
    } else {
      break;
    }
  }
  return end;
}

void AddressParts::ReadTail(Segment segment) {
  if (country_.empty()) TakeCountry(segment);
  if (postcode_.empty()) TakePostcode(segment);
  if (state_.empty()) TakeState(segment);
  // "CA 94025": the state stands before the postcode that was taken off the end.
  while (segment.first < segment.end && tokens_[segment.end - 1].kind == TokenKind::Mark) {
    --segment.end;
  }
  if (segment.first >= segment.end) return;
  const bool is_unit =
      Units().count(tokens_[segment.first].folded) != 0 || tokens_[segment.first].Is("#");
  const std::string text = Text(segment.first, segment.end);
  if (is_unit && city_.empty()) {
    street_ += ", " + text;
  } else if (city_.empty()) {
    city_ = text;
  } else if (state_.empty()) {
    state_ = text;
  }
}

void AddressParts::Read() {
  Split();
  for (Index i = first_; i < end_; ++i) {
    has_street_word_ = has_street_word_ || (i > first_ && IsStreetWord(tokens_[i])) ||
                       (i == first_ && IsStreetWord(tokens_[i]) && i + 2 < end_);
    has_number_ = has_number_ || tokens_[i].is_digits();
  }
  if (segments_.empty()) return;
  // A first line without street or number is a name: "Ana Silva".
  std::size_t street_at = 0;
  for (std::size_t k = 0; k < segments_.size(); ++k) {
    bool digits = false;
    for (Index i = segments_[k].first; i < segments_[k].end; ++i) {
      digits = digits || tokens_[i].is_digits();
    }
    if (digits) {
      street_at = k;
      break;
    }
  }
  Segment street = segments_[street_at];
  const Index street_end = StreetEnd(street);
  street_ = Text(street.first, street_end);
  const Segment rest{street_end, street.end};
  if (street_at + 1 == segments_.size()) {
    if (rest.first < rest.end) ReadTail(rest);
    return;
  }
  if (rest.first < rest.end) {
    // What follows the street on its own line belongs to it, or is the town.
    if (segments_.size() - street_at > 2 || has_street_word_ == false) {
      street_ = Text(street.first, street.end);
    } else {
      city_ = Text(rest.first, rest.end);
    }
  }
  for (std::size_t k = segments_.size(); k-- > street_at + 1;) {
    Segment segment = segments_[k];
    if (country_.empty()) TakeCountry(segment);
    if (postcode_.empty()) TakePostcode(segment);
    if (state_.empty()) TakeState(segment);
    segments_[k] = segment;
  }
  for (std::size_t k = street_at + 1; k < segments_.size(); ++k) {
    if (segments_[k].first < segments_[k].end) ReadTail(segments_[k]);
  }
}

Value AddressParts::Build() const {
  MapBuilder map;
  map.Add("text", Value::String(Text(first_, end_)).view());
  const auto add = [&](std::string_view key, const std::string& text) {
    if (!text.empty()) map.Add(key, Value::String(text).view());
  };
  add("street", street_);
  add("city", city_);
  add("state", state_);
  add("postcode", postcode_);
  add("country", country_);
  return map.Build();
}

// Where a sentence ends after `from`: a full stop before a space and a capital, "?" or "!"; not the
// dot of "St." or "Ave.".
Index SentenceEnd(const Message& message, Index from) {
  const auto& tokens = message.tokens;
  for (Index i = from; i < tokens.size(); ++i) {
    if (tokens[i].Is("?") || tokens[i].Is("!")) return i;
    if (!tokens[i].Is(".")) continue;
    const bool at_end = i + 1 >= tokens.size();
    const bool spaced = !at_end && !tokens[i + 1].glued;
    const bool abbreviation = i > 0 && tokens[i - 1].is_word() &&
                              tokens[i - 1].folded.size() <= 4 && IsStreetWord(tokens[i - 1]);
    if (at_end || (spaced && !abbreviation)) return i;
  }
  return static_cast<Index>(tokens.size());
}

AddressSpan Make(const Message& message, Index first, Index end, double confidence,
                 const AddressParts& parts) {
  AddressSpan span;
  span.begin = message.tokens[first].begin;
  span.end = message.tokens[end - 1].end;
  span.value = parts.Build();
  span.confidence = confidence;
  return span;
}

// A house number and up to five words that end in a street word: where an address surely starts.
std::optional<Index> SureStart(const Message& message) {
  const auto& tokens = message.tokens;
  for (Index i = 0; i + 2 < tokens.size(); ++i) {
    if (!tokens[i].is_digits() || tokens[i].folded.size() > 6 || tokens[i].in_link) continue;
    if (i > 0 && (tokens[i - 1].Is("#") || tokens[i - 1].Is("$"))) continue;
    for (Index k = i + 2; k < tokens.size() && k <= i + 6; ++k) {
      if (tokens[k - 1].kind == TokenKind::Mark && !tokens[k - 1].Is(".")) break;
      if (IsStreetWord(tokens[k])) return i;
    }
  }
  return std::nullopt;
}

std::size_t WordCount(const Message& message, Index first, Index end) {
  std::size_t words = 0;
  for (Index i = first; i < end; ++i) words += message.tokens[i].is_word() ? 1 : 0;
  return words;
}

constexpr std::size_t kMostWords = 40;

}  // namespace

std::optional<AddressSpan> FindAddress(const Message& message, bool asked,
                                       std::string_view language) {
  const auto& tokens = message.tokens;
  if (tokens.empty()) return std::nullopt;
  Index first = 0;
  bool sure = false;
  if (asked) {
    first = SkipAddressLeadIns(message, language);
  }
  if (const auto start = SureStart(message)) {
    sure = true;
    // A name or flat may stand before the house number when the answer is the address.
    if (!asked || *start < first || WordCount(message, first, *start) > 4) first = *start;
  } else if (!asked) {
    return std::nullopt;
  }
  Index end = SentenceEnd(message, first);
  end = SkipTrailers(message, first, end, language);
  if (first >= end) return std::nullopt;
  for (Index i = first; i < end; ++i) {
    if (tokens[i].Is("@") || tokens[i].Is("%")) end = i;
  }
  if (end < first + 2) return std::nullopt;
  const bool question = end < tokens.size() && tokens[end].Is("?");
  const std::size_t words = WordCount(message, first, end);
  if (words == 0 || words > kMostWords) return std::nullopt;
  const AddressParts parts(message, first, end);
  if (!parts.has_number() && !(asked && parts.has_street_word() && words >= 3)) return std::nullopt;
  double confidence = 0;
  if (sure) {
    confidence = parts.has_place() || parts.has_postcode() ? 0.95 : 0.85;
  } else if (parts.has_street_word() && parts.has_number()) {
    confidence = 0.85;
  } else if (parts.has_postcode() && words >= 2) {
    confidence = 0.8;
  } else if (parts.has_number() && words >= 2 && parts.has_place()) {
    // "It's number 7, not 5" has all this too.
    confidence = parts.lines() >= 2 ? 0.62 : 0.4;
  } else if (parts.has_street_word()) {
    confidence = 0.5;
  }
  if (!asked) confidence -= 0.1;
  if (question && !sure) confidence -= 0.4;
  if (confidence < 0.3) return std::nullopt;
  return Make(message, first, end, confidence, parts);
}

}  // namespace proviso::understanding
