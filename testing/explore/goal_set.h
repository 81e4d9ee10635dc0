// SPDX-License-Identifier: Apache-2.0
// A set of small numbers: what a conversation has reached.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace proviso::explore {

class GoalSet {
 public:
  void Add(std::uint32_t goal) {
    if (words_.size() <= goal / 64) words_.resize(goal / 64 + 1, 0);
    words_[goal / 64] |= std::uint64_t{1} << (goal % 64);
  }
  void Add(const GoalSet& other) {
    if (words_.size() < other.words_.size()) words_.resize(other.words_.size(), 0);
    for (std::size_t i = 0; i < other.words_.size(); ++i) words_[i] |= other.words_[i];
  }
  void Remove(const GoalSet& other) {
    for (std::size_t i = 0; i < words_.size() && i < other.words_.size(); ++i) {
      words_[i] &= ~other.words_[i];
    }
  }
  bool Has(std::uint32_t goal) const {
    return goal / 64 < words_.size() && (words_[goal / 64] >> (goal % 64) & 1) != 0;
  }
  // How many of these are not in `other`.
  std::size_t CountWithout(const GoalSet& other) const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::uint64_t known = i < other.words_.size() ? other.words_[i] : 0;
      count += static_cast<std::size_t>(std::popcount(words_[i] & ~known));
    }
    return count;
  }
  std::size_t size() const { return CountWithout({}); }
  // Equal sets have equal words once trailing zeros are gone.
  std::vector<std::uint64_t> key() const {
    std::vector<std::uint64_t> words = words_;
    while (!words.empty() && words.back() == 0) words.pop_back();
    return words;
  }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace proviso::explore
