// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/similar_names.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <string>

#include "compiler/vocabulary/lexicon.h"
#include "core/nearest.h"
#include "core/utf8.h"
#include "core/work.h"

namespace proviso::compiler::lint {
namespace {

bool HasDigit(std::string_view word) {
  return std::any_of(word.begin(), word.end(),
                     [](unsigned char c) { return std::isdigit(c) != 0; });
}

bool IsPlural(std::string_view one, std::string_view many) {
  return (many.size() == one.size() + 1 && many.starts_with(one) && many.back() == 's') ||
         (many.size() == one.size() + 2 && many.starts_with(one) && many.ends_with("es"));
}

constexpr std::size_t kShortest = 5;
constexpr std::size_t kLong = 9;

// One slip of the fingers in a word of five letters, two from nine on. A changed first letter is
// more often another word ("cancel", "pancel") than not, but swapped letters begin there too.
bool IsSlip(const std::string& a, const std::string& b) {
  if (HasDigit(a) || HasDigit(b)) return false;
  const std::size_t shorter = std::min(a.size(), b.size());
  if (shorter < kShortest) return IsPlural(a, b) || IsPlural(b, a);
  const std::size_t allowed = shorter >= kLong ? 2 : 1;
  return EditDistance(a, b, allowed) <= allowed;
}

// Two words within so many slips of each other have a spelling in common when as many letters are
// left out of each; in a word this long it is searched for in one of its halves.
constexpr std::size_t kLongestSpelled = 24;

std::u32string Letters(std::string_view word) {
  std::u32string letters;
  for (std::size_t i = 0; i < word.size();) {
    const CodePoint point = DecodeUtf8(word, i);
    letters.push_back(point.value);
    i += point.length;
  }
  return letters;
}

class Spellings {
 public:
  // Hashes that names which look like one have in common.
  static std::vector<std::uint64_t> Of(std::string_view name) {
    Spellings spellings;
    const Words words = IdentifierWords(name);
    const std::hash<std::string> hash;
    spellings.hashes_.push_back(hash(JoinWords(words, "")));
    for (std::size_t i = 0; i < words.size(); ++i) {
      Words others = words;
      others[i].clear();
      spellings.frame_ = hash(JoinWords(others, " ") + " " + std::to_string(i));
      spellings.AddWord(words[i]);
    }
    auto& hashes = spellings.hashes_;
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    return std::move(hashes);
  }

 private:
  void AddWord(const std::string& word) {
    if (HasDigit(word)) return;
    const std::u32string letters = Letters(word);
    Add(letters);
    if (letters.size() > kLongestSpelled) {
      Add(letters.substr(0, letters.size() / 2 - 2));
      Add(letters.substr(letters.size() / 2 + 2));
      // A word one letter longer or shorter has its halves elsewhere.
      Add(letters.substr(0, kLongestSpelled / 2));
      Add(letters.substr(letters.size() - kLongestSpelled / 2));
    } else if (word.size() < kShortest + 2) {
      for (std::size_t left_out = 1; left_out <= 2 && left_out < letters.size(); ++left_out)
        Add(letters.substr(0, letters.size() - left_out));  // the ending of a plural
      LeaveOut(letters, 1);
    } else {
      LeaveOut(letters, word.size() >= kLong ? 2 : 1);
    }
  }

  void LeaveOut(const std::u32string& letters, int times) {
    for (std::size_t i = 0; i < letters.size(); ++i) {
      std::u32string shorter = letters;
      shorter.erase(i, 1);
      Add(shorter);
      if (times > 1) {
        for (std::size_t k = i; k < shorter.size(); ++k) {
          std::u32string twice = shorter;
          twice.erase(k, 1);
          Add(twice);
        }
      }
    }
  }

  void Add(const std::u32string& spelling) {
    constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15u;
    hashes_.push_back((std::hash<std::u32string>{}(spelling) ^ frame_) * kFactor);
  }

  std::uint64_t frame_ = 0;  // the other words of the name
  std::vector<std::uint64_t> hashes_;
};

}  // namespace

SimilarNames::SimilarNames(std::vector<std::string> names) : names_(std::move(names)) {
  for (std::size_t i = 0; i < names_.size(); ++i) {
    for (const std::uint64_t hash : Spellings::Of(names_[i]))
      spellings_.emplace_back(hash, static_cast<std::uint32_t>(i));
  }
  std::sort(spellings_.begin(), spellings_.end());
}

std::optional<std::size_t> SimilarNames::FirstAlike(std::string_view name,
                                                    std::size_t before) const {
  std::vector<std::uint32_t> candidates;
  for (const std::uint64_t hash : Spellings::Of(name)) {
    auto at = std::lower_bound(spellings_.begin(), spellings_.end(),
                               std::pair<std::uint64_t, std::uint32_t>(hash, 0));
    for (; at != spellings_.end() && at->first == hash && at->second < before; ++at)
      candidates.push_back(at->second);
  }
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  CountWork(candidates.size());
  for (const std::uint32_t candidate : candidates) {
    if (LookLikeOne(name, names_[candidate])) return candidate;
  }
  return std::nullopt;
}

bool LookLikeOne(std::string_view a, std::string_view b) {
  if (a == b) return false;
  const Words first = IdentifierWords(a);
  const Words second = IdentifierWords(b);
  if (first == second) return true;
  if (JoinWords(first, "") == JoinWords(second, "")) return true;
  if (first.size() != second.size() || first.empty()) return false;
  std::size_t differing = 0;
  bool slip = false;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (first[i] == second[i]) continue;
    ++differing;
    slip = IsSlip(first[i], second[i]);
  }
  return differing == 1 && slip;
}

}  // namespace proviso::compiler::lint
