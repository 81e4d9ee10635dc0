// SPDX-License-Identifier: Apache-2.0
#include "compiler/vocabulary/phrasing.h"

#include <cctype>

namespace proviso::compiler {

std::string Fill(std::string_view pattern, const std::vector<std::string>& arguments) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool hole = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                      std::isdigit(static_cast<unsigned char>(pattern[i + 1])) != 0;
    if (!hole) {
      out += pattern[i];
      continue;
    }
    const std::size_t index = static_cast<std::size_t>(pattern[i + 1] - '0');
    if (index < arguments.size()) out += arguments[index];
    i += 2;
  }
  return out;
}

std::string JoinAlternatives(const Lexicon& lexicon, const std::vector<std::string>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0)
      out += i + 1 == items.size() ? lexicon.Message("list_last") : lexicon.Message("list_join");
    out += items[i];
  }
  return out;
}

}  // namespace proviso::compiler
