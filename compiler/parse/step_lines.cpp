// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/internal/step_lines.h"

#include <algorithm>

namespace proviso::parse {
namespace {

std::optional<SourceFile> LivePart(const SourceFile& written) {
  return written.text().size() > ParseOptions{}.max_bytes ? std::nullopt
                                                          : LiveText(written, FindRegions(written));
}

}  // namespace

StepLines::StepLines(const SourceFile& written, FileId file)
    : written_(written), live_(LivePart(written)), lexer_(source(), file, unheard_, {}) {}

bool StepLines::Lex(const ast::LineLayout& layout, Line& line) {
  if (layout.role != ast::LineRole::Step || !lexer_.Lex(layout.number, line)) return false;
  if (line.form != Line::Form::Text) return false;
  const auto first = std::find_if(line.tokens.begin(), line.tokens.end(), [&](const Token& token) {
    return token.begin >= std::max(layout.text_begin, layout.title_end);
  });
  line.tokens.erase(line.tokens.begin(), first);
  return !line.tokens.empty();
}

}  // namespace proviso::parse
