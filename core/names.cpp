// SPDX-License-Identifier: Apache-2.0
#include "core/names.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "core/plain_text.h"
#include "core/utf8.h"

namespace proviso {
namespace {

// The apostrophes of `customer's`: no part of a word, and no gap in it.
bool IsApostrophe(char32_t point) {
  return point == U'\'' || point == 0x2019 || point == 0x02BC || point == 0x00B4;
}

// Letters and digits, and the signs that make a difference to what a name says (`10%` and `$10`).
bool IsOfAWord(char32_t point) {
  const auto c = static_cast<UChar32>(point);
  if (u_isalnum(c) || point == U'%') return true;
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_CURRENCY_SYMBOL:
    case U_MATH_SYMBOL:
      return true;
    default:
      return false;
  }
}

// The words of `text` with single spaces between them.
std::string WordsOf(std::string_view text) {
  std::string words;
  bool gap = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    i += point.length;
    if (IsApostrophe(point.value)) continue;
    if (!IsOfAWord(point.value)) {
      gap = true;
      continue;
    }
    if (gap && !words.empty()) words.push_back(' ');
    gap = false;
    AppendUtf8(words, point.value);
  }
  return words;
}

}  // namespace

std::string NormalizeName(std::string_view text,
                          std::span<const std::string> droppable_last_words) {
  std::string folded = FoldCase(WordsOf(text));
  // A name of marks only ("???") is compared by them.
  if (folded.empty()) folded = PlainText(FoldCase(text));
  if (const std::size_t space = folded.rfind(' '); space != std::string::npos) {
    const std::string_view word = std::string_view(folded).substr(space + 1);
    if (std::find(droppable_last_words.begin(), droppable_last_words.end(), word) !=
        droppable_last_words.end()) {
      folded.resize(space);
    }
  }
  return folded;
}

std::string ReferenceName(std::string_view name) {
  std::string reference = WordsOf(name);
  std::replace(reference.begin(), reference.end(), ' ', '_');
  return reference;
}

}  // namespace proviso
