// SPDX-License-Identifier: Apache-2.0
// What is known about the terminal behind a stream.
#pragma once

#include <cstdint>
#include <string_view>

namespace proviso::cli {

enum class ColorChoice : std::uint8_t { Auto, Always, Never };
enum class Stream : std::uint8_t { In = 0, Out = 1, Err = 2 };

bool IsTerminal(Stream stream);
// Auto: a terminal that is not dumb, and NO_COLOR is unset or empty.
bool UsesColor(ColorChoice choice, Stream stream);
// Columns: COLUMNS when set, else the terminal's, else 100. Between 40 and 240.
int TerminalWidth(Stream stream);

// The few styles there are. Each gives "" when `color` is off.
enum class Style : std::uint8_t { Reset, Bold, Dim, Red, Yellow, Green, Cyan };
std::string_view StyleCode(Style style, bool color);

}  // namespace proviso::cli
