// SPDX-License-Identifier: Apache-2.0
#include "cli/test_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/findings.h"
#include "cli/terminal.h"
#include "cli/text_layout.h"
#include "core/value_json.h"
#include "testing/scenario/writer.h"

namespace proviso::cli {
namespace {

using scenario::Case;
using scenario::CaseResult;
using scenario::Entry;
using scenario::Failure;
using scenario::Suite;

constexpr int kLabelColumns = 11;
// A tool's answer may be a page; a transcript shows the beginning.
constexpr std::size_t kLongestValue = 400;

class FailureWriter {
 public:
  FailureWriter(const Suite& suite, const CaseResult& result, const TestTextOptions& options)
      : suite_(suite), result_(result), options_(options) {}

  std::string Write() {
    Heading();
    for (std::size_t i = 0; i < result_.result.transcript.size(); ++i) {
      WriteEntry(result_.result.transcript[i]);
    }
    return std::move(out_);
  }

 private:
  std::string Styled(Style style, const std::string& text) const {
    return std::string(StyleCode(style, options_.color)) + text +
           std::string(StyleCode(Style::Reset, options_.color));
  }

  void Heading() {
    const scenario::Scenario& scenario = scenario::ScenarioOf(suite_, result_.at);
    const std::string& file = suite_.files[result_.at.file].path;
    out_ += fmt::format("{} {}:{}: {}\n", Styled(Style::Red, "FAILED"), file, scenario.line,
                        Styled(Style::Bold, Printable(scenario.name)));
  }

  // `label` in front of the first line, the text wrapped behind it.
  void Labelled(const std::string& mark, const std::string& label, const std::string& text,
                Style style) {
    const int room = std::max(20, options_.width - kLabelColumns - 4);
    const std::vector<std::string> lines = WrapToColumns(Printable(text), room);
    std::string head = PadToColumns(label, kLabelColumns);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string left = i == 0 ? mark : " ";
      const std::string column =
          i == 0 ? head : std::string(static_cast<std::size_t>(kLabelColumns), ' ');
      out_ += fmt::format("  {} {}{}\n", left, Styled(Style::Dim, column), Styled(style, lines[i]));
    }
  }

  void WriteEntry(const Entry& entry) {
    const std::string mark = entry.step ? Styled(Style::Green, "✓") : " ";
    switch (entry.kind) {
      case Entry::Kind::Customer:
        return Labelled(" ", "customer", entry.text, Style::Cyan);
      case Entry::Kind::Reply:
        return Labelled(" ", "(customer)", entry.text, Style::Cyan);
      case Entry::Kind::Time:
        return Labelled(" ", "time", entry.text + " pass", Style::Reset);
      case Entry::Kind::Output:
        return WriteOutput(entry.output, mark);
      case Entry::Kind::Problem:
        return WriteProblem(result_.result.failures[entry.failure]);
    }
  }

  static std::string Short(const Value& value) {
    std::string text = scenario::JsonText(ToJson(value.view()));
    if (text.size() <= kLongestValue) return text;
    return CutToColumns(text, static_cast<int>(kLongestValue));
  }

  static std::string Because(const session::HandoffOutput& handoff) {
    return fmt::format("{}{}because {}", handoff.to, handoff.to.empty() ? "" : ", ",
                       handoff.reason.empty() ? handoff.code : handoff.reason);
  }

  void WriteOutput(const session::Output& output, const std::string& mark) {
    if (const auto* say = std::get_if<session::SayOutput>(&output)) {
      Labelled(mark, "agent", say->text, Style::Reset);
    } else if (const auto* ask = std::get_if<session::AskOutput>(&output)) {
      Labelled(mark, "agent asks", ask->text, Style::Reset);
    } else if (const auto* call = std::get_if<session::CallOutput>(&output)) {
      Labelled(mark, "calls", fmt::format("@{} {}", call->tool, Short(call->args)), Style::Dim);
    } else if (const auto* answer = std::get_if<session::ResultOutput>(&output)) {
      const auto* error = std::get_if<runtime::ToolError>(&answer->outcome);
      Labelled(mark, error ? "fails" : "answer",
               error ? error->code + (error->message.empty() ? "" : ": " + error->message)
                     : Short(std::get<Value>(answer->outcome)),
               Style::Dim);
    } else if (const auto* note = std::get_if<session::NoteOutput>(&output)) {
      Labelled(mark, "note", note->text, Style::Reset);
    } else if (const auto* judge = std::get_if<session::JudgeOutput>(&output)) {
      Labelled(mark, "judges", judge->question, Style::Reset);
    } else if (const auto* handoff = std::get_if<session::HandoffOutput>(&output)) {
      Labelled(mark, "hands off", Because(*handoff), Style::Reset);
    } else if (const auto* end = std::get_if<session::EndOutput>(&output)) {
      Labelled(mark, "end", end->outcome, Style::Reset);
    }
  }

  std::string Happened(const Entry& entry) const {
    if (const auto* say = std::get_if<session::SayOutput>(&entry.output)) return say->text;
    if (const auto* ask = std::get_if<session::AskOutput>(&entry.output)) return ask->text;
    if (const auto* note = std::get_if<session::NoteOutput>(&entry.output)) return note->text;
    if (const auto* call = std::get_if<session::CallOutput>(&entry.output)) {
      return fmt::format("@{} {}", call->tool, Short(call->args));
    }
    if (const auto* handoff = std::get_if<session::HandoffOutput>(&entry.output)) {
      return Because(*handoff);
    }
    if (const auto* end = std::get_if<session::EndOutput>(&entry.output)) return end->outcome;
    return {};
  }

  void WriteProblem(const Failure& failure) {
    const SourceFile& source = suite_.sources.file(suite_.files[result_.at.file].id);
    const std::string mark = Styled(Style::Red, "✗");
    out_ += fmt::format("  {} {}\n", mark, Styled(Style::Red, Printable(failure.message)));
    const std::string expected = Expected(failure, source);
    if (!expected.empty()) Labelled(" ", "expected", expected, Style::Green);
    if (failure.actual && !expected.empty()) {
      const std::string happened = Happened(result_.result.transcript[*failure.actual]);
      if (!happened.empty()) Labelled(" ", "actual", happened, Style::Red);
    }
    if (failure.line > 0) {
      Labelled(" ", "scenario", fmt::format("{}:{}", source.name(), failure.line), Style::Dim);
    }
    if (const auto place = scenario::PlaceOf(suite_, result_.at, result_.result, failure)) {
      Labelled(" ", "policy",
               fmt::format("{}:{}: {}", place->file, place->line, Stripped(place->text)),
               Style::Dim);
    }
    if (!failure.hint.empty()) Labelled(" ", "hint", failure.hint, Style::Yellow);
  }

  // The line as it was played: of an outline with the row's cells filled in.
  std::string Expected(const Failure& failure, const SourceFile& source) const {
    const scenario::Scenario& scenario = scenario::ScenarioOf(suite_, result_.at);
    if (failure.step >= scenario.steps.size()) return {};
    const scenario::Step& step = scenario.steps[failure.step];
    // The customer's own lines expect nothing.
    if (step.kind == scenario::StepKind::Customer) return {};
    if (!scenario.outline.empty()) return scenario::WriteStep(step);
    return std::string(source.text().substr(step.begin, step.end - step.begin));
  }

  static std::string Stripped(const std::string& text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    return begin == std::string::npos ? std::string() : text.substr(begin);
  }

  const Suite& suite_;
  const CaseResult& result_;
  const TestTextOptions& options_;
  std::string out_;
};

}  // namespace

std::string FailureText(const Suite& suite, const CaseResult& result,
                        const TestTextOptions& options) {
  return FailureWriter(suite, result, options).Write();
}

TestCounts CountTests(const std::vector<CaseResult>& results) {
  TestCounts counts;
  counts.total = results.size();
  for (const CaseResult& result : results) {
    if (!result.played) {
      ++counts.skipped;
    } else if (result.result.passed()) {
      ++counts.passed;
    } else {
      ++counts.failed;
    }
  }
  return counts;
}

std::string FilesText(const Suite& suite, const std::vector<CaseResult>& results, bool color) {
  std::map<std::size_t, TestCounts> by_file;
  for (const CaseResult& result : results) {
    TestCounts& counts = by_file[result.at.file];
    ++counts.total;
    if (result.played) ++(result.result.passed() ? counts.passed : counts.failed);
  }
  std::string out;
  for (const auto& [file, counts] : by_file) {
    const bool failed = counts.failed > 0;
    const std::string_view word = failed ? "FAILED" : counts.passed == 0 ? "left out" : "ok";
    out += fmt::format("{}{}{} {}: {}", StyleCode(failed ? Style::Red : Style::Green, color), word,
                       StyleCode(Style::Reset, color), suite.files[file].path,
                       Counted(counts.total, "scenario"));
    if (failed) out += fmt::format(", {} failed", counts.failed);
    out += '\n';
  }
  return out;
}

std::string CountsLine(const TestCounts& counts) {
  std::string out = fmt::format("{}: {} passed", Counted(counts.total, "scenario"), counts.passed);
  if (counts.failed > 0) out += fmt::format(", {} failed", counts.failed);
  if (counts.skipped > 0) out += fmt::format(", {} left out", counts.skipped);
  return out;
}

}  // namespace proviso::cli
