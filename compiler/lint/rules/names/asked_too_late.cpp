// SPDX-License-Identifier: Apache-2.0
// P122 asked-too-late: a call needs a value that the policy asks for only further down. The
// compiler puts a question of its own in front of the call, and the author's words are never said.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/lint/checked_walk.h"
#include "compiler/lint/instruction_lines.h"
#include "compiler/lint/rules/names/rules.h"

namespace proviso::compiler::lint {
namespace {

struct LaterQuestion {
  const ast::Statement* statement = nullptr;
  Span noun;
};

class AskedTooLateChecker {
 public:
  AskedTooLateChecker(const Context& context, DiagnosticSink& sink)
      : context_(context), sink_(sink) {
    for (const CheckedPolicy& checked : context_.program.policies) {
      ForEachStep(checked.body, [&](const CheckedStep& step) {
        if (step.kind == CheckedStep::Kind::Ask && !IsNone(step.prompt.slot))
          asked_[{step.span.file, step.span.begin}].push_back(&step);
      });
    }
  }

  void CheckPolicy(const ast::Policy& policy) {
    std::vector<const ast::Statement*> calls;
    by_slot_.clear();
    by_key_.clear();
    ForEachStatement(policy.body, [&](const ast::Statement& statement) {
      if (std::holds_alternative<ast::Use>(statement.node)) calls.push_back(&statement);
      if (const auto* ask = std::get_if<ast::Ask>(&statement.node)) AddQuestion(statement, *ask);
    });
    for (const ast::Statement* call : calls) CheckCall(*call);
  }

 private:
  // In the order of the text.
  using Questions = std::map<std::string, std::vector<LaterQuestion>>;

  void AddQuestion(const ast::Statement& statement, const ast::Ask& ask) {
    for (const ast::Phrase& noun : ask.nouns) {
      const Noun read = context_.lexicon.ReadNoun(noun.words);
      by_slot_[read.slot].push_back({&statement, noun.span});
      if (read.known) by_key_[read.key].push_back({&statement, noun.span});
    }
  }

  // The inserted questions have the span of the call's own line.
  void CheckCall(const ast::Statement& call) {
    const auto steps = asked_.find({call.span.file, call.span.begin});
    if (steps == asked_.end()) return;
    for (const CheckedStep* step : steps->second) {
      if (step->span != call.span) continue;
      const std::string& slot = context_.program.variables[Raw(step->prompt.slot)].name;
      if (const auto later = QuestionBehind(call, slot)) Report(call, slot, *later);
    }
  }

  std::optional<LaterQuestion> QuestionBehind(const ast::Statement& call,
                                              const std::string& slot) const {
    const auto named = FirstBehind(by_slot_, slot, call);
    const auto alike = FirstBehind(by_key_, context_.lexicon.ReadIdentifier(slot).key, call);
    if (!named || (alike && alike->noun.begin < named->noun.begin)) return alike;
    return named;
  }

  static std::optional<LaterQuestion> FirstBehind(const Questions& questions,
                                                  const std::string& name,
                                                  const ast::Statement& call) {
    const auto found = questions.find(name);
    if (found == questions.end()) return std::nullopt;
    const auto behind = std::upper_bound(found->second.begin(), found->second.end(), call.span.end,
                                         [](std::uint32_t end, const LaterQuestion& each) {
                                           return end < each.statement->span.begin;
                                         });
    return behind != found->second.end() ? std::optional(*behind) : std::nullopt;
  }

  void Report(const ast::Statement& call, const std::string& slot, const LaterQuestion& later) {
    const SourceFile& file = context_.sources.file(call.span.file);
    const std::uint32_t line = file.LineOf(later.statement->span.begin);
    Diagnostic& diagnostic = sink_.Report(
        DiagnosticId::AskedTooLate, call.span,
        fmt::format("this needs `{{{}}}`, which is asked for in line {} only", slot, line));
    diagnostic.Label(later.noun, "asked for here");
    diagnostic.Note(
        "the machine asks by itself before it calls; move your question up to have it asked in "
        "your words");
    if (auto fix = MoveUp(file, call, *later.statement)) diagnostic.Fix(std::move(*fix));
  }

  // The whole line of the question goes in front of the call's.
  static std::optional<DiagnosticFix> MoveUp(const SourceFile& file, const ast::Statement& call,
                                             const ast::Statement& ask) {
    if (!ask.body.empty()) return std::nullopt;
    const std::uint32_t call_line = file.LineOf(call.span.begin);
    const std::uint32_t ask_line = file.LineOf(ask.span.begin);
    const std::string_view text = file.Line(ask_line);
    const std::uint32_t begin = file.LineStart(ask_line);
    const std::string_view margin =
        file.Line(call_line).substr(0, call.span.begin - file.LineStart(call_line));
    const std::string_view before = text.substr(0, ask.span.begin - begin);
    const std::string_view behind = text.substr(ask.span.end - begin);
    const auto plain = [](std::string_view part) {
      return part.find_first_not_of(" \t-*.\r0123456789)\xE2\x80\xA2") == std::string_view::npos;
    };
    if (!plain(before) || !plain(margin) || !plain(behind) || call_line >= ask_line)
      return std::nullopt;
    DiagnosticFix fix;
    fix.description = "ask before the call";
    const std::uint32_t next = begin + static_cast<std::uint32_t>(text.size()) +
                               (begin + text.size() < file.text().size() ? 1 : 0);
    const Span place{call.span.file, file.LineStart(call_line), file.LineStart(call_line)};
    fix.edits.push_back(
        {place, fmt::format("{}{}\n", margin, text.substr(ask.span.begin - begin))});
    fix.edits.push_back({{call.span.file, begin, next}, ""});
    return fix;
  }

  const Context& context_;
  DiagnosticSink& sink_;
  std::map<std::pair<FileId, std::uint32_t>, std::vector<const CheckedStep*>> asked_;  // by place
  Questions by_slot_;
  Questions by_key_;  // those whose nouns the pack knows
};

class AskedTooLateRule final : public Rule {
 public:
  AskedTooLateRule() : Rule(DiagnosticId::AskedTooLate, Category::Names) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    AskedTooLateChecker checker(context, sink);
    for (const ast::Document& document : context.documents) {
      for (const ast::Policy& policy : document.policies) checker.CheckPolicy(policy);
    }
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeAskedTooLateRule() { return std::make_unique<AskedTooLateRule>(); }

}  // namespace proviso::compiler::lint
