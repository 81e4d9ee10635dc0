// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/similar_names.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "compiler/vocabulary/lexicon.h"
#include "core/nearest.h"

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

// One slip of the fingers in a word of five letters, two from nine on. A changed first letter is
// more often another word ("cancel", "pancel") than not, but swapped letters begin there too.
bool IsSlip(const std::string& a, const std::string& b) {
  constexpr std::size_t kShortest = 5;
  constexpr std::size_t kLong = 9;
  if (HasDigit(a) || HasDigit(b)) return false;
  const std::size_t shorter = std::min(a.size(), b.size());
  if (shorter < kShortest) return IsPlural(a, b) || IsPlural(b, a);
  const std::size_t allowed = shorter >= kLong ? 2 : 1;
  return EditDistance(a, b, allowed) <= allowed;
}

}  // namespace

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
