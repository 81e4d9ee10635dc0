// SPDX-License-Identifier: Apache-2.0
#include "cli/text_layout.h"

#include <algorithm>

#include "core/utf8.h"

namespace proviso::cli {
namespace {

// Length in bytes of the longest prefix of `text` that is at most `columns` wide, at least one
// character.
std::size_t PrefixBytes(std::string_view text, int columns) {
  std::size_t position = 0;
  int width = 0;
  while (position < text.size()) {
    const CodePoint point = DecodeUtf8(text, position);
    width += DisplayWidth(point.value);
    if (width > columns && position > 0) break;
    position += point.length;
  }
  return position;
}

// Looks no further than the columns go: a line may be a megabyte long.
bool Fits(std::string_view text, int columns) {
  return PrefixBytes(text, columns) == text.size() && (columns > 1 || DisplayColumns(text) <= 1);
}

}  // namespace

int DisplayColumns(std::string_view text) {
  int columns = 0;
  for (std::size_t position = 0; position < text.size();) {
    const CodePoint point = DecodeUtf8(text, position);
    columns += DisplayWidth(point.value);
    position += point.length;
  }
  return columns;
}

std::string Printable(std::string_view text) {
  std::string out;
  for (std::size_t position = 0; position < text.size();) {
    const CodePoint point = DecodeUtf8(text, position);
    const bool control = point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0);
    AppendUtf8(out, control ? U' ' : point.value);
    position += point.length;
  }
  return out;
}

std::string CutToColumns(std::string_view text, int columns) {
  if (Fits(text, columns)) return std::string(text);
  if (columns < 2) return "…";
  return std::string(text.substr(0, PrefixBytes(text, columns - 1))) + "…";
}

std::string PadToColumns(std::string text, int columns) {
  const int missing = columns - DisplayColumns(text);
  if (missing > 0) text.append(static_cast<std::size_t>(missing), ' ');
  return text;
}

std::vector<std::string> WrapToColumns(std::string_view text, int columns) {
  columns = std::max(columns, 1);
  std::vector<std::string> lines;
  while (!Fits(text, columns)) {
    std::size_t end = PrefixBytes(text, columns);
    // A space right after the prefix is a break as good as one inside it.
    const std::size_t space = text.rfind(' ', end);
    if (space != std::string_view::npos && space > 0) end = space;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  }
  if (!text.empty() || lines.empty()) lines.emplace_back(text);
  return lines;
}

}  // namespace proviso::cli
