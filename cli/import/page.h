// SPDX-License-Identifier: Apache-2.0
// A document as it lies around, reduced to what a policy needs: headings, lines with their nesting,
// rows of tables; and what was left out, so that nothing goes silently.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace proviso::importing {

struct Block {
  enum class Kind : std::uint8_t {
    Heading,  // `level` 1 to 6
    Line,     // `level` is the nesting, 0 the outermost
    Row,      // of a table: `text` is written `| a | b |`
    Quote,    // a passage set apart from the text, such as the wording of a message
  };
  Kind kind = Kind::Line;
  int level = 0;
  std::string marker;  // "-", "3." or empty
  std::string text;    // one line, white space collapsed
  bool bold = false;   // all of it
};

struct LeftOut {
  std::string what;  // "navigation"
  std::size_t count = 1;
  std::string sample;  // its first words; empty for pictures and the like
};

// `Key: value` at the top of a document, or in its YAML front matter.
struct HeadValue {
  std::string key;  // as Words::HeadFieldKey
  std::string value;
};

struct Page {
  std::string title;
  std::vector<HeadValue> head;
  std::vector<Block> blocks;
  std::vector<LeftOut> left_out;

  void LeaveOut(const std::string& what, const std::string& sample = "", std::size_t count = 1);
};

// What a document may cost; longer ones are refused, deeper lines are kept at the deepest level.
inline constexpr std::size_t kMaxDocumentBytes = std::size_t{16} << 20;
inline constexpr std::size_t kMaxBlocks = 20'000;
inline constexpr int kMaxLineDepth = 20;

// One line: white space of all kinds collapsed, invisible characters dropped, ends trimmed. What
// would begin a comment (`//` after white space) becomes a single slash.
std::string CleanText(const std::string& text);

// Adds a line. A bullet or number typed by hand becomes the marker; nothing is added for a line
// without text.
void AddLine(Page& page, int level, std::string marker, const std::string& text, bool bold = false);

}  // namespace proviso::importing
