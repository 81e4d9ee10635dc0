// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/values/numerals.h"

#include <algorithm>
#include <optional>

#include "core/decimal.h"
#include "runtime/understanding/values/number_atoms.h"

namespace proviso::understanding {
namespace {

using Kind = NumberAtom::Kind;

// No number that anybody means has more words.
constexpr std::size_t kMostAtoms = 40;

std::string Sum(const std::string& a, const std::string& b) {
  return AddDecimals(a, b).value_or("0");
}
std::string Product(const std::string& a, const std::string& b) {
  return MultiplyDecimals(a, b).value_or("0");
}
bool Less(const std::string& a, const std::string& b) { return CompareDecimals(a, b) < 0; }

// Recursive descent over the atoms. Each method reads at `i` and, when it succeeds, moves `i` past
// what it read; when it fails, `i` stays.
class NumeralParser {
 public:
  NumeralParser(const Message& message, const Language& language,
                const std::vector<NumberAtom>& atoms)
      : message_(message), language_(language), atoms_(atoms) {}

  // [minus] cardinal or fraction, mixed ("five and a quarter"), with what may follow.
  std::optional<std::string> Number(std::size_t& i) const;
  std::optional<std::string> OrdinalNumber(std::size_t& i, bool& plural) const;

 private:
  const NumberAtom* At(std::size_t i) const { return i < atoms_.size() ? &atoms_[i] : nullptr; }
  bool Is(std::size_t i, NumberRole role) const { return i < atoms_.size() && atoms_[i].Is(role); }
  bool IsDigits(std::size_t i) const { return i < atoms_.size() && atoms_[i].kind == Kind::Digits; }
  bool IsMark(std::size_t i, std::string_view mark) const {
    return i < atoms_.size() && message_.tokens[atoms_[i].first].Is(mark);
  }
  bool IsGlued(std::size_t i) const {
    return i < atoms_.size() && message_.tokens[atoms_[i].first].glued;
  }

  // `look_ahead`: stop before an "and" that a fraction follows. Off inside that very look, which
  // would otherwise look ahead of itself over and over.
  std::optional<std::string> Cardinal(std::size_t& i, bool look_ahead = false) const;
  std::optional<std::string> Fraction(std::size_t& i, bool mixed) const;
  std::optional<std::string> DigitFraction(std::size_t& i) const;
  std::optional<std::string> Denominator(std::size_t& i, bool& plural) const;
  void Decimals(std::size_t& i, std::string& value) const;
  void Exponent(std::size_t& i, std::string& value) const;
  void Suffix(std::size_t& i, std::string& value) const;
  void Multipliers(std::size_t& i, std::string& value) const;
  bool FollowedByTimeUnit(std::size_t i) const;

  const Message& message_;
  const Language& language_;
  const std::vector<NumberAtom>& atoms_;
};

// Sums up the words of a cardinal, group by group of three digits.
class CardinalSum {
 public:
  bool empty() const { return !any_; }
  bool AddDigits(const std::string& digits, const NumberAtom* next);
  bool AddWord(const NumberWord& word);
  std::string Value() const { return Sum(total_, group_); }

 private:
  void Add(std::int64_t value, int room) {
    group_ = Sum(group_, std::to_string(value));
    room_ = room;
    any_ = true;
    after_multiplier_ = false;
  }

  std::string total_ = "0";
  std::string group_ = "0";
  bool group_open_ = false;  // something stands in group_
  int room_ = 1000;          // what comes next in the group must be smaller
  bool any_ = false;
  bool after_multiplier_ = false;
  bool had_digits_ = false;
  std::int64_t last_multiplier_ = 0;
  std::int64_t last_scale_ = 0;
};

bool CardinalSum::AddDigits(const std::string& digits, const NumberAtom* next) {
  const bool multiplier_next =
      next != nullptr && (next->Is(NumberRole::Hundred) || next->Is(NumberRole::Scale));
  if (any_) {
    if (!after_multiplier_ || !Less(digits, std::to_string(last_multiplier_))) return false;
    const bool hundreds_of_thousand =
        next != nullptr && next->Is(NumberRole::Hundred) && last_multiplier_ >= 1000;
    if (multiplier_next && !hundreds_of_thousand) return false;
  }
  group_ = Sum(group_, digits);
  group_open_ = true;
  room_ = 0;
  any_ = true;
  had_digits_ = true;
  after_multiplier_ = false;
  return true;
}

bool CardinalSum::AddWord(const NumberWord& word) {
  switch (word.role) {
    case NumberRole::Unit:
      if (room_ < (word.value < 10 ? 10 : 100)) return false;
      Add(word.value, 0);
      group_open_ = true;
      return true;
    case NumberRole::Tens:
      if (room_ < 100) return false;
      Add(word.value, 10);
      group_open_ = true;
      return true;
    case NumberRole::HundredSum:
      if (room_ < 1000) return false;
      Add(word.value, 100);
      group_open_ = true;
      return true;
    case NumberRole::Hundred:
      if (last_multiplier_ == 100 && group_open_) return false;
      group_ = group_open_ ? Product(group_, "100") : "100";
      room_ = 100;
      break;
    case NumberRole::Scale: {
      const std::string scale = std::to_string(word.value);
      if (group_open_ || !any_) {
        const std::string group = group_open_ ? group_ : "1";
        const bool larger = last_scale_ != 0 && word.value > last_scale_;
        total_ = larger ? Product(Sum(total_, group), scale) : Sum(total_, Product(group, scale));
      } else {
        total_ = Product(total_, scale);
      }
      group_ = "0";
      room_ = 1000;
      last_scale_ = word.value;
      break;
    }
    default:
      return false;
  }
  any_ = true;
  after_multiplier_ = true;
  last_multiplier_ = word.value;
  group_open_ = word.role == NumberRole::Hundred;
  return true;
}

std::optional<std::string> NumeralParser::Cardinal(std::size_t& i, bool look_ahead) const {
  CardinalSum sum;
  std::size_t k = i;
  while (k - i < kMostAtoms) {
    std::size_t next = k;
    if (!sum.empty() && (Is(next, NumberRole::And) || IsMark(next, "-"))) {
      // What follows an "and" may be a fraction of its own: "twenty and three fifths".
      std::size_t ahead = next + 1;
      if (look_ahead && Is(next, NumberRole::And) && Fraction(ahead, /*mixed=*/true)) break;
      ++next;
    }
    const NumberAtom* atom = At(next);
    if (atom == nullptr) break;
    bool added = false;
    if (atom->kind == Kind::Digits) {
      added =
          next == k || Is(k, NumberRole::And) ? sum.AddDigits(atom->digits, At(next + 1)) : false;
      if (added && sum.empty()) break;
    } else if (atom->kind == Kind::Word) {
      if (atom->word.role == NumberRole::Article) {
        if (!sum.empty() || next != k) break;
        if (!Is(next + 1, NumberRole::Hundred) && !Is(next + 1, NumberRole::Scale)) break;
        added = sum.AddWord({NumberRole::Unit, 1});
      } else {
        added = sum.AddWord(atom->word);
      }
    }
    if (!added) break;
    k = next + 1;
  }
  if (sum.empty()) return std::nullopt;
  i = k;
  return sum.Value();
}

// "fifth(s)", "twenty-first(s)", "quarter(s)", "vinte avos", "tredjedelar": the number below the
// bar.
std::optional<std::string> NumeralParser::Denominator(std::size_t& i, bool& plural) const {
  plural = false;
  if (IsMark(i, "-")) ++i;
  const NumberAtom* atom = At(i);
  if (atom == nullptr || atom->kind != Kind::Word) return std::nullopt;
  if (atom->word.role == NumberRole::Half || atom->word.role == NumberRole::Quarter) {
    plural = true;
    return std::to_string(atoms_[i++].word.value);
  }
  std::size_t k = i;
  if (const auto ordinal = OrdinalNumber(k, plural)) {
    if (Is(k, NumberRole::Part)) {
      ++k;
      plural = true;
    }
    i = k;
    return ordinal;
  }
  k = i;
  if (const auto cardinal = Cardinal(k); cardinal && Is(k, NumberRole::Part)) {
    i = k + 1;
    plural = true;
    return cardinal;
  }
  return std::nullopt;
}

std::optional<std::string> NumeralParser::OrdinalNumber(std::size_t& i, bool& plural) const {
  std::size_t k = i;
  std::string before = "0";
  std::size_t at = k;
  if (const auto cardinal = Cardinal(at)) {
    before = *cardinal;
    k = at;
    if (Is(k, NumberRole::And) || IsMark(k, "-")) ++k;
  }
  const NumberAtom* atom = At(k);
  if (atom == nullptr || atom->kind != Kind::Word) return std::nullopt;
  std::string value = before;
  bool any = false;
  // "vigesimo quinto", "dois milesimo tricentesimo": ordinal words may follow each other.
  for (; (atom = At(k)) != nullptr && atom->kind == Kind::Word; ++k) {
    const std::string word = std::to_string(atom->word.value);
    const NumberRole role = atom->word.role;
    const bool scale = role == NumberRole::OrdinalScale ||
                       (role == NumberRole::OrdinalPlural && atom->word.value >= 100);
    if (scale) {
      value = value == "0"               ? word
              : atom->word.value >= 1000 ? Product(value, word)
                                         : Sum(value, word);
    } else if (role == NumberRole::Ordinal || role == NumberRole::OrdinalTens ||
               role == NumberRole::OrdinalPlural) {
      value = Sum(value, word);
    } else {
      break;
    }
    any = true;
    plural = plural || role == NumberRole::OrdinalPlural;
    if (role == NumberRole::Ordinal || plural) {
      ++k;
      break;
    }
  }
  if (!any) return std::nullopt;
  i = k;
  return value;
}

std::optional<std::string> NumeralParser::DigitFraction(std::size_t& i) const {
  const bool slash = IsMark(i + 1, "/") || IsMark(i + 1, "\u2044");
  if (!IsDigits(i) || !slash || !IsDigits(i + 2) || !IsGlued(i + 1) || !IsGlued(i + 2)) {
    return std::nullopt;
  }
  // "5/17/2018" is a date, "+1-222-2222/2222" a telephone number.
  if (IsGlued(i + 3) && (IsMark(i + 3, "/") || IsMark(i + 3, "-"))) return std::nullopt;
  if (i > 0 && IsGlued(i) && (IsMark(i - 1, "/") || (IsMark(i - 1, "-") && IsGlued(i - 1)))) {
    return std::nullopt;
  }
  const auto value = DivideDecimals(atoms_[i].digits, atoms_[i + 2].digits);
  if (!value) return std::nullopt;
  i += 3;
  return value;
}

// `mixed`: after a whole number and "and", where "a fifth" is a part and not the fifth of a list.
std::optional<std::string> NumeralParser::Fraction(std::size_t& i, bool mixed) const {
  std::size_t k = i;
  if (const auto digits = DigitFraction(k)) {
    i = k;
    return digits;
  }
  std::string numerator = "1";
  bool article = false;
  if (Is(k, NumberRole::Article)) {
    ++k;
    article = true;
  } else if (const auto cardinal = Cardinal(k, /*look_ahead=*/!mixed)) {
    numerator = *cardinal;
  }
  const std::size_t before = k;
  bool plural = false;
  const auto denominator = Denominator(k, plural);
  if (!denominator || *denominator == "0") return std::nullopt;
  const bool half_or_quarter = Is(k - 1, NumberRole::Half) || Is(k - 1, NumberRole::Quarter);
  // "fifth" and "the fifth" are places in a list; "a second" is time.
  const bool counted = before > i && !article;
  if (!half_or_quarter && !(article && mixed) && !(counted && (plural || numerator == "1"))) {
    return std::nullopt;
  }
  const auto value = DivideDecimals(numerator, *denominator);
  if (!value) return std::nullopt;
  i = k;
  return value;
}

// "point zero three", "vírgula vinte e oito".
void NumeralParser::Decimals(std::size_t& i, std::string& value) const {
  if (!Is(i, NumberRole::Point)) return;
  std::size_t k = i + 1;
  std::string places;
  while (Is(k, NumberRole::Unit) && atoms_[k].word.value < 10 && places.size() < 20) {
    places += std::to_string(atoms_[k++].word.value);
  }
  if (places.empty()) {
    const auto cardinal = Cardinal(k);
    if (!cardinal || cardinal->find_first_of("-.") != std::string::npos) return;
    places = *cardinal;
  }
  const auto canonical = CanonicalDecimal(value + "." + places);
  if (!canonical || value.find('.') != std::string::npos) return;
  value = *canonical;
  i = k;
}

// "1.3e6", "1.3x10^6", "2.5^-1": never more than a few places.
void NumeralParser::Exponent(std::size_t& i, std::string& value) const {
  std::size_t k = i;
  if (!IsGlued(k)) return;
  std::string base = value;
  bool power_of_ten = false;
  if (IsMark(k, "e") && (IsGlued(k + 1))) {
    power_of_ten = true;
    ++k;
  } else if (IsMark(k, "x") && IsDigits(k + 1) && atoms_[k + 1].digits == "10" &&
             IsMark(k + 2, "^")) {
    power_of_ten = true;
    k += 3;
  } else if (IsMark(k, "^")) {
    ++k;
  } else {
    return;
  }
  bool negative = false;
  if (IsMark(k, "+") || IsMark(k, "-")) negative = IsMark(k++, "-");
  if (!IsDigits(k) || atoms_[k].digits.size() > 2 ||
      atoms_[k].digits.find('.') != std::string::npos) {
    return;
  }
  const int times = std::stoi(atoms_[k].digits);
  const std::string factor = power_of_ten ? "10" : base;
  std::string power = "1";
  for (int n = 0; n < times; ++n) {
    const auto next = MultiplyDecimals(power, factor);
    if (!next) return;
    power = *next;
  }
  if (!power_of_ten) base = "1";
  const auto result = negative ? DivideDecimals(base, power) : MultiplyDecimals(base, power);
  if (!result) return;
  value = *result;
  i = k + 1;
}

// "100k", "10M", "1.2b". A small "m" is metres.
void NumeralParser::Suffix(std::size_t& i, std::string& value) const {
  const NumberAtom* atom = At(i);
  if (atom == nullptr || !message_.tokens[atom->first].is_word()) return;
  const std::string_view letters = message_.Span(atom->first, atom->first);
  const bool last = i + 1 >= atoms_.size();
  if (!IsGlued(i) && !(last && letters.size() == 1)) return;
  std::int64_t factor = 0;
  if (letters == "k" || letters == "K") factor = 1000;
  if (letters == "M" || letters == "MM" || letters == "mm") factor = 1000000;
  if (letters == "b" || letters == "B" || letters == "bn" || letters == "G") factor = 1000000000;
  if (letters == "T") factor = 1000000000000;
  if (factor == 0) return;
  value = Product(value, std::to_string(factor));
  ++i;
}

// "five and a half million", "three quarters billion", "two dozen".
void NumeralParser::Multipliers(std::size_t& i, std::string& value) const {
  std::size_t k = i;
  if (Is(k, NumberRole::Article)) ++k;
  if (Is(k, NumberRole::Scale) || Is(k, NumberRole::Dozen)) {
    value = Product(value, std::to_string(atoms_[k].word.value));
    i = k + 1;
  }
}

bool NumeralParser::FollowedByTimeUnit(std::size_t i) const {
  const NumberAtom* atom = At(i);
  if (atom == nullptr) return false;
  const std::string& word = message_.tokens[atom->first].folded;
  for (const DateRole role : {DateRole::DayUnit, DateRole::WeekUnit, DateRole::MonthUnit,
                              DateRole::YearUnit, DateRole::HourUnit, DateRole::MinuteUnit}) {
    if (language_.Date(word, role) != nullptr) return true;
  }
  return false;
}

std::optional<std::string> NumeralParser::Number(std::size_t& i) const {
  std::size_t k = i;
  bool negative = false;
  const bool sign = IsMark(k, "-") && !IsGlued(k) && (IsGlued(k + 1) || k == 0);
  if (Is(k, NumberRole::Minus) || sign) {
    negative = true;
    ++k;
  }
  std::string value;
  if (const auto fraction = Fraction(k, /*mixed=*/false)) {
    value = *fraction;
    Multipliers(k, value);
  } else if (Is(k, NumberRole::Article) && Is(k + 1, NumberRole::Dozen)) {
    value = std::to_string(atoms_[k + 1].word.value);
    k += 2;
  } else if (const auto cardinal = Cardinal(k, /*look_ahead=*/true)) {
    value = *cardinal;
    Decimals(k, value);
    Exponent(k, value);
    Suffix(k, value);
    std::size_t after = k;
    if (Is(after, NumberRole::And) || (IsDigits(after) && IsDigits(k - 1))) {
      if (Is(after, NumberRole::And)) ++after;
      if (const auto part = Fraction(after, /*mixed=*/true)) {
        std::string scaled = *part;
        std::string whole = value;
        // "five and a half million" is 5.5 million, "one billion and a half million" is not.
        if (Is(after, NumberRole::Scale)) {
          const std::string scale = std::to_string(atoms_[after++].word.value);
          if (Less(whole, scale)) whole = Product(whole, scale);
          scaled = Product(scaled, scale);
        }
        value = Sum(whole, scaled);
        k = after;
      }
    }
    std::size_t over = k + 1;
    if (Is(k, NumberRole::Over)) {
      const auto below = Cardinal(over);
      const auto quotient = below ? DivideDecimals(value, *below) : std::nullopt;
      if (quotient && !FollowedByTimeUnit(over)) {
        value = *quotient;
        k = over;
      }
    }
    Multipliers(k, value);
  } else {
    return std::nullopt;
  }
  i = k;
  return negative ? SubtractDecimals("0", value) : value;
}

// The fractions that are one sign: "¾".
const char* SignFraction(const Token& token) {
  constexpr std::pair<std::string_view, const char*> kSigns[] = {
      {"½", "0.5"},          {"¼", "0.25"}, {"¾", "0.75"},         {"⅓", "0.3333333333"},
      {"⅔", "0.6666666667"}, {"⅕", "0.2"},  {"⅙", "0.1666666667"}, {"⅛", "0.125"}};
  for (const auto& [sign, value] : kSigns) {
    if (token.Is(sign)) return value;
  }
  return nullptr;
}

bool IsOrdinalSuffix(const Token& token, const Language& language) {
  if (!token.glued) return false;
  if (language.code == "en") {
    return token.Is("st") || token.Is("nd") || token.Is("rd") || token.Is("th");
  }
  return language.code == "pt" && (token.Is("a") || token.Is("o"));
}

// "11:e", "21:a".
bool IsColonOrdinal(const Message& message, std::uint32_t i) {
  return i + 1 < message.tokens.size() && message.tokens[i].Is(":") && message.tokens[i].glued &&
         message.tokens[i + 1].glued &&
         (message.tokens[i + 1].Is("e") || message.tokens[i + 1].Is("a"));
}

bool IsLoneOne(const NumberAtom& atom) { return atom.Is(NumberRole::Unit) && atom.word.value == 1; }

// "1.234,56", "1'234.50", "1.000.000": groups of three between marks that can be nothing else,
// whatever the language. Adds to `text` what follows the first digits; returns the token behind the
// number, or `i`.
std::uint32_t ReadForeignGroups(const Message& message, std::uint32_t i, std::string& text) {
  const auto& tokens = message.tokens;
  const auto part = [&](std::uint32_t at, std::string_view mark) -> const Token* {
    const bool fits = at + 1 < tokens.size() && tokens[at].glued && tokens[at].Is(mark) &&
                      tokens[at + 1].glued && tokens[at + 1].is_digits();
    return fits ? &tokens[at + 1] : nullptr;
  };
  constexpr std::size_t kGroup = 3;
  if (text.size() > kGroup || text == "0") return i;
  for (const std::string_view mark : {"'", "’", ".", ","}) {
    std::string groups;
    std::uint32_t at = i;
    int count = 0;
    for (const Token* next = part(at, mark); next != nullptr && next->folded.size() == kGroup;
         next = part(at, mark)) {
      groups += next->folded;
      at += 2;
      ++count;
    }
    const bool apostrophe = mark == "'" || mark == "’";
    if (count == 0 || part(at, mark) != nullptr) continue;
    const std::string_view other = mark == "," ? "." : ",";
    const Token* cents = part(at, other);
    if (cents == nullptr && apostrophe) cents = part(at, ".");
    if (cents == nullptr && count < 2 && !apostrophe) continue;
    text += groups;
    if (cents == nullptr) return at;
    text.append(".").append(cents->folded);
    return at + 2;
  }
  return i;
}

}  // namespace

bool ReadDigits(const Message& message, const Language& language, std::uint32_t index,
                std::string& value, std::uint32_t& end) {
  const auto& tokens = message.tokens;
  const auto digits_at = [&](std::size_t i) {
    return i < tokens.size() && tokens[i].is_digits() && !tokens[i].in_link;
  };
  const auto glued_mark = [&](std::size_t i, char mark) {
    return i + 1 < tokens.size() && tokens[i].glued && tokens[i].folded.size() == 1 &&
           tokens[i].folded[0] == mark && tokens[i + 1].glued && digits_at(i + 1);
  };
  std::string text;
  std::uint32_t i = index;
  // ".5"
  const bool bare_fraction =
      i < tokens.size() && !tokens[i].glued && (tokens[i].Is(".") || tokens[i].Is(",")) &&
      tokens[i].folded[0] == language.decimal_mark && digits_at(i + 1) && tokens[i + 1].glued;
  if (bare_fraction) {
    text = std::string("0.").append(tokens[i + 1].folded);
    i += 2;
  } else if (digits_at(i)) {
    text = tokens[i++].folded;
    const std::size_t head = text.size();
    if (const std::uint32_t behind = ReadForeignGroups(message, i, text); behind != i) {
      const auto whole = CanonicalDecimal(text);
      if (!whole) return false;
      value = *whole;
      end = behind;
      return true;
    }
    // Groups by mark: "1,234,567", "12,34,567.89"; by space: "40 000".
    bool grouped = false;
    while (glued_mark(i, language.group_mark) && head <= 3 &&
           (tokens[i + 1].folded.size() == 3 ||
            (tokens[i + 1].folded.size() == 2 && glued_mark(i + 2, language.group_mark)))) {
      text += tokens[i + 1].folded;
      i += 2;
      grouped = true;
    }
    while (!grouped && head <= 3 && digits_at(i) && !tokens[i].glued &&
           tokens[i].folded.size() == 3 && !(head == 1 && text == "0")) {
      // Two codes side by side are not one number: every further group must have three digits.
      std::size_t last = i;
      while (digits_at(last) && !tokens[last].glued && tokens[last].folded.size() == 3) ++last;
      if (digits_at(last) && !tokens[last].glued) break;
      text += tokens[i++].folded;
    }
    const char other = language.decimal_mark == '.' ? ',' : '.';
    if (glued_mark(i, language.decimal_mark)) {
      text.append(".").append(tokens[i + 1].folded);
      i += 2;
    } else if (glued_mark(i, other) && !grouped && tokens[i + 1].folded.size() != 3 &&
               !glued_mark(i + 2, other)) {
      text.append(".").append(tokens[i + 1].folded);
      i += 2;
    }
  } else {
    return false;
  }
  const auto canonical = CanonicalDecimal(text);
  if (!canonical) return false;
  value = *canonical;
  end = i;
  return true;
}

std::vector<Numeral> FindNumerals(const Message& message, const Language& language) {
  std::vector<Numeral> found;
  const std::vector<NumberAtom> atoms = SplitNumberAtoms(message, language);
  const NumeralParser parser(message, language, atoms);
  const auto& tokens = message.tokens;
  for (std::size_t i = 0; i < atoms.size();) {
    const std::size_t start = i;
    Numeral numeral;
    numeral.first = atoms[i].first;
    if (const char* sign = SignFraction(tokens[atoms[i].first])) {
      numeral.value = sign;
      numeral.end = numeral.first + 1;
      found.push_back(numeral);
      ++i;
      continue;
    }
    const auto value = parser.Number(i);
    if (!value) {
      ++i;
      continue;
    }
    if (!atoms[i - 1].ends_token) continue;
    numeral.value = *value;
    numeral.end = atoms[i - 1].end;
    numeral.in_words = true;
    for (std::size_t k = start; k < i; ++k) {
      if (atoms[k].kind == Kind::Digits) numeral.in_words = false;
    }
    if (i - start == 1 && IsLoneOne(atoms[start])) {
      // "this one", "the one that …" count nothing.
      if (start > 0 && atoms[start - 1].Is(NumberRole::Determiner)) continue;
    }
    if (numeral.end < tokens.size()) {
      const Token& next = tokens[numeral.end];
      if (IsOrdinalSuffix(next, language) || IsColonOrdinal(message, numeral.end)) continue;
      numeral.has_unit = next.glued && next.is_word();
    }
    numeral.is_part =
        numeral.first > 0 && tokens[numeral.first].glued && tokens[numeral.first - 1].is_word();
    found.push_back(std::move(numeral));
  }
  return found;
}

std::vector<Numeral> FindOrdinals(const Message& message, const Language& language) {
  std::vector<Numeral> found;
  const std::vector<NumberAtom> atoms = SplitNumberAtoms(message, language);
  const NumeralParser parser(message, language, atoms);
  for (std::size_t i = 0; i < atoms.size();) {
    Numeral numeral;
    numeral.first = atoms[i].first;
    numeral.is_ordinal = true;
    if (atoms[i].kind == Kind::Digits && atoms[i].digits.find('.') == std::string::npos) {
      const std::uint32_t next = atoms[i].end;
      if (next < message.tokens.size() && IsOrdinalSuffix(message.tokens[next], language)) {
        numeral.end = next + 1;
      } else if (IsColonOrdinal(message, next)) {
        numeral.end = next + 2;
      }
      if (numeral.end != 0) {
        numeral.value = atoms[i].digits;
        found.push_back(numeral);
        while (i < atoms.size() && atoms[i].first < numeral.end) ++i;
        continue;
      }
    }
    bool plural = false;
    std::size_t k = i;
    // "a trillionth" is a part; "a hundred trillionth" counts.
    const auto value = parser.OrdinalNumber(k, plural);
    if (value && !plural && atoms[k - 1].ends_token) {
      numeral.value = *value;
      numeral.in_words = true;
      numeral.end = atoms[k - 1].end;
      found.push_back(numeral);
      i = k;
    } else {
      ++i;
    }
  }
  return found;
}

}  // namespace proviso::understanding
