// SPDX-License-Identifier: Apache-2.0
// Finds the phrases of a table in a message: the longest phrase at each place, typing errors
// allowed in words that no table knows. Phrases are written in folded form (see text.h).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/understanding/text.h"

namespace proviso::understanding {

// Calls `take` with the parts of `text` between the separators: the phrases of a row.
template <typename Take>
void EachPart(std::string_view text, char separator, Take take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// One line of a table: `tag` is whatever the owner of the table makes of it.
struct PhraseEntry {
  std::uint8_t tag;
  std::string_view phrase;
};

struct PhraseHit {
  std::uint8_t tag = 0;
  std::uint32_t first = 0;  // token index
  std::uint32_t count = 0;  // number of tokens
  bool misspelt = false;
};

// True when the two differ by at most one insertion, deletion, replacement or swap of neighbours.
bool WithinOneEdit(std::string_view a, std::string_view b);

// Immutable after construction; safe to share between threads.
class PhraseTable {
 public:
  // `known_words`: words that are spelled right although no phrase holds them, and that must not be
  // taken for a misspelt cue ("not" is not "no" with a slip of the finger).
  PhraseTable(std::span<const PhraseEntry> entries, std::span<const std::string_view> known_words);

  // Hits from left to right; they do not overlap.
  std::vector<PhraseHit> Find(const std::vector<Token>& tokens) const;

 private:
  using WordId = std::uint32_t;  // 0: unknown
  WordId IdOf(const Token& token, bool& misspelt) const;
  WordId Guess(std::string_view word) const;

  std::unordered_map<std::string, WordId> ids_;
  std::unordered_map<std::uint64_t, std::uint8_t> tags_;  // hash of word ids -> tag
  std::vector<std::vector<std::string_view>> by_length_;  // words that may be guessed
  std::uint32_t longest_ = 1;
};

}  // namespace proviso::understanding
