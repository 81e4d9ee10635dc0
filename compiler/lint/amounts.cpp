// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/amounts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace proviso::compiler::lint {
namespace {

constexpr std::array<std::string_view, 4> kSigns = {"$", "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5"};
constexpr std::array<std::string_view, 3> kDashes = {"-", "\xE2\x80\x93", "\xE2\x80\x94"};

bool IsDigit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool IsWordByte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == kMask;
}

std::string_view Trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::string_view SignBefore(std::string_view text, std::size_t at) {
  for (const std::string_view sign : kSigns) {
    if (text.substr(0, at).ends_with(sign)) return sign;
  }
  return {};
}

std::string_view WordAfter(std::string_view text, std::size_t& at) {
  std::size_t begin = at;
  while (begin < text.size() && (text[begin] == ' ' || text[begin] == '-')) ++begin;
  std::size_t end = begin;
  while (end < text.size() && std::isalpha(static_cast<unsigned char>(text[end])) != 0) ++end;
  at = end;
  return text.substr(begin, end - begin);
}

// The sign or word behind the number at `amount.end`.
void ReadUnit(std::string_view text, const Lexicon& lexicon, Amount& amount) {
  std::size_t at = amount.end;
  while (at < text.size() && text[at] == ' ') ++at;
  if (at < text.size() && text[at] == '%') {
    amount.kind = AmountKind::Percent;
    amount.end = at + 1;
    return;
  }
  for (const std::string_view sign : kSigns) {
    if (!text.substr(at).starts_with(sign)) continue;
    amount.kind = AmountKind::Money;
    amount.currency = sign;
    amount.end = at + sign.size();
    return;
  }
  at = amount.end;
  std::string word(WordAfter(text, at));
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (lexicon.Is("percent_words", word)) {
    amount.kind = AmountKind::Percent;
    amount.end = at;
  } else if (lexicon.Is("currency_words", word)) {
    amount.kind = AmountKind::Money;
    amount.currency = text.substr(at - word.size(), word.size());
    amount.end = at;
  } else {
    const bool joins = lexicon.Is("amount_or", word) || lexicon.Is("amount_to", word) ||
                       lexicon.Is("amount_and", word);
    amount.counts = !word.empty() && !joins;
  }
}

enum class Joint : std::uint8_t { None, List, Or, Range, And };

// What stands between two amounts.
Joint JointOf(std::string_view gap, const Lexicon& lexicon) {
  gap = Trimmed(gap);
  const bool comma = gap.starts_with(',');
  if (comma) gap = Trimmed(gap.substr(1));
  if (gap.empty()) return comma ? Joint::List : Joint::None;
  if (gap == "/") return Joint::Or;
  if (std::find(kDashes.begin(), kDashes.end(), gap) != kDashes.end()) return Joint::Range;
  const std::string word = JoinWords(SplitWords(gap));
  const bool plain = std::all_of(gap.begin(), gap.end(), [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == ' ' || c == '/';
  });
  if (!plain) return Joint::None;
  if (lexicon.Is("amount_or", word)) return Joint::Or;
  if (lexicon.Is("amount_to", word)) return Joint::Range;
  return lexicon.Is("amount_and", word) ? Joint::And : Joint::None;
}

bool Follows(const InstructionLine& line, std::size_t at, WordClass word_class,
             const Lexicon& lexicon) {
  const LineWord* before = nullptr;
  for (const LineWord& word : line.words) {
    if (word.span.end - line.span.begin <= at) before = &word;
  }
  return before != nullptr && lexicon.Is(word_class, before->text);
}

// "10 or 15%": a bare number takes the unit of its neighbour.
void ShareUnits(std::vector<Amount>& amounts) {
  const auto known = std::find_if(amounts.begin(), amounts.end(), [](const Amount& amount) {
    return amount.kind != AmountKind::Bare;
  });
  if (known == amounts.end()) return;
  for (Amount& amount : amounts) {
    if (amount.kind != AmountKind::Bare) continue;
    amount.kind = known->kind;
    amount.currency = known->currency;
  }
}

}  // namespace

std::string Amount::Text() const {
  if (kind == AmountKind::Percent) return number + "%";
  if (kind == AmountKind::Bare) return number;
  const bool sign = std::find(kSigns.begin(), kSigns.end(), currency) != kSigns.end();
  return sign ? currency + number : fmt::format("{} {}", number, currency);
}

std::vector<Amount> AmountsIn(std::string_view text, const Lexicon& lexicon) {
  std::vector<Amount> amounts;
  for (std::size_t i = 0; i < text.size();) {
    if (!IsDigit(text[i]) || (i > 0 && (IsWordByte(text[i - 1]) || text[i - 1] == '.'))) {
      ++i;
      continue;
    }
    Amount amount;
    amount.begin = i;
    while (i < text.size() && (IsDigit(text[i]) || ((text[i] == '.' || text[i] == ',') &&
                                                    i + 1 < text.size() && IsDigit(text[i + 1]))))
      ++i;
    amount.number = text.substr(amount.begin, i - amount.begin);
    amount.end = i;
    const std::string_view sign = SignBefore(text, amount.begin);
    if (!sign.empty()) {
      amount.kind = AmountKind::Money;
      amount.currency = sign;
      amount.begin -= sign.size();
    } else {
      ReadUnit(text, lexicon, amount);
    }
    i = std::max(i, amount.end);
    // "3rd", "24h": a number in a word is no amount.
    if (amount.kind == AmountKind::Bare && i < text.size() && IsWordByte(text[i])) continue;
    amounts.push_back(std::move(amount));
  }
  return amounts;
}

std::vector<AmountGroup> AmountGroups(const InstructionLine& line, const Lexicon& lexicon) {
  std::vector<AmountGroup> groups;
  const std::vector<Amount> amounts = AmountsIn(line.text, lexicon);
  for (std::size_t i = 0; i < amounts.size();) {
    AmountGroup group;
    group.amounts.push_back(amounts[i]);
    group.begin = amounts[i].begin;
    const bool between = Follows(line, group.begin, "amount_between", lexicon);
    std::size_t last = i;
    bool decided = false;  // an "or" or a range was seen
    for (std::size_t next = i + 1; next < amounts.size(); ++next) {
      const Joint joint = JointOf(std::string_view(line.text).substr(
                                      amounts[last].end, amounts[next].begin - amounts[last].end),
                                  lexicon);
      const bool same = amounts[next].kind == amounts[last].kind ||
                        (amounts[next].kind == AmountKind::Bare && !amounts[next].counts) ||
                        (amounts[last].kind == AmountKind::Bare && !amounts[last].counts);
      const bool joined = joint == Joint::List || joint == Joint::Or || joint == Joint::Range ||
                          (joint == Joint::And && between);
      if (!joined || !same) break;
      decided = decided || joint != Joint::List;
      group.range = group.range || joint == Joint::Range || joint == Joint::And;
      group.amounts.push_back(amounts[next]);
      last = next;
    }
    if (!decided) {
      group.amounts.resize(1);
      last = i;
    }
    group.end = amounts[last].end;
    ShareUnits(group.amounts);
    if (group.amounts.front().kind != AmountKind::Bare) groups.push_back(std::move(group));
    i = last + 1;
  }
  return groups;
}

}  // namespace proviso::compiler::lint
