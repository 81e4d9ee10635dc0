// SPDX-License-Identifier: Apache-2.0
// P409 several-instructions: one sentence that holds two or more things to do. A message with the
// "stop" or hand-off behind it is one, and "or" between two ways to one value is one as well.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "compiler/lint/instruction_lines.h"
#include "compiler/lint/rules/clarity/rules.h"

namespace proviso::compiler::lint {
namespace {

template <typename... Kinds>
bool IsOneOf(const ast::Statement& statement) {
  return (std::holds_alternative<Kinds>(statement.node) || ...);
}

bool IsAction(const ast::Statement& statement) {
  return IsOneOf<ast::Ask, ast::Again, ast::AskYesNo, ast::Choose, ast::ConfirmValue, ast::Fact,
                 ast::Use, ast::Offer, ast::ApplyOffer, ast::Say, ast::FollowPolicy, ast::Remember,
                 ast::Note, ast::Judge, ast::Wait>(statement);
}

// What only ends or moves on belongs to the instruction before it.
bool IsEnding(const ast::Statement& statement) {
  return IsOneOf<ast::Stop, ast::Continue, ast::GoTo, ast::HandOff>(statement);
}

class SeveralInstructionsChecker {
 public:
  SeveralInstructionsChecker(const Context& context, DiagnosticSink& sink)
      : context_(context), sink_(sink) {}

  void CheckBlock(const ast::Block& block) {
    for (std::size_t i = 0; i < block.size();) {
      std::size_t end = i + 1;
      while (end < block.size() && SameSentence(*block[end - 1], *block[end])) ++end;
      CheckSentence(block, i, end);
      i = end;
    }
    for (const auto& statement : block) {
      CheckBlock(statement->body);
      if (const auto* branch = std::get_if<ast::Branch>(&statement->node))
        CheckBlock(branch->otherwise);
    }
  }

 private:
  std::string_view Between(const ast::Statement& a, const ast::Statement& b) const {
    return context_.sources.file(a.span.file).Text({a.span.file, a.span.end, b.span.begin});
  }

  bool SameSentence(const ast::Statement& a, const ast::Statement& b) const {
    if (a.span.file != b.span.file || b.span.begin < a.span.end) return false;
    if (b.joined == ast::Joined::Or || b.joined == ast::Joined::Otherwise) return false;
    const std::string_view between = Between(a, b);
    if (between.size() > 40 || between.find_first_of(".!?;\n") != std::string_view::npos)
      return false;
    return true;
  }

  void CheckSentence(const ast::Block& block, std::size_t begin, std::size_t end) {
    std::size_t actions = 0;
    std::size_t endings = 0;
    for (std::size_t i = begin; i < end; ++i) {
      // A rest that no verb opens is no instruction of its own.
      if (IsOneOf<ast::Judge>(*block[i]) && !OpensWithVerb(*block[i])) return;
      actions += IsAction(*block[i]) ? 1 : 0;
      endings += IsEnding(*block[i]) ? 1 : 0;
    }
    if (actions < 2 && actions + endings < 3) return;
    Report(block, begin, end, actions + endings);
  }

  bool OpensWithVerb(const ast::Statement& statement) const {
    const Words words = SplitWords(context_.sources.file(statement.span.file).Text(statement.span));
    return !words.empty() && !context_.lexicon.Is("determiners", words[0]) &&
           !context_.lexicon.Is("clause_starters", words[0]) &&
           std::isdigit(static_cast<unsigned char>(words[0][0])) == 0;
  }

  void Report(const ast::Block& block, std::size_t begin, std::size_t end, std::size_t count) {
    const Span whole = Cover(block[begin]->span, block[end - 1]->span);
    Diagnostic& diagnostic = sink_.Report(DiagnosticId::SeveralInstructions, whole,
                                          fmt::format("one sentence holds {} instructions", count));
    for (std::size_t i = begin; i < end; ++i)
      diagnostic.Label(block[i]->span, fmt::format("instruction {}", i - begin + 1));
    diagnostic.Note("a line for each is easier to read, to change and to see in `explain`");
    if (auto fix = Split(block, begin, end)) diagnostic.Fix(std::move(*fix));
  }

  // A line for each, with the bullet and indentation of the first. Only where the sentence is all
  // that stands on its line; in "If …, do this and do that" the lines would have to be nested.
  std::optional<DiagnosticFix> Split(const ast::Block& block, std::size_t begin,
                                     std::size_t end) const {
    const ast::Statement& first = *block[begin];
    const SourceFile& file = context_.sources.file(first.span.file);
    const std::uint32_t number = file.LineOf(first.span.begin);
    const std::string_view line = file.Line(number);
    const std::string_view margin = line.substr(0, first.span.begin - file.LineStart(number));
    if (std::any_of(margin.begin(), margin.end(),
                    [](unsigned char c) { return std::isalnum(c) != 0; }))
      return std::nullopt;
    const std::uint32_t line_end = file.LineStart(number) + static_cast<std::uint32_t>(line.size());
    const Span rest{first.span.file, block[end - 1]->span.end, line_end};
    if (rest.end < rest.begin ||
        file.Text(rest).find_first_not_of(". \t\r") != std::string_view::npos)
      return std::nullopt;
    DiagnosticFix fix;
    fix.description = "write a line for each";
    bool refers_back = false;
    for (std::size_t i = begin + 1; i < end; ++i) {
      if (file.LineOf(block[i]->span.begin) != number || !block[i - 1]->body.empty())
        return std::nullopt;
      const Span joint{first.span.file, block[i - 1]->span.end, block[i]->span.begin};
      std::string opening(file.Text({first.span.file, joint.end, joint.end + 1}));
      opening[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(opening[0])));
      fix.edits.push_back(
          {{joint.file, joint.begin, joint.end + 1}, fmt::format(".\n{}{}", margin, opening)});
      const Words words = SplitWords(file.Text(block[i]->span));
      refers_back = refers_back || context_.lexicon.AnyIs("thing_pronouns", words);
    }
    fix.safety = refers_back ? FixSafety::Unsafe : FixSafety::Safe;
    return fix;
  }

  const Context& context_;
  DiagnosticSink& sink_;
};

class SeveralInstructionsRule final : public Rule {
 public:
  SeveralInstructionsRule() : Rule(DiagnosticId::SeveralInstructions, Category::Clarity) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    SeveralInstructionsChecker checker(context, sink);
    for (const ast::Document& document : context.documents) {
      for (const ast::Policy& policy : document.policies) checker.CheckBlock(policy.body);
    }
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeSeveralInstructionsRule() {
  return std::make_unique<SeveralInstructionsRule>();
}

}  // namespace proviso::compiler::lint
