// SPDX-License-Identifier: Apache-2.0
// Which language a short text is in, by its function words. Languages share many of them ("no",
// "on", "met", "till"), so a word is evidence for one language against another only when the other
// does not have it; a text that does not say enough is of no particular language.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/vocabulary/lexicon.h"

namespace proviso::compiler::lint {

// The different words of a text, and by language those of them that it has among its function
// words.
struct LanguageEvidence {
  std::size_t words = 0;
  std::map<std::string, std::set<std::string>> found;
};

// Addresses of mail and of the web say nothing about the language ("shop.se", "www.example.com").
LanguageEvidence EvidenceIn(std::string_view text, const Lexicon& lexicon);

// The language that most of the texts speak for; empty when they do not say.
std::string MainLanguage(std::span<const LanguageEvidence> texts);

// The language that a text is in instead of `main`: several when it cannot be told which of them
// ("vi har det med" is Danish and Swedish), none when it may well be in `main`.
std::vector<std::string> ForeignLanguages(const LanguageEvidence& text, std::string_view main);

// "English" for "en", "Danish or Swedish" for two; the code itself when the pack has no name for
// it.
std::string LanguageNames(std::span<const std::string> languages, const Lexicon& lexicon);

}  // namespace proviso::compiler::lint
