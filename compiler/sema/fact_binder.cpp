// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/fact_binder.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/sema/answer_binder.h"
#include "compiler/sema/step_writer.h"
#include "compiler/sema/tool_facts.h"
#include "compiler/sema/value_resolver.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {

void FactBinder::BindFact(const ast::Statement& statement, const ast::Fact& fact, CheckedBlock& out,
                          const Cursor& at) {
  context_.scope.looked = true;
  if (BindCheck(statement, fact, out, at)) return;
  const Noun noun = NounOf(fact.noun.words);
  if (noun.slot.empty()) {
    writer_.EmitJudgement(statement, fact.noun.text, DiagnosticId::NeedsJudgement, out);
    return;
  }
  std::optional<KnownValue> value;
  // A value the customer gave is known; a field of a result may be missing.
  for (const KnownValue& known : values_.FindValues({noun.slot, noun.key}, noun.is_new)) {
    if (!value && known.tier == 1) value = known;
  }
  if (!value) value = values_.FieldOfResults(noun, noun.slot, nullptr);
  if (!value) {
    writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    return;
  }
  CheckedStep check = writer_.Step(CheckedStep::Kind::If, statement.span);
  check.condition =
      CheckedExpr::Apply(Opcode::Not, {CheckedExpr::Apply(Opcode::IsEmpty, {value->expr})});
  writer_.EmitHandOff(statement.span,
                      Fill(lexicon().Message("reason_unknown_fact"), {fact.noun.text}),
                      check.otherwise);
  out.push_back(std::move(check));
  answers_.LearnStated(statement.brackets, *value);
  writer_.Read(statement, ReadingKind::Fact, Means(Sense::LooksAtFact, value->spelling));
}

bool FactBinder::BindCheck(const ast::Statement& statement, const ast::Fact& fact,
                           CheckedBlock& out, const Cursor& at) {
  const Words& words = fact.noun.words;
  const auto linking = [&](const std::string& word) { return lexicon().Is("linking_words", word); };
  const auto link = std::find_if(words.begin(), words.end(), linking);
  if (link == words.begin() || link == words.end()) return false;
  // "Review the items to verify what needs to be sent" asks; it does not say that something is so.
  const auto asks = [&](const std::string& word) { return lexicon().Is("question_words", word); };
  if (std::any_of(words.begin(), link, asks)) return false;
  // "Check that no longer the order is paid": not the words behind the verb alone.
  const auto negates = [&](const std::string& word) {
    return lexicon().Is("result_negations", word) || lexicon().Is("negative_subjects", word);
  };
  if (std::any_of(words.begin(), link, negates)) {
    writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    return true;
  }
  Words asked;
  bool negated = false;
  for (auto word = link; word != words.end(); ++word) {
    const bool negation = lexicon().Is("result_negations", *word);
    negated = negated || negation;
    // "The parcel has to be lost"
    const bool infinitive = context_.bundle.forms.Has("infinitive", *word) &&
                            word + 1 != words.end() && linking(*(word + 1));
    if (!negation && !infinitive && !linking(*word)) asked.push_back(*word);
  }
  if (asked.empty()) return false;
  const std::optional<std::pair<KnownResult, PredicateSpec>> found = tools_.FindPredicate(asked);
  if (!found) return false;
  // "paid and not cancelled": of a condition that is not understood whole, nothing is tested.
  if (lexicon().AnyIs("alternative_words", asked)) {
    writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    return true;
  }
  writer_.Read(statement, ReadingKind::Fact,
               negated
                   ? Means(Sense::GoesOnWhenResultIsNot, found->first.tool->name, JoinWords(asked))
                   : Means(Sense::GoesOnWhenResultIs, found->first.tool->name, JoinWords(asked)));
  const bool handled = AnyLater(context_, at, [&](const ast::Statement& later) {
    const auto* predicate = ast::ConditionOf<ast::PredicateCondition>(later);
    return predicate != nullptr && predicate->predicate.words == asked;
  });
  if (handled) return true;
  CheckedStep check = writer_.Step(CheckedStep::Kind::If, statement.span);
  check.condition = CheckedExpr::Ask(CheckedExpr::Load(found->first.variable), found->second);
  if (negated) check.condition = CheckedExpr::Not(std::move(check.condition));
  writer_.EmitHandOff(statement.span, Fill(lexicon().Message("reason_unhandled"), {fact.noun.text}),
                      check.otherwise);
  out.push_back(std::move(check));
  writer_
      .Report(DiagnosticId::UnhandledOutcome, statement.span,
              "nothing says what to do when this is not so")
      .Note("the machine hands off to a person then")
      .Note("to decide it yourself, add a line that says so, for example `If it is not: …`");
  return true;
}

}  // namespace proviso::compiler
