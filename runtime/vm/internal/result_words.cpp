// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/internal/result_words.h"

#include <algorithm>

#include "core/utf8.h"
#include "runtime/vm/internal/loose_text.h"

namespace proviso::vm {
namespace {

// Shorter words are found inside others by chance.
constexpr std::size_t kShortestPart = 4;

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsOfWord(char c) {
  return (c & 0x80) != 0 || IsUpper(c) || IsLower(c) || (c >= '0' && c <= '9');
}

std::string Joined(const TextWords& words) {
  std::string out;
  for (const std::string& word : words) out += word;
  return out;
}

// "shipp" of "shipped" and "ship" are one stem.
std::string_view WithoutDouble(std::string_view stem) {
  const bool twice = stem.size() > kShortestPart && stem[stem.size() - 1] == stem[stem.size() - 2];
  return twice ? stem.substr(0, stem.size() - 1) : stem;
}

std::vector<std::string_view> Stems(std::string_view word, const std::vector<TextWords>& endings) {
  std::vector<std::string_view> stems = {word};
  for (const TextWords& ending : endings) {
    const std::string& end = ending.front();
    if (!word.ends_with(end) || word.size() < kShortestPart + end.size()) continue;
    const std::string_view stem = word.substr(0, word.size() - end.size());
    stems.push_back(stem);
    stems.push_back(WithoutDouble(stem));
  }
  return stems;
}

bool Meet(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  return std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end();
}

}  // namespace

TextWords SplitResultText(std::string_view text) {
  TextWords words;
  std::string word;
  const auto close = [&] {
    if (!word.empty()) words.push_back(FoldLetters(word));
    word.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    // "don't" is one word.
    if (c == '\'') continue;
    if (!IsOfWord(c)) {
      close();
      continue;
    }
    const bool hump = i > 0 && IsUpper(c) && IsLower(text[i - 1]);
    if (hump) close();
    word.push_back(c);
  }
  close();
  return words;
}

ResultWords::ResultWords(const Module& module) {
  lists_.resize(WordListCount());
  paths_.resize(WordListCount());
  squashed_.resize(WordListCount());
  for (std::size_t i = 0; i < lists_.size() && i < module.words.size(); ++i) {
    for (const std::string& entry : module.words[i]) {
      TextWords words = SplitResultText(entry);
      if (words.empty()) continue;
      squashed_[i].push_back(Squash(entry));
      lists_[i].push_back(std::move(words));
      paths_[i].emplace_back(entry);
    }
  }
  related_endings_ = list(WordListId::SameEndings);
  const auto& near = list(WordListId::NearEndings);
  related_endings_.insert(related_endings_.end(), near.begin(), near.end());
}

const std::vector<TextWords>& ResultWords::list(WordListId id) const {
  return lists_[static_cast<std::size_t>(id)];
}

const std::vector<FieldPath>& ResultWords::paths(WordListId id) const {
  return paths_[static_cast<std::size_t>(id)];
}

bool ResultWords::SameWord(std::string_view a, std::string_view b) const {
  if (a == b) return true;
  const auto& endings = list(WordListId::SameEndings);
  if (Meet(Stems(a, endings), Stems(b, endings))) return true;
  return InOneGroup(WordListId::SameWords, a, b);
}

bool ResultWords::InOneGroup(WordListId id, std::string_view a, std::string_view b) const {
  const auto& groups = list(id);
  return std::any_of(groups.begin(), groups.end(), [&](const TextWords& group) {
    return std::find(group.begin(), group.end(), a) != group.end() &&
           std::find(group.begin(), group.end(), b) != group.end();
  });
}

bool ResultWords::HoldsNear(WordListId id, std::string_view word) const {
  const auto& entries = list(id);
  return std::any_of(entries.begin(), entries.end(), [&](const TextWords& entry) {
    return entry.size() == 1 && NearWord(entry.front(), word);
  });
}

TextWords ResultWords::Telling(TextWords words) const {
  std::erase_if(words, [&](const std::string& word) { return Is(WordListId::Articles, word); });
  return words;
}

bool ResultWords::NearWord(std::string_view a, std::string_view b) const {
  return SameWord(a, b) || Meet(Stems(a, related_endings_), Stems(b, related_endings_));
}

bool ResultWords::Wraps(ValueView map, std::string_view key) const {
  return map.size() == 1 || Is(WordListId::Wrappers, key);
}

// "undelivered", "inactive", "notpaid".
bool ResultWords::IsNegated(std::string_view word, std::string_view asked) const {
  const auto& prefixes = list(WordListId::NegativePrefixes);
  return std::any_of(prefixes.begin(), prefixes.end(), [&](const TextWords& prefix) {
    return word.starts_with(prefix.front()) && SameWord(word.substr(prefix.front().size()), asked);
  });
}

Said ResultWords::Says(std::string_view text, const TextWords& asked_for) const {
  const TextWords words = Telling(SplitResultText(text));
  const TextWords asked = Telling(asked_for);
  if (words.empty() || asked.empty()) return Said::Unclear;
  const auto same = [this](const std::string& a, const std::string& b) { return SameWord(a, b); };
  if (std::equal(words.begin(), words.end(), asked.begin(), asked.end(), same)) return Said::Yes;
  // "not_credited" is the very opposite.
  const auto& negations = list(WordListId::Negations);
  const bool opposite = std::any_of(negations.begin(), negations.end(), [&](const auto& negation) {
    return words.size() == negation.size() + asked.size() &&
           std::equal(negation.begin(), negation.end(), words.begin()) &&
           std::equal(asked.begin(), asked.end(), words.end() - asked.size(), same);
  });
  if (opposite) return Said::No;
  // "Paid" does not tell whether it was paid by card.
  if (words.size() < asked.size() && std::equal(words.begin(), words.end(), asked.begin(), same)) {
    return Said::Unclear;
  }
  const std::string joined = Joined(words);
  const std::string sought = Joined(asked);
  if (joined == sought) return Said::Yes;
  if (Is(WordListId::UnknownStates, text)) return Said::Unclear;
  if (std::all_of(joined.begin(), joined.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return Said::Unclear;
  }
  const auto near = [this](const std::string& a, const std::string& b) { return NearWord(a, b); };
  const auto run = std::search(words.begin(), words.end(), asked.begin(), asked.end(), near);
  if (run != words.end()) return Said::Unclear;
  if (asked.size() > 1) {
    const bool all_there = std::all_of(asked.begin(), asked.end(), [&](const std::string& one) {
      return std::any_of(words.begin(), words.end(),
                         [&](const std::string& word) { return NearWord(word, one); });
    });
    if (all_there) return Said::Unclear;
    const bool inside = sought.size() > kShortestPart && joined.find(sought) != std::string::npos;
    return inside ? Said::Unclear : Said::No;
  }
  for (const std::string& word : words) {
    const bool inside = sought.size() >= kShortestPart && word.find(sought) != std::string::npos;
    if (inside && !IsNegated(word, sought)) return Said::Unclear;
  }
  return Said::No;
}

Said ResultWords::SaysAny(std::string_view text, const std::vector<TextWords>& asked) const {
  Said best = Said::No;
  for (const TextWords& words : asked) {
    const Said said = Says(text, words);
    if (said == Said::Yes) return said;
    if (said == Said::Unclear) best = said;
  }
  return best;
}

bool ResultWords::Is(WordListId id, std::string_view text) const {
  const auto& entries = squashed_[static_cast<std::size_t>(id)];
  return std::any_of(entries.begin(), entries.end(),
                     [&](const std::string& entry) { return SquashedEquals(text, entry); });
}

std::size_t ResultWords::FindIn(WordListId id, const TextWords& words) const {
  std::size_t first = 0;
  for (const TextWords& entry : list(id)) {
    const auto at = std::search(words.begin(), words.end(), entry.begin(), entry.end());
    if (at == words.end()) continue;
    const auto behind = static_cast<std::size_t>(at - words.begin()) + entry.size();
    if (first == 0 || behind < first) first = behind;
  }
  return first;
}

bool ResultWords::Holds(WordListId id, const TextWords& words) const {
  return FindIn(id, words) != 0;
}

}  // namespace proviso::vm
