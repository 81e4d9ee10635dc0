// SPDX-License-Identifier: Apache-2.0
// UTF-8: checking, repairing, walking, and the width of text on a terminal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace proviso {

// One step over UTF-8. A byte that starts no well-formed sequence is U+FFFD of length 1, `valid`
// false.
struct CodePoint {
  char32_t value = 0;
  std::size_t length = 0;
  bool valid = false;
};
// The code point at `position`, which must lie inside `text`.
CodePoint DecodeUtf8(std::string_view text, std::size_t position);

// Offset of the first byte that is not well-formed UTF-8, or npos.
std::size_t FindInvalidUtf8(std::string_view text);
inline bool IsUtf8(std::string_view text) {
  return FindInvalidUtf8(text) == std::string_view::npos;
}
// `text` with U+FFFD in place of every byte that is not well-formed.
std::string RepairUtf8(std::string_view text);

void AppendUtf8(std::string& out, char32_t code_point);

// Length in UTF-16 code units: how editors and SARIF count columns. A byte that is not well-formed
// counts as one.
std::size_t Utf16Length(std::string_view text);

// Columns that a code point takes on a terminal: 0 (combining, zero-width), 1 or 2 (East Asian
// wide, emoji).
int DisplayWidth(char32_t code_point);

// Case-folded (Unicode full case folding). What is not UTF-8 is repaired first.
std::string FoldCase(std::string_view text);
// The same, and letters without their accents: "Réglé" is "regle". Letters that are no plain letter
// with a mark (ø, æ, ł) stay what they are.
std::string FoldLetters(std::string_view text);

}  // namespace proviso
