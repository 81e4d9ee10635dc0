// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/text.h"

namespace proviso::understanding {
namespace {

// Base letters of U+00C0..U+017F; '?' where a letter has none (then it stays as it is).
constexpr std::string_view kLatinBase =
    "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty"   // U+00C0..U+00FF
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"   // U+0100..U+013F
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";  // U+0140..U+017F
static_assert(kLatinBase.size() == 0x180 - 0xC0);

void AppendUtf8(char32_t c, std::string& out) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (c >> 6)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (c >> 12)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | (c >> 18)));
    out.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

enum class CharClass : std::uint8_t { Space, Ignorable, Letter, Digit, Apostrophe, Mark };

bool IsApostrophe(char32_t c) {
  return c == U'\'' || c == U'`' || c == 0xB4 || c == 0x2018 || c == 0x2019 || c == 0x201B ||
         c == 0x2BC || c == 0x2032;
}

// Zero-width characters, variation selectors and skin tones say nothing about the words.
bool IsIgnorable(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0xAD ||
         (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x1F3FB && c <= 0x1F3FF) ||
         (c >= 0x0300 && c <= 0x036F);
}

bool IsSpace(char32_t c) {
  return c <= 0x20 || c == 0x7F || (c >= 0x80 && c <= 0xA0) || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool IsHighMark(char32_t c) {
  return (c >= 0xA1 && c <= 0xBF && c != 0xAA && c != 0xB5 && c != 0xBA) || c == 0xD7 ||
         c == 0xF7 || (c >= 0x2010 && c <= 0x2BFF) || (c >= 0x3001 && c <= 0x303F) ||
         (c >= 0x1F000 && c <= 0x1FAFF) || c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) ||
         c == 0xFDFC || (c >= 0xFF01 && c <= 0xFF0F) || c == 0x0E3F || c == 0x058F || c == 0x060B;
}

CharClass Classify(char32_t c) {
  if (c < 0x80) {
    const char ascii = static_cast<char>(c);
    if (IsLetter(ascii)) return CharClass::Letter;
    if (IsDigit(ascii)) return CharClass::Digit;
    if (IsApostrophe(c)) return CharClass::Apostrophe;
    return IsSpace(c) ? CharClass::Space : CharClass::Mark;
  }
  if (IsSpace(c)) return CharClass::Space;
  if (IsIgnorable(c)) return CharClass::Ignorable;
  if (IsApostrophe(c)) return CharClass::Apostrophe;
  if (c >= 0xFF10 && c <= 0xFF19) return CharClass::Digit;
  return IsHighMark(c) ? CharClass::Mark : CharClass::Letter;
}

void AppendFolded(char32_t c, std::string& out) {
  if (c >= U'A' && c <= U'Z') {
    out.push_back(static_cast<char>(c - U'A' + U'a'));
  } else if (c >= 0xC0 && c < 0x180 && kLatinBase[c - 0xC0] != '?') {
    const char base = kLatinBase[c - 0xC0];
    out.push_back(base);
    // The letters that stand for two: ae, oe, ss.
    if (c == 0xC6 || c == 0xE6 || c == 0x152 || c == 0x153) out.push_back('e');
    if (c == 0xDF) out.push_back('s');
  } else if (c == 0xAA || c == 0xBA) {  // ordinal signs of Portuguese: "1º"
    out.push_back(c == 0xAA ? 'a' : 'o');
  } else if (c >= 0xFF10 && c <= 0xFF19) {
    out.push_back(static_cast<char>('0' + (c - 0xFF10)));
  } else {
    AppendUtf8(c, out);
  }
}

// Copies at most `max_bytes` of input, each malformed byte becoming U+FFFD.
std::string Sanitise(std::string_view bytes, std::size_t max_bytes) {
  std::string out;
  out.reserve(bytes.size() < max_bytes ? bytes.size() : max_bytes);
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t start = i;
    const char32_t c = NextCodePoint(bytes, i);
    const bool malformed = c == 0xFFFD && i - start == 1;
    if (out.size() + (malformed ? 3 : i - start) > max_bytes) break;
    if (malformed) {
      AppendUtf8(c, out);
    } else {
      out.append(bytes.substr(start, i - start));
    }
  }
  return out;
}

void MarkLinks(std::vector<Token>& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool starts = tokens[i].Is("http") || tokens[i].Is("https") || tokens[i].Is("www");
    if (!starts || i + 1 >= tokens.size() || !tokens[i + 1].glued) continue;
    tokens[i].in_link = true;
    for (++i; i < tokens.size() && tokens[i].glued; ++i) tokens[i].in_link = true;
    --i;
  }
}

}  // namespace

char32_t NextCodePoint(std::string_view text, std::size_t& position) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(position);
  if (lead < 0x80) {
    ++position;
    return lead;
  }
  const int extra = lead >= 0xF0 && lead <= 0xF4 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
  if (extra == 0 || lead > 0xF4 || static_cast<std::size_t>(extra) >= text.size() - position) {
    ++position;
    return 0xFFFD;
  }
  char32_t c = lead & (0x3F >> extra);
  for (int k = 1; k <= extra; ++k) {
    const unsigned char next = byte(position + static_cast<std::size_t>(k));
    if ((next & 0xC0) != 0x80) {
      ++position;
      return 0xFFFD;
    }
    c = (c << 6) | (next & 0x3F);
  }
  const bool overlong = (extra == 2 && c < 0x800) || (extra == 3 && c < 0x10000);
  if (overlong || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
    ++position;
    return 0xFFFD;
  }
  position += static_cast<std::size_t>(extra) + 1;
  return c;
}

std::string_view Message::Span(std::size_t first, std::size_t last) const {
  const std::uint32_t begin = tokens[first].begin;
  return std::string_view(text).substr(begin, tokens[last].end - begin);
}

Message MakeMessage(std::string_view bytes, std::size_t max_bytes) {
  Message message;
  message.text = Sanitise(bytes, max_bytes);
  const std::string_view text = message.text;
  bool glued = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const char32_t c = NextCodePoint(text, i);
    const CharClass char_class = Classify(c);
    if (char_class == CharClass::Space) {
      glued = false;
      continue;
    }
    if (char_class == CharClass::Ignorable) continue;
    Token token;
    token.begin = static_cast<std::uint32_t>(start);
    token.glued = glued;
    AppendFolded(c, token.folded);
    if (char_class == CharClass::Letter || char_class == CharClass::Digit) {
      token.kind = char_class == CharClass::Letter ? TokenKind::Word : TokenKind::Digits;
      while (i < text.size()) {
        std::size_t next = i;
        const char32_t d = NextCodePoint(text, next);
        const CharClass next_class = Classify(d);
        if (next_class == char_class) {
          AppendFolded(d, token.folded);
        } else if (next_class == CharClass::Apostrophe && char_class == CharClass::Letter &&
                   next < text.size()) {
          // An apostrophe belongs to the word only when a letter follows it.
          std::size_t after = next;
          if (Classify(NextCodePoint(text, after)) != CharClass::Letter) break;
        } else if (next_class != CharClass::Ignorable) {
          break;
        }
        i = next;
      }
    } else {
      token.kind = TokenKind::Mark;
    }
    token.end = static_cast<std::uint32_t>(i);
    message.tokens.push_back(std::move(token));
    glued = true;
  }
  MarkLinks(message.tokens);
  return message;
}

std::string Fold(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, i);
    const CharClass char_class = Classify(c);
    if (char_class == CharClass::Ignorable || char_class == CharClass::Apostrophe) continue;
    if (char_class == CharClass::Space) {
      out.push_back(' ');
    } else {
      AppendFolded(c, out);
    }
  }
  return out;
}

}  // namespace proviso::understanding
