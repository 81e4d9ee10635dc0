// SPDX-License-Identifier: Apache-2.0
// Places as editors count them (line and character, both from 0) and as we do (bytes).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "cli/lsp/message.h"

namespace proviso::lsp {

// What a `character` counts; agreed upon when the connection is made.
enum class PositionEncoding : std::uint8_t { Utf8, Utf16, Utf32 };
std::string_view PositionEncodingName(PositionEncoding encoding);  // "utf-16"

struct Position {
  std::uint32_t line = 0;
  std::uint32_t character = 0;
  bool operator==(const Position&) const = default;
};

// Half open.
struct Range {
  Position begin;
  Position end;
  bool operator==(const Range&) const = default;
};

// Where the lines of a text start. LF, CRLF and a lone CR end a line, as the protocol says. Holds
// no text: every call gets the one it was made of.
class LineTable {
 public:
  explicit LineTable(std::string_view text);

  std::uint32_t line_count() const { return static_cast<std::uint32_t>(starts_.size()); }
  // The byte at a position. A character behind the end of its line is the end of the line, a line
  // behind the last one is the end of the text; never inside of a code point.
  std::uint32_t OffsetOf(std::string_view text, Position position, PositionEncoding encoding) const;
  // The position of a byte; behind the end it is the end.
  Position PositionOf(std::string_view text, std::uint32_t offset, PositionEncoding encoding) const;
  // Text of the 0-based line without its ending; empty behind the last one.
  std::string_view Line(std::string_view text, std::uint32_t line) const;
  std::uint32_t LineStart(std::uint32_t line) const;
  std::uint32_t LineOf(std::uint32_t offset) const;

 private:
  std::uint32_t size_ = 0;
  std::vector<std::uint32_t> starts_;
};

// nullopt unless the value is {"line": n, "character": n} with numbers that are not negative.
std::optional<Position> ReadPosition(const Json* json);
std::optional<Range> ReadRange(const Json* json);
Json ToJson(const Position& position);
Json ToJson(const Range& range);

}  // namespace proviso::lsp
