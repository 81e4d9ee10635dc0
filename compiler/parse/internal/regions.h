// SPDX-License-Identifier: Apache-2.0
// What the author took out of the text (LANGUAGE section 1): fenced code, HTML comments and struck
// text. Found before any line is read, so that no later stage can take it for a step.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "core/source.h"

namespace proviso::parse {

struct LeftOut {
  std::uint32_t begin = 0;  // bytes of the file
  std::uint32_t end = 0;
  ast::RemarkKind kind{};
  bool closed = true;  // false: it goes on to the end of the file, because nothing ends it
};

// A YAML head: lines 2 to `last_line` - 1, between two rulers. 0: there is none.
struct FrontMatter {
  std::uint32_t first_line = 0;
  std::uint32_t last_line = 0;
};

struct Regions {
  std::vector<LeftOut> left_out;  // in order, without overlaps
  FrontMatter front_matter;
};

Regions FindRegions(const SourceFile& source);

// The file with everything left out made carriage returns, which no line is read with, so that
// every place stays what it is. Nothing when there is nothing to blank.
std::optional<SourceFile> LiveText(const SourceFile& source, const Regions& regions);

}  // namespace proviso::parse
