// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/phrases.h"

#include <algorithm>

namespace proviso::understanding {
namespace {

// Shorter words are too near to each other to be guessed, save by a swap or a doubled letter.
constexpr std::size_t kShortestGuess = 3;
constexpr std::size_t kLongestGuess = 20;

std::uint64_t Extend(std::uint64_t hash, std::uint32_t id) {
  return (hash ^ id) * 0x9E3779B97F4A7C15ull + 0x7F4A7C15ull;
}

std::vector<std::string_view> SplitWords(std::string_view phrase) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < phrase.size();) {
    const std::size_t space = std::min(phrase.find(' ', i), phrase.size());
    if (space > i) words.push_back(phrase.substr(i, space - i));
    i = space + 1;
  }
  return words;
}

// "nooo" -> "no", "yesss" -> "yes"; a letter that is there twice may also stay.
std::string SqueezeRuns(std::string_view word, std::size_t keep) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    std::size_t run = 0;
    while (run < out.size() && out[out.size() - 1 - run] == word[i]) ++run;
    if (run < keep) out.push_back(word[i]);
  }
  return out;
}

bool IsSwap(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin());
  const std::size_t i = static_cast<std::size_t>(x - a.begin());
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] &&
         a.substr(i + 2) == b.substr(i + 2);
}

}  // namespace

bool WithinOneEdit(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  return i == a.size() || a.substr(i + 1) == b.substr(i + 1) || IsSwap(a, b);
}

PhraseTable::PhraseTable(std::span<const PhraseEntry> entries,
                         std::span<const std::string_view> known_words) {
  const auto intern = [&](std::string_view word) {
    return ids_.emplace(std::string(word), static_cast<WordId>(ids_.size() + 1)).first->second;
  };
  for (const PhraseEntry& entry : entries) {
    std::uint64_t hash = 0;
    std::uint32_t length = 0;
    for (const std::string_view word : SplitWords(entry.phrase)) {
      hash = Extend(hash, intern(word));
      ++length;
    }
    tags_.emplace(hash, entry.tag);
    longest_ = std::max(longest_, length);
  }
  by_length_.resize(kLongestGuess + 2);
  for (const auto& [word, id] : ids_) {
    if (word.size() >= kShortestGuess && word.size() <= kLongestGuess) {
      by_length_[word.size()].push_back(word);
    }
  }
  // The hash map has no order of its own; guesses must not depend on it.
  for (auto& words : by_length_) std::sort(words.begin(), words.end());
  for (const std::string_view word : known_words) intern(word);
}

PhraseTable::WordId PhraseTable::Guess(std::string_view word) const {
  for (const std::size_t keep : {2u, 1u}) {
    const std::string squeezed = SqueezeRuns(word, keep);
    if (squeezed.size() == word.size()) continue;
    if (const auto it = ids_.find(squeezed); it != ids_.end()) return it->second;
  }
  if (word.size() < kShortestGuess || word.size() > kLongestGuess) return 0;
  for (std::size_t length = word.size() - 1; length <= word.size() + 1; ++length) {
    for (const std::string_view candidate : by_length_[length]) {
      // A slip rarely hits the first letter; in short words only a swap counts.
      const bool plausible = candidate.size() <= 4
                                 ? IsSwap(word, candidate)
                                 : word[0] == candidate[0] || IsSwap(word, candidate);
      if (plausible && WithinOneEdit(word, candidate)) return ids_.at(std::string(candidate));
    }
  }
  return 0;
}

PhraseTable::WordId PhraseTable::IdOf(const Token& token, bool& misspelt) const {
  if (const auto it = ids_.find(token.folded); it != ids_.end()) return it->second;
  if (!token.is_word()) return 0;
  const WordId guess = Guess(token.folded);
  misspelt = guess != 0;
  return guess;
}

std::vector<PhraseHit> PhraseTable::Find(const std::vector<Token>& tokens) const {
  std::vector<WordId> ids(tokens.size());
  std::vector<bool> misspelt(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    bool guessed = false;
    ids[i] = IdOf(tokens[i], guessed);
    misspelt[i] = guessed;
  }
  std::vector<PhraseHit> hits;
  for (std::uint32_t i = 0; i < tokens.size();) {
    PhraseHit best;
    std::uint64_t hash = 0;
    bool slip = false;
    for (std::uint32_t n = 0; n < longest_ && i + n < tokens.size() && ids[i + n] != 0; ++n) {
      hash = Extend(hash, ids[i + n]);
      slip = slip || misspelt[i + n];
      if (const auto it = tags_.find(hash); it != tags_.end()) {
        best = PhraseHit{it->second, i, n + 1, slip};
      }
    }
    if (best.count == 0) {
      ++i;
    } else {
      hits.push_back(best);
      i += best.count;
    }
  }
  return hits;
}

}  // namespace proviso::understanding
