// SPDX-License-Identifier: Apache-2.0
// Questions to the customer: ask, ask yes/no (LANGUAGE sections 3 and 4).
#include "compiler/sema/ask_binder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "compiler/sema/choice_binder.h"
#include "compiler/sema/consents.h"
#include "compiler/sema/offer_binder.h"
#include "compiler/sema/policy_calls.h"
#include "compiler/sema/question_writer.h"
#include "compiler/sema/step_writer.h"
#include "compiler/sema/text_binder.h"
#include "compiler/sema/value_resolver.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {
namespace {

// "information below", "the following items": the nouns stand in the list underneath.
bool PointsToList(const Lexicon& lexicon, const Noun& noun, const ast::Phrase& phrase) {
  if (!noun.known) return lexicon.AnyIs("list_pointers", phrase.words);
  return lexicon.Is("list_pointers", phrase.words.back());
}

bool IsItem(const std::unique_ptr<ast::Statement>& statement) {
  return std::holds_alternative<ast::Item>(statement->node);
}

}  // namespace

// "Which time they prefer, from {slots.times}": an answer that is not in the list is none.
void AskBinder::EmitListed(const ast::Statement& statement, const ast::Phrase& phrase,
                           VariableId slot, const std::string& listed, CheckedBlock& out) {
  constexpr std::uint32_t kMoreTries = 2;
  std::optional<CheckedExpr> list = values_.FindPath(ValueResolver::PathSteps(listed));
  if (!list) return;
  CheckedStep mark = writer_.Step(CheckedStep::Kind::Mark, statement.span);
  mark.mark = writer_.NewMark();
  CheckedStep again = writer_.Step(CheckedStep::Kind::GoTo, statement.span);
  again.mark = mark.mark;
  CheckedStep attempt = writer_.Step(CheckedStep::Kind::Attempt, statement.span);
  attempt.variable = writer_.NewInternal("attempts", ValueType::Number);
  attempt.number = kMoreTries;
  const std::string reason = Fill(lexicon().Message("reason_unhandled"), {Written(statement.span)});
  writer_.EmitHandOff(statement.span, reason, attempt.body);
  CheckedStep ask = questions_.AskAnew(statement.span, slot);
  if (ask.prompt.noun.empty()) ask.prompt.noun = questions_.ShownNoun(ask.prompt.slot_name);
  ask.text = questions_.QuestionFor(statement.span, phrase.text);
  CheckedStep check = writer_.Step(CheckedStep::Kind::If, statement.span);
  check.condition = CheckedExpr::Apply(Opcode::OneOf, {CheckedExpr::Load(slot), std::move(*list)});
  check.otherwise.push_back(std::move(attempt));
  check.otherwise.push_back(std::move(ask));
  check.otherwise.push_back(std::move(again));
  check.unknown_is_otherwise = false;
  writer_.EmitHandOff(statement.span, reason, check.unknown);
  out.push_back(std::move(mark));
  out.push_back(std::move(check));
}

void AskBinder::BindAsk(const ast::Statement& statement, const ast::Ask& ask, CheckedBlock& out) {
  // "Ask which of the options they would like": the offer above it is put to the customer.
  if (offers_.IsOpen() && ask.nouns.size() == 1 && offers_.SpeaksOfOffer(ask.nouns[0])) {
    const bool several = context_.scope.prompt && context_.scope.prompt->options.size() > 1;
    offers_.EmitOfferPrompt(statement.span,
                            several ? lexicon().Message("offer_question") : std::string(), out);
    writer_.Read(statement, ReadingKind::Question, Means(Sense::PutsOptions));
    return;
  }
  std::vector<const ast::Phrase*> nouns;
  for (const ast::Phrase& noun : ask.nouns) nouns.push_back(&noun);
  const bool has_items = std::any_of(statement.body.begin(), statement.body.end(), IsItem);
  const bool list_below = has_items && ask.nouns.size() == 1 &&
                          PointsToList(lexicon(), NounOf(ask.nouns[0].words), ask.nouns[0]);
  if (list_below) {
    nouns.clear();
    for (const auto& inner : statement.body) {
      if (const auto* item = std::get_if<ast::Item>(&inner->node)) nouns.push_back(&item->label);
    }
  }
  // "Ask again", "get a manager's approval": nothing that the customer knows.
  const bool names = std::all_of(nouns.begin(), nouns.end(), [&](const ast::Phrase* noun) {
    return wording().IsName(noun->text) && !lexicon().AnyIs("approval_words", noun->words);
  });
  if (nouns.empty() || !names) {
    writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    return;
  }
  if (ask.any_one && nouns.size() > 1) {
    Noun first = NounOf(nouns[0]->words);
    std::vector<std::string> shown;
    for (const ast::Phrase* noun : nouns)
      shown.push_back(wording().Noun(questions_.PlainNoun(noun->text).text));
    // Which of them was given is not known, so it is kept as text under the first name.
    questions_.EmitAsk(statement.span, first, JoinAlternatives(lexicon(), shown), ValueType::Text,
                       out);
    for (std::size_t i = 1; i < nouns.size(); ++i) {
      const Noun other = NounOf(nouns[i]->words);
      KnownValue value;
      value.key = other.key;
      value.type = other.type;
      value.tier = 1;
      value.expr = CheckedExpr::Of(Value::Null());
      value.spelling = "{" + other.slot + "}";
      value.alternative = true;
      context_.scope.Learn(std::move(value));
    }
    writer_.Read(statement, ReadingKind::Question,
                 Means(Sense::AsksForEither, JoinAlternatives(lexicon(), shown), first.slot));
    return;
  }
  std::vector<std::string> kept;
  std::vector<Meaning> details;
  for (const ast::Phrase* phrase : nouns) {
    Noun noun = NounOf(phrase->words);
    if (noun.slot.empty()) continue;
    std::optional<ValueType> type;
    if (statement.as && nouns.size() == 1) {
      if (!statement.as->name.empty()) noun.slot = statement.as->name;
      type = statement.as->type;
    }
    const std::string listed = questions_.PlainNoun(phrase->text).choices;
    if (!listed.empty() && !type) type = ValueType::Text;
    if (!type && !noun.known) type = policy_calls_.TypeOfUse(noun);
    const VariableId slot = questions_.EmitAsk(statement.span, noun, phrase->text, type, out);
    if (!listed.empty()) EmitListed(statement, *phrase, slot, listed, out);
    if (ask.exact) {
      std::optional<CheckedText> exact = texts_.BindQuotation(*ask.exact);
      if (exact && out.back().kind == CheckedStep::Kind::Ask) out.back().text = std::move(*exact);
    }
    kept.push_back(fmt::format("{{{}}}", noun.slot));
    details.push_back(Means(Sense::IsOfType, noun.slot, ValueTypeName(type.value_or(noun.type))));
  }
  if (kept.empty()) {
    writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    return;
  }
  writer_.Read(statement, ReadingKind::Question, Means(Sense::AsksAndKeeps, fmt::join(kept, ", ")),
               std::move(details));
}

// "The card was lost, stolen or retained by an ATM": the words between which the customer chooses.
// The first of them begins with the word that the second begins with, or is one word.
std::vector<std::string> AskBinder::AlternativesIn(std::string_view question) const {
  std::string text(question);
  const std::string either = " " + lexicon().List("alternative_words").front() + " ";
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t comma = std::min(text.find(", ", begin), text.size());
    const std::size_t other = std::min(text.find(either, begin), text.size());
    const std::size_t end = std::min(comma, other);
    if (end > begin) parts.push_back(text.substr(begin, end - begin));
    begin = end == text.size() ? end : end + (other <= comma ? either.size() : 2);
  }
  if (parts.size() < 2 || text.find(either) == std::string::npos) return {};
  const Words first = SplitWords(parts.front());
  const Words second = SplitWords(parts[1]);
  if (first.empty() || second.empty()) return {};
  // "Would they like a new one or their money back": what is liked begins behind the verb.
  const auto wishes = [&](const std::string& word) {
    return context_.bundle.forms.Has("preference", word);
  };
  const auto wished = std::find_if(first.rbegin(), first.rend(), wishes);
  if (wished != first.rend() && wished != first.rbegin()) {
    auto begin = wished.base();
    if (context_.bundle.forms.Has("infinitive", *begin) && begin + 1 != first.end()) ++begin;
    parts.front() = JoinWords(Words(begin, first.end()));
    return parts;
  }
  const auto same = std::find(first.rbegin(), first.rend(), second.front());
  // "They want to change the amount or stop the gift": both are what they want to do.
  const auto deed = std::find_if(first.rbegin(), first.rend(), [&](const std::string& word) {
    const auto& marks = wording().pack().forms().List("infinitive");
    return std::any_of(marks.begin(), marks.end(),
                       [&](const auto& mark) { return mark.size() == 1 && mark.front() == word; });
  });
  const bool deeds = same == first.rend() && second.size() > 1 && deed != first.rend() &&
                     deed != first.rbegin() && !lexicon().Is("determiners", second.front());
  const std::size_t start = deeds ? static_cast<std::size_t>(first.rend() - deed)
                            : same == first.rend()
                                ? first.size() - 1
                                : static_cast<std::size_t>(first.rend() - same) - 1;
  parts.front() = JoinWords(Words(first.begin() + static_cast<std::ptrdiff_t>(start), first.end()));
  return parts;
}

bool AskBinder::NamesAlternative(const ast::AskYesNo& ask, const Cursor& at) const {
  const std::vector<std::string> labels = AlternativesIn(ask.question.text);
  if (labels.size() < 2) return false;
  const auto names = [&](const ast::Statement& later) {
    Words words;
    if (const auto* named = ast::ConditionOf<ast::NamedTest>(later)) words = named->phrase.words;
    // "Was it opened or sealed?", "If it was opened"
    const auto* predicate = ast::ConditionOf<ast::PredicateCondition>(later);
    if (predicate != nullptr && !predicate->negated) words = predicate->predicate.words;
    const auto* comparison = ast::ConditionOf<ast::Comparison>(later);
    if (comparison != nullptr && comparison->left == nullptr && comparison->right.size() == 1) {
      // "Lost: …"
      const auto* literal = std::get_if<ast::Literal>(&comparison->right.front()->node);
      if (literal != nullptr && literal->type == ValueType::Text)
        words = SplitWords(DisplayText(literal->value.view()));
    }
    return std::any_of(labels.begin(), labels.end(), [&](const std::string& label) {
      const Words of = SplitWords(label);
      return !words.empty() && std::find(of.begin(), of.end(), words.back()) != of.end();
    });
  };
  const ast::Statement& self = *(*at.block)[at.index];
  if (std::any_of(self.body.begin(), self.body.end(), [&](const auto& s) { return names(*s); })) {
    return true;
  }
  // Titles behind the list that ends with the question are its cases, too.
  for (const Cursor* place = &at; place != nullptr; place = place->outer) {
    for (std::size_t i = place->index + 1; i < place->block->size(); ++i) {
      const ast::Statement& later = *(*place->block)[i];
      // "Let them choose."
      const auto* choose = std::get_if<ast::Choose>(&later.node);
      if (choose != nullptr && choose->leaves_it_open()) return true;
      if (names(later)) return true;
      const bool passes = std::holds_alternative<ast::Branch>(later.node) ||
                          std::holds_alternative<ast::Say>(later.node) ||
                          std::holds_alternative<ast::Documentation>(later.node);
      if (!passes) return false;
    }
  }
  return false;
}

void AskBinder::BindAskYesNo(const ast::Statement& statement, const ast::AskYesNo& ask,
                             CheckedBlock& out, const Cursor& at) {
  if (offers_.IsOpen() && offers_.SpeaksOfOffer(ask.question)) {
    if (!context_.scope.prompt || context_.scope.prompt->kind != PromptKind::Offer) {
      // The offer stands on another way than the question: nobody can tell what is on offer here.
      offers_.Close();
      writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
      return;
    }
    offers_.EmitOfferPrompt(statement.span, wording().YesNo(ask.question.text), out);
    writer_.Read(statement, ReadingKind::Question, Means(Sense::PutsOptions));
    return;
  }
  // "… in the morning or in the afternoon, as {time_of_day}", "a refund or a replacement" over
  // branches for either: what is answered is no yes or no.
  const bool kept = statement.as && !statement.as->name.empty();
  if (!ask.exact && (kept || NamesAlternative(ask, at))) {
    ast::Choose choose{ask.question, {}, {}};
    for (const std::string& label : AlternativesIn(ask.question.text)) {
      choose.choices.push_back({ask.question.span, label, SplitWords(label)});
    }
    if (choose.choices.size() > 1) {
      choices_.BindChoose(statement, choose, out, at, !kept);
      out.back().text = writer_.Plain(wording().YesNo(ask.question.text));
      out.back().prompt.noun = ask.question.text;
      return;
    }
  }
  const VariableId outcome = writer_.NewInternal("answer", ValueType::Number);
  CheckedStep step = writer_.Step(CheckedStep::Kind::Ask, statement.span);
  step.prompt.kind = PromptKind::YesNo;
  step.prompt.outcome = outcome;
  step.prompt.slot_name = "answer";
  step.prompt.type = ValueType::YesNo;
  const std::string question = ask.exact ? ask.question.text : wording().YesNo(ask.question.text);
  step.prompt.noun = question;
  std::optional<CheckedText> text =
      ask.exact ? texts_.BindQuotation(*ask.exact) : texts_.WithValues(ask.question.span, question);
  if (!text) {
    writer_.Read(statement, ReadingKind::Problem, Means(Sense::UnfillableQuestion));
    return;
  }
  step.text = std::move(*text);
  KnownPrompt prompt;
  prompt.shown = TextBinder::ShownIn(step.text);
  // "It costs {fee}. Should it be charged?": what was told right before.
  if (prompt.shown.empty() && lexicon().AnyIs("thing_pronouns", ask.question.words)) {
    prompt.shown = context_.scope.told;
  }
  out.push_back(std::move(step));
  prompt.kind = PromptKind::YesNo;
  prompt.outcome = outcome;
  prompt.span = statement.span;
  prompt.question = ask.question.words;
  prompt.keeps = consents_.Keeps(ask.question.words);
  prompt.asks_wish = lexicon().AnyIs("consenting_words", ask.question.words);
  context_.scope.open_answers.push_back(outcome);
  const bool amount =
      !prompt.shown.empty() || std::any_of(question.begin(), question.end(), [](char c) {
        return std::isdigit(static_cast<unsigned char>(c)) != 0;
      });
  context_.scope.Put(std::move(prompt));
  consents_.LearnConsent(ask.question.words, outcome, amount);
  writer_.Read(statement, ReadingKind::Question, Means(Sense::AsksYesOrNo, question));
}

}  // namespace proviso::compiler
