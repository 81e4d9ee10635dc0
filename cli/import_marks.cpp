// SPDX-License-Identifier: Apache-2.0
#include "cli/import_marks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

namespace proviso::cli {
namespace {

constexpr std::size_t kMaxMarksPerLine = 3;

bool MeansNotUnderstood(const Diagnostic& diagnostic) {
  if (diagnostic.severity == Severity::Error) return true;
  return diagnostic.id == DiagnosticId::NeedsJudgement ||
         diagnostic.id == DiagnosticId::NotUnderstood ||
         diagnostic.id == DiagnosticId::TableNotSupported ||
         diagnostic.id == DiagnosticId::NotSupportedYet;
}

std::string_view Trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  return begin == std::string_view::npos ? std::string_view{} : line.substr(begin);
}

bool IsStep(std::string_view line) {
  const std::string_view trimmed = Trimmed(line);
  return !trimmed.empty() && !trimmed.starts_with("//");
}

bool IsNameByte(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// Every `@name` of a line.
std::vector<std::string> ToolsNamedIn(std::string_view line) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    if (line[i] != '@' || (i > 0 && IsNameByte(line[i - 1]))) continue;
    std::size_t end = i + 1;
    while (end < line.size() && IsNameByte(line[end])) ++end;
    if (end > i + 1) names.emplace_back(line.substr(i + 1, end - i - 1));
  }
  return names;
}

std::size_t IndentOf(std::string_view line) { return line.size() - Trimmed(line).size(); }

using Reasons = std::map<std::uint32_t, std::vector<std::string>>;

Reasons ReasonsByLine(const compiler::Compilation& compilation, MarkedText& marked) {
  Reasons reasons;
  for (const Diagnostic& diagnostic : compilation.diagnostics) {
    if (!MeansNotUnderstood(diagnostic)) continue;
    if (diagnostic.primary.file == kNoFile) {
      marked.problems.push_back(diagnostic.message);
      continue;
    }
    const std::string reason = fmt::format("{} ({})", diagnostic.message, CodeText(diagnostic.id));
    auto& of_line = reasons[compilation.sources.LineOf(diagnostic.primary)];
    // Of a table is said that it is one, and no more.
    const bool needs_person = diagnostic.id == DiagnosticId::NeedsJudgement ||
                              diagnostic.id == DiagnosticId::NotUnderstood;
    const bool known = std::find(of_line.begin(), of_line.end(), reason) != of_line.end() ||
                       (needs_person && !of_line.empty());
    if (!known) of_line.push_back(reason);
  }
  return reasons;
}

void CollectUnknownTools(std::string_view line, const ToolCatalogue& catalogue,
                         std::set<std::string>& seen, MarkedText& marked) {
  for (std::string& name : ToolsNamedIn(line)) {
    if (catalogue.Find(name) != nullptr || !seen.insert(name).second) continue;
    std::vector<std::string> nearest = catalogue.NearestNames(name);
    marked.unknown_tools.push_back({std::move(name), std::move(nearest)});
  }
}

bool IsSentence(std::string_view line) {
  constexpr std::ptrdiff_t kLongestHeading = 8;  // words
  const std::string_view text = Trimmed(line);
  return !text.starts_with('#') && std::count(text.begin(), text.end(), ' ') >= kLongestHeading;
}

// For each line, whether it only explains and no step of its policy comes before it.
std::vector<bool> IntroductionLines(const compiler::Compilation& compilation,
                                    const SourceFile& source) {
  using compiler::ReadingKind;
  std::vector<bool> explains(source.line_count() + 1, false);
  std::vector<bool> acts(source.line_count() + 1, false);
  std::vector<bool> opens(source.line_count() + 1, false);
  for (const compiler::LineReading& reading : compilation.readings) {
    if (reading.line == 0 || reading.line > source.line_count()) continue;
    // "The logic involves the following steps:" opens no section of the procedure.
    const bool sentence =
        reading.kind == ReadingKind::Section && IsSentence(source.Line(reading.line));
    if (reading.kind == ReadingKind::Documentation || sentence) {
      explains[reading.line] = true;
    } else if (reading.kind == ReadingKind::PolicyName) {
      opens[reading.line] = true;
    } else if (reading.kind != ReadingKind::HeadField && reading.kind != ReadingKind::Comment) {
      acts[reading.line] = true;
    }
  }
  bool introduction = false;
  for (std::uint32_t line = 1; line <= source.line_count(); ++line) {
    if (opens[line]) introduction = true;
    if (acts[line]) introduction = false;
    explains[line] = explains[line] && introduction;
  }
  return explains;
}

}  // namespace

std::string WithIntroductionsAsComments(const compiler::Compilation& compilation) {
  const SourceFile& source = compilation.sources.file(FileId{0});
  const std::vector<bool> introduction = IntroductionLines(compilation, source);
  std::string out;
  // What stood below such a line stands on its own now.
  std::size_t below = std::string::npos;
  for (std::uint32_t number = 1; number <= source.line_count(); ++number) {
    std::string_view line = source.Line(number);
    if (introduction[number]) {
      below = IndentOf(line);
      out += fmt::format("{}// {}\n", line.substr(0, below), Trimmed(line));
      continue;
    }
    if (IsStep(line)) {
      if (below != std::string::npos && IndentOf(line) <= below) below = std::string::npos;
      if (below != std::string::npos && IndentOf(line) >= 2) line.remove_prefix(2);
    }
    out += line;
    out += '\n';
  }
  return out;
}

MarkedText MarkNotUnderstood(const compiler::Compilation& compilation,
                             const ToolCatalogue& catalogue) {
  MarkedText marked;
  const SourceFile& source = compilation.sources.file(FileId{0});
  const Reasons reasons = ReasonsByLine(compilation, marked);
  std::set<std::string> seen;
  bool in_marked_table = false;
  for (std::uint32_t number = 1; number <= source.line_count(); ++number) {
    const std::string_view line = source.Line(number);
    const auto found = reasons.find(number);
    if (IsStep(line)) {
      ++marked.lines;
      CollectUnknownTools(line, catalogue, seen, marked);
      if (found != reasons.end()) ++marked.marked;
    }
    const bool row = Trimmed(line).starts_with('|');
    if (found == reasons.end()) {
      in_marked_table = in_marked_table && row;
    } else if (!(row && in_marked_table)) {
      // One mark stands for the whole table.
      in_marked_table = row;
      const std::string_view indent = line.substr(0, IndentOf(line));
      for (std::size_t i = 0; i < found->second.size() && i < kMaxMarksPerLine; ++i) {
        marked.text += fmt::format("{}// not understood: {}\n", indent, found->second[i]);
      }
    }
    marked.text += line;
    marked.text += '\n';
  }
  return marked;
}

}  // namespace proviso::cli
