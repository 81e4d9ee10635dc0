// SPDX-License-Identifier: Apache-2.0
#include "cli/explain_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/account_words.h"
#include "cli/terminal.h"
#include "cli/text_layout.h"

namespace proviso::cli {
namespace {

using compiler::Compilation;
using compiler::LineReading;
using compiler::ReadingKind;

constexpr int kNumberColumns = 6;
constexpr int kMarkColumns = 9;
constexpr int kIndentColumns = 2;
constexpr int kMaxIndent = 6;
constexpr int kMinTextColumns = 20;
constexpr int kMaxTextColumns = 70;
constexpr int kWidthForTwoColumns = 90;

// The word in front of a reading. Capitals are for what needs the author's eye.
std::string_view MarkOf(ReadingKind kind) {
  switch (kind) {
    case ReadingKind::PolicyName:
      return "policy";
    case ReadingKind::HeadField:
      return "about";
    case ReadingKind::Section:
      return "section";
    case ReadingKind::Entry:
      return "entry";
    case ReadingKind::Question:
      return "ask";
    case ReadingKind::Confirmation:
      return "confirm";
    case ReadingKind::Choice:
      return "choose";
    case ReadingKind::Fact:
      return "fact";
    case ReadingKind::Call:
      return "call";
    case ReadingKind::Offer:
      return "offer";
    case ReadingKind::Option:
      return "option";
    case ReadingKind::Message:
      return "say";
    case ReadingKind::Branch:
      return "if";
    case ReadingKind::Gate:
      return "gate";
    case ReadingKind::PolicyCall:
      return "policy→";
    case ReadingKind::HandOff:
      return "person";
    case ReadingKind::Assignment:
      return "set";
    case ReadingKind::End:
      return "end";
    case ReadingKind::Note:
      return "note";
    case ReadingKind::Judgement:
      return "JUDGE";
    case ReadingKind::Unread:
      return "UNREAD";
    case ReadingKind::Detail:
      return "detail";
    case ReadingKind::Documentation:
      return "text";
    case ReadingKind::Comment:
      return "comment";
    case ReadingKind::Problem:
      break;
  }
  return "PROBLEM";
}

Style StyleOf(ReadingKind kind) {
  switch (kind) {
    case ReadingKind::Problem:
      return Style::Red;
    case ReadingKind::Judgement:
    case ReadingKind::Unread:
      return Style::Yellow;
    case ReadingKind::PolicyName:
    case ReadingKind::Section:
      return Style::Bold;
    case ReadingKind::Call:
    case ReadingKind::PolicyCall:
    case ReadingKind::HandOff:
      return Style::Cyan;
    case ReadingKind::Documentation:
    case ReadingKind::Comment:
    case ReadingKind::Detail:
      return Style::Dim;
    default:
      return Style::Reset;
  }
}

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(" \t\r\v\f") == std::string_view::npos;
}

class Printer {
 public:
  Printer(const Compilation& compilation, const ExplainLayout& layout)
      : compilation_(compilation),
        accounts_(compilation),
        words_(layout.words),
        color_(layout.color),
        two_columns_(layout.width >= kWidthForTwoColumns),
        text_columns_(two_columns_ ? std::clamp((layout.width - kNumberColumns) * 9 / 20,
                                                kMinTextColumns, kMaxTextColumns)
                                   : layout.width - kNumberColumns),
        meaning_columns_(two_columns_ ? layout.width - kNumberColumns - text_columns_ - 3
                                      : layout.width - kNumberColumns - 2) {}

  std::string Print() {
    auto reading = compilation_.readings.begin();
    for (std::uint32_t index = 0; index < compilation_.sources.size(); ++index) {
      const FileId id = static_cast<FileId>(index);
      PrintFile(id, reading);
    }
    return std::move(out_);
  }

 private:
  using Iterator = std::vector<LineReading>::const_iterator;

  // `reading` stands at the file's first reading and is moved past its last.
  void PrintFile(FileId id, Iterator& reading) {
    const SourceFile& file = compilation_.sources.file(id);
    if (!out_.empty()) out_ += '\n';
    out_ += fmt::format("{}{}{}\n", StyleCode(Style::Bold, color_), Printable(file.name()),
                        StyleCode(Style::Reset, color_));
    for (std::uint32_t line = 1; line <= file.line_count(); ++line) {
      std::vector<std::string> meaning;
      for (; reading != compilation_.readings.end() && reading->file == id && reading->line <= line;
           ++reading) {
        AppendMeaning(*reading, meaning);
      }
      AppendAccount(id, line, meaning);
      const std::string_view text = file.Line(line);
      if (!IsBlank(text) || !meaning.empty()) PrintLine(line, text, meaning);
    }
    while (reading != compilation_.readings.end() && reading->file == id) ++reading;
  }

  void AppendMeaning(const LineReading& reading, std::vector<std::string>& lines) const {
    const int indent = kIndentColumns * std::min<int>(static_cast<int>(reading.depth), kMaxIndent);
    const int columns = std::max(kMinTextColumns, meaning_columns_ - kMarkColumns - indent);
    const std::string_view on =
        StyleCode(StyleOf(reading.kind), color_ && StyleOf(reading.kind) != Style::Reset);
    const std::string_view off = on.empty() ? on : StyleCode(Style::Reset, color_);
    std::string mark = PadToColumns(std::string(MarkOf(reading.kind)), kMarkColumns);
    const auto add = [&](std::string_view text) {
      for (const std::string& part : WrapToColumns(Printable(text), columns)) {
        lines.push_back(fmt::format("{}{}{:{}}{}{}", on, mark, "", indent, part, off));
        mark.assign(kMarkColumns, ' ');
      }
    };
    add(reading.meaning);
    for (const std::string& detail : reading.details) add("· " + detail);
  }

  void AppendAccount(FileId id, std::uint32_t line, std::vector<std::string>& lines) const {
    const compiler::LineAccount* account = accounts_.At(id, line);
    if (account == nullptr) return;
    const std::string residue = ResidueText(compilation_.sources, *account);
    const auto add = [&](std::string_view head, std::string_view text, Style style) {
      const std::string_view on = StyleCode(style, color_);
      const std::string_view off = on.empty() ? on : StyleCode(Style::Reset, color_);
      std::string mark = PadToColumns(std::string(head), kMarkColumns);
      for (const std::string& part : WrapToColumns(
               Printable(text), std::max(kMinTextColumns, meaning_columns_ - kMarkColumns))) {
        lines.push_back(fmt::format("{}{}{}{}", on, mark, part, off));
        mark.assign(kMarkColumns, ' ');
      }
    };
    if (!residue.empty()) add("residue", residue, Style::Yellow);
    if (words_) add("words", AccountText(compilation_.sources, *account), Style::Dim);
  }

  void PrintLine(std::uint32_t line, std::string_view text,
                 const std::vector<std::string>& meaning) {
    std::string tabs_as_spaces;
    for (const char c : text) tabs_as_spaces += c == '\t' ? std::string("  ") : std::string(1, c);
    const std::string source = Printable(tabs_as_spaces);
    out_ += fmt::format("{:>{}}  ", line, kNumberColumns - 2);
    if (!two_columns_) {
      out_ += CutToColumns(source, text_columns_) + '\n';
      for (const std::string& part : meaning) {
        out_ += fmt::format("{:{}}│ {}\n", "", kNumberColumns, part);
      }
      return;
    }
    if (meaning.empty()) {
      out_ += CutToColumns(source, text_columns_) + '\n';
      return;
    }
    const std::vector<std::string> rows = SourceRows(source, meaning.size());
    for (std::size_t i = 0; i < meaning.size(); ++i) {
      if (i > 0) out_.append(kNumberColumns, ' ');
      out_ += fmt::format("{} │ {}\n", PadToColumns(rows[i], text_columns_), meaning[i]);
    }
  }

  // The source text on as many rows as its meaning takes; what has no room is cut off.
  std::vector<std::string> SourceRows(const std::string& source, std::size_t count) const {
    std::vector<std::string> rows = WrapToColumns(source, text_columns_);
    if (rows.size() > count) {
      std::string& last = rows[count - 1];
      for (std::size_t i = count; i < rows.size(); ++i) last += " " + rows[i];
      last = CutToColumns(last, text_columns_);
    }
    rows.resize(count);
    return rows;
  }

  const Compilation& compilation_;
  const Accounts accounts_;
  bool words_;
  bool color_;
  bool two_columns_;
  int text_columns_;
  int meaning_columns_;
  std::string out_;
};

}  // namespace

std::string ExplainText(const Compilation& compilation, const ExplainLayout& layout) {
  return Printer(compilation, layout).Print();
}

}  // namespace proviso::cli
