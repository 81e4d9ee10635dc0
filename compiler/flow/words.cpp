// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "compiler/flow/builder.h"
#include "compiler/flow/render.h"
#include "core/utf8.h"

namespace proviso::compiler::flow {
namespace {

// A value is named, not described.
constexpr std::size_t kMaxHole = 24;

}  // namespace

std::string PlainText(const CheckedText& text) {
  std::string out;
  for (std::size_t i = 0; i < text.pattern.pieces.size(); ++i) {
    if (i > 0) {
      const bool named = i - 1 < text.pattern.hole_names.size();
      const std::string_view name = named ? text.pattern.hole_names[i - 1] : std::string_view();
      std::string shown;
      for (const char c : name) {
        if (c != '{' && c != '}') shown.push_back(c == '_' ? ' ' : c);
      }
      out += "[" + Shortened(std::move(shown), kMaxHole) + "]";
    }
    out += text.pattern.pieces[i];
  }
  return out;
}

std::string OutcomeText(std::string_view outcome) {
  std::string text(outcome);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string Shortened(std::string text, std::size_t max) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  std::size_t characters = 0;
  std::size_t space = 0;
  for (std::size_t i = 0; i < text.size(); i += DecodeUtf8(text, i).length, ++characters) {
    if (characters >= max) {
      text.resize(space > 0 ? space : i);
      return text + " …";
    }
    if (text[i] == ' ') space = i;
  }
  return text;
}

std::string Capitalized(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

std::vector<std::string> Wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t columns = 0;
  std::size_t break_at = 0;          // bytes of `line` up to the last place to break
  std::size_t columns_at_break = 0;  // and the columns up to there
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    line.append(text.substr(i, point.length));
    i += point.length;
    ++columns;
    if (text[i - 1] == ' ' || text[i - 1] == '_' || text[i - 1] == '/') {
      break_at = line.size();
      columns_at_break = columns;
    }
    if (columns <= width) continue;
    // A word longer than a line is cut where it is.
    const std::size_t cut = break_at > 0 ? break_at : line.size() - point.length;
    lines.push_back(line.substr(0, cut));
    line.erase(0, cut);
    columns = break_at > 0 ? columns - columns_at_break : 1;
    break_at = columns_at_break = 0;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  for (std::string& each : lines) {
    while (each.ends_with(' ')) each.pop_back();
  }
  return lines;
}

}  // namespace proviso::compiler::flow
