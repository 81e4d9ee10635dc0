// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/message_length.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace proviso::compiler::lint {
namespace {

constexpr std::array<ChannelLimit, 7> kLimits = {{
    {"sms", "SMS", 160, "GSM 03.38: 160 characters, or 70 when one is outside of its alphabet"},
    {"whatsapp", "WhatsApp", 1024, "the body of a WhatsApp template holds 1024 characters"},
    {"messenger", "Messenger", 2000, "a text of the Messenger platform holds 2000 characters"},
    {"instagram", "Instagram", 1000, "a text of Instagram messaging holds 1000 characters"},
    {"twitter", "X", 10000, "a direct message on X holds 10000 characters"},
    {"x", "X", 10000, "a direct message on X holds 10000 characters"},
    {"rcs", "RCS", 3072, "a text of RCS business messaging holds 3072 characters"},
}};

char32_t NextCodePoint(std::string_view text, std::size_t& i) {
  const unsigned char c = static_cast<unsigned char>(text[i]);
  const std::size_t size = c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
  char32_t point = size == 1 ? c : c & (0xFFu >> (size + 1));
  for (std::size_t k = 1; k < size && i + k < text.size(); ++k)
    point = (point << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
  i += std::min(size, text.size() - i);
  return point;
}

// How many plain characters stand for a typographic one; 0 when it is none.
std::size_t PlainSpelling(char32_t point) {
  if (point == 0x2026) return 3;  // …
  const bool quote_or_dash =
      (point >= 0x2010 && point <= 0x201F) || point == 0xA0 || point == 0x202F;
  return quote_or_dash ? 1 : 0;
}

constexpr std::u32string_view kGsmBeyondAscii = U"£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà";
constexpr std::u32string_view kGsmExtension = U"^{}\\[~]|€";

}  // namespace

std::span<const ChannelLimit> ChannelLimits() { return kLimits; }

const ChannelLimit* FindChannelLimit(std::string_view channel) {
  std::string name;
  for (const char c : channel) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  const auto found = std::find_if(kLimits.begin(), kLimits.end(),
                                  [&](const ChannelLimit& limit) { return limit.channel == name; });
  return found != kLimits.end() ? &*found : nullptr;
}

SmsLength MeasureSms(std::string_view text) {
  SmsLength length;
  std::size_t wide = 0;  // in UTF-16 units
  bool fits = true;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t point = NextCodePoint(text, i);
    if (const std::size_t plain = PlainSpelling(point); plain > 0) {
      length.units += plain;
      wide += plain;
      continue;
    }
    wide += point > 0xFFFF ? 2 : 1;
    if (kGsmExtension.find(point) != std::u32string_view::npos) {
      length.units += 2;
    } else if ((point < 0x80 && point != '`') ||
               kGsmBeyondAscii.find(point) != std::u32string_view::npos) {
      length.units += 1;
    } else {
      fits = false;
    }
  }
  if (fits) return length;
  constexpr std::size_t kWideLimit = 70;
  return {wide, kWideLimit};
}

std::size_t CountCharacters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

}  // namespace proviso::compiler::lint
