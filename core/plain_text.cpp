// SPDX-License-Identifier: Apache-2.0
#include "core/plain_text.h"

#include "core/utf8.h"

namespace proviso {

CharacterKind KindOf(char32_t c) {
  if (c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x202F ||
      c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029) {
    return CharacterKind::Space;
  }
  if ((c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0x2060 || c == 0xFEFF ||
      c == 0xAD) {
    return CharacterKind::Invisible;
  }
  return CharacterKind::Ordinary;
}

bool IsBlankText(std::string_view raw) {
  for (std::size_t i = 0; i < raw.size();) {
    const CodePoint point = DecodeUtf8(raw, i);
    if (KindOf(point.value) == CharacterKind::Ordinary) return false;
    i += point.length;
  }
  return true;
}

std::string PlainText(std::string_view raw) {
  std::string text;
  text.reserve(raw.size());
  bool space = false;
  for (std::size_t i = 0; i < raw.size();) {
    const CodePoint point = DecodeUtf8(raw, i);
    i += point.length;
    const CharacterKind kind = KindOf(point.value);
    if (kind == CharacterKind::Invisible) continue;
    if (kind == CharacterKind::Space) {
      space = !text.empty();
      continue;
    }
    if (space) text += ' ';
    space = false;
    if (point.valid && point.value != 0) {
      text.append(raw, i - point.length, point.length);
    } else {
      AppendUtf8(text, 0xFFFD);
    }
  }
  return text;
}

}  // namespace proviso
