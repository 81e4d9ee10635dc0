// SPDX-License-Identifier: Apache-2.0
// Messages, notes, assignments and hand-offs.
#include "compiler/sema/say_binder.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/sema/question_writer.h"
#include "compiler/sema/step_writer.h"
#include "compiler/sema/text_binder.h"
#include "compiler/sema/value_resolver.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {

std::string SayBinder::ToldByCondition(const Cursor& at) const {
  if (at.outer == nullptr) return {};
  const ast::Statement& around = *(*at.outer->block)[at.outer->index];
  const auto* branch = std::get_if<ast::Branch>(&around.node);
  // Behind "otherwise" the condition does not hold.
  if (branch == nullptr || branch->condition == nullptr || at.block != &around.body) return {};
  const ast::Condition& condition = *branch->condition;
  const bool states = std::holds_alternative<ast::PredicateCondition>(condition.node) ||
                      std::holds_alternative<ast::FreeCondition>(condition.node) ||
                      std::holds_alternative<ast::AllOf>(condition.node);
  const std::string text = Written(condition.span);
  const bool plain = text.find_first_of("{}@#[]\"") == std::string::npos;
  return states && plain && wording().IsClause(text) ? text : std::string();
}

void SayBinder::BindSay(const ast::Statement& statement, const ast::Say& say, CheckedBlock& out,
                        const Cursor& at) {
  CheckedStep step = writer_.Step(CheckedStep::Kind::Say, statement.span);
  if (say.quote) {
    std::optional<CheckedText> text = texts_.BindQuotation(*say.quote);
    if (!text) {
      writer_.Read(statement, ReadingKind::Problem, Means(Sense::UnfillableMessage));
      return;
    }
    step.text = std::move(*text);
    context_.scope.told = TextBinder::ShownIn(step.text);
    writer_.Read(statement, ReadingKind::Message, Means(Sense::SaysQuoted));
    out.push_back(std::move(step));
    return;
  }
  const Words& words = say.told.words;
  if (words.empty()) {
    step.text = writer_.Plain(lexicon().Message("apology"));
    writer_.Read(statement, ReadingKind::Message, Means(Sense::Says, lexicon().Message("apology")));
    out.push_back(std::move(step));
    return;
  }
  // A noun and not a clause: the value itself is meant ("provide the tracking number").
  const bool clause = say.told.text.find('{') != std::string::npos ||
                      wording().IsClause(wording().Address(say.told.text)) ||
                      std::any_of(words.begin(), words.end(), [&](const std::string& word) {
                        return lexicon().Is("linking_words", word);
                      });
  if (!clause || say.described) {
    const Noun noun = NounOf(words);
    const bool details = lexicon().AnyIs("detail_words", lexicon().HeadWords(words));
    const auto& prompt = context_.scope.prompt;
    if (details && prompt && prompt->kind == PromptKind::Offer) {
      const bool has_value =
          std::any_of(prompt->options.begin(), prompt->options.end(),
                      [](const OptionPlan& option) { return !option.values.empty(); });
      CheckedStep without = step;
      const TextArgument label{say.told.text, CheckedExpr::Load(prompt->slot)};
      without.text = writer_.FromMessage("details_of_option", {label});
      if (has_value) {
        CheckedStep with = step;
        const bool percent = std::all_of(
            prompt->options.begin(), prompt->options.end(),
            [](const OptionPlan& option) { return option.values.empty() || option.percent(); });
        with.text =
            writer_.FromMessage(percent ? "details_of_option_percent" : "details_of_option_value",
                                {label, {say.told.text, CheckedExpr::Load(prompt->option_value)}});
        CheckedStep choice = writer_.Step(CheckedStep::Kind::If, statement.span);
        choice.condition = CheckedExpr::Set(prompt->option_value);
        choice.body.push_back(std::move(with));
        choice.otherwise.push_back(std::move(without));
        out.push_back(std::move(choice));
      } else {
        out.push_back(std::move(without));
      }
      writer_.Read(statement, ReadingKind::Message, Means(Sense::TellsAgreedOption));
      return;
    }
    std::vector<KnownValue> values = values_.FindValues({noun.slot, noun.key}, noun.is_new);
    std::erase_if(values, [](const KnownValue& value) { return value.alternative; });
    std::optional<KnownValue> value;
    if (!values.empty()) value = values.front();
    if (!value && noun.known) value = values_.FieldOfResults(noun, noun.slot, nullptr);
    if (value) {
      const std::string noun_shown = wording().Noun(say.told.text);
      step.text = writer_.FromPattern(
          wording().Value(say.told.text),
          {{wording::Capitalised(noun_shown), std::nullopt}, {say.told.text, value->expr}});
      writer_.Read(statement, ReadingKind::Message, Means(Sense::TellsValue, value->spelling));
      // What is asked for again because it was shown and is wrong is shown again.
      if (context_.tries_again && !IsNone(value->slot)) {
        CheckedStep mark = writer_.Step(CheckedStep::Kind::Mark, statement.span);
        mark.mark = writer_.NewMark();
        context_.scope.first_uses.try_emplace(value->slot,
                                              Scope::FirstUse{mark.mark, context_.scope.effects});
        out.push_back(std::move(mark));
      }
      out.push_back(std::move(step));
      return;
    }
  }
  if (say.described) {
    // The line names what to say and does not say it; nobody can put the right words into it.
    writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    return;
  }
  std::string told = say.told.text;
  if (wording().IsPointer(told)) told = ToldByCondition(at);
  // "The code": nothing that can be said by itself, and no value that is known by that name.
  if (told.empty() || (!say.deed && wording().IsThing(told))) {
    writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    return;
  }
  const std::string text = say.deed ? wording().Request(told) : wording().Told(told);
  std::optional<CheckedText> filled = texts_.WithValues(say.told.span, text);
  if (!filled) {
    writer_.Read(statement, ReadingKind::Problem, Means(Sense::UnfillableMessage));
    return;
  }
  step.text = std::move(*filled);
  context_.scope.told = TextBinder::ShownIn(step.text);
  writer_.Read(statement, ReadingKind::Message, Means(Sense::Says, text));
  out.push_back(std::move(step));
}

void SayBinder::BindNote(const ast::Statement& statement, const ast::Note& note,
                         CheckedBlock& out) {
  CheckedStep step = writer_.Step(CheckedStep::Kind::Note, statement.span);
  if (note.quote) {
    std::optional<CheckedText> text = texts_.BindQuotation(*note.quote);
    if (!text) {
      writer_.Read(statement, ReadingKind::Problem, Means(Sense::UnfillableNote));
      return;
    }
    step.text = std::move(*text);
  } else {
    step.text = writer_.Plain(note.text.text);
  }
  out.push_back(std::move(step));
  writer_.Read(statement, ReadingKind::Note, Means(Sense::AddsNote));
}

// "Save it as {x}": the answer to the question before, or the result of the call.
std::optional<CheckedExpr> SayBinder::JustGot() const {
  if (context_.scope.got_result && !context_.scope.results.empty()) {
    return CheckedExpr::Load(context_.scope.results.back().variable);
  }
  if (!IsNone(context_.scope.asked)) return CheckedExpr::Load(context_.scope.asked);
  return std::nullopt;
}

void SayBinder::BindRemember(const ast::Statement& statement, const ast::Remember& remember,
                             CheckedBlock& out) {
  std::optional<CheckedExpr> value;
  if (lexicon().IsAll("just_got_words", remember.noun.words)) {
    value = JustGot();
  } else if (remember.value != nullptr) {
    value = values_.BindExpr(*remember.value);
  } else {
    value = values_.BindNounPath(remember.noun, true);
  }
  if (!value) {
    writer_.Read(statement, ReadingKind::Problem, Means(Sense::UnknownAssignment));
    return;
  }
  Noun noun = lexicon().ReadIdentifier(remember.name);
  const auto* literal =
      remember.value != nullptr ? std::get_if<ast::Literal>(&remember.value->node) : nullptr;
  if (literal != nullptr) noun.type = literal->type;
  if (statement.as && statement.as->type) noun.type = *statement.as->type;
  CheckedStep step = writer_.Step(CheckedStep::Kind::Assign, statement.span);
  step.variable = context_.bundle.variables.Get(remember.name, noun.type);
  step.value = std::move(*value);
  const VariableId variable = step.variable;
  out.push_back(std::move(step));
  questions_.LearnSlot(noun, noun.type, variable,
                       context_.bundle.variables.Get("$outcome." + noun.slot, ValueType::Number));
  writer_.Read(statement, ReadingKind::Assignment, Means(Sense::Remembers, remember.name));
}

void SayBinder::BindHandOff(const ast::Statement& statement, const ast::HandOff& hand_off,
                            CheckedBlock& out) {
  CheckedStep step = writer_.Step(CheckedStep::Kind::HandOff, statement.span);
  step.to = hand_off.to.text;
  step.text =
      writer_.Plain(hand_off.reason.empty()
                        ? lexicon().Message("reason_policy")
                        : Fill(lexicon().Message("reason_policy_because"), {hand_off.reason.text}));
  out.push_back(std::move(step));
  writer_.EndPath();
  writer_.Read(
      statement, ReadingKind::HandOff,
      hand_off.to.empty() ? Means(Sense::HandsOff) : Means(Sense::HandsOffTo, hand_off.to.text));
}

}  // namespace proviso::compiler
