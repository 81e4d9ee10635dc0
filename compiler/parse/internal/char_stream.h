// SPDX-License-Identifier: Apache-2.0
// The characters of one line for the ANTLR lexer, normalised: what authors paste from web pages and
// word processors (no-break spaces, curly apostrophes, zero-width characters) costs the grammar
// nothing. Every character knows the byte it came from.
#pragma once

#include <cstdint>
#include <string_view>

#include "grammar/antlr_streams.h"

namespace proviso::parse {

struct LineFaults {
  std::uint32_t invalid_at = UINT32_MAX;  // first byte that is not UTF-8
  std::uint32_t nul_at = UINT32_MAX;
};

class LineCharStream final : public grammar::CharStream {
 public:
  // `offset`: where `line` starts in the file.
  LineFaults Load(std::string_view line, std::uint32_t offset);
};

}  // namespace proviso::parse
