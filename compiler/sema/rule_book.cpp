// SPDX-License-Identifier: Apache-2.0
// Rules (LANGUAGE section 9): which bind this policy, and what became of each. One that speaks of a
// call and that nothing can watch over stops the build.
#include "compiler/sema/rule_book.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/sema/policy_calls.h"
#include "compiler/sema/spoken_words.h"
#include "compiler/sema/step_writer.h"

namespace proviso::compiler {

// A rule binds every call of its policy, wherever its line stands.
void RuleBook::CollectRules(const ast::Block& block) {
  for (const auto& statement : block) {
    const auto* rule = std::get_if<ast::Rule>(&statement->node);
    const bool whole = rule != nullptr && statement->unread.empty() && statement->body.empty() &&
                       !std::holds_alternative<std::monostate>(rule->needs);
    if (whole) {
      BoundRule bound;
      bound.statement = statement.get();
      bound.rule = rule;
      for (const CalledTool* call : policy_calls_.CallsUnder(*rule)) {
        bound.tools.insert(call->mention->name);
      }
      const bool of_questions = std::holds_alternative<ast::NeverAsked>(rule->needs);
      if (of_questions || !bound.tools.empty()) rules_.push_back(std::move(bound));
    }
    CollectRules(statement->body);
    if (const auto* branch = std::get_if<ast::Branch>(&statement->node)) {
      CollectRules(branch->otherwise);
    }
  }
}

void RuleBook::StopForRule(const ast::Statement& statement, const ast::ToolMention& call,
                           const std::string& why) {
  const std::string reason = why.empty() ? "this version cannot watch over it" : why;
  writer_
      .Report(DiagnosticId::RuleStopsBuild, statement.span,
              fmt::format("this rule speaks of `@{}`, and {}", call.name, reason))
      .Label(call.span, "called here")
      .Note(
          "write it as a condition around the call, for example `If the order is not delivered, "
          "say “…” and stop.` before it");
}

void RuleBook::StopForWords(const Span& words, const ast::ToolMention& call) {
  writer_
      .Report(DiagnosticId::RuleStopsBuild, words,
              fmt::format("this may limit the call of `@{}`, and what it means for it was not "
                          "understood",
                          call.name))
      .Label(call.span, "called here")
      .Note(
          "write what must hold as a condition (`If …, use …`), what the customer is to hear as a "
          "message (`Tell the customer that …`), and what only explains away from the call, under "
          "a title of its own");
}

namespace {

bool HoldsAll(const Words& words, const Words& part) {
  return !part.empty() && std::all_of(part.begin(), part.end(), [&](const std::string& word) {
    return HasStem(words, word);
  });
}

}  // namespace

void RuleBook::CheckNeverAsked(BoundRule& bound, const ast::NeverAsked& never,
                               const CheckedBlock& block) {
  for (const CheckedStep& step : block) {
    CheckNeverAsked(bound, never, step.body);
    CheckNeverAsked(bound, never, step.otherwise);
    CheckNeverAsked(bound, never, step.unknown);
    if (step.kind != CheckedStep::Kind::Ask || IsNone(step.prompt.slot)) continue;
    const Words asked = Telling(lexicon(), IdentifierWords(step.prompt.slot_name));
    const Words shown = Telling(lexicon(), SplitWords(step.prompt.noun));
    for (const ast::Phrase& noun : never.nouns) {
      const Words banned = Telling(lexicon(), noun.words);
      // "A photo of the prescription" is a photo and no prescription.
      const Words head = Telling(lexicon(), lexicon().HeadWords(noun.words));
      const bool of_kind =
          head.empty() || HasStem(asked, head.back()) || HasStem(shown, head.back());
      const bool same = of_kind && (HoldsAll(asked, banned) || HoldsAll(banned, asked) ||
                                    HoldsAll(shown, banned) || HoldsAll(banned, shown));
      if (!same) continue;
      bound.failed = true;
      writer_
          .Report(DiagnosticId::RuleStopsBuild, step.span,
                  fmt::format("this asks for “{}”, and a rule says never to", noun.text))
          .Label(bound.statement->span, "the rule");
    }
  }
}

void RuleBook::FinishRules(const CheckedBlock& body) {
  for (BoundRule& bound : rules_) {
    if (const auto* never = std::get_if<ast::NeverAsked>(&bound.rule->needs)) {
      CheckNeverAsked(bound, *never, body);
      if (!bound.failed) bound.details.push_back(Means(Sense::NeverAskedFor));
    }
    if (!bound.placed) continue;
    if (bound.details.empty()) bound.details.push_back(Means(Sense::NeverCalled));
    context_.depth = bound.depth;
    if (bound.failed) {
      writer_.Read(*bound.statement, ReadingKind::Problem, Means(Sense::SeeErrorOfRule));
    } else {
      writer_.Read(*bound.statement, ReadingKind::Documentation, Means(Sense::RuleHolds),
                   std::move(bound.details));
    }
  }
  context_.depth = 0;
}

bool RuleBook::Place(const ast::Statement& statement) {
  const auto bound = std::find_if(rules_.begin(), rules_.end(), [&](const BoundRule& known) {
    return known.statement == &statement;
  });
  if (bound == rules_.end()) return false;
  bound->placed = true;
  bound->depth = context_.depth;
  return true;
}

}  // namespace proviso::compiler
