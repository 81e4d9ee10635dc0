// SPDX-License-Identifier: Apache-2.0
// "If the order number is provided in an incorrect format": what the text says of its form against
// what the customer gave.
#include "compiler/sema/form_binder.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/sema/spoken_words.h"
#include "compiler/sema/step_writer.h"
#include "compiler/sema/value_form.h"
#include "compiler/sema/value_resolver.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {
namespace {

bool Speaks(const Words& text, const Words& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(),
                                      [&](const std::string& word) { return HasStem(text, word); });
}

}  // namespace

// The forms that a line of the block says of the value of that name.
std::vector<std::string> FormBinder::FormsSaid(const ast::Block& block, const Words& name) const {
  for (const auto& statement : block) {
    std::vector<std::string> forms;
    if (const auto* ask = std::get_if<ast::Ask>(&statement->node)) {
      const bool asks =
          std::any_of(ask->nouns.begin(), ask->nouns.end(), [&](const ast::Phrase& noun) {
            const Words key = IdentifierWords(NounOf(noun.words).slot);
            return Speaks(noun.words, name) || key == name;
          });
      if (asks) forms = FormsIn(lexicon(), context_.bundle.forms, statement->brackets.text);
    } else if (const auto* said = std::get_if<ast::Documentation>(&statement->node)) {
      if (Speaks(said->text.words, name))
        forms = FormsIn(lexicon(), context_.bundle.forms, said->text.text);
    }
    if (forms.empty()) forms = FormsSaid(statement->body, name);
    const auto* branch = std::get_if<ast::Branch>(&statement->node);
    if (forms.empty() && branch != nullptr) forms = FormsSaid(branch->otherwise, name);
    if (!forms.empty()) return forms;
  }
  return {};
}

// "Try again with 6 digits": the form that the policy says of the value elsewhere.
bool FormBinder::IsTheForm(const ast::Phrase& form, VariableId slot) const {
  const std::vector<std::string> here = FormsIn(lexicon(), context_.bundle.forms, form.text);
  const std::string& name = context_.bundle.variables.at(slot).name;
  return !here.empty() && here == FormsSaid(context_.ast.body, IdentifierWords(name));
}

std::optional<BoundCondition> FormBinder::BindForm(const ast::Condition& condition,
                                                   const ast::PredicateCondition& predicate) {
  const Words& words = predicate.predicate.words;
  const bool of_form = lexicon().AnyIs("form_words", words) &&
                       std::all_of(words.begin(), words.end(), [&](const std::string& word) {
                         return lexicon().Is("well_given_words", word);
                       });
  if (!of_form) return std::nullopt;
  const Words subject = Telling(lexicon(), predicate.subject.words);
  VariableId slot = kNone<VariableId>;
  const bool named = !subject.empty() && !lexicon().Is("thing_pronouns", subject.back()) &&
                     !lexicon().Is("form_words", subject.back());
  if (named) {
    const Noun noun = NounOf(subject);
    for (const KnownValue& value : values_.FindValues({noun.slot, noun.key}, false)) {
      if (IsNone(slot)) slot = value.slot;
    }
    // Asked for on some of the ways that lead here.
    if (IsNone(slot)) slot = context_.bundle.variables.Find(noun.slot).value_or(kNone<VariableId>);
  } else {
    slot = context_.scope.asked;
  }
  if (IsNone(slot)) return Judged(context_, condition);
  const std::string name = context_.bundle.variables.at(slot).name;
  const std::vector<std::string> forms = FormsSaid(context_.ast.body, IdentifierWords(name));
  if (forms.empty()) return Judged(context_, condition);
  PredicateSpec spec;
  spec.form = PredicateForm::Says;
  spec.words = forms;
  BoundCondition bound;
  bound.subject = Written(condition.span);
  bound.expr = CheckedExpr::Ask(CheckedExpr::Load(slot), std::move(spec));
  if (predicate.negated) bound.expr = CheckedExpr::Not(std::move(bound.expr));
  bound.polarity =
      predicate.negated ? BoundCondition::Polarity::Negative : BoundCondition::Polarity::Positive;
  bound.outcome = lexicon().Outcome("failed");
  bound.checked = slot;
  bound.meaning = predicate.negated ? Means(Sense::WhenNotOfForm, name, fmt::join(forms, ", "))
                                    : Means(Sense::WhenOfForm, name, fmt::join(forms, ", "));
  return bound;
}

// Where a second try goes on: the value is looked at anew.
void FormBinder::MarkCheck(const BoundCondition& condition, const Span& span, CheckedBlock& out) {
  if (IsNone(condition.checked) || !context_.tries_again) return;
  CheckedStep mark = writer_.Step(CheckedStep::Kind::Mark, span);
  mark.mark = writer_.NewMark();
  context_.scope.first_uses.try_emplace(condition.checked,
                                        Scope::FirstUse{mark.mark, context_.scope.effects});
  out.push_back(std::move(mark));
}

}  // namespace proviso::compiler
