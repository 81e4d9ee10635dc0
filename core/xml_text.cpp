// SPDX-License-Identifier: Apache-2.0
#include "core/xml_text.h"

#include "core/utf8.h"

namespace proviso {
namespace {

// The production Char of XML 1.0.
bool IsXmlCharacter(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c != 0xFFFE && c != 0xFFFF;
}

void AppendXml(std::string& out, char32_t c) {
  switch (c) {
    case '&':
      out += "&amp;";
      return;
    case '<':
      out += "&lt;";
      return;
    case '>':
      out += "&gt;";
      return;
    case '"':
      out += "&quot;";
      return;
    case '\'':
      out += "&#39;";
      return;
    default:
      AppendUtf8(out, IsXmlCharacter(c) ? c : U'\uFFFD');
  }
}

}  // namespace

std::string XmlText(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    AppendXml(out, point.valid ? point.value : U'\uFFFD');
    i += point.length;
  }
  return out;
}

}  // namespace proviso
