// SPDX-License-Identifier: Apache-2.0
// Telephone numbers have no grammar that holds everywhere. A run of digits and the marks people put
// between them is one when its length is plausible (7 to 15 digits, E.164) and its surroundings do
// not say otherwise: dates, decimals, codes with letters, card and account numbers.
#include <algorithm>

#include "runtime/understanding/values/contact.h"

namespace proviso::understanding {
namespace {

constexpr std::size_t kFewestDigits = 7;
constexpr std::size_t kMostDigits = 15;

struct Run {
  std::uint32_t first = 0;  // tokens [first, end)
  std::uint32_t end = 0;
  std::string digits;
  std::vector<std::size_t> groups;  // lengths
  std::string marks;                // the marks between groups, ' ' for space
  bool plus = false;
  std::string extension;
};

class PhoneReader {
 public:
  explicit PhoneReader(const Message& message) : tokens_(message.tokens) {}

  bool ReadAt(std::uint32_t first, Run& run) const;
  bool IsPlausible(const Run& run) const;

 private:
  const Token* At(std::uint32_t i) const { return i < tokens_.size() ? &tokens_[i] : nullptr; }
  bool Is(std::uint32_t i, std::string_view mark) const {
    return i < tokens_.size() && tokens_[i].Is(mark);
  }
  // The token before `i`, when nothing stands between.
  const Token* GluedBefore(std::uint32_t i) const {
    return i > 0 && tokens_[i].glued ? &tokens_[i - 1] : nullptr;
  }
  void ReadExtension(std::uint32_t& i, Run& run) const;
  bool NamedOtherwise(const Run& run) const;

  const std::vector<Token>& tokens_;
};

// Between two groups at most: space, one mark, or the two with spaces ("010 - 123", "(0) 7123").
bool PhoneReader::ReadAt(std::uint32_t first, Run& run) const {
  std::uint32_t i = first;
  run.first = first;
  int open = 0;
  std::string between;
  bool ended = false;
  for (; const Token* token = At(i); ++i) {
    if (token->in_link) break;
    if (token->is_digits()) {
      if (!run.digits.empty() && between.empty() && !token->glued) between = " ";
      if (run.digits.size() + token->folded.size() > 24) break;
      if (!run.digits.empty()) run.marks += between.substr(0, 1);
      between.clear();
      run.digits += token->folded;
      run.groups.push_back(token->folded.size());
      run.end = i + 1;
      continue;
    }
    if (token->Is("+")) {
      if (!run.digits.empty() || run.plus) break;
      run.plus = true;
    } else if (token->Is("(")) {
      if (++open > 1) break;
      // A parenthesis after the number is a remark, unless digits stand in it.
      const bool holds_digits = At(i + 1) != nullptr && (At(i + 1)->is_digits() || Is(i + 1, "+"));
      if (!holds_digits) break;
      between += '(';
    } else if (token->Is(")")) {
      if (--open < 0) {
        ended = true;
        break;
      }
      between += ')';
      if (!run.digits.empty()) run.end = i + 1;
    } else if ((token->Is("-") || token->Is(".") || token->Is("/")) && !run.digits.empty()) {
      const Token* next = At(i + 1);
      const bool digits_next = next != nullptr && (next->is_digits() || next->Is("("));
      if (!digits_next || (token->Is(".") && !next->glued)) break;
      between += token->folded;
    } else {
      break;
    }
    if (between.size() > 3) break;
  }
  if (run.digits.empty()) return false;
  if (ended) {
    // "(39 (6)) 345276": parentheses that do not match.
    return false;
  }
  i = run.end;
  ReadExtension(i, run);
  run.end = i;
  return true;
}

void PhoneReader::ReadExtension(std::uint32_t& i, Run& run) const {
  std::uint32_t k = i;
  const Token* word = At(k);
  if (word == nullptr || !(word->Is("x") || word->Is("ext") || word->Is("extension"))) return;
  ++k;
  if (Is(k, ".")) ++k;
  const Token* digits = At(k);
  if (digits == nullptr || !digits->is_digits() || digits->folded.size() > 6) return;
  if (run.digits.size() < kFewestDigits) return;
  run.extension = digits->folded;
  i = k + 1;
}

// "account number 12345678", "credit card …", "order #…".
bool PhoneReader::NamedOtherwise(const Run& run) const {
  static constexpr std::string_view kOthers[] = {
      "account", "card",     "conta", "bank",    "bancaria",  "iban",   "order",
      "zip",     "invoice",  "ssn",   "cartao",  "tracking",  "pedido", "kort",
      "konto",   "discover", "visa",  "express", "mastercard"};
  static constexpr std::string_view kPhones[] = {"phone",    "telephone", "tel",  "mobile", "cell",
                                                 "telefone", "telefon",   "call", "office"};
  for (std::uint32_t back = 1; back <= 6 && back <= run.first; ++back) {
    const Token& token = tokens_[run.first - back];
    if (token.Is(".") && back > 1) return false;
    for (const std::string_view phone : kPhones) {
      if (token.Is(phone)) return false;
    }
    for (const std::string_view other : kOthers) {
      if (token.Is(other)) return true;
    }
  }
  return false;
}

bool PhoneReader::IsPlausible(const Run& run) const {
  const std::size_t digits = run.digits.size();
  if (digits < kFewestDigits || digits > kMostDigits) return false;
  const Token* before = GluedBefore(run.first);
  if (before != nullptr) {
    const bool opens = before->Is(":") || before->Is("-") || before->Is(",") || before->Is("(") ||
                       (before->is_word() && (Is(run.first, "(") || before->folded.size() > 4));
    if (!opens) return false;
    // "E-151673398" is a code; "follow-up-#Name#-123 456" and "OFFICE-1(516)…" are not.
    if (before->Is("-") && run.first >= 2) {
      const Token& word = tokens_[run.first - 2];
      if (word.is_digits() || (word.is_word() && word.folded.size() <= 3)) return false;
    }
  }
  if (const Token* after = At(run.end); after != nullptr && after->glued) {
    if (after->is_word() || after->Is("%") || after->Is("*") || after->Is("=") ||
        after->is_digits() || after->Is("/") || after->Is("+")) {
      return false;
    }
    const Token* later = At(run.end + 1);
    const bool goes_on =
        later != nullptr && later->glued && (later->is_word() || later->is_digits());
    if ((after->Is("-") || after->Is(".")) && goes_on) return false;
  }
  // Many small groups are a list of numbers; one digit at a time is no telephone number.
  const std::size_t small = static_cast<std::size_t>(
      std::count_if(run.groups.begin(), run.groups.end(), [](std::size_t n) { return n == 1; }));
  if (run.groups.size() > 7 || small > 2) return false;
  // "200.38294427", "0.000000012" are decimals; "123.456.7890" has three groups.
  if (run.marks == "." && !run.plus) return false;
  // Three groups of 3-2-4 with dashes: a US social security number.
  if (run.marks == "--" && run.groups == std::vector<std::size_t>{3, 2, 4}) return false;
  // Dates: 4/2/2, 2/2/4.
  if (run.marks == "//" || run.marks == "/") {
    if (run.groups.back() == 4 && run.groups.front() <= 4) return false;
  }
  // Four groups of four: a payment card.
  if (digits >= 13 && !run.plus && run.digits[0] != '0' && run.groups[0] == 4 &&
      run.groups.size() >= 3) {
    return false;
  }
  return !NamedOtherwise(run);
}

}  // namespace

std::vector<Contact> FindPhones(const Message& message) {
  std::vector<Contact> found;
  const PhoneReader reader(message);
  const auto& tokens = message.tokens;
  for (std::uint32_t i = 0; i < tokens.size();) {
    const bool starts = tokens[i].is_digits() || tokens[i].Is("+") || tokens[i].Is("(");
    Run run;
    if (!starts || !reader.ReadAt(i, run)) {
      // What did not come out as a whole is not to be found in its rest either.
      if (starts && !run.digits.empty()) {
        while (i < tokens.size() && tokens[i].kind != TokenKind::Word) ++i;
      } else {
        ++i;
      }
      continue;
    }
    if (reader.IsPlausible(run)) {
      Contact contact;
      contact.begin = tokens[run.first].begin;
      contact.end = tokens[run.end - 1].end;
      if (run.plus) contact.canonical.push_back('+');
      contact.canonical.append(run.digits);
      if (!run.extension.empty()) contact.canonical.append("x").append(run.extension);
      contact.confidence = run.plus || run.digits.size() >= 9 ? 0.95 : 0.8;
      found.push_back(std::move(contact));
    }
    i = std::max(run.end, i + 1);
  }
  return found;
}

}  // namespace proviso::understanding
