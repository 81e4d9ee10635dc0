// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/internal/framed_titles.h"

#include <algorithm>
#include <span>

#include "ProvisoTokens.h"

namespace proviso::parse {
namespace {

using L = ProvisoTokens;

constexpr std::size_t kMaxTitleTokens = 14;

// Signs that frames are drawn with.
bool IsFrame(const Token& token, const Phrases& phrases) {
  if (token.type == L::DASH) return true;
  if (token.type != L::OTHER_CHAR) return false;
  const std::string sign = phrases.TextOf(token);
  return sign == "=" || sign == "~" || sign == "_" || sign == "+";
}

std::uint32_t WidthOf(std::span<const Token> tokens) {
  return tokens.empty() ? 0 : tokens.back().end - tokens.front().begin;
}

bool NamesOnly(std::span<const Token> tokens) {
  if (tokens.empty() || tokens.size() > kMaxTitleTokens) return false;
  const bool words = std::all_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.type == L::WORD || token.type == L::NUMBER || token.type == L::DASH ||
           token.type == L::COMMA || token.type == L::SLASH || token.type == L::COLON ||
           token.type == L::QUESTION || token.type == L::LPAREN || token.type == L::RPAREN ||
           token.type == L::PERIOD;
  });
  return words && tokens.back().type != L::PERIOD && tokens.back().type != L::DASH;
}

// "--- Refunds ---": signs on both sides, of more than one character in front, or "== Refunds".
void Unframe(Line& line, const Phrases& phrases) {
  std::span<const Token> tokens(line.tokens);
  std::size_t front = 0;
  while (front < tokens.size() && IsFrame(tokens[front], phrases)) ++front;
  std::size_t back = tokens.size();
  while (back > front && IsFrame(tokens[back - 1], phrases)) --back;
  const std::uint32_t left = WidthOf(tokens.first(front));
  const std::uint32_t right = WidthOf(tokens.subspan(back));
  // The lexer takes a single sign in front of a space for a bullet.
  const bool bulleted = line.bullet == BulletKind::Mark && line.path.empty();
  const bool framed = right > 0 && (left > 1 || (bulleted && left == 0));
  const bool marked = left > 1 && right == 0 && tokens.front().type != L::DASH;
  if (!framed && !marked) return;
  if (!NamesOnly(tokens.subspan(front, back - front))) return;
  line.tokens.erase(line.tokens.begin() + static_cast<std::ptrdiff_t>(back), line.tokens.end());
  line.tokens.erase(line.tokens.begin(), line.tokens.begin() + static_cast<std::ptrdiff_t>(front));
  line.text_begin = line.tokens.front().begin;
  line.bullet = BulletKind::None;
  line.heading = true;
}

}  // namespace

void UnframeTitles(std::vector<Line>& lines, const Phrases& phrases) {
  for (Line& line : lines) {
    if (line.form == Line::Form::Text && !line.tokens.empty() && line.hashes == 0)
      Unframe(line, phrases);
  }
}

bool IsUnderlined(const Line& line, const Line& ruler, const Phrases& phrases) {
  constexpr std::size_t kSlack = 2;
  if (line.form != Line::Form::Text || line.number + 1 != ruler.number || line.heading ||
      line.hashes > 0 || line.bullet != BulletKind::None || !NamesOnly(line.tokens) ||
      line.tokens.back().type == L::COLON)
    return false;
  const std::string signs = phrases.TextOf(ruler.text_begin, ruler.comment);
  const std::size_t drawn = signs.find_last_not_of(" \t\r") + 1;
  const std::size_t wide = line.tokens.back().end - line.text_begin;
  return drawn + kSlack >= wide && wide + kSlack >= drawn;
}

}  // namespace proviso::parse
