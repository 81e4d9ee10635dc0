// SPDX-License-Identifier: Apache-2.0
// Block quotes: "> Hello {name}, …" (LANGUAGE section 1).
#include <algorithm>
#include <span>
#include <utility>

#include "ProvisoTokens.h"
#include "compiler/parse/internal/document_builder.h"

namespace proviso::parse {
namespace {

using L = ProvisoTokens;

bool IsQuoted(const Line& line, std::string_view source) {
  return line.form == Line::Form::Text && line.bullet == BulletKind::None && !line.tokens.empty() &&
         line.tokens.front().type == L::ARROW && source[line.tokens.front().begin] == '>';
}

}  // namespace

// "Send this:"
bool DocumentBuilder::TakesQuotation(const Line& line) const {
  if (line.form != Line::Form::Text || line.tokens.empty() || line.hashes > 0) return false;
  if (line.tokens.back().type != L::COLON) return false;
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const VocabularyMatch verb = phrases_.words().Match(Place::Leading, line.tokens, i);
    if (verb.type == L::SAY || verb.type == L::TELL) return true;
  }
  return false;
}

void DocumentBuilder::Quote(Line& step, std::span<const Line> quoted) {
  Token mark;
  mark.type = L::QUOTE_OPEN;
  mark.space_before = true;
  mark.begin = quoted.front().tokens.front().begin;
  mark.end = quoted.front().tokens.front().end;
  step.tokens.push_back(mark);
  for (const Line& line : quoted) {
    if (&line != &quoted.front()) {  // the end of the line above parts the words
      Token gap;
      gap.type = L::QUOTE_TEXT;
      gap.begin = line.begin - 1;
      gap.end = line.begin;
      step.tokens.push_back(gap);
    }
    for (Token& token : lexer_.LexQuoted(line)) step.tokens.push_back(std::move(token));
    AddLayout(line, ast::LineRole::LeftOut);
    document_.verbatim.push_back(Span{file_, line.begin, line.end});
  }
  mark.type = L::QUOTE_CLOSE;
  mark.space_before = false;
  mark.begin = mark.end = quoted.back().end;
  step.tokens.push_back(mark);
}

void DocumentBuilder::ReadBlockQuotes(std::vector<Line>& lines) {
  std::vector<Line> kept;
  kept.reserve(lines.size());
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i;
    while (end < lines.size() && IsQuoted(lines[end], source_.text()) &&
           (end == i || lines[end].number == lines[end - 1].number + 1))
      ++end;
    if (end == i) {
      kept.push_back(std::move(lines[i++]));
      continue;
    }
    if (!kept.empty() && TakesQuotation(kept.back()) && lines[i].number <= kept.back().number + 2) {
      Quote(kept.back(), std::span<const Line>(lines).subspan(i, end - i));
    } else {
      for (std::size_t k = i; k < end; ++k) {
        Line& line = lines[k];
        line.quoted = true;
        line.tokens.erase(line.tokens.begin());
        if (line.tokens.empty()) {
          AddLayout(line, ast::LineRole::LeftOut);
          AddRemark(ast::RemarkKind::Separator, line.begin, line.end);
          continue;
        }
        line.text_begin = line.tokens.front().begin;
        kept.push_back(std::move(line));
      }
    }
    i = end;
  }
  lines = std::move(kept);
}

}  // namespace proviso::parse
