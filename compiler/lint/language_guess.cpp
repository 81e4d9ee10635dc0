// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/language_guess.h"

#include <algorithm>

namespace proviso::compiler::lint {
namespace {

// Fewer words than this prove nothing unless they are nearly the whole text.
constexpr std::size_t kCertain = 3;
constexpr std::size_t kFewest = 2;
// Of a text in a language at least this part are function words that the pack knows.
constexpr std::size_t kOneIn = 5;

struct Language {
  std::string code;
  std::string name;
  WordClass function_words;
};

// "pt:Portuguese"
std::vector<Language> LanguagesOf(const Lexicon& lexicon) {
  std::vector<Language> languages;
  for (const std::string& entry : lexicon.List("languages")) {
    const std::size_t colon = std::min(entry.find(':'), entry.size());
    const std::string code = entry.substr(0, colon);
    const std::string name = colon < entry.size() ? entry.substr(colon + 1) : code;
    languages.push_back({code, name, WordClass::Named("function_words_" + code)});
  }
  return languages;
}

bool IsAddress(std::string_view piece) {
  if (piece.find('@') != std::string_view::npos || piece.find("://") != std::string_view::npos)
    return true;
  const std::size_t dot = piece.find('.');
  return dot != std::string_view::npos && dot > 0 && dot + 1 < piece.size() &&
         piece[dot + 1] != '.';
}

std::set<std::string> WordsIn(std::string_view text) {
  std::set<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n"), text.size());
    const std::string_view piece = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (IsAddress(piece)) continue;
    for (std::string& word : SplitWords(piece)) words.insert(std::move(word));
  }
  return words;
}

// How many words of `a` are not in `b`.
std::size_t Without(const std::set<std::string>& a, const std::set<std::string>& b) {
  return static_cast<std::size_t>(std::count_if(
      a.begin(), a.end(), [&](const std::string& word) { return !b.contains(word); }));
}

}  // namespace

LanguageEvidence EvidenceIn(std::string_view text, const Lexicon& lexicon) {
  const std::set<std::string> words = WordsIn(text);
  LanguageEvidence evidence;
  evidence.words = words.size();
  for (const Language& language : LanguagesOf(lexicon)) {
    for (const std::string& word : words) {
      if (lexicon.Is(language.function_words, word)) evidence.found[language.code].insert(word);
    }
  }
  return evidence;
}

std::string MainLanguage(std::span<const LanguageEvidence> texts) {
  std::map<std::string, std::size_t> weight;
  for (const LanguageEvidence& text : texts) {
    for (const auto& [language, words] : text.found) weight[language] += words.size();
  }
  const auto most =
      std::max_element(weight.begin(), weight.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == weight.end() ? std::string() : most->first;
}

std::vector<std::string> ForeignLanguages(const LanguageEvidence& text, std::string_view main) {
  static const std::set<std::string> kNone;
  const auto own = text.found.find(std::string(main));
  const std::set<std::string>& own_words = own == text.found.end() ? kNone : own->second;
  std::vector<std::string> best;
  std::size_t most = 0;
  for (const auto& [language, words] : text.found) {
    if (language == main) continue;
    const std::size_t foreign = Without(words, own_words);
    if (foreign < most || foreign == 0) continue;
    if (foreign > most) best.clear();
    most = foreign;
    best.push_back(language);
  }
  // What speaks for `main` speaks against any other that does not have the word.
  const bool enough =
      most >= kFewest && (most >= kCertain ? most * kOneIn >= text.words : most * 2 > text.words);
  std::erase_if(best, [&](const std::string& language) {
    return 2 * most <= 3 * Without(own_words, text.found.at(language));
  });
  return enough ? best : std::vector<std::string>();
}

std::string LanguageNames(std::span<const std::string> languages, const Lexicon& lexicon) {
  std::string names;
  const std::vector<Language> known = LanguagesOf(lexicon);
  for (const std::string& code : languages) {
    const auto found =
        std::find_if(known.begin(), known.end(), [&](const Language& l) { return l.code == code; });
    if (!names.empty()) names += " or ";
    names += found == known.end() ? code : found->name;
  }
  return names;
}

}  // namespace proviso::compiler::lint
