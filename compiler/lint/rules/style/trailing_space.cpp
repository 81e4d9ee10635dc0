// SPDX-License-Identifier: Apache-2.0
// P507 trailing-space: white space at the end of a line with text on it.
#include <string_view>

#include "compiler/lint/rules/style/rules.h"

namespace proviso::compiler::lint {
namespace {

class TrailingSpaceRule final : public Rule {
 public:
  TrailingSpaceRule() : Rule(DiagnosticId::TrailingSpace, Category::Style) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (std::uint32_t f = 0; f < context.sources.size(); ++f) {
      const SourceFile& file = context.sources.file(static_cast<FileId>(f));
      for (std::uint32_t number = 1; number <= file.line_count(); ++number)
        CheckLine(file, static_cast<FileId>(f), number, sink);
    }
  }

 private:
  static void CheckLine(const SourceFile& file, FileId id, std::uint32_t number,
                        DiagnosticSink& sink) {
    std::string_view line = file.Line(number);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::size_t last = line.find_last_not_of(" \t");
    if (last == std::string_view::npos || last + 1 == line.size()) return;
    const Span span{id, file.LineStart(number) + static_cast<std::uint32_t>(last + 1),
                    file.LineStart(number) + static_cast<std::uint32_t>(line.size())};
    sink.Report(DiagnosticId::TrailingSpace, span, "the line ends in white space")
        .Fix("cut it", span, "", FixSafety::Safe);
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeTrailingSpaceRule() {
  return std::make_unique<TrailingSpaceRule>();
}

}  // namespace proviso::compiler::lint
