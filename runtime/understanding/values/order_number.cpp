// SPDX-License-Identifier: Apache-2.0
// Order numbers: digits, perhaps with letters and dashes ("ORD-2024-55"), perhaps after "#" or
// after a word that says what they are. Sums, dates, telephone numbers and email addresses are
// none.
#include <algorithm>

#include "runtime/understanding/values/contact.h"

namespace proviso::understanding {
namespace {

constexpr std::size_t kShortest = 1;
constexpr std::size_t kLongest = 32;

bool IsOrderWord(const Token& token) {
  static constexpr std::string_view kWords[] = {
      "order", "orders", "ordernumber", "ordernr",   "purchase", "number", "no", "nr",
      "num",   "id",     "ref",         "reference", "invoice",  "#",      "№"};
  return std::find(std::begin(kWords), std::end(kWords), token.folded) != std::end(kWords);
}

// Words that may stand between "order" and its number.
bool IsFiller(const Token& token) {
  static constexpr std::string_view kWords[] = {
      "is", "was", ":", "the", "its", "it", "s", "would", "be", "should", "=", "-", "(", "\"", "“"};
  return std::find(std::begin(kWords), std::end(kWords), token.folded) != std::end(kWords);
}

struct Code {
  std::uint32_t first = 0;  // tokens [first, end)
  std::uint32_t end = 0;
  std::size_t digits = 0;
  std::size_t letters = 0;
};

// A run of letters, digits, dashes and underscores without space, that holds a digit.
Code ReadCode(const Message& message, std::uint32_t i) {
  const auto& tokens = message.tokens;
  Code code{i, i, 0, 0};
  for (; i < tokens.size() && (i == code.first || tokens[i].glued); ++i) {
    const Token& token = tokens[i];
    const bool mark = token.Is("-") || token.Is("_");
    const bool more =
        i + 1 < tokens.size() && tokens[i + 1].glued && tokens[i + 1].kind != TokenKind::Mark;
    if (token.kind == TokenKind::Mark && !(mark && more && i > code.first)) break;
    if (token.is_digits()) code.digits += token.folded.size();
    if (token.is_word()) code.letters += token.folded.size();
    code.end = i + 1;
  }
  return code;
}

bool IsOrdinalOrUnit(const Message& message, const Code& code) {
  if (code.letters == 0) return false;
  const Token& last = message.tokens[code.end - 1];
  static constexpr std::string_view kTails[] = {"st",  "nd", "rd",  "th",  "am",  "pm",  "kg", "g",
                                                "cm",  "mm", "ml",  "l",   "km",  "k",   "x",  "h",
                                                "min", "s",  "usd", "eur", "gbp", "days"};
  return code.end - code.first == 2 && message.tokens[code.first].is_digits() &&
         std::find(std::begin(kTails), std::end(kTails), last.folded) != std::end(kTails);
}

}  // namespace

std::vector<Contact> FindOrderNumbers(const Message& message, bool asked) {
  std::vector<Contact> found;
  const auto& tokens = message.tokens;
  const std::vector<Contact> emails = FindEmails(message);
  for (std::uint32_t i = 0; i < tokens.size();) {
    const bool head = !tokens[i].glued || (i > 0 && tokens[i - 1].kind == TokenKind::Mark);
    if (tokens[i].kind == TokenKind::Mark || !head || tokens[i].in_link) {
      ++i;
      continue;
    }
    const Code code = ReadCode(message, i);
    const std::uint32_t start = i;
    i = std::max(code.end, i + 1);
    if (code.digits < kShortest || code.digits + code.letters > kLongest) continue;
    if (std::any_of(emails.begin(), emails.end(), [&](const Contact& email) {
          return tokens[start].begin >= email.begin && tokens[start].begin < email.end;
        })) {
      continue;
    }
    if (IsOrdinalOrUnit(message, code)) continue;
    // What stands around it.
    const bool hash = start > 0 && (tokens[start - 1].Is("#") || tokens[start - 1].Is("№"));
    const bool money =
        (start > 0 &&
         (tokens[start - 1].Is("$") || tokens[start - 1].Is("€") || tokens[start - 1].Is("£"))) ||
        (code.end < tokens.size() && (tokens[code.end].Is("%") || tokens[code.end].Is("$") ||
                                      tokens[code.end].Is("€") || tokens[code.end].Is("£")));
    const bool mark_inside = code.end + 1 < tokens.size() && tokens[code.end].glued &&
                             tokens[code.end + 1].glued && tokens[code.end + 1].is_digits();
    const bool after_mark =
        start > 1 && tokens[start].glued && tokens[start - 2].is_digits() && !hash;
    if (money || mark_inside || after_mark) continue;
    std::uint32_t back = start;
    while (back > 0 && start - back < 4 && IsFiller(tokens[back - 1])) --back;
    const bool named = back > 0 && IsOrderWord(tokens[back - 1]);
    const bool glued_word = tokens[start].is_word() && code.letters >= 2;
    double confidence = 0;
    if (hash) {
      confidence = 0.97;
    } else if (named) {
      confidence = 0.93;
    } else if (code.letters > 0 && glued_word && code.digits >= 3) {
      confidence = asked ? 0.93 : 0.7;
    } else if (code.digits >= 3) {
      confidence = asked ? 0.9 : code.digits >= 4 && code.digits <= 12 ? 0.4 : 0.2;
    } else {
      // One or two digits: only as the whole answer, or behind a letter and a dash: "B-1".
      const bool marked = code.letters > 0 && code.end - code.first >= 3;
      const bool whole = tokens.size() <= 2 || (marked && code.first == 0);
      confidence = asked && whole ? 0.75 : asked ? 0.3 : 0.1;
    }
    Contact contact;
    contact.begin = hash ? tokens[start - 1].begin : tokens[start].begin;
    contact.end = tokens[code.end - 1].end;
    contact.canonical = message.text.substr(tokens[start].begin, contact.end - tokens[start].begin);
    contact.confidence = confidence;
    found.push_back(std::move(contact));
  }
  return found;
}

}  // namespace proviso::understanding
