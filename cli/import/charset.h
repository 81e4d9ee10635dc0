// SPDX-License-Identifier: Apache-2.0
// Bytes of a saved page or text as UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace proviso::importing {

struct DecodedText {
  std::string text;
  std::string charset;   // as it was found: "utf-8", "windows-1252", …
  bool guessed = false;  // nothing in the document said so
};

// A byte order mark decides first; then, text that is well-formed UTF-8 is that, whatever it says
// of itself; then the charset that an HTML page names in its first kilobytes; else windows-1252,
// which every byte is legal in.
DecodedText DecodeText(std::string_view bytes);

}  // namespace proviso::importing
