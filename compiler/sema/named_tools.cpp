// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/named_tools.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string_view>

namespace proviso::compiler {

namespace {

bool IsNameByte(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// A comment begins a line or stands behind white space.
std::string_view WithoutComment(std::string_view line) {
  for (std::size_t at = line.find("//"); at != std::string_view::npos;
       at = line.find("//", at + 1)) {
    if (at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t') return line.substr(0, at);
  }
  return line;
}

// An address has a name in front of its sign: "help@example.com" names no tool.
void AddNames(std::string_view line, std::set<std::string>& names) {
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    if (line[i] != '@' || (i > 0 && (IsNameByte(line[i - 1]) || line[i - 1] == '.'))) continue;
    std::size_t end = i + 1;
    while (end < line.size() && IsNameByte(line[end])) ++end;
    if (end > i + 1) names.emplace(line.substr(i + 1, end - i - 1));
  }
}

}  // namespace

std::vector<std::string> NamedTools(const SourceSet& sources, const ast::Documents& documents) {
  std::set<std::string> names;
  for (const ast::Document& document : documents) {
    // What is struck or fenced is not carried out; its tools are spelt right all the same.
    const SourceFile& source = sources.file(document.file);
    for (std::uint32_t line = 1; line <= source.line_count(); ++line)
      AddNames(WithoutComment(source.Line(line)), names);
  }
  return {names.begin(), names.end()};
}

}  // namespace proviso::compiler
