// SPDX-License-Identifier: Apache-2.0
#include "cli/import/page.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "core/utf8.h"

namespace proviso::importing {
namespace {

constexpr std::size_t kSampleBytes = 60;

bool IsSpace(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

// Zero-width characters, soft hyphens, direction marks, other controls.
bool IsInvisible(char32_t c) {
  return c < 0x20 || c == 0x7F || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF;
}

// What people type in front of a line when the editor makes no list for them.
constexpr std::array<std::string_view, 14> kTypedBullets = {"•", "◦", "▪", "·", "‣", "●", "○",
                                                            "■", "☐", "☑", "✓", "✔", "–", "—"};

// Length of "1.", "12)" or "a)" at the start of `text`; 0 when there is none.
std::size_t TypedNumber(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && end < 3 && std::isdigit(static_cast<unsigned char>(text[end]))) ++end;
  const bool letter =
      end == 0 && !text.empty() && std::isalpha(static_cast<unsigned char>(text[0]));
  if (letter) end = 1;
  if (end == 0 || end + 1 >= text.size() || text[end + 1] != ' ') return 0;
  if (text[end] == ')' || (!letter && text[end] == '.')) return end + 1;
  return 0;
}

std::size_t TypedBullet(std::string_view text) {
  if (text.size() > 2 && (text[0] == '-' || text[0] == '*') && text[1] == ' ') return 1;
  for (const std::string_view bullet : kTypedBullets) {
    if (text.starts_with(bullet) && text.size() > bullet.size()) return bullet.size();
  }
  return 0;
}

std::string FirstWords(const std::string& text) {
  if (text.size() <= kSampleBytes) return text;
  std::size_t end = text.rfind(' ', kSampleBytes);
  if (end == std::string::npos) {
    end = kSampleBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  }
  return text.substr(0, end) + " …";
}

}  // namespace

void Page::LeaveOut(const std::string& what, const std::string& sample, std::size_t count) {
  const std::string words = FirstWords(CleanText(sample));
  for (LeftOut& item : left_out) {
    if (item.what != what) continue;
    item.count += count;
    if (item.sample.empty()) item.sample = words;
    return;
  }
  left_out.push_back({what, count, words});
}

std::string CleanText(const std::string& text) {
  std::string out;
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = DecodeUtf8(text, i);
    if (IsSpace(c.value)) {
      space = !out.empty();
    } else if (!IsInvisible(c.value)) {
      if (space) out += ' ';
      space = false;
      AppendUtf8(out, c.value);
    }
    i += c.length;
  }
  for (std::size_t at = out.find("//"); at != std::string::npos; at = out.find("//", at)) {
    if (at == 0 || out[at - 1] == ' ') {
      out.erase(at, 1);
    } else {
      at += 2;
    }
  }
  return out;
}

void AddLine(Page& page, int level, std::string marker, const std::string& text, bool bold) {
  std::string clean = CleanText(text);
  if (const std::size_t bullet = TypedBullet(clean); bullet > 0) {
    clean = CleanText(clean.substr(bullet));
    if (marker.empty()) marker = "-";
  } else if (marker.empty()) {
    if (const std::size_t number = TypedNumber(clean); number > 0) {
      marker = clean.substr(0, number);
      clean = clean.substr(number + 1);
    }
  }
  if (clean.empty()) return;
  page.blocks.push_back({Block::Kind::Line, std::clamp(level, 0, kMaxLineDepth), std::move(marker),
                         std::move(clean), bold});
}

}  // namespace proviso::importing
