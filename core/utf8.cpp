// SPDX-License-Identifier: Apache-2.0
#include "core/utf8.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstring>

namespace proviso {
namespace {

constexpr CodePoint kBroken{0xFFFD, 1, false};

bool IsContinuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

CodePoint Multibyte(std::string_view rest, std::size_t length, char32_t first, char32_t least) {
  if (rest.size() < length) return kBroken;
  char32_t value = first;
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(rest[i]);
    if (!IsContinuation(byte)) return kBroken;
    value = (value << 6) | (byte & 0x3F);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < least || surrogate || value > 0x10FFFF) return kBroken;
  return CodePoint{value, length, true};
}

bool IsAscii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

}  // namespace

CodePoint DecodeUtf8(std::string_view text, std::size_t position) {
  const std::string_view rest = text.substr(position);
  const auto lead = static_cast<unsigned char>(rest[0]);
  if (lead < 0x80) return CodePoint{lead, 1, true};
  if (lead >= 0xC2 && lead <= 0xDF) return Multibyte(rest, 2, lead & 0x1F, 0x80);
  if (lead >= 0xE0 && lead <= 0xEF) return Multibyte(rest, 3, lead & 0x0F, 0x800);
  if (lead >= 0xF0 && lead <= 0xF4) return Multibyte(rest, 4, lead & 0x07, 0x10000);
  return kBroken;
}

std::size_t FindInvalidUtf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    // Most text is ASCII: eight bytes at a time.
    while (i + 8 <= text.size()) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data() + i, sizeof word);
      if ((word & 0x8080808080808080ULL) != 0) break;
      i += 8;
    }
    while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80) ++i;
    if (i >= text.size()) break;
    const CodePoint point = DecodeUtf8(text, i);
    if (!point.valid) return i;
    i += point.length;
  }
  return std::string_view::npos;
}

std::string RepairUtf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    if (point.valid) {
      out.append(text.substr(i, point.length));
    } else {
      out.append("\xEF\xBF\xBD");
    }
    i += point.length;
  }
  return out;
}

void AppendUtf8(std::string& out, char32_t code_point) {
  const auto byte = [&out](char32_t bits) { out.push_back(static_cast<char>(bits)); };
  if (code_point < 0x80) {
    byte(code_point);
  } else if (code_point < 0x800) {
    byte(0xC0 | (code_point >> 6));
    byte(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    byte(0xE0 | (code_point >> 12));
    byte(0x80 | ((code_point >> 6) & 0x3F));
    byte(0x80 | (code_point & 0x3F));
  } else {
    byte(0xF0 | (code_point >> 18));
    byte(0x80 | ((code_point >> 12) & 0x3F));
    byte(0x80 | ((code_point >> 6) & 0x3F));
    byte(0x80 | (code_point & 0x3F));
  }
}

int DisplayWidth(char32_t code_point) {
  const auto point = static_cast<UChar32>(code_point);
  if (code_point >= 0x20 && code_point < 0x7F) return 1;
  const int8_t category = u_charType(point);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR ||
      category == U_CONTROL_CHAR) {
    return 0;
  }
  const int width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::string FoldCase(std::string_view text) {
  std::string out;
  if (IsAscii(text)) {
    out.assign(text);
    for (char& c : out) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
  }
  icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())))
      .foldCase()
      .toUTF8String(out);
  return out;
}

std::string FoldLetters(std::string_view text) {
  if (IsAscii(text)) return FoldCase(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) return FoldCase(text);
  const auto folded =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())))
          .foldCase();
  const icu::UnicodeString apart = normalizer->normalize(folded, status);
  if (U_FAILURE(status)) return FoldCase(text);
  icu::UnicodeString plain;
  for (int32_t i = 0; i < apart.length();) {
    const UChar32 c = apart.char32At(i);
    if (u_charType(c) != U_NON_SPACING_MARK) plain.append(c);
    i += U16_LENGTH(c);
  }
  std::string out;
  plain.toUTF8String(out);
  return out;
}

std::size_t Utf16Length(std::string_view text) {
  std::size_t units = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    units += point.valid && point.value > 0xFFFF ? 2 : 1;
    i += point.length;
  }
  return units;
}

}  // namespace proviso
