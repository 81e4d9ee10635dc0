// SPDX-License-Identifier: Apache-2.0
// Lines to scenarios. Each line is read once; only the lines of an outline are read again, for each
// row of its examples with the row's cells filled in.
#include "testing/scenario/parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/names.h"
#include "core/utf8.h"
#include "testing/scenario/internal/line_parser.h"
#include "testing/scenario/internal/line_values.h"
#include "testing/scenario/internal/outline.h"

namespace proviso::scenario {
namespace {

using Kind = ParsedLine::Kind;

constexpr std::size_t kMaxFileBytes = std::size_t{16} << 20;
constexpr std::size_t kMaxLineBytes = 64 << 10;  // of one line and what belongs to it
constexpr std::size_t kMaxScenarios = 100'000;   // of one file, rows counted
constexpr std::size_t kMaxExpandedBytes = std::size_t{256} << 20;  // lines of outlines, filled in

std::string Counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

// A line and, when it ends inside braces, those that belong to it.
struct SourceLine {
  std::string_view text;  // without the spaces around it
  std::uint32_t begin = 0;
  std::uint32_t number = 0;
  Repeats repeats = Repeats::Then;
};

struct BlockLine {
  SourceLine source;
  ParsedLine parsed;
};

struct Row {
  SourceLine source;
  std::vector<std::string> cells;
};

// A heading and everything up to the next one.
struct Block {
  Kind kind = Kind::Scenario;
  std::string name;
  SourceLine heading;
  std::vector<BlockLine> lines;
  bool has_examples = false;
  std::vector<Row> rows;
};

class Reader {
 public:
  Reader(const SourceFile& source, FileId id, DiagnosticSink& sink)
      : source_(source), id_(id), sink_(sink) {
    file_.name = source.name();
  }

  File Read() {
    if (source_.text().size() > kMaxFileBytes) {
      sink_.Report(DiagnosticId::FileTooLarge, Span{id_, 0, 0},
                   fmt::format("this file is {} bytes large, and at most {} are read",
                               source_.text().size(), kMaxFileBytes));
      return std::move(file_);
    }
    CheckBytes();
    while (next_ <= source_.line_count()) {
      if (auto line = NextLine()) Take(*line);
    }
    FinishBlock();
    if (file_.scenarios.empty() && !sink_.has_errors()) {
      sink_
          .Report(DiagnosticId::ScenarioEmpty, Span{id_, 0, 0}, "there is no scenario in this file")
          .Note("write `Scenario: what happens`, and below it what the customer and the agent say");
    }
    return std::move(file_);
  }

 private:
  // ---- lines ----

  void CheckBytes() {
    const std::size_t at = FindInvalidUtf8(source_.text());
    if (at == std::string_view::npos) return;
    const auto place = static_cast<std::uint32_t>(at);
    sink_
        .Report(DiagnosticId::TextNotUtf8, Span{id_, place, place + 1},
                "this line holds bytes that are not UTF-8")
        .Note("save the file as UTF-8");
  }

  std::string_view Trimmed(std::uint32_t number, std::uint32_t& begin) const {
    std::string_view text = source_.Line(number);
    begin = source_.LineStart(number);
    if (number == 1 && text.starts_with("\xEF\xBB\xBF")) {
      text.remove_prefix(3);
      begin += 3;
    }
    const std::string_view trimmed = TrimSpaces(text);
    if (!trimmed.empty()) begin += static_cast<std::uint32_t>(trimmed.data() - text.data());
    return trimmed;
  }

  std::optional<SourceLine> NextLine() {
    SourceLine line;
    line.number = next_++;
    line.text = Trimmed(line.number, line.begin);
    if (line.text.empty() || line.text.starts_with("//") || line.text.starts_with('#')) {
      return std::nullopt;
    }
    return line;
  }

  // JSON may go on below; a line that begins with a letter is one of its own.
  bool Extend(SourceLine& line) {
    if (next_ > source_.line_count()) return false;
    std::uint32_t begin = 0;
    const std::string_view more = Trimmed(next_, begin);
    const bool letter =
        !more.empty() && ((more[0] >= 'A' && more[0] <= 'Z') || (more[0] >= 'a' && more[0] <= 'z'));
    const bool word =
        more.starts_with("true") || more.starts_with("false") || more.starts_with("null");
    if (letter && !word) return false;
    const std::size_t end = begin + more.size();
    if (end - line.begin > kMaxLineBytes) return false;
    line.text = source_.text().substr(line.begin, end - line.begin);
    ++next_;
    return true;
  }

  Span SpanOf(const SourceLine& line) const {
    return Span{id_, line.begin, line.begin + static_cast<std::uint32_t>(line.text.size())};
  }

  ParsedLine Parse(SourceLine& line) {
    line.repeats = repeats_;
    ParsedLine parsed = parser_.Parse(line.text, repeats_);
    while (parsed.open && Extend(line)) parsed = parser_.Parse(line.text, repeats_);
    if (parsed.open) {
      parsed.problems.push_back({DiagnosticId::ScenarioJsonUnreadable, 0, line.text.size(),
                                 "braces are opened here and not closed",
                                 "close every { with } and every [ with ]"});
    }
    repeats_ = parsed.repeats;
    return parsed;
  }

  // Problems of a line that was changed by filling in have no narrower place than the line.
  void Report(const SourceLine& line, const std::vector<LineProblem>& problems, bool exact) {
    for (const LineProblem& problem : problems) {
      Span span = SpanOf(line);
      if (exact) {
        span.end = span.begin + static_cast<std::uint32_t>(std::min(problem.end, line.text.size()));
        span.begin += static_cast<std::uint32_t>(std::min(problem.begin, line.text.size()));
      }
      Diagnostic& diagnostic = sink_.Report(problem.id, span, problem.message);
      if (!problem.note.empty()) diagnostic.Note(problem.note);
    }
  }

  // ---- blocks ----

  void Take(SourceLine line) {
    if (line.text.size() > kMaxLineBytes) {
      sink_.Report(DiagnosticId::LineTooLong, Span{id_, line.begin, line.begin + 80},
                   fmt::format("this line is {} bytes long, and at most {} are read",
                               line.text.size(), kMaxLineBytes));
      return;
    }
    ParsedLine parsed = Parse(line);
    switch (parsed.kind) {
      case Kind::Scenario:
      case Kind::Outline:
      case Kind::Background:
        return Open(parsed.kind, std::move(parsed.text), line);
      case Kind::Policies:
      case Kind::Tools:
        return TakeFiles(parsed, line);
      case Kind::Examples:
        return TakeExamples(line);
      case Kind::Row:
        return TakeRow(parsed, line);
      default:
        return TakeInside(std::move(parsed), line);
    }
  }

  void Open(Kind kind, std::string name, const SourceLine& line) {
    FinishBlock();
    block_.emplace();
    block_->kind = kind;
    block_->name = std::move(name);
    block_->heading = line;
    if (kind == Kind::Background) {
      if (!file_.scenarios.empty() || has_background_) {
        sink_
            .Report(DiagnosticId::ScenarioOrder, SpanOf(line),
                    has_background_ ? "there is a background already"
                                    : "the background stands behind a scenario")
            .Note("write one Background, above the first scenario");
      }
      has_background_ = true;
    } else if (block_->name.empty()) {
      sink_
          .Report(DiagnosticId::ScenarioLineNotUnderstood, SpanOf(line),
                  "this scenario has no name")
          .Note("say behind the colon what it shows: Scenario: a late order is refunded");
    }
  }

  void TakeFiles(const ParsedLine& parsed, const SourceLine& line) {
    if (block_) {
      sink_
          .Report(DiagnosticId::ScenarioOrder, SpanOf(line),
                  "this line is about the whole file and stands inside a scenario")
          .Note("move it to the top of the file");
      return;
    }
    Report(line, parsed.problems, true);
    std::vector<std::string>& files = parsed.kind == Kind::Policies ? file_.policies : file_.tools;
    for (std::string& name : ReadList(parsed.text)) files.push_back(std::move(name));
  }

  void TakeExamples(const SourceLine& line) {
    if (block_ && block_->kind != Kind::Background && !block_->has_examples) {
      block_->has_examples = true;
      return;
    }
    sink_
        .Report(DiagnosticId::ScenarioExamplesWrong, SpanOf(line),
                block_ && block_->has_examples ? "this outline has a table of examples already"
                                               : "these examples belong to no scenario outline")
        .Note(
            "write Scenario outline: with <names> in its lines, and below it Examples: with a "
            "table");
  }

  void TakeRow(const ParsedLine& parsed, const SourceLine& line) {
    if (block_ && block_->has_examples) {
      block_->rows.push_back({line, SplitRow(parsed.text)});
      return;
    }
    sink_
        .Report(DiagnosticId::ScenarioExamplesWrong, SpanOf(line),
                "a row of a table stands here, and no `Examples:` above it")
        .Note("write Examples: on a line of its own above the table");
  }

  void TakeInside(ParsedLine parsed, const SourceLine& line) {
    if (!block_) {
      if (parsed.kind == Kind::Unreadable) return Report(line, parsed.problems, true);
      sink_
          .Report(DiagnosticId::ScenarioOrder, SpanOf(line),
                  "this line stands in front of the first scenario")
          .Note(
              "write `Scenario: what happens` above it, or `Background:` when it is for all "
              "scenarios of the file");
      return;
    }
    if (block_->has_examples) {
      sink_
          .Report(DiagnosticId::ScenarioOrder, SpanOf(line), "this line stands behind the examples")
          .Note("the table of examples is the last thing of an outline");
      return;
    }
    block_->lines.push_back({line, std::move(parsed)});
  }

  void FinishBlock() {
    if (!block_) return;
    const Block block = std::move(*block_);
    block_.reset();
    repeats_ = Repeats::Then;
    if (block.kind == Kind::Background) {
      file_.background = Build(block);
      if (file_.background.steps.empty()) return;
      sink_
          .Report(DiagnosticId::ScenarioOrder, SpanOf(block.heading),
                  "the background has lines of conversation")
          .Note("a background holds Policy:, Channel: and Given lines only");
      file_.background.steps.clear();
    } else if (block.kind == Kind::Outline || block.has_examples) {
      Expand(block);
    } else {
      CheckName(block);
      Add(Build(block), block);
    }
  }

  void CheckName(const Block& block) {
    if (block.name.empty() || names_.insert(NormalizeName(block.name)).second) return;
    sink_
        .Report(DiagnosticId::ScenarioNameTwice, SpanOf(block.heading),
                fmt::format("there is a scenario `{}` in this file already", block.name))
        .Note("give each its own name, so that a report says which one failed");
  }

  void Add(Scenario scenario, const Block& block) {
    if (scenario.steps.empty()) {
      if (!broken_) {
        sink_
            .Report(DiagnosticId::ScenarioEmpty, SpanOf(block.heading),
                    "this scenario has no line of conversation and checks nothing")
            .Note("write what the customer and the agent say, and what must have happened: Then …");
      }
      return;
    }
    file_.scenarios.push_back(std::move(scenario));
  }

  // ---- one block to a scenario ----

  Scenario Build(const Block& block) {
    Scenario scenario;
    scenario.name = block.name;
    scenario.line = block.heading.number;
    broken_ = false;
    for (const BlockLine& line : block.lines) {
      Report(line.source, line.parsed.problems, true);
      Place(line.source, line.parsed, scenario);
    }
    return scenario;
  }

  void Place(const SourceLine& line, const ParsedLine& parsed, Scenario& scenario) {
    switch (parsed.kind) {
      case Kind::Policy:
        return SetOnce(scenario.policy, parsed.text, line);
      case Kind::Channel:
        return SetOnce(scenario.channel, parsed.text, line);
      case Kind::Given:
        if (!scenario.steps.empty()) {
          sink_
              .Report(DiagnosticId::ScenarioOrder, SpanOf(line),
                      "what is given stands behind the conversation")
              .Note(
                  "move it above the first line of the conversation; answers that change are "
                  "written `Given @tool returns {…} then {…}`");
        }
        scenario.givens.push_back(parsed.given);
        scenario.givens.back().line = line.number;
        return;
      case Kind::Step:
        scenario.steps.push_back(parsed.step);
        scenario.steps.back().line = line.number;
        scenario.steps.back().begin = line.begin;
        scenario.steps.back().end = SpanOf(line).end;
        return;
      default:
        broken_ = true;
    }
  }

  void SetOnce(std::optional<std::string>& field, const std::string& value,
               const SourceLine& line) {
    if (field) {
      sink_.Report(DiagnosticId::ScenarioOrder, SpanOf(line), "this is said already above")
          .Note("leave one of the two lines out");
    }
    field = value;
  }

  // ---- outlines ----

  void Expand(const Block& block) {
    CheckName(block);
    if (block.rows.size() < 2) {
      sink_
          .Report(DiagnosticId::ScenarioExamplesWrong, SpanOf(block.heading),
                  "this outline has no examples")
          .Note(
              "write below it: Examples: and a table, its first row the names, each further row "
              "a conversation");
      return;
    }
    const std::vector<std::string>& names = block.rows.front().cells;
    CheckTable(block, names);
    std::size_t bytes = 0;
    for (const BlockLine& line : block.lines) bytes += line.source.text.size();
    const std::size_t rows = block.rows.size() - 1;
    if (file_.scenarios.size() + rows > kMaxScenarios ||
        (bytes > 0 && rows > kMaxExpandedBytes / bytes)) {
      sink_
          .Report(DiagnosticId::ScenarioExamplesWrong, SpanOf(block.heading),
                  "these are more examples than one file may have")
          .Note("split the table into several files");
      return;
    }
    for (std::size_t i = 1; i < block.rows.size(); ++i) {
      if (block.rows[i].cells.size() != names.size()) continue;  // reported
      const std::size_t before = sink_.size();
      Add(BuildRow(block, names, block.rows[i]), block);
      // What is wrong in one row is most likely wrong in all.
      if (sink_.size() != before) break;
    }
  }

  void CheckTable(const Block& block, const std::vector<std::string>& names) {
    std::set<std::string> columns;
    for (const std::string& name : names) columns.insert(NormalizeName(name));
    for (std::size_t i = 1; i < block.rows.size(); ++i) {
      const Row& row = block.rows[i];
      if (row.cells.size() == names.size()) continue;
      sink_
          .Report(DiagnosticId::ScenarioExamplesWrong, SpanOf(row.source),
                  fmt::format("this row has {} and the table has {}",
                              Counted(row.cells.size(), "cell"), Counted(names.size(), "column")))
          .Note("a bar inside a cell is written \\|");
    }
    std::set<std::string> used;
    for (const BlockLine& line : block.lines) {
      for (const std::string& name : PlaceholdersIn(line.source.text)) {
        used.insert(NormalizeName(name));
        if (columns.contains(NormalizeName(name))) continue;
        sink_
            .Report(DiagnosticId::ScenarioExamplesWrong, SpanOf(line.source),
                    fmt::format("`<{}>` is no column of the table", name))
            .Note(fmt::format("the table has {}", fmt::join(names, ", ")));
      }
    }
    for (const std::string& name : PlaceholdersIn(block.name)) used.insert(NormalizeName(name));
    for (const std::string& name : names) {
      if (used.contains(NormalizeName(name))) continue;
      sink_
          .Report(DiagnosticId::ScenarioExamplesWrong, SpanOf(block.rows.front().source),
                  fmt::format("no line of the outline uses the column `{}`", name))
          .Note(fmt::format("write <{}> where its value belongs, or leave the column out", name));
    }
  }

  Scenario BuildRow(const Block& block, const std::vector<std::string>& names, const Row& row) {
    Scenario scenario;
    scenario.line = row.source.number;
    scenario.outline = FillIn(block.name, names, row.cells);
    for (std::size_t i = 0; i < names.size(); ++i) {
      scenario.row += fmt::format("{}{}: {}", i == 0 ? "" : ", ", names[i], row.cells[i]);
    }
    scenario.name = fmt::format("{} ({})", scenario.outline, scenario.row);
    broken_ = false;
    for (const BlockLine& line : block.lines) {
      const std::string text = FillIn(line.source.text, names, row.cells);
      if (text == line.source.text) {
        Report(line.source, line.parsed.problems, true);
        Place(line.source, line.parsed, scenario);
        continue;
      }
      ParsedLine parsed = parser_.Parse(text, line.source.repeats);
      if (parsed.open) {
        parsed.problems.push_back({DiagnosticId::ScenarioJsonUnreadable, 0, text.size(),
                                   "braces are opened here and not closed", ""});
      }
      for (LineProblem& problem : parsed.problems) {
        problem.note = fmt::format("with the examples of line {}: {}{}{}", row.source.number, text,
                                   problem.note.empty() ? "" : "; ", problem.note);
      }
      Report(line.source, parsed.problems, false);
      Place(line.source, parsed, scenario);
    }
    return scenario;
  }

  const SourceFile& source_;
  FileId id_;
  DiagnosticSink& sink_;
  LineParser parser_;
  File file_;
  std::uint32_t next_ = 1;
  Repeats repeats_ = Repeats::Then;
  std::optional<Block> block_;
  bool has_background_ = false;
  bool broken_ = false;  // the block has a line that could not be read
  std::set<std::string> names_;
};

}  // namespace

File ParseFile(const SourceFile& source, FileId id, DiagnosticSink& sink) {
  return Reader(source, id, sink).Read();
}

}  // namespace proviso::scenario
