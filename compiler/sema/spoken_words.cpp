// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/spoken_words.h"

#include <algorithm>

namespace proviso::compiler {

std::vector<WordClass> ActsIn(const Lexicon& lexicon, const Words& words) {
  std::vector<WordClass> acts;
  for (const WordClass act : kActs) {
    if (lexicon.AnyIs(act, words)) acts.push_back(act);
  }
  return acts;
}

Words Telling(const Lexicon& lexicon, const Words& words) {
  Words telling;
  for (const std::string& word : words) {
    if (!lexicon.Is("determiners", word)) telling.push_back(word);
  }
  return telling;
}

Words Stating(const Lexicon& lexicon, const Words& words) {
  Words stating = Telling(lexicon, words);
  std::erase_if(stating, [&](const std::string& word) { return lexicon.Is("adverbs", word); });
  return stating;
}

bool HasStem(const Words& words, std::string_view word) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& other) { return SameStem(word, other); });
}

}  // namespace proviso::compiler
