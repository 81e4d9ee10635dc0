// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/analysis/edits.h"

#include <string>

namespace proviso::compiler::lint {
namespace {

// Bullets and numbers are no letters; what stands in front of a statement is copied only then.
bool IsBullet(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x80 && std::isalpha(static_cast<unsigned char>(c)) != 0)
      return false;
  }
  return text.size() <= 24;
}

}  // namespace

std::optional<TextEdit> LineBehind(const SourceSet& sources, const ast::Statement& statement,
                                   std::string_view text) {
  const SourceFile& file = sources.file(statement.span.file);
  const std::uint32_t first = file.LineOf(statement.span.begin);
  const std::uint32_t start = file.LineStart(first);
  const std::string_view lead = file.text().substr(start, statement.span.begin - start);
  if (!IsBullet(lead)) return std::nullopt;
  const std::uint32_t last = file.LineOf(
      statement.span.end > statement.span.begin ? statement.span.end - 1 : statement.span.end);
  const std::string_view line = file.Line(last);
  const std::size_t length = line.ends_with('\r') ? line.size() - 1 : line.size();
  const std::uint32_t at = file.LineStart(last) + static_cast<std::uint32_t>(length);
  return TextEdit{{statement.span.file, at, at},
                  (line.ends_with('\r') ? "\r\n" : "\n") + std::string(lead) + std::string(text)};
}

std::optional<TextEdit> WithoutLine(const SourceSet& sources, const ast::Statement& statement) {
  const SourceFile& file = sources.file(statement.span.file);
  const std::uint32_t line = file.LineOf(statement.span.begin);
  const std::uint32_t start = file.LineStart(line);
  const std::uint32_t end = line < file.line_count()
                                ? file.LineStart(line + 1)
                                : static_cast<std::uint32_t>(file.text().size());
  const std::string_view behind =
      statement.span.end <= end ? file.text().substr(statement.span.end, end - statement.span.end)
                                : "x";
  if (!IsBullet(file.text().substr(start, statement.span.begin - start))) return std::nullopt;
  if (behind.find_first_not_of(" \t\r\n.:;") != std::string_view::npos) return std::nullopt;
  return TextEdit{{statement.span.file, start, end}, ""};
}

const ast::Statement* LastOf(const ast::Block& block) {
  const ast::Statement* last = nullptr;
  const ast::Block* inner = &block;
  while (!inner->empty()) {
    last = inner->back().get();
    const auto* branch = std::get_if<ast::Branch>(&last->node);
    inner = branch != nullptr && branch->has_otherwise ? &branch->otherwise : &last->body;
  }
  return last;
}

}  // namespace proviso::compiler::lint
