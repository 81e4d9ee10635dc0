// SPDX-License-Identifier: Apache-2.0
// P406 open-tool-list: "… or other applicable tools", "(@a, @b, etc.)", "the relevant tool". A
// machine calls the tools that are named and no others, so such words name none.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/instruction_lines.h"
#include "compiler/lint/rules/clarity/rules.h"

namespace proviso::compiler::lint {
namespace {

// The word of `line` that names a tool at or a few describing words behind `at`; 0 when none does.
std::size_t ToolWordAfter(const InstructionLine& line, std::size_t at, const Lexicon& lexicon) {
  constexpr std::size_t kReach = 4;
  for (std::size_t i = at + 1; i < line.words.size() && i <= at + kReach; ++i) {
    if (line.words[i].sentence != line.words[at].sentence) return 0;
    const std::size_t begin = line.words[at].span.begin - line.span.begin;
    const std::size_t end = line.words[i].span.end - line.span.begin;
    if (line.text.substr(begin, end - begin).find_first_of(",.;:()\x01") != std::string::npos)
      return 0;
    if (lexicon.Is("tool_words", line.words[i].text)) return i;
  }
  return 0;
}

bool NamesTool(const InstructionLine& line) {
  // A mention is masked; its first byte in the source is the sign.
  for (std::size_t i = 0; i < line.text.size(); ++i) {
    if (line.text[i] == kMask && line.source[i] == '@' && (i == 0 || line.text[i - 1] != kMask))
      return true;
  }
  return false;
}

// ", or" in front of the words belongs to them.
std::size_t BeginWithJoiner(const InstructionLine& line, std::size_t word, const Lexicon& lexicon) {
  std::size_t begin = line.words[word].span.begin - line.span.begin;
  while (word > 0 && lexicon.Is("list_joiners", line.words[word - 1].text)) {
    --word;
    begin = line.words[word].span.begin - line.span.begin;
  }
  while (begin > 0 && (line.text[begin - 1] == ' ' || line.text[begin - 1] == ',')) --begin;
  return begin;
}

void Report(const InstructionLine& line, std::size_t first, std::size_t last,
            const Lexicon& lexicon, bool removable, DiagnosticSink& sink) {
  const Span words = line.SpanOf(line.words[first].span.begin - line.span.begin,
                                 line.words[last].span.end - line.span.begin);
  const std::size_t begin = words.begin - line.span.begin;
  Diagnostic& diagnostic = sink.Report(
      DiagnosticId::OpenToolList, words,
      fmt::format("`{}` names no tool", line.source.substr(begin, words.end - words.begin)));
  diagnostic.Note(
      "only the tools that stand there by name are ever used; name the others too, or leave these "
      "words out");
  if (!removable) return;
  std::size_t end = words.end - line.span.begin;
  if (end < line.text.size() && line.text[end] == '.' && end + 1 < line.text.size() &&
      line.text[end + 1] == ')')
    ++end;
  diagnostic.Fix("leave the words out", line.SpanOf(BeginWithJoiner(line, first, lexicon), end),
                 "");
}

class OpenToolListRule final : public Rule {
 public:
  OpenToolListRule() : Rule(DiagnosticId::OpenToolList, Category::Clarity) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const InstructionLine& line : InstructionLines(context))
      CheckLine(line, context.lexicon, sink);
  }

 private:
  static void CheckLine(const InstructionLine& line, const Lexicon& lexicon, DiagnosticSink& sink) {
    const bool named = NamesTool(line);
    for (std::size_t i = 0; i < line.words.size(); ++i) {
      // "No further action."
      const bool none = i > 0 && lexicon.Is("negative_subjects", line.words[i - 1].text);
      if (!none && lexicon.Is("open_words", line.words[i].text)) {
        if (const std::size_t last = ToolWordAfter(line, i, lexicon); last > 0) {
          Report(line, i, last, lexicon, named, sink);
          i = last;
          continue;
        }
      }
      // "(@a, @b, etc.)": the list goes on with nothing in it.
      if (named && lexicon.Is("and_so_on", line.words[i].text) && BehindTool(line, i, lexicon)) {
        Report(line, i, i, lexicon, true, sink);
        continue;
      }
      if (named || !lexicon.Is("unnamed_words", line.words[i].text)) continue;
      if (const std::size_t last = ToolWordAfter(line, i, lexicon); last > 0) {
        Report(line, i, last, lexicon, false, sink);
        i = last;
      }
    }
  }

  // Only joiners and punctuation between the tool and the word.
  static bool BehindTool(const InstructionLine& line, std::size_t word, const Lexicon& lexicon) {
    const std::size_t begin = BeginWithJoiner(line, word, lexicon);
    return begin > 0 && line.text[begin - 1] == kMask;
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeOpenToolListRule() { return std::make_unique<OpenToolListRule>(); }

}  // namespace proviso::compiler::lint
