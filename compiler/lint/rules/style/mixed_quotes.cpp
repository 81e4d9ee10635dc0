// SPDX-License-Identifier: Apache-2.0
// P506 mixed-quotes: straight and curly quotation marks in one file, and a comma inside of the
// marks of a value in a list (“Delivered,” “In Transit”), where it becomes a part of the value.
#include <algorithm>

#include "compiler/lint/instruction_lines.h"
#include "compiler/lint/rules/style/rules.h"

namespace proviso::compiler::lint {
namespace {

constexpr std::string_view kOpen = "\xE2\x80\x9C";
constexpr std::string_view kClose = "\xE2\x80\x9D";

struct Quoted {
  Span open;
  Span close;
  bool straight = false;
  bool message = false;  // what is said word for word
  std::string_view inner;
};

void AddQuotations(const InstructionLine& line, std::vector<Quoted>& found) {
  const std::string_view text = line.source;
  for (std::size_t i = 0; i < text.size();) {
    const bool straight = text[i] == '"';
    const bool curly = text.substr(i).starts_with(kOpen);
    if (!straight && !curly) {
      ++i;
      continue;
    }
    const std::size_t size = straight ? 1 : kOpen.size();
    const std::size_t close = straight ? text.find('"', i + 1) : text.find(kClose, i + size);
    if (close == std::string_view::npos) return;
    const ast::Statement* statement = line.StatementAt(i);
    const auto* say = statement != nullptr ? std::get_if<ast::Say>(&statement->node) : nullptr;
    const auto* note = statement != nullptr ? std::get_if<ast::Note>(&statement->node) : nullptr;
    found.push_back({line.SpanOf(i, i + size), line.SpanOf(close, close + size), straight,
                     say != nullptr || note != nullptr, text.substr(i + size, close - i - size)});
    i = close + size;
  }
}

// Curly ones are what the formatter writes for messages, so all are brought to them, whichever are
// more: to straight ones the two would undo each other's work.
void CheckFile(const std::vector<Quoted>& quoted, DiagnosticSink& sink) {
  const auto straight =
      std::count_if(quoted.begin(), quoted.end(), [](const Quoted& q) { return q.straight; });
  if (straight == 0 || straight == std::ssize(quoted)) return;
  DiagnosticFix fix;
  fix.description = "write all of them curly";
  fix.safety = FixSafety::Safe;
  Diagnostic* diagnostic = nullptr;
  std::size_t labels = 0;
  constexpr std::size_t kMostLabels = 8;
  for (const Quoted& quotation : quoted) {
    // A curly mark inside would end the quotation.
    if (!quotation.straight || quotation.inner.find(kClose) != std::string_view::npos) continue;
    const Span whole{quotation.open.file, quotation.open.begin, quotation.close.end};
    if (diagnostic == nullptr) {
      diagnostic = &sink.Report(DiagnosticId::MixedQuotes, whole,
                                "these marks are straight, and others of this file are curly");
    } else if (++labels <= kMostLabels) {
      diagnostic->Label(whole, "these too");
    }
    fix.edits.push_back({quotation.open, std::string(kOpen)});
    fix.edits.push_back({quotation.close, std::string(kClose)});
  }
  if (diagnostic != nullptr) diagnostic->Fix(std::move(fix));
}

// One finding a line: the commas of a list.
void CheckCommas(const std::vector<Quoted>& quoted, DiagnosticSink& sink) {
  DiagnosticFix fix;
  Span first = kNoSpan;
  for (const Quoted& quotation : quoted) {
    if (quotation.message || !quotation.inner.ends_with(',')) continue;
    if (first == kNoSpan) first = {quotation.open.file, quotation.open.begin, quotation.close.end};
    const Span comma{quotation.close.file, quotation.close.begin - 1, quotation.close.begin};
    const Span behind{quotation.close.file, quotation.close.end, quotation.close.end};
    fix.edits.push_back({comma, ""});
    fix.edits.push_back({behind, ","});
  }
  if (first == kNoSpan) return;
  fix.description = "put the commas behind the marks";
  fix.safety = FixSafety::Unsafe;
  sink.Report(DiagnosticId::MixedQuotes, first,
              "the comma stands inside of the quotation marks, as a part of the value")
      .Fix(std::move(fix));
}

class MixedQuotesRule final : public Rule {
 public:
  MixedQuotesRule() : Rule(DiagnosticId::MixedQuotes, Category::Style) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    std::vector<std::vector<Quoted>> files(context.sources.size());
    for (const InstructionLine& line : InstructionLines(context)) {
      std::vector<Quoted> quoted;
      AddQuotations(line, quoted);
      CheckCommas(quoted, sink);
      auto& file = files[static_cast<std::size_t>(line.span.file)];
      file.insert(file.end(), quoted.begin(), quoted.end());
    }
    for (const std::vector<Quoted>& quoted : files) CheckFile(quoted, sink);
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeMixedQuotesRule() { return std::make_unique<MixedQuotesRule>(); }

}  // namespace proviso::compiler::lint
