// SPDX-License-Identifier: Apache-2.0
// The characters of one line for the ANTLR lexer, normalised: what authors paste from web pages and
// word processors (no-break spaces, curly apostrophes, zero-width characters) costs the grammar
// nothing. Every character knows the byte it came from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "antlr4-runtime.h"

namespace proviso::parse {

struct LineFaults {
  std::uint32_t invalid_at = UINT32_MAX;  // first byte that is not UTF-8
  std::uint32_t nul_at = UINT32_MAX;
};

class LineCharStream final : public antlr4::CharStream {
 public:
  // `offset`: where `line` starts in the file.
  LineFaults Load(std::string_view line, std::uint32_t offset);

  char32_t At(std::size_t index) const { return index < chars_.size() ? chars_[index] : 0; }
  // First byte of the character at `index`; the line's end for the one after the last.
  std::uint32_t ByteOf(std::size_t index) const { return bytes_[index]; }

  void consume() override { ++position_; }
  std::size_t LA(ssize_t i) override;
  ssize_t mark() override { return -1; }
  void release(ssize_t) override {}
  std::size_t index() override { return position_; }
  void seek(std::size_t index) override { position_ = index; }
  std::size_t size() override { return chars_.size(); }
  std::string getSourceName() const override { return {}; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string toString() const override { return {}; }

 private:
  std::vector<char32_t> chars_;
  std::vector<std::uint32_t> bytes_;
  std::size_t position_ = 0;
  std::uint64_t looks_ = 0;  // at characters, since the last line: counted as work
};

}  // namespace proviso::parse
