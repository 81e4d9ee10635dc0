// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/positions.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/utf8.h"

namespace proviso::lsp {
namespace {

std::uint32_t UnitsOf(const CodePoint& point, PositionEncoding encoding) {
  switch (encoding) {
    case PositionEncoding::Utf8:
      return static_cast<std::uint32_t>(point.length);
    case PositionEncoding::Utf16:
      return point.value > 0xFFFF ? 2 : 1;
    case PositionEncoding::Utf32:
      break;
  }
  return 1;
}

}  // namespace

std::string_view PositionEncodingName(PositionEncoding encoding) {
  switch (encoding) {
    case PositionEncoding::Utf8:
      return "utf-8";
    case PositionEncoding::Utf16:
      return "utf-16";
    case PositionEncoding::Utf32:
      break;
  }
  return "utf-32";
}

LineTable::LineTable(std::string_view text) : size_(static_cast<std::uint32_t>(text.size())) {
  starts_.push_back(0);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\n' || text[i] == '\r') starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

std::string_view LineTable::Line(std::string_view text, std::uint32_t line) const {
  if (line >= starts_.size()) return {};
  const std::uint32_t end = line + 1 < starts_.size() ? starts_[line + 1] : size_;
  std::string_view found = text.substr(starts_[line], end - starts_[line]);
  while (!found.empty() && (found.back() == '\n' || found.back() == '\r')) found.remove_suffix(1);
  return found;
}

std::uint32_t LineTable::LineStart(std::uint32_t line) const {
  return line < starts_.size() ? starts_[line] : size_;
}

std::uint32_t LineTable::LineOf(std::uint32_t offset) const {
  const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return static_cast<std::uint32_t>(next - starts_.begin()) - 1;
}

std::uint32_t LineTable::OffsetOf(std::string_view text, Position position,
                                  PositionEncoding encoding) const {
  if (position.line >= starts_.size()) return size_;
  const std::string_view line = Line(text, position.line);
  std::size_t at = 0;
  std::uint32_t units = 0;
  while (at < line.size() && units < position.character) {
    const CodePoint point = DecodeUtf8(line, at);
    units += UnitsOf(point, encoding);
    if (units > position.character) break;  // inside of a code point: its start
    at += point.length;
  }
  return starts_[position.line] + static_cast<std::uint32_t>(at);
}

Position LineTable::PositionOf(std::string_view text, std::uint32_t offset,
                               PositionEncoding encoding) const {
  offset = std::min(offset, size_);
  Position position;
  position.line = LineOf(offset);
  const std::string_view line = Line(text, position.line);
  const std::size_t wanted = offset - starts_[position.line];
  for (std::size_t at = 0; at < line.size() && at < wanted;) {
    const CodePoint point = DecodeUtf8(line, at);
    if (at + point.length > wanted) break;
    position.character += UnitsOf(point, encoding);
    at += point.length;
  }
  return position;
}

std::optional<Position> ReadPosition(const Json* json) {
  if (json == nullptr) return std::nullopt;
  const auto line = IntegerField(*json, "line");
  const auto character = IntegerField(*json, "character");
  if (!line || !character || *line < 0 || *character < 0) return std::nullopt;
  const auto clamp = [](std::int64_t value) {
    return static_cast<std::uint32_t>(std::min<std::int64_t>(value, UINT32_MAX));
  };
  return Position{clamp(*line), clamp(*character)};
}

std::optional<Range> ReadRange(const Json* json) {
  if (json == nullptr) return std::nullopt;
  const auto begin = ReadPosition(FindField(*json, "start"));
  const auto end = ReadPosition(FindField(*json, "end"));
  if (!begin || !end) return std::nullopt;
  return Range{*begin, *end};
}

Json ToJson(const Position& position) {
  return {{"line", position.line}, {"character", position.character}};
}

Json ToJson(const Range& range) {
  return {{"start", ToJson(range.begin)}, {"end", ToJson(range.end)}};
}

}  // namespace proviso::lsp
