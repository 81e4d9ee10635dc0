// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/language_guess.h"

#include <algorithm>
#include <map>

namespace proviso::compiler::lint {
namespace {

// "pt:Portuguese"
std::pair<std::string, std::string> Split(const std::string& entry) {
  const std::size_t colon = entry.find(':');
  return {entry.substr(0, colon), colon == std::string::npos ? entry : entry.substr(colon + 1)};
}

}  // namespace

LanguageGuess GuessLanguage(std::string_view text, const Lexicon& lexicon) {
  const Words words = SplitWords(text);
  std::map<std::string, std::size_t> hits;
  for (const std::string& entry : lexicon.List("languages")) {
    const std::string language = Split(entry).first;
    const std::string list = "function_words_" + language;
    hits[language] = static_cast<std::size_t>(
        std::count_if(words.begin(), words.end(),
                      [&](const std::string& word) { return lexicon.Is(list, word); }));
  }
  LanguageGuess best;
  std::size_t second = 0;
  for (const auto& [language, count] : hits) {
    if (count > best.hits) {
      second = best.hits;
      best = {language, count};
    } else {
      second = std::max(second, count);
    }
  }
  // Two words at least, a quarter of the text in short ones, and clearly ahead of the next
  // language.
  const bool clear =
      best.hits >= 2 && best.hits * 6 >= words.size() && best.hits > second + second / 2;
  return clear ? best : LanguageGuess{};
}

std::string LanguageName(std::string_view language, const Lexicon& lexicon) {
  for (const std::string& entry : lexicon.List("languages")) {
    const auto [code, name] = Split(entry);
    if (code == language) return name;
  }
  return std::string(language);
}

}  // namespace proviso::compiler::lint
