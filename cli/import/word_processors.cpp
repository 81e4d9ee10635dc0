// SPDX-License-Identifier: Apache-2.0
#include "cli/import/internal/word_processors.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace proviso::importing {
namespace {

// The digit behind `mark` in `text`; -1 when there is none.
int DigitBehind(std::string_view text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return -1;
  const std::size_t digit = at + mark.size();
  const bool is_digit = digit < text.size() && text[digit] >= '0' && text[digit] <= '9';
  return is_digit ? text[digit] - '0' : -1;
}

}  // namespace

bool StyleSays(const Node& node, std::string_view property, std::string_view value) {
  std::string style;
  for (const char c : node.attribute("style")) {
    if (c != ' ') style += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return style.find(std::string(property) + ":" + std::string(value)) != std::string::npos;
}

bool IsBold(const Node& node) {
  if (StyleSays(node, "font-weight", "bold") || StyleSays(node, "font-weight", "700")) return true;
  // What Google Docs puts around everything it copies.
  if (StyleSays(node, "font-weight", "normal") || StyleSays(node, "font-weight", "400")) {
    return false;
  }
  return node.name == "b" || node.name == "strong";
}

int GoogleListLevel(const Node& list) {
  const std::string_view classes = list.attribute("class");
  const std::size_t at = classes.find("lst-kix_");
  if (at == std::string_view::npos) return -1;
  const std::string_view name = classes.substr(at, classes.find(' ', at) - at);
  return DigitBehind(name.substr(std::min(name.size(), name.rfind('-'))), "-");
}

int WordListLevel(const Node& paragraph) {
  const std::string_view style = paragraph.attribute("style");
  const std::size_t at = style.find("mso-list:");
  return at == std::string_view::npos ? -1 : DigitBehind(style.substr(at), " level");
}

}  // namespace proviso::importing
