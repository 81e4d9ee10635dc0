// SPDX-License-Identifier: Apache-2.0
// Text as it is read: what authors paste from web pages and word processors (no-break spaces, runs
// of spaces, zero-width characters) makes no difference to what a policy says.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace proviso {

enum class CharacterKind : std::uint8_t { Ordinary, Space, Invisible };
// Space: what separates words. Invisible: zero-width characters, soft hyphens, byte order marks.
CharacterKind KindOf(char32_t code_point);

// `raw` with one space for every run of white space, none at its ends, and nothing invisible. What
// is not UTF-8, and NUL, becomes U+FFFD.
std::string PlainText(std::string_view raw);

// Whether there is nothing to read: white space and invisible characters only.
bool IsBlankText(std::string_view raw);

}  // namespace proviso
