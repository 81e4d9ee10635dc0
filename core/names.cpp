// SPDX-License-Identifier: Apache-2.0
#include "core/names.h"

#include <algorithm>

#include "core/utf8.h"

namespace proviso {
namespace {

bool SeparatesWords(char32_t point) {
  switch (point) {
    case U'_':
    case U'-':
    case U' ':
    case U'\t':
    case U'\r':
    case U'\n':
    case 0x00A0:  // no-break space
    case 0x202F:  // narrow no-break space
    case 0x2212:  // minus sign
    case 0xFEFF:  // zero-width no-break space
      return true;
    default:
      // U+2000…U+200B: spaces, zero width included; U+2010…U+2015: hyphens and dashes.
      return (point >= 0x2000 && point <= 0x200B) || (point >= 0x2010 && point <= 0x2015);
  }
}

}  // namespace

std::string NormalizeName(std::string_view text,
                          std::span<const std::string> droppable_last_words) {
  std::string out;
  std::size_t last_word = 0;
  bool gap = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    const bool sigil = out.empty() && (point.value == U'#' || point.value == U'@');
    if (SeparatesWords(point.value) || sigil) {
      gap = true;
    } else {
      if (gap && !out.empty()) {
        out.push_back(' ');
        last_word = out.size();
      }
      gap = false;
      AppendUtf8(out, point.value);
    }
    i += point.length;
  }
  std::string folded = FoldCase(out);
  // Folding may change lengths, so the last word is looked for again.
  if (last_word > 0) {
    const std::size_t space = folded.rfind(' ');
    const std::string_view word = std::string_view(folded).substr(space + 1);
    if (std::find(droppable_last_words.begin(), droppable_last_words.end(), word) !=
        droppable_last_words.end()) {
      folded.resize(space);
    }
  }
  return folded;
}

}  // namespace proviso
