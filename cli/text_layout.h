// SPDX-License-Identifier: Apache-2.0
// Text in columns of a terminal, where a character may be no, one or two columns wide.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace proviso::cli {

int DisplayColumns(std::string_view text);
// `text` made safe to print on one line: control characters become spaces, bytes that are not UTF-8
// U+FFFD.
std::string Printable(std::string_view text);
// At most `columns` wide; what is cut off leaves an ellipsis.
std::string CutToColumns(std::string_view text, int columns);
// Filled with spaces up to `columns`.
std::string PadToColumns(std::string text, int columns);
// Broken at spaces, and inside a word only when it is wider than a line. Never empty.
std::vector<std::string> WrapToColumns(std::string_view text, int columns);

}  // namespace proviso::cli
