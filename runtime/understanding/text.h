// SPDX-License-Identifier: Apache-2.0
// A customer's message as tokens. Every token knows its bytes in the message, so that what is found
// can be quoted back, and a folded form (lower case, no accents, no apostrophes) that the tables of
// words are written in. Folding is by our own table: nothing depends on a locale.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace proviso::understanding {

enum class TokenKind : std::uint8_t {
  Word,    // letters, with apostrophes inside: "don't" has the folded form "dont"
  Digits,  // decimal digits
  Mark,    // one punctuation mark, symbol or emoji
};

struct Token {
  TokenKind kind = TokenKind::Mark;
  bool glued = false;    // no white space between this token and the one before
  bool in_link = false;  // inside "https://…" or "www.…": its digits and words mean nothing
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string folded;

  bool Is(std::string_view word) const { return folded == word; }
  bool is_word() const { return kind == TokenKind::Word; }
  bool is_digits() const { return kind == TokenKind::Digits; }
};

// Immutable after MakeMessage.
struct Message {
  std::string text;  // valid UTF-8: what was not is U+FFFD
  std::vector<Token> tokens;

  // The bytes from the start of token `first` to the end of token `last` (inclusive).
  std::string_view Span(std::size_t first, std::size_t last) const;
  // True when `index` exists and its folded form is `word`.
  bool IsAt(std::size_t index, std::string_view word) const {
    return index < tokens.size() && tokens[index].folded == word;
  }
};

// Total. Cuts at `max_bytes` on a code point boundary.
Message MakeMessage(std::string_view bytes, std::size_t max_bytes);

// Lower case, accents and apostrophes removed; words separated as they are in `text`.
std::string Fold(std::string_view text);

// One code point of valid or invalid UTF-8 at `position`; advances it by at least one byte.
// Malformed input gives U+FFFD.
char32_t NextCodePoint(std::string_view text, std::size_t& position);

inline bool IsDigit(char c) { return c >= '0' && c <= '9'; }
inline bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace proviso::understanding
