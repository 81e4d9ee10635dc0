// SPDX-License-Identifier: Apache-2.0
// What a sentence is made of, for the reader: words, and pieces that the grammar has read already
// (a call with its arguments, a quotation, an amount). Owned by whoever lexed the line.
#pragma once

#include <cstdint>
#include <string>

namespace proviso::pack {

enum class AtomKind : std::uint8_t {
  Word,
  Number,
  Percent,
  Money,
  Date,
  Address,  // of mail, or of a page
  Tool,     // @name, with its arguments
  Policy,   // #name
  Quote,
  Group,     // ( … )
  Brackets,  // [ … ]
  Braces,    // { … }
  Comma,
  Colon,
  Semicolon,
  Dash,
  Slash,
  Arrow,
  Stop,  // . ? ! …
  Sign,  // any other character
};

struct Atom {
  AtomKind kind = AtomKind::Word;
  std::string folded;  // of a word: lower case, straight apostrophes; of a sign itself; else empty
  std::uint32_t first = 0;  // tokens of the line: [first, last)
  std::uint32_t last = 0;
};

// A tool or another policy.
inline bool IsMention(const Atom& atom) {
  return atom.kind == AtomKind::Tool || atom.kind == AtomKind::Policy;
}

}  // namespace proviso::pack
