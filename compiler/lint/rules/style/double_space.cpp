// SPDX-License-Identifier: Apache-2.0
// P501 double-space: two spaces in a row inside a line. White space in front of the text is layout,
// behind it is cut by the formatter, and inside of quotation marks it belongs to the customer's
// message.
#include <string_view>

#include "compiler/lint/rules/style/rules.h"

namespace proviso::compiler::lint {
namespace {

bool OpensQuote(std::string_view rest) { return rest.starts_with("\xE2\x80\x9C"); }
bool ClosesQuote(std::string_view rest) { return rest.starts_with("\xE2\x80\x9D"); }

class DoubleSpaceRule final : public Rule {
 public:
  DoubleSpaceRule() : Rule(DiagnosticId::DoubleSpace, Category::Style) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (std::uint32_t f = 0; f < context.sources.size(); ++f) {
      const SourceFile& file = context.sources.file(static_cast<FileId>(f));
      for (std::uint32_t line = 1; line <= file.line_count(); ++line)
        CheckLine(file, static_cast<FileId>(f), line, sink);
    }
  }

 private:
  static void CheckLine(const SourceFile& file, FileId id, std::uint32_t line,
                        DiagnosticSink& sink) {
    const std::string_view text = file.Line(line);
    std::size_t last = text.find_last_not_of(" \t\r");
    if (last == std::string_view::npos) return;
    bool quoted = false;
    bool started = false;
    for (std::size_t i = 0; i <= last;) {
      if (text[i] == '"') quoted = !quoted;
      if (OpensQuote(text.substr(i))) quoted = true;
      if (ClosesQuote(text.substr(i))) quoted = false;
      if (text[i] != ' ') {
        started = started || text[i] != '\t';
        ++i;
        continue;
      }
      const std::size_t end = text.find_first_not_of(' ', i);
      if (started && !quoted && end - i > 1) {
        const std::uint32_t at = file.LineStart(line) + static_cast<std::uint32_t>(i);
        const Span span{id, at, at + static_cast<std::uint32_t>(end - i)};
        sink.Report(DiagnosticId::DoubleSpace, span, "there are several spaces in a row")
            .Fix("leave one space", span, " ", FixSafety::Safe);
      }
      i = end;
    }
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeDoubleSpaceRule() { return std::make_unique<DoubleSpaceRule>(); }

}  // namespace proviso::compiler::lint
