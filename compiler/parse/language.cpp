// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/internal/language.h"

#include <algorithm>

#include "compiler/parse/internal/phrases.h"
#include "compiler/parse/internal/vocabulary.h"
#include "compiler/vocabulary/languages.h"
#include "core/plain_text.h"
#include "core/utf8.h"

namespace proviso::parse {
namespace {

constexpr std::string_view kDefault = "en";
// A language has a name of at most so many words; a longer value is the text of a step.
constexpr std::size_t kMostWords = 3;
constexpr std::size_t kMostKeyBytes = 40;

// Without what stands around a field: hashes, asterisks of bold text, blanks.
std::string_view Bare(std::string_view text) {
  constexpr std::string_view kAround = "#*_ \t\r";
  const std::size_t begin = text.find_first_not_of(kAround);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kAround) + 1 - begin);
}

// What the line gives as the language of its policy; empty when it is no such field.
std::string LanguageIn(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon > kMostKeyBytes) return {};
  const std::string key = FoldCase(PlainText(Bare(line.substr(0, colon))));
  const auto& all = Vocabulary::All();
  const bool named = std::any_of(all.begin(), all.end(), [&](const auto& vocabulary) {
    return vocabulary.second.HeadField(key) == "language";
  });
  if (!named) return {};
  std::string_view value = line.substr(colon + 1);
  value = value.substr(0, value.find("//"));
  std::string text = PlainText(Bare(value));
  text = StripQuotes(text);
  const std::size_t words = WordsOf(text).size();
  return words == 0 || words > kMostWords || text.ends_with('?') ? std::string() : text;
}

}  // namespace

LanguageChoice ChooseLanguage(const SourceFile& written, const SourceFile& live, FileId file,
                              const Regions& regions) {
  LanguageChoice choice;
  const auto look = [&](const SourceFile& source, std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t number = first; number <= last && choice.written.empty(); ++number) {
      const std::string_view line = source.Line(number);
      choice.written = LanguageIn(line);
      if (choice.written.empty()) continue;
      const std::uint32_t begin = source.LineStart(number);
      choice.span = Span{file, begin, begin + static_cast<std::uint32_t>(line.size())};
    }
  };
  if (regions.front_matter.last_line != 0)
    look(written, regions.front_matter.first_line, regions.front_matter.last_line);
  look(live, 1, live.line_count());
  if (!choice.written.empty()) {
    choice.code = compiler::LanguageCode(choice.written);
    return choice;
  }
  choice.code = compiler::ForeignLanguageOf(live.text());
  if (choice.code.empty()) choice.code = kDefault;
  return choice;
}

}  // namespace proviso::parse
