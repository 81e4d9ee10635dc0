// SPDX-License-Identifier: Apache-2.0
#include "compiler/flow/text_metrics.h"

#include "core/utf8.h"

namespace proviso::compiler::flow {
namespace {

// In thousandths of the font size: classes of about equal width, as wide as the wider of the common
// fonts (DejaVu Sans is 10 to 15 % wider than Helvetica).
double Advance(char32_t c) {
  if (c < 0x80) {
    const char letter = static_cast<char>(c);
    if (std::string_view("ijl.,:;'|!").find(letter) != std::string_view::npos) return 330;
    if (std::string_view(" ftrI()[]/\\-\"").find(letter) != std::string_view::npos) return 420;
    if (std::string_view("mwMW@%").find(letter) != std::string_view::npos) return 960;
    if (c >= 'A' && c <= 'Z') return 730;
    return 620;
  }
  const int columns = DisplayWidth(c);
  return columns == 0 ? 0 : columns == 2 ? 1050 : 680;
}

}  // namespace

double TextWidth(std::string_view text, double font_size) {
  double width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    width += Advance(point.valid ? point.value : U'\uFFFD');
    i += point.length;
  }
  return width * font_size / 1000;
}

std::vector<std::string> WrapToWidth(std::string_view text, double font_size, double width) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  std::size_t break_at = 0;
  double used = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    used += TextWidth(text.substr(i, point.length), font_size);
    if (used > width && i > begin) {
      // A word wider than a line is cut where it is.
      const std::size_t end = break_at > begin ? break_at : i;
      lines.emplace_back(text.substr(begin, end - begin));
      begin = end;
      used = TextWidth(text.substr(begin, i + point.length - begin), font_size);
    }
    const char c = text[i];
    i += point.length;
    if (c == ' ' || c == '_' || c == '/') break_at = i;
  }
  if (begin < text.size()) lines.emplace_back(text.substr(begin));
  for (std::string& line : lines) {
    while (line.ends_with(' ')) line.pop_back();
  }
  return lines;
}

}  // namespace proviso::compiler::flow
