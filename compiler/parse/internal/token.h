// SPDX-License-Identifier: Apache-2.0
// Tokens between the lexer and the parser, and the line they stand in. Types are those of the
// generated ProvisoLexer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ast/ast.h"
#include "core/source.h"

namespace proviso::parse {

struct Token {
  std::uint16_t type = 0;
  bool space_before = false;
  std::uint32_t begin = 0;  // bytes of the file
  std::uint32_t end = 0;
  std::string
      folded;  // case-folded text of a word; of several words when a phrase became one token
};

using Tokens = std::vector<Token>;

using BulletKind = ast::Bullet;

// One non-blank line after lexing.
struct Line {
  std::uint32_t number = 0;  // 1-based
  std::uint32_t begin = 0;   // bytes of the file, without the line ending
  std::uint32_t end = 0;
  std::uint32_t text_begin = 0;  // after indentation and bullet
  std::uint32_t comment = 0;     // where the comment behind the text begins, `end` if there is none
  std::uint32_t indent = 0;      // columns, tabs to the next multiple of four
  BulletKind bullet = BulletKind::None;
  std::uint8_t hashes = 0;          // Markdown heading level
  bool bold = false;                // all of its text is
  bool heading = false;             // "SECTION: …", "Part B: …": what is cut from it says so
  bool quoted = false;              // a block quote: "> …"
  bool titled = false;              // stands behind "Step 3 –"
  std::string mark;                 // the number or letter it stands behind: "2.1", "b", "iv"
  std::vector<std::uint32_t> path;  // the same as numbers: {2, 1}
  enum class Form : std::uint8_t { Text, Comment, Ruler, Table, TooLong } form = Form::Text;
  Tokens tokens;  // of the text, comments and title cut
  Tokens title;   // "Identity check" of "1. Identity check: ask for …"
};

}  // namespace proviso::parse
