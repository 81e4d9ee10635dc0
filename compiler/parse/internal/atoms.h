// SPDX-License-Identifier: Apache-2.0
// The sentences of a line as the reader takes them: its tokens, with calls, quotations and brackets
// as one atom each.
#pragma once

#include <span>
#include <vector>

#include "compiler/pack/atom.h"
#include "compiler/pack/pack.h"
#include "compiler/parse/internal/token.h"

namespace proviso::parse {

// All tokens of a line, in order; `first` and `last` of each atom are places in `tokens`.
// `source`: the text in which the tokens' spans lie.
std::vector<pack::Atom> AtomsOf(std::span<const Token> tokens, std::string_view source);

// A quotation, call, brace or bracket is opened and not closed on the line.
bool IsTorn(std::span<const Token> tokens);

// Where the sentences of a line lie among its atoms: [begin, end), the stop that ends one left out.
struct SentenceRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};
// `source`: the text in which the tokens' spans lie.
std::vector<SentenceRange> SplitSentences(std::span<const pack::Atom> atoms,
                                          std::span<const Token> tokens, std::string_view source,
                                          const pack::Pack& pack);

}  // namespace proviso::parse
