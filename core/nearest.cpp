// SPDX-License-Identifier: Apache-2.0
#include "core/nearest.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "core/names.h"
#include "core/utf8.h"

namespace proviso {
namespace {

// Names beyond this length are compared by their beginnings only: the cost is quadratic.
constexpr std::size_t kMaxComparedLength = 128;

std::u32string CodePoints(std::string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size() && out.size() < kMaxComparedLength;) {
    const CodePoint point = DecodeUtf8(text, i);
    out.push_back(point.value);
    i += point.length;
  }
  return out;
}

std::set<std::string, std::less<>> Words(std::string_view normalized) {
  std::set<std::string, std::less<>> words;
  while (!normalized.empty()) {
    const std::size_t space = normalized.find(' ');
    words.emplace(normalized.substr(0, space));
    if (space == std::string_view::npos) break;
    normalized.remove_prefix(space + 1);
  }
  return words;
}

// Share of words that the two names have in common: 1 for the same words in another order.
double WordOverlap(std::string_view a, std::string_view b) {
  const auto words_a = Words(a);
  const auto words_b = Words(b);
  std::size_t common = 0;
  for (const std::string& word : words_a) common += words_b.count(word);
  const std::size_t all = words_a.size() + words_b.size() - common;
  return all == 0 ? 0 : static_cast<double>(common) / static_cast<double>(all);
}

// 0 for the same name, growing with unlikeness; infinite when the two do not look alike.
double Unlikeness(const std::string& wanted, const std::string& candidate) {
  if (wanted == candidate) return 0;
  const std::size_t longer = std::max(wanted.size(), candidate.size());
  const std::size_t cap = std::max<std::size_t>(1, longer / 3);
  double best = INFINITY;
  const std::size_t distance = EditDistance(wanted, candidate, cap);
  if (distance <= cap) best = static_cast<double>(distance) / static_cast<double>(longer);
  const double overlap = WordOverlap(wanted, candidate);
  if (overlap >= 0.5) best = std::min(best, 0.5 * (1 - overlap) + 0.05);
  const std::size_t shorter = std::min(wanted.size(), candidate.size());
  if (shorter >= 4 && (wanted.find(candidate) != std::string::npos ||
                       candidate.find(wanted) != std::string::npos)) {
    best = std::min(best, 0.5 * (1 - static_cast<double>(shorter) / static_cast<double>(longer)));
  }
  return best;
}

}  // namespace

std::size_t EditDistance(std::string_view a, std::string_view b, std::size_t cap) {
  const std::u32string x = CodePoints(a);
  const std::u32string y = CodePoints(b);
  const std::size_t difference = x.size() > y.size() ? x.size() - y.size() : y.size() - x.size();
  if (difference > cap) return cap + 1;
  std::vector<std::size_t> before_last(y.size() + 1);
  std::vector<std::size_t> last(y.size() + 1);
  std::vector<std::size_t> row(y.size() + 1);
  for (std::size_t j = 0; j <= y.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= x.size(); ++i) {
    row[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= y.size(); ++j) {
      const std::size_t replace = last[j - 1] + (x[i - 1] == y[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replace});
      if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
      least = std::min(least, row[j]);
    }
    // A swap reaches back two rows, so one row above the cap does not prove the end.
    if (least > cap + 1) return cap + 1;
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return std::min(last[y.size()], cap + 1);
}

std::vector<std::string> NearestNames(std::string_view name,
                                      std::span<const std::string> candidates, std::size_t max) {
  const std::string wanted = NormalizeName(name);
  std::vector<std::pair<double, std::string>> scored;
  for (const std::string& candidate : candidates) {
    const double unlikeness = Unlikeness(wanted, NormalizeName(candidate));
    if (std::isfinite(unlikeness)) scored.emplace_back(unlikeness, candidate);
  }
  std::sort(scored.begin(), scored.end());
  scored.erase(std::unique(scored.begin(), scored.end()), scored.end());
  if (scored.size() > max) scored.resize(max);
  std::vector<std::string> names;
  names.reserve(scored.size());
  for (auto& entry : scored) names.push_back(std::move(entry.second));
  return names;
}

}  // namespace proviso
