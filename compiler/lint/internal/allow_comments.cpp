// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/internal/allow_comments.h"

#include "compiler/lint/rule_names.h"

namespace proviso::compiler::lint {
namespace {

constexpr std::string_view kSpace = " \t\r";
constexpr std::string_view kComment = "//";

std::string_view Trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return text.substr(0, 0);
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

bool Take(std::string_view& text, std::string_view word) {
  text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

bool IsBlankOrComment(std::string_view line) {
  const std::string_view text = Trimmed(line);
  return text.empty() || text.starts_with(kComment);
}

// Splits the names at commas; `text` lies inside of the line that starts at `line_begin`.
std::vector<AllowedName> ReadNames(std::string_view text, const char* line,
                                   std::uint32_t line_start, FileId file) {
  std::vector<AllowedName> names;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view word = Trimmed(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
    if (word.empty()) continue;
    const auto begin = line_start + static_cast<std::uint32_t>(word.data() - line);
    names.push_back({{file, begin, begin + static_cast<std::uint32_t>(word.size())},
                     std::string(word),
                     ParseNameOrCode(word)});
  }
  return names;
}

std::optional<AllowComment> ReadLine(const SourceFile& file, FileId id, std::uint32_t number) {
  const std::string_view line = file.Line(number);
  for (std::size_t at = line.find(kComment); at != std::string_view::npos;
       at = line.find(kComment, at + 1)) {
    if (at > 0 && kSpace.find(line[at - 1]) == std::string_view::npos) continue;
    std::string_view rest = line.substr(at + kComment.size());
    if (!Take(rest, "lint:") || !Take(rest, "allow")) continue;
    AllowComment comment;
    const std::uint32_t start = file.LineStart(number);
    const std::size_t length = Trimmed(line.substr(at)).size();
    comment.span = {id, start + static_cast<std::uint32_t>(at),
                    start + static_cast<std::uint32_t>(at + length)};
    const std::size_t colon = std::min(rest.find(':'), rest.size());
    comment.names = ReadNames(rest.substr(0, colon), line.data(), start, id);
    comment.reason = std::string(Trimmed(rest.substr(std::min(colon + 1, rest.size()))));
    comment.line = number;
    if (Trimmed(line.substr(0, at)).empty()) {
      while (comment.line <= file.line_count() && IsBlankOrComment(file.Line(comment.line)))
        ++comment.line;
    }
    return comment;
  }
  return std::nullopt;
}

}  // namespace

std::vector<AllowComment> ReadAllowComments(const SourceFile& file, FileId id) {
  std::vector<AllowComment> comments;
  // Most files have none: one search decides.
  if (file.text().find("lint:") == std::string_view::npos) return comments;
  for (std::uint32_t line = 1; line <= file.line_count(); ++line) {
    if (auto comment = ReadLine(file, id, line)) comments.push_back(std::move(*comment));
  }
  return comments;
}

}  // namespace proviso::compiler::lint
