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

}  // namespace

LineFaults LineCharStream::Load(std::string_view line, std::uint32_t offset) {
  LineFaults faults;
  CountWork(TakeLooks());
  Clear();
  for (std::size_t i = 0; i < line.size();) {
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
  return faults;
}

}  // namespace proviso::parse
