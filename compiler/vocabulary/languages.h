// SPDX-License-Identifier: Apache-2.0
// Human languages by their tags: what the author's "Language:" means, what a language is called,
// and which one a text is in that does not say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace proviso::compiler {

// The code (ISO 639-1) of what an author writes: "pt", "pt-BR", "Portuguese". A text that is
// neither a tag nor a known name gives its own words back, folded.
std::string LanguageCode(std::string_view written);

// "Portuguese" for "pt"; the code itself for one without a name.
std::string LanguageName(std::string_view code);

// The languages that a policy may be written in: those with constructions, a vocabulary and a
// lexicon, in the order of their codes. Data alone decides (grammar/languages/<code>/).
const std::vector<std::string>& PolicyLanguages();
bool IsPolicyLanguage(std::string_view code);

// The language that a whole text is in by its function words, when they leave no doubt that it is
// not English; empty otherwise.
std::string ForeignLanguageOf(std::string_view text);

}  // namespace proviso::compiler
