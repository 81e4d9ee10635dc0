// SPDX-License-Identifier: Apache-2.0
// Which language a short text is in, by its function words: the pack lists those of a few languages
// that the others do not share. Good enough to tell a sentence of one from a sentence of another; a
// text with too few of them is of no language.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/vocabulary/lexicon.h"

namespace proviso::compiler::lint {

struct LanguageGuess {
  std::string language;  // "en", "pt", …; empty when the text does not say
  std::size_t hits = 0;  // words that spoke for it
};

LanguageGuess GuessLanguage(std::string_view text, const Lexicon& lexicon);
// "English" for "en"; the code itself when the pack has no name for it.
std::string LanguageName(std::string_view language, const Lexicon& lexicon);

}  // namespace proviso::compiler::lint
