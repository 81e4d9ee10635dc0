// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "runtime/understanding/text.h"
#include "runtime/understanding/values/contact.h"

namespace proviso::understanding {
namespace {

constexpr std::size_t kLongestLocalPart = 64;  // RFC 5321, 4.5.3.1.1
constexpr std::size_t kLongestDomain = 253;

bool IsLocalChar(char c) {
  return IsLetter(c) || IsDigit(c) ||
         std::string_view("._%+-!#$&'*/=?^{|}~").find(c) != std::string_view::npos;
}

// The first byte of the letter beyond ASCII that ends at `end`, `end` when none does. Addresses
// hold such letters (RFC 6531); to begin behind one would name another mailbox.
std::size_t LetterBefore(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && end - begin < 3 &&
         (static_cast<unsigned char>(text[begin - 1]) & 0xC0) == 0x80)
    --begin;
  if (begin == end || begin == 0 || static_cast<unsigned char>(text[begin - 1]) < 0xC2) return end;
  std::size_t at = --begin;
  const char32_t c = NextCodePoint(text, at);
  const bool letter = at == end && c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7;
  return letter ? begin : end;
}

// The byte behind the letter beyond ASCII that begins at `begin`, `begin` when none does.
std::size_t LetterAfter(std::string_view text, std::size_t begin) {
  if (begin >= text.size() || static_cast<unsigned char>(text[begin]) < 0xC2) return begin;
  std::size_t end = begin;
  NextCodePoint(text, end);
  return LetterBefore(text, end) == begin ? end : begin;
}

bool IsDomainChar(char c) { return IsLetter(c) || IsDigit(c) || c == '-' || c == '.'; }

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// At least two labels, none empty or with a dash at its end; the last one is two letters or more.
bool IsDomain(std::string_view domain) {
  if (domain.size() > kLongestDomain) return false;
  std::size_t labels = 0;
  for (;;) {
    const std::size_t dot = std::min(domain.find('.'), domain.size());
    const std::string_view label = domain.substr(0, dot);
    if (label.empty() || label.front() == '-' || label.back() == '-') return false;
    ++labels;
    if (dot == domain.size()) {
      return labels >= 2 && label.size() >= 2 && std::all_of(label.begin(), label.end(), IsLetter);
    }
    domain.remove_prefix(dot + 1);
  }
}

// "[129.126.118.1]": the one form of an address literal that is met.
std::size_t AddressLiteral(std::string_view text) {
  if (text.empty() || text[0] != '[') return 0;
  const std::size_t close = text.find(']');
  if (close == std::string_view::npos || close < 8 || close > 16) return 0;
  const std::string_view inner = text.substr(1, close - 1);
  const bool numeric =
      std::all_of(inner.begin(), inner.end(), [](char c) { return IsDigit(c) || c == '.'; });
  return numeric && std::count(inner.begin(), inner.end(), '.') == 3 ? close + 1 : 0;
}

void FindWritten(std::string_view text, std::vector<Contact>& found) {
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    std::size_t begin = at;
    while (begin > 0 && at - begin < kLongestLocalPart) {
      const std::size_t letter = LetterBefore(text, begin);
      if (letter == begin && !IsLocalChar(text[begin - 1])) break;
      begin = letter == begin ? begin - 1 : letter;
    }
    while (begin < at && !IsLetter(text[begin]) && !IsDigit(text[begin]) &&
           LetterAfter(text, begin) == begin)
      ++begin;
    if (begin == at || text[at - 1] == '.') continue;
    std::size_t end = at + 1;
    const std::size_t literal = AddressLiteral(text.substr(end));
    if (literal != 0) {
      end += literal;
    } else {
      while (end < text.size() && end - at <= kLongestDomain) {
        const std::size_t letter = LetterAfter(text, end);
        if (letter == end && !IsDomainChar(text[end])) break;
        end = letter == end ? end + 1 : letter;
      }
      while (end > at + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
      // "ana@example.com.My order …": what follows the last dot may belong to the next sentence.
      if (!IsDomain(text.substr(at + 1, end - at - 1))) continue;
    }
    Contact contact;
    contact.begin = static_cast<std::uint32_t>(begin);
    contact.end = static_cast<std::uint32_t>(end);
    contact.canonical = std::string(text.substr(begin, at - begin)) + "@" +
                        Lower(text.substr(at + 1, end - at - 1));
    contact.confidence = 0.98;
    found.push_back(std::move(contact));
    at = end - 1;
  }
}

// "ana at example dot com", "ana (at) example.com", "ana@example dot com", "ana @ example.com".
class SpokenEmail {
 public:
  explicit SpokenEmail(const Message& message) : tokens_(message.tokens) {}

  bool ReadAt(std::size_t at, Contact& contact) const;

 private:
  bool IsDot(std::size_t i) const {
    return i < tokens_.size() && (tokens_[i].Is("dot") || tokens_[i].Is("."));
  }
  bool IsPiece(std::size_t i) const {
    return i < tokens_.size() && (tokens_[i].is_word() || tokens_[i].is_digits());
  }
  bool IsJoiner(std::size_t i) const {
    return tokens_[i].Is("_") || tokens_[i].Is("-") || tokens_[i].Is("+") ||
           tokens_[i].Is("underscore") || tokens_[i].Is("dash");
  }
  static std::string_view Joiner(const Token& token) {
    if (token.Is("underscore")) return "_";
    if (token.Is("dash")) return "-";
    return token.Is("dot") ? "." : std::string_view(token.folded);
  }

  const std::vector<Token>& tokens_;
};

bool SpokenEmail::ReadAt(std::size_t at, Contact& contact) const {
  // The name before: pieces joined without space or by "dot", "underscore".
  std::size_t before = at;
  while (before > 0 && (tokens_[before - 1].Is("(") || tokens_[before - 1].Is("["))) --before;
  if (before == 0 || !IsPiece(before - 1)) return false;
  std::size_t first = before - 1;
  std::string local = tokens_[first].folded;
  while (first >= 1) {
    const bool joined = IsDot(first - 1) || IsJoiner(first - 1);
    if (joined && first >= 2 && IsPiece(first - 2)) {
      local = tokens_[first - 2].folded + std::string(Joiner(tokens_[first - 1])) + local;
      first -= 2;
    } else if (tokens_[first].glued && IsPiece(first - 1)) {
      local = tokens_[first - 1].folded + local;
      --first;
    } else {
      break;
    }
  }
  // The domain after it, up to a last part of letters.
  std::size_t k = at + 1;
  while (k < tokens_.size() && (tokens_[k].Is(")") || tokens_[k].Is("]"))) ++k;
  if (!IsPiece(k)) return false;
  std::string domain = tokens_[k].folded;
  std::size_t last = k++;
  bool dotted = false;
  while (k < tokens_.size()) {
    if (IsDot(k) && IsPiece(k + 1) && (tokens_[k].Is("dot") || tokens_[k + 1].glued)) {
      domain.append(".").append(tokens_[k + 1].folded);
      dotted = true;
      last = k + 1;
      k += 2;
    } else if (IsJoiner(k) && IsPiece(k + 1) && tokens_[k + 1].glued) {
      domain += std::string(Joiner(tokens_[k])) + tokens_[k + 1].folded;
      last = k + 1;
      k += 2;
    } else if (tokens_[k].glued && IsPiece(k)) {
      domain += tokens_[k].folded;
      last = k++;
    } else {
      break;
    }
  }
  if (!dotted || local.size() > kLongestLocalPart || !IsDomain(domain)) return false;
  const bool ascii = std::all_of(local.begin(), local.end(), IsLocalChar);
  if (!ascii) return false;
  contact.begin = tokens_[first].begin;
  contact.end = tokens_[last].end;
  contact.canonical = local + "@" + domain;
  contact.confidence = 0.75;
  return true;
}

}  // namespace

std::vector<Contact> FindEmails(const Message& message) {
  std::vector<Contact> found;
  FindWritten(message.text, found);
  if (!found.empty()) return found;
  const SpokenEmail spoken(message);
  for (std::size_t i = 0; i < message.tokens.size(); ++i) {
    if (!message.tokens[i].Is("at") && !message.tokens[i].Is("@")) continue;
    Contact contact;
    if (spoken.ReadAt(i, contact)) found.push_back(std::move(contact));
  }
  return found;
}

}  // namespace proviso::understanding
