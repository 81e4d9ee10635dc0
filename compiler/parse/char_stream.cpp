// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/internal/char_stream.h"

#include <utility>

#include "core/utf8.h"
#include "core/work.h"

namespace proviso::parse {
namespace {

// Never in a text: it is no character (Unicode 23.7).
constexpr char32_t kUnclosedBracket = 0xFFFE;

bool IsDropped(char32_t c) {
  // Zero-width space, joiners, word joiner, soft hyphen, BOM, directional marks.
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0x2060 ||
         c == 0xFEFF || c == 0x00AD || c == '\r';
}

char32_t Normalised(char32_t c) {
  if (c == 0x00A0 || c == 0x202F || c == 0x3000 || (c >= 0x2000 && c <= 0x200A)) return U' ';
  if (c == 0x2019 || c == 0x02BC || c == 0x00B4) return U'\'';
  if (c == 0x0B || c == 0x0C || c == 0x2028 || c == 0x2029 || c == 0x85) return U' ';
  if (c == 0 || c == kUnclosedBracket) return 0xFFFD;
  return c;
}

// Marks brackets that nothing closes, for the grammar.
void MarkUnclosed(std::vector<char32_t>& chars) {
  for (std::size_t i = chars.size(); i-- > 0 && chars[i] != U']';) {
    if (chars[i] == U'[') chars[i] = kUnclosedBracket;
  }
}

bool IsGap(char32_t c) { return c == U' ' || c == U'\t'; }

// Quotation marks as the grammar knows them, each opener with its closer: the inward »…« and the
// Swedish ”…” are turned to «…» and “…”, and straight marks inside curly ones are no marks. Only
// the kinds change; texts are taken from the file.
void PairQuotes(std::vector<char32_t>& chars) {
  constexpr char32_t kPlainMark = 0x2033;
  const auto opens = [&chars](std::size_t i) {
    const bool behind = i == 0 || IsGap(chars[i - 1]) || chars[i - 1] == U'(';
    return behind && i + 1 < chars.size() && !IsGap(chars[i + 1]);
  };
  std::size_t inward = chars.size();  // an opener that waits for its closer
  std::size_t swedish = chars.size();
  std::size_t curly = chars.size();
  for (std::size_t i = 0; i < chars.size(); ++i) {
    switch (chars[i]) {
      case 0x00BB:
        if (inward == chars.size() && opens(i)) inward = i;
        break;
      case 0x00AB:
        if (inward < i) {
          chars[inward] = 0x00AB;
          chars[i] = 0x00BB;
          inward = chars.size();
        }
        break;
      case 0x201C:
      case 0x201E:
        curly = i;
        swedish = chars.size();
        break;
      case 0x201D:
        if (curly < i) {
          for (std::size_t k = curly + 1; k < i; ++k) {
            if (chars[k] == U'"') chars[k] = kPlainMark;
          }
        } else if (swedish < i) {
          chars[swedish] = 0x201C;
          swedish = chars.size();
        } else if (opens(i)) {
          swedish = i;
        }
        curly = chars.size();
        break;
      default:
        break;
    }
  }
}

// Where the doubled straight mark at `at` (""so"" or ''so'') is closed; npos if it is none.
std::size_t DoubledCloser(std::string_view line, std::size_t at) {
  const char mark = line[at];
  if (at + 3 >= line.size() || line[at + 1] != mark) return std::string_view::npos;
  if (at > 0 && line[at - 1] != ' ' && line[at - 1] != '\t') return std::string_view::npos;
  constexpr std::string_view kNoText = " \t\"',.;:)]}";
  if (kNoText.find(line[at + 2]) != std::string_view::npos) return std::string_view::npos;
  return line.find(line.substr(at, 2), at + 3);
}

}  // namespace

LineFaults LineCharStream::Load(std::string_view line, std::uint32_t offset) {
  LineFaults faults;
  CountWork(TakeLooks());
  Clear();
  std::size_t closer = std::string_view::npos;  // of doubled marks
  std::size_t unpaired = line.size();           // behind here none has a closer
  for (std::size_t i = 0; i < line.size();) {
    if ((line[i] == '"' || line[i] == '\'') && i < unpaired) {
      const bool closes = i == closer;
      const bool open = closer != std::string_view::npos && !closes;
      if (!closes && !open) {
        closer = DoubledCloser(line, i);
        const bool doubled = i + 1 < line.size() && line[i + 1] == line[i];
        if (doubled && line.find(line.substr(i, 2), i + 2) == std::string_view::npos) unpaired = i;
      }
      if (closes || (!open && closer != std::string_view::npos)) {
        Add(U'"', offset + static_cast<std::uint32_t>(i));
        if (closes) closer = std::string_view::npos;
        i += 2;
        continue;
      }
    }
    const auto byte = static_cast<unsigned char>(line[i]);
    CodePoint point{byte, 1, true};
    if (byte >= 0x80) point = DecodeUtf8(line, i);
    const auto place = offset + static_cast<std::uint32_t>(i);
    if (!point.valid && faults.invalid_at == UINT32_MAX) faults.invalid_at = place;
    if (point.value == 0 && faults.nul_at == UINT32_MAX) faults.nul_at = place;
    if (!IsDropped(point.value)) Add(Normalised(point.value), place);
    i += point.length;
  }
  Finish(offset + static_cast<std::uint32_t>(line.size()));
  MarkUnclosed(chars());
  PairQuotes(chars());
  return faults;
}

}  // namespace proviso::parse
