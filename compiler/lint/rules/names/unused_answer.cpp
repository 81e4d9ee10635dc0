// SPDX-License-Identifier: Apache-2.0
// P115 unused-answer: the customer is asked for a value that no call, message or condition uses. An
// answer that a person gets to see counts as used: everything known goes with a hand-off, so
// whatever stands before one, before a judgement or before a note is left alone.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/lint/checked_walk.h"
#include "compiler/lint/instruction_lines.h"
#include "compiler/lint/rules/names/rules.h"
#include "compiler/sema/symbols.h"

namespace proviso::compiler::lint {
namespace {

template <typename... Kinds>
bool IsOneOf(const ast::Statement& statement) {
  return (std::holds_alternative<Kinds>(statement.node) || ...);
}

// A person, or something that this version gives to a person.
bool ShowsWhatIsKnown(const ast::Statement& statement) {
  return IsOneOf<ast::HandOff, ast::Judge, ast::Note, ast::Wait, ast::Repeat>(statement);
}

struct Question {
  const ast::Statement* statement = nullptr;
  std::size_t place = 0;  // in the order of the policy
};

class UnusedAnswerChecker {
 public:
  UnusedAnswerChecker(const Context& context, DiagnosticSink& sink)
      : context_(context), sink_(sink), read_(VariablesRead(context.program)) {
    for (const CheckedPolicy& policy : context.program.policies) {
      ForEachStep(policy.body, [this](const CheckedStep& step) {
        if (step.kind == CheckedStep::Kind::Ask && !IsNone(step.prompt.slot))
          asked_[step.span.begin].push_back(&step);
      });
    }
  }

  void CheckPolicy(const ast::Policy& policy) {
    std::vector<Question> questions;
    std::size_t place = 0;
    std::size_t last_shown = 0;
    bool follows_unknown = false;
    ForEachStatement(policy.body, [&](const ast::Statement& statement) {
      ++place;
      if (ShowsWhatIsKnown(statement)) last_shown = place;
      if (IsOneOf<ast::Ask, ast::Choose>(statement)) questions.push_back({&statement, place});
      // Where another policy is missing, nobody knows what it would have used.
      if (IsOneOf<ast::FollowPolicy>(statement) && !context_.complete) follows_unknown = true;
    });
    if (follows_unknown) return;
    for (const Question& question : questions) {
      if (question.place >= last_shown) CheckQuestion(policy, *question.statement);
    }
  }

 private:
  void CheckQuestion(const ast::Policy& policy, const ast::Statement& statement) {
    const auto steps = asked_.find(statement.span.begin);
    if (steps == asked_.end()) return;
    for (const CheckedStep* step : steps->second) {
      if (step->span.file != statement.span.file || read_.contains(step->prompt.slot)) continue;
      const Variable& slot = context_.program.variables[Raw(step->prompt.slot)];
      if (!context_.complete && MayFillACall(policy, slot.name)) continue;
      sink_
          .Report(DiagnosticId::UnusedAnswer, NounSpan(statement, slot.name),
                  fmt::format("the answer is kept as `{{{}}}`, and nothing uses it", slot.name))
          .Note(
              "give it to a tool, decide by it, say it, or do not ask: a customer should answer no "
              "question in vain");
    }
  }

  // With errors elsewhere a call may be missing from the checked tree.
  bool MayFillACall(const ast::Policy& policy, const std::string& slot) const {
    bool found = false;
    ForEachMention(policy.body, [&](const ast::ToolMention& mention) {
      for (const ast::Argument& argument : mention.arguments) {
        found = found || context_.lexicon.ReadIdentifier(argument.name).key ==
                             context_.lexicon.ReadIdentifier(slot).key;
      }
    });
    return found;
  }

  Span NounSpan(const ast::Statement& statement, const std::string& slot) const {
    if (const auto* ask = std::get_if<ast::Ask>(&statement.node)) {
      for (const ast::Phrase& noun : ask->nouns) {
        if (context_.lexicon.ReadNoun(noun.words).slot == slot) return noun.span;
      }
    }
    return statement.span;
  }

  const Context& context_;
  DiagnosticSink& sink_;
  std::set<VariableId> read_;
  std::map<std::uint32_t, std::vector<const CheckedStep*>> asked_;
};

class UnusedAnswerRule final : public Rule {
 public:
  UnusedAnswerRule() : Rule(DiagnosticId::UnusedAnswer, Category::Names) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    UnusedAnswerChecker checker(context, sink);
    for (const ast::Document& document : context.documents) {
      for (const ast::Policy& policy : document.policies) checker.CheckPolicy(policy);
    }
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeUnusedAnswerRule() { return std::make_unique<UnusedAnswerRule>(); }

}  // namespace proviso::compiler::lint
