// SPDX-License-Identifier: Apache-2.0
#include "compiler/wording/counts.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "compiler/wording/internal/tokens.h"

namespace proviso::compiler {
namespace {

using wording::Token;
using wording::Tokens;

// A range of more steps is none that anybody lists.
constexpr int kMostSteps = 31;
constexpr std::size_t kMostDigits = 4;

std::optional<int> CountOf(const pack::Forms& forms, std::string_view word) {
  const std::string digits = forms.Pair("numerals", word).value_or(std::string(word));
  const bool plain = !digits.empty() && digits.size() <= kMostDigits &&
                     std::all_of(digits.begin(), digits.end(), [](char c) {
                       return std::isdigit(static_cast<unsigned char>(c)) != 0;
                     });
  if (!plain) return std::nullopt;
  return std::stoi(digits);
}

const std::pair<pack::Forms::Words, pack::Forms::Words>* UnitOf(const pack::Forms& forms,
                                                                const std::string& word) {
  for (const auto& pair : forms.Pairs("measures")) {
    if (pair.first.front() == word || pair.second.front() == word) return &pair;
  }
  return nullptr;
}

// "7, 14 or 21", "1 to 3", "1-3" from `at`; moves `at` behind it.
std::vector<int> NumbersAt(const pack::Forms& forms, const Tokens& tokens, std::size_t& at) {
  std::vector<int> numbers;
  bool range = false;
  for (; at < tokens.size(); ++at) {
    const Token& token = tokens[at];
    if (const std::size_t dash = token.folded.find('-'); dash != std::string::npos) {
      const auto from = CountOf(forms, token.folded.substr(0, dash));
      const auto to = CountOf(forms, token.folded.substr(dash + 1));
      if (!from || !to || !numbers.empty()) break;
      numbers = {*from, *to};
      range = true;
      ++at;
      break;
    }
    if (const auto number = CountOf(forms, token.folded)) {
      numbers.push_back(*number);
      if (range) {
        ++at;
        break;
      }
      continue;
    }
    if (numbers.empty()) break;
    if (forms.Has("or", token.folded)) continue;
    if (forms.Has("up to", token.folded) && numbers.size() == 1 && !range) {
      range = true;
      continue;
    }
    break;
  }
  if (!range) return numbers;
  if (numbers.size() != 2 || numbers[1] <= numbers[0] || numbers[1] - numbers[0] > kMostSteps)
    return {};
  const int last = numbers[1];
  numbers.pop_back();
  while (numbers.back() < last) numbers.push_back(numbers.back() + 1);
  return numbers;
}

}  // namespace

Counts FindCounts(const pack::Forms& forms, std::string_view text, bool single) {
  const Tokens tokens = wording::Split(text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::size_t behind = i;
    const std::vector<int> numbers = NumbersAt(forms, tokens, behind);
    if (numbers.empty()) continue;
    // "2, 4 or 6 more days"
    while (behind < tokens.size() && forms.Has("counting words", tokens[behind].folded)) ++behind;
    const auto* unit = behind < tokens.size() ? UnitOf(forms, tokens[behind].folded) : nullptr;
    if (unit == nullptr || (numbers.size() == 1 && !single)) {
      i = std::max(i, behind - 1);
      continue;
    }
    Counts counts;
    counts.unit = {unit->first.front(), unit->second.front()};
    for (const int number : numbers) {
      const std::string& word = counts.unit[number == 1 ? 0 : 1];
      counts.values.push_back(std::to_string(number) + " " + word);
    }
    return counts;
  }
  return {};
}

}  // namespace proviso::compiler
