// SPDX-License-Identifier: Apache-2.0
// P412 vague-time: "soon", "a few days", "a reasonable time" in an instruction. Two people count it
// differently, a machine not at all. What is said to the customer in quotation marks is left alone.
#include <fmt/format.h>

#include "compiler/lint/instruction_lines.h"
#include "compiler/lint/rules/clarity/rules.h"

namespace proviso::compiler::lint {
namespace {

class VagueTimeRule final : public Rule {
 public:
  VagueTimeRule() : Rule(DiagnosticId::VagueTime, Category::Clarity) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const InstructionLine& line : InstructionLines(context)) {
      for (std::size_t i = 0; i < line.words.size();) {
        const std::size_t length = MatchPhrase(line, i, context.lexicon.List("vague_times"));
        if (length == 0) {
          ++i;
          continue;
        }
        // What the customer is told, quoted or not, is a message.
        const ast::Statement* statement = line.StatementAt(line.OffsetOf(line.words[i]));
        const bool said = statement != nullptr && std::holds_alternative<ast::Say>(statement->node);
        if (said) {
          ++i;
          continue;
        }
        const Span span{line.span.file, line.words[i].span.begin,
                        line.words[i + length - 1].span.end};
        const std::string_view words =
            line.source.substr(span.begin - line.span.begin, span.end - span.begin);
        sink.Report(DiagnosticId::VagueTime, span,
                    fmt::format("`{}` does not say how long or how many", words))
            .Note("write a number with its unit, as in `24 hours`, `3 days` or `5 items`");
        i += length;
      }
    }
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeVagueTimeRule() { return std::make_unique<VagueTimeRule>(); }

}  // namespace proviso::compiler::lint
