// SPDX-License-Identifier: Apache-2.0
#include "bytecode/internal/name_similarity.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace proviso::internal {
namespace {

// Edit distance with swaps of neighbours (optimal string alignment).
std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    last[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t substitute = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, substitute});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

std::set<std::string> NameWords(std::string_view name) {
  std::set<std::string> words;
  std::string word;
  for (char c : std::string(name) + "_") {
    if (c == '_' || c == '-') {
      if (!word.empty()) {
        words.insert(std::move(word));
      }
      word.clear();
    } else {
      word += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
  }
  return words;
}

}  // namespace

double NameSimilarity(std::string_view a, std::string_view b) {
  std::size_t longer = std::max(a.size(), b.size());
  if (longer == 0) {
    return 1;
  }
  double letters = 1 - static_cast<double>(EditDistance(a, b)) / static_cast<double>(longer);
  std::set<std::string> words_a = NameWords(a);
  std::set<std::string> words_b = NameWords(b);
  std::size_t shared = 0;
  for (const std::string& word : words_a) {
    shared += words_b.count(word);
  }
  std::size_t all = words_a.size() + words_b.size() - shared;
  double words = all == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(all);
  return std::max(letters, words);
}

}  // namespace proviso::internal
