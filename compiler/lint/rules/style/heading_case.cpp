// SPDX-License-Identifier: Apache-2.0
// P502 heading-case: headings of one policy, or of one page, written partly in Title Case and
// partly not. A line in sentence case that stands where a heading would and was read as a step is
// reported too.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "compiler/lint/instruction_lines.h"
#include "compiler/lint/rules/style/rules.h"

namespace proviso::compiler::lint {
namespace {

enum class Case : std::uint8_t { Unknown, Title, Sentence, Mixed };

struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Words in plain letters; what stands in quotation marks is a name and keeps its case.
std::vector<Word> WordsOf(std::string_view text) {
  std::vector<Word> words;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '"') quoted = !quoted;
    if (text.substr(i).starts_with("\xE2\x80\x9C")) quoted = true;
    if (text.substr(i).starts_with("\xE2\x80\x9D")) quoted = false;
    if (quoted || std::isalpha(static_cast<unsigned char>(text[i])) == 0) {
      ++i;
      continue;
    }
    Word word{i, i};
    while (
        word.end < text.size() &&
        (std::isalpha(static_cast<unsigned char>(text[word.end])) != 0 || text[word.end] == '\''))
      ++word.end;
    i = word.end;
    words.push_back(word);
  }
  return words;
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

// "AI", "SMS", "I" and "iPhone" have the case they have.
bool HasOwnCase(std::string_view word) {
  return word.size() == 1 || std::any_of(word.begin() + 1, word.end(),
                                         [](unsigned char c) { return std::isupper(c) != 0; });
}

bool Matters(std::string_view word, const Lexicon& lexicon) {
  return !HasOwnCase(word) && !lexicon.Is("small_words", Lower(word));
}

Case CaseOf(std::string_view text, const Lexicon& lexicon) {
  const std::vector<Word> words = WordsOf(text);
  std::size_t upper = 0;
  std::size_t lower = 0;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view word = text.substr(words[i].begin, words[i].end - words[i].begin);
    if (!Matters(word, lexicon)) continue;
    std::isupper(static_cast<unsigned char>(word.front())) != 0 ? ++upper : ++lower;
  }
  if (upper + lower == 0) return Case::Unknown;
  if (lower == 0) return Case::Title;
  return upper == 0 ? Case::Sentence : Case::Mixed;
}

std::string InCase(std::string_view text, Case wanted, const Lexicon& lexicon) {
  std::string out(text);
  const std::vector<Word> words = WordsOf(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = text.substr(words[i].begin, words[i].end - words[i].begin);
    char& first = out[words[i].begin];
    const unsigned char c = static_cast<unsigned char>(first);
    if (i == 0 || (wanted == Case::Title && Matters(word, lexicon)))
      first = static_cast<char>(std::toupper(c));
    else if (wanted == Case::Sentence && Matters(word, lexicon))
      first = static_cast<char>(std::tolower(c));
  }
  return out;
}

std::string_view NameOf(Case which) {
  return which == Case::Title ? "Title Case" : "sentence case";
}

struct Heading {
  Span span;
  std::string_view text;
  Case style = Case::Unknown;
};

class HeadingCaseChecker {
 public:
  HeadingCaseChecker(const Context& context, DiagnosticSink& sink)
      : context_(context), sink_(sink) {}

  void CheckPolicy(const ast::Policy& policy) {
    std::vector<Heading> headings;
    ForEachStatement(policy.body, [&](const ast::Statement& statement) {
      if (std::holds_alternative<ast::Section>(statement.node))
        Add(headings, TitleOf(statement.span));
    });
    // Title Case is what makes a heading without Markdown: it is what the others are brought to.
    const bool titled = std::any_of(headings.begin(), headings.end(), [](const Heading& heading) {
      return heading.style == Case::Title;
    });
    Report(headings, titled ? Case::Title : Majority(headings), FixSafety::Safe);
    const auto count = std::count_if(headings.begin(), headings.end(), [](const Heading& heading) {
      return heading.style == Case::Title;
    });
    if (count >= 2) ReportSteps(policy);
  }

  // The headings of a published page: fields that are no `Key: value`, and those of its prose.
  void CheckPage(const ast::Document& document) {
    std::vector<Heading> headings;
    for (const ast::Policy& policy : document.policies) {
      for (const ast::HeadField& field : policy.head) {
        const Span line = FirstLine(field.span);
        if (context_.sources.file(line.file).Text(line).find(':') == std::string_view::npos)
          AddOnce(headings, line);
      }
    }
    if (headings.size() < 2) return;  // no page
    for (const ast::Remark& remark : document.remarks) {
      if (remark.kind == ast::RemarkKind::Prose || remark.kind == ast::RemarkKind::Heading)
        AddOnce(headings, FirstLine(remark.span));
    }
    for (const ast::Policy& policy : document.policies)
      AddOnce(headings, FirstLine(policy.name_span));
    std::sort(headings.begin(), headings.end(),
              [](const Heading& a, const Heading& b) { return a.span.begin < b.span.begin; });
    Report(headings, Majority(headings), FixSafety::Unsafe);
  }

 private:
  // Without the signs of Markdown and the colon.
  Span TitleOf(const Span& span) const {
    const Span line = FirstLine(span);
    const std::string_view text = context_.sources.file(line.file).Text(line);
    const std::size_t begin = std::min(text.find_first_not_of("# "), text.size());
    const std::size_t end = text.find_last_not_of(": \t#");
    if (end == std::string_view::npos || end < begin) return line;
    return {line.file, line.begin + static_cast<std::uint32_t>(begin),
            line.begin + static_cast<std::uint32_t>(end + 1)};
  }

  Span FirstLine(const Span& span) const {
    const std::string_view text = context_.sources.file(span.file).Text(span);
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    return {span.file, span.begin, span.begin + static_cast<std::uint32_t>(end)};
  }

  void Add(std::vector<Heading>& headings, const Span& span) const {
    const std::string_view text = context_.sources.file(span.file).Text(span);
    headings.push_back({span, text, CaseOf(text, context_.lexicon)});
  }

  // A policy of the page repeats the head of the other one.
  void AddOnce(std::vector<Heading>& headings, const Span& span) const {
    constexpr std::size_t kLongestHeading = 80;
    const bool known = std::any_of(headings.begin(), headings.end(),
                                   [&](const Heading& other) { return other.span == span; });
    if (!known && span.end > span.begin && span.end - span.begin <= kLongestHeading)
      Add(headings, span);
  }

  static Case Majority(const std::vector<Heading>& headings) {
    const auto count = [&](Case which) {
      return std::count_if(headings.begin(), headings.end(),
                           [which](const Heading& heading) { return heading.style == which; });
    };
    return count(Case::Title) > count(Case::Sentence) ? Case::Title : Case::Sentence;
  }

  void Report(const std::vector<Heading>& headings, Case wanted, FixSafety safety) {
    std::vector<const Heading*> odd;
    const Heading* usual = nullptr;
    for (const Heading& heading : headings) {
      if (heading.style == Case::Unknown) continue;
      if (heading.style == wanted)
        usual = usual == nullptr ? &heading : usual;
      else
        odd.push_back(&heading);
    }
    if (odd.empty() || usual == nullptr) return;
    Diagnostic& diagnostic =
        sink_.Report(DiagnosticId::HeadingCase, odd.front()->span,
                     fmt::format("`{}` is not in {}, as `{}` is", odd.front()->text, NameOf(wanted),
                                 usual->text));
    DiagnosticFix fix;
    fix.description = fmt::format("write the headings in {}", NameOf(wanted));
    fix.safety = safety;
    for (const Heading* heading : odd) {
      if (heading != odd.front()) diagnostic.Label(heading->span, "this one too");
      fix.edits.push_back({heading->span, InCase(heading->text, wanted, context_.lexicon)});
    }
    diagnostic.Fix(std::move(fix));
  }

  // "Check the details:" among headings in Title Case.
  void ReportSteps(const ast::Policy& policy) {
    constexpr std::size_t kLongest = 6;
    ForEachStatement(policy.body, [&](const ast::Statement& statement) {
      const bool may_be = std::holds_alternative<ast::Judge>(statement.node) ||
                          std::holds_alternative<ast::Fact>(statement.node) ||
                          std::holds_alternative<ast::Documentation>(statement.node);
      if (!may_be) return;
      const SourceFile& file = context_.sources.file(statement.span.file);
      std::string_view line = file.Line(file.LineOf(statement.span.begin));
      line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
      const std::string_view text = file.Text(statement.span);
      if (!line.ends_with(':') || WordsOf(text).size() > kLongest ||
          text.find_first_of("@#{(,") != std::string_view::npos)
        return;
      if (CaseOf(text, context_.lexicon) == Case::Title) return;
      sink_
          .Report(DiagnosticId::HeadingCase, statement.span,
                  fmt::format("`{}` is read as a step: headings of this policy are in Title Case",
                              text))
          .Fix("make it a heading", statement.span, InCase(text, Case::Title, context_.lexicon));
    });
  }

  const Context& context_;
  DiagnosticSink& sink_;
};

class HeadingCaseRule final : public Rule {
 public:
  HeadingCaseRule() : Rule(DiagnosticId::HeadingCase, Category::Style) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    HeadingCaseChecker checker(context, sink);
    for (const ast::Document& document : context.documents) {
      for (const ast::Policy& policy : document.policies) checker.CheckPolicy(policy);
      checker.CheckPage(document);
    }
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeHeadingCaseRule() { return std::make_unique<HeadingCaseRule>(); }

}  // namespace proviso::compiler::lint
