// SPDX-License-Identifier: Apache-2.0
// P216 unexpected-gate: a branch that only says something ends the policy (LANGUAGE section 5), and
// there are signs that the author expects it to go on: the message asks or offers something, or the
// other answer leads to steps that both have in common.
#include <algorithm>

#include "compiler/lint/analysis/edits.h"
#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/words.h"
#include "compiler/lint/rules/flow/rules.h"

namespace proviso::compiler::lint {
namespace {

class UnexpectedGateRule final : public Rule {
 public:
  UnexpectedGateRule() : Rule(DiagnosticId::UnexpectedGate, Category::Flow) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies()) {
      CheckBlock(context, flow, flow.policy->body, false, sink);
    }
  }

 private:
  // `more_behind`: steps follow the block that encloses this one.
  static void CheckBlock(const Context& context, const PolicyFlow& flow, const ast::Block& block,
                         bool more_behind, DiagnosticSink& sink) {
    for (std::size_t i = 0; i < block.size(); ++i) {
      const ast::Statement& statement = *block[i];
      const bool follows = i + 1 < block.size() || more_behind;
      CheckBlock(context, flow, statement.body, follows, sink);
      const auto* branch = std::get_if<ast::Branch>(&statement.node);
      if (branch == nullptr) continue;
      CheckBlock(context, flow, branch->otherwise, follows, sink);
      if (!follows || branch->condition == nullptr || !context.flows->IsGate(statement)) continue;
      const bool goes_on = SpeaksOn(context.lexicon, statement.body);
      const bool in_common =
          !goes_on && i > 0 && AreComplements(*block[i - 1], statement) && GoesOn(*block[i - 1]);
      if (goes_on || in_common) Report(context, statement, *branch, goes_on, sink);
    }
  }

  // The first of the pair does something and does not end: what follows is for both.
  static bool GoesOn(const ast::Statement& first) {
    const ast::Statement* last = LastOf(first.body);
    return last != nullptr && !std::holds_alternative<ast::Stop>(last->node) &&
           !std::holds_alternative<ast::HandOff>(last->node) &&
           !std::holds_alternative<ast::GoTo>(last->node) &&
           !std::holds_alternative<ast::FollowPolicy>(last->node);
  }

  static bool SpeaksOn(const Lexicon& lexicon, const ast::Block& body) {
    return std::any_of(body.begin(), body.end(), [&](const auto& statement) {
      const auto* say = std::get_if<ast::Say>(&statement->node);
      if (say == nullptr) return false;
      const std::string text = MessageText(*say);
      const Words words = SplitWords(text);
      if (HasPhrase(lexicon, "closing_questions", words)) return false;
      return text.find('?') != std::string::npos || HasPhrase(lexicon, "gate_goes_on_words", words);
    });
  }

  static void Report(const Context& context, const ast::Statement& statement,
                     const ast::Branch& branch, bool speaks_on, DiagnosticSink& sink) {
    auto& report = sink.Report(
        DiagnosticId::UnexpectedGate, branch.condition->span,
        speaks_on ? "the message speaks of what comes next, and the policy ends behind it"
                  : "the policy ends here, and the steps below are for the other answer only");
    report.Note("a branch for a negative outcome that only says something ends the policy");
    const ast::Statement* last = LastOf(statement.body);
    const auto go_on =
        last != nullptr ? LineBehind(context.sources, *last, "Then continue.") : std::nullopt;
    const auto stop = last != nullptr ? LineBehind(context.sources, *last, "Stop.") : std::nullopt;
    if (!go_on || !stop) {
      report.Note(
          "write `then continue` behind the message to go on, or `and stop` to make the end plain");
      return;
    }
    report.Choice("what happens after this message?")
        .Fix({"the policy goes on with the steps below", {*go_on}, FixSafety::Unsafe})
        .Fix({"the policy ends, and says so", {*stop}, FixSafety::Safe});
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeUnexpectedGateRule() {
  return std::make_unique<UnexpectedGateRule>();
}

}  // namespace proviso::compiler::lint
