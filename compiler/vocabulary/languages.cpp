// SPDX-License-Identifier: Apache-2.0
#include "compiler/vocabulary/languages.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <unordered_map>

#include "compiler/pack/pack.h"
#include "compiler/vocabulary/lexicon.h"

namespace proviso::compiler {
namespace {

// So many different words of another language, and so many times the words that are English, leave
// no doubt. English has many short words of other languages among its own ("o", "de"), so that no
// name makes a text foreign.
constexpr std::size_t kFewest = 6;
constexpr std::size_t kTimes = 2;

struct Language {
  std::string code;
  std::string name;
};

// "pt:Portuguese"
const std::vector<Language>& Known() {
  static const std::vector<Language> known = [] {
    std::vector<Language> languages;
    for (const std::string& entry : Lexicon::English().List("languages")) {
      const std::size_t colon = std::min(entry.find(':'), entry.size());
      languages.push_back(
          {entry.substr(0, colon), entry.substr(std::min(colon + 1, entry.size()))});
    }
    return languages;
  }();
  return known;
}

// Which of the known languages have a word among their function words, a bit each.
const std::unordered_map<std::string, std::uint32_t>& FunctionWords() {
  static const std::unordered_map<std::string, std::uint32_t> words = [] {
    std::unordered_map<std::string, std::uint32_t> found;
    for (std::size_t i = 0; i < Known().size(); ++i) {
      const WordClass list = WordClass::Named("function_words_" + Known()[i].code);
      for (const std::string& word : Lexicon::English().List(list)) found[word] |= 1U << i;
    }
    return found;
  }();
  return words;
}

bool IsTag(std::string_view text) {
  const std::string_view primary = text.substr(0, text.find_first_of("-_"));
  return (primary.size() == 2 || primary.size() == 3) &&
         std::all_of(primary.begin(), primary.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// Mentions, values and addresses are in no language.
bool IsWord(std::string_view piece) {
  constexpr std::string_view kMarks = "@#{}[]/:_";
  return piece.find_first_of(kMarks) == std::string_view::npos || piece.ends_with(':');
}

}  // namespace

std::string LanguageCode(std::string_view written) {
  const std::string folded = JoinWords(SplitWords(written));
  std::string lower(written);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  for (const Language& language : Known()) {
    if (folded == JoinWords(SplitWords(language.name))) return language.code;
  }
  for (const std::string& code : PolicyLanguages()) {
    const Lexicon* lexicon = Lexicon::Of(code);
    if (lexicon != nullptr && lexicon->Is("language_names", folded)) return code;
  }
  const std::size_t begin = lower.find_first_not_of(" \t");
  if (begin != std::string::npos) lower.erase(0, begin);
  if (IsTag(lower)) return lower.substr(0, lower.find_first_of("-_ "));
  return folded;
}

std::string LanguageName(std::string_view code) {
  for (const Language& language : Known()) {
    if (language.code == code) return language.name;
  }
  return std::string(code);
}

const std::vector<std::string>& PolicyLanguages() {
  static const std::vector<std::string> languages = [] {
    std::vector<std::string> with_all;
    for (const std::string& code : pack::Pack::Languages()) {
      if (Lexicon::Of(code) != nullptr) with_all.push_back(code);
    }
    return with_all;
  }();
  return languages;
}

bool IsPolicyLanguage(std::string_view code) {
  const std::vector<std::string>& all = PolicyLanguages();
  return std::find(all.begin(), all.end(), code) != all.end();
}

std::string ForeignLanguageOf(std::string_view text) {
  const auto& listed = FunctionWords();
  const std::size_t count = Known().size();
  std::set<std::string> seen;
  std::vector<std::size_t> own(count, 0);      // not English
  std::vector<std::size_t> english(count, 0);  // not of this one
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n"), text.size());
    const std::string_view piece = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (piece.empty() || !IsWord(piece)) continue;
    for (const std::string& word : SplitWords(piece)) {
      const auto found = listed.find(word);
      if (found == listed.end() || !seen.insert(word).second) continue;
      const bool is_english = (found->second & 1U) != 0;
      for (std::size_t i = 1; i < count; ++i) {
        const bool is_own = (found->second >> i & 1U) != 0;
        if (is_english && !is_own) ++english[i];
        if (is_own && !is_english) ++own[i];
      }
    }
  }
  const auto most = std::max_element(own.begin(), own.end());
  if (most == own.end()) return {};
  const auto best = static_cast<std::size_t>(most - own.begin());
  const bool sure = *most >= kFewest && *most >= kTimes * english[best];
  return sure ? Known()[best].code : std::string();
}

}  // namespace proviso::compiler
