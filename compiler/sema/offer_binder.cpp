// SPDX-License-Identifier: Apache-2.0
// Offers (LANGUAGE section 6): nothing happens when an option is offered; its tool runs after the
// customer has chosen it.
#include "compiler/sema/offer_binder.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/sema/call_binder.h"
#include "compiler/sema/consents.h"
#include "compiler/sema/step_writer.h"
#include "compiler/vocabulary/phrasing.h"
#include "compiler/wording/counts.h"

namespace proviso::compiler {
namespace {

std::string ValueText(const ast::Literal& literal) {
  const std::string text = DisplayText(literal.value.view());
  return literal.type == ValueType::Percent ? text + "%" : text;
}

// What the customer is shown of the author's line: up to where it starts to speak about the
// customer.
std::string ShownText(const Lexicon& lexicon, const Wording& wording,
                      const ast::OfferOption& option) {
  wording::Tokens tokens = wording::Split(wording.Address(option.text.text));
  std::size_t keep = tokens.size();
  for (const std::string& cut : lexicon.List("purpose_cuts")) {
    const Words pattern = SplitWords(cut);
    for (std::size_t i = 0; i < keep; ++i) {
      if (wording::Matches(tokens, i, pattern) > 0) keep = i;
    }
  }
  std::size_t begin = 0;
  while (begin < keep && (lexicon.Is("offer_verbs", tokens[begin].folded) ||
                          lexicon.Is("clause_starters", tokens[begin].folded)))
    ++begin;
  // "… using @t": what led to the call is left hanging.
  while (keep > begin && lexicon.Is("clause_starters", tokens[keep - 1].folded)) --keep;
  tokens.resize(keep);
  tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(begin));
  wording::CutEnd(tokens);
  // Inside the machine's sentence; a name keeps its capital.
  if (!tokens.empty() && wording.IsCommon(tokens.front().folded) && tokens.front().word.size() > 1)
    tokens.front().word = tokens.front().folded;
  return Join(tokens);
}

bool IsAmount(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "first 10%, then 15%": one after another.
bool SaysInTurn(const Lexicon& lexicon, const Words& words) {
  bool first = false;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (!IsAmount(words[i + 1])) continue;
    if (lexicon.Is("in_turn_first", words[i])) first = true;
    if (first && lexicon.Is("in_turn_next", words[i])) return true;
  }
  return false;
}

// "discount" of "discount of 10% or 15%" and of "10% or 15% discount".
std::string WithoutAmounts(const Lexicon& lexicon, const Words& words) {
  Words thing;
  for (const std::string& word : words) {
    if (IsAmount(word) || lexicon.Is("alternative_words", word) ||
        lexicon.Is("in_turn_first", word))
      continue;
    if (!thing.empty() && lexicon.Is("clause_starters", word)) break;
    thing.push_back(word);
  }
  return JoinWords(thing);
}

void PlanValues(const Lexicon& lexicon, const std::vector<ast::Literal>& values,
                const std::string& text, OptionPlan& plan) {
  for (const ast::Literal& value : values) plan.values.push_back(ValueText(value));
  if (!values.empty()) plan.value_type = values.front().type;
  plan.in_turn = values.size() > 1 && SaysInTurn(lexicon, SplitWords(text));
}

// "for 1, 2 or 3 months": values of a parameter that counts months. One value alone is one that the
// tool's parameter asks for.
void PlanCounts(const pack::Forms& forms, const std::string& text, OptionPlan& plan) {
  if (!plan.values.empty()) return;
  const auto asks_for = [&](const pack::Forms::Words& unit) {
    return plan.tool != nullptr &&
           std::any_of(plan.tool->arguments.begin(), plan.tool->arguments.end(),
                       [&](const ast::Argument& argument) {
                         const Words words = IdentifierWords(argument.name);
                         return argument.value == nullptr &&
                                std::any_of(unit.begin(), unit.end(), [&](const std::string& one) {
                                  return std::find(words.begin(), words.end(), one) != words.end();
                                });
                       });
  };
  Counts counts = FindCounts(forms, text, false);
  if (counts.values.empty()) {
    counts = FindCounts(forms, text, true);
    if (!asks_for(counts.unit)) return;
  }
  plan.values = std::move(counts.values);
  plan.unit = std::move(counts.unit);
  plan.value_type = ValueType::Number;
}

Meaning ValuesMeaning(const OptionPlan& plan) {
  if (!plan.unit.empty() && plan.values.size() > 1)
    return Means(Sense::AllowedForChoice, fmt::join(plan.values, ", "));
  if (!plan.in_turn) return Means(Sense::AllowedInOrder, fmt::join(plan.values, ", "));
  return Means(Sense::OfferedInTurn, fmt::join(plan.values, ", "));
}

// What is put to the customer in `round` (0, 1, …): everything at first; then, of the options whose
// values come in turn, the next value.
std::vector<OptionPlan> OptionsOfRound(const std::vector<OptionPlan>& options, std::size_t round) {
  std::vector<OptionPlan> offered;
  for (const OptionPlan& option : options) {
    OptionPlan plan = option;
    if (option.in_turn) {
      if (round >= option.values.size()) continue;
      plan.values = {option.values[round]};
    } else if (round > 0) {
      continue;
    }
    offered.push_back(std::move(plan));
  }
  return offered;
}

}  // namespace

bool OfferBinder::SpeaksOfOffer(const ast::Phrase& phrase) const {
  return lexicon().AnyIs("option_words", phrase.words);
}

void OfferBinder::BindOffer(const ast::Statement& statement, const ast::Offer& offer,
                            CheckedBlock& out, const Cursor& at) {
  KnownPrompt prompt;
  prompt.kind = PromptKind::Offer;
  prompt.outcome = writer_.NewInternal("offer", ValueType::Number);
  prompt.slot = writer_.NewInternal("option", ValueType::Choice);
  prompt.option_value = writer_.NewInternal("option_value", ValueType::Number);
  prompt.span = statement.span;
  prompt.question = offer.noun.words;
  prompt.in_its_place = lexicon().AnyIs("in_place_words", SplitWords(Written(statement.span)));
  OptionPlan alone;  // when the line has no options: an offer of one thing, a yes or no
  std::vector<Meaning> values;
  if (offer.options.empty()) {
    // "offer to switch them to another plan": the deed is what is offered.
    alone.label = wording().Address(offer.noun.empty() ? offer.purpose.text : offer.noun.text);
    if (!offer.tools.empty()) alone.tool = &offer.tools.front();
    if (!offer.values.empty()) {
      PlanValues(lexicon(), offer.values,
                 std::string(context_.bundle.sources.file(context_.file).Text(statement.span)),
                 alone);
      const std::string thing = WithoutAmounts(lexicon(), offer.noun.words);
      if (!thing.empty()) alone.label = thing;
      values.push_back(ValuesMeaning(alone));
    } else if (offer.values.empty()) {
      PlanCounts(context_.bundle.forms, Written(statement.span), alone);
      if (!alone.values.empty()) values.push_back(ValuesMeaning(alone));
    }
  }
  // "Offer 7, 14 or 21 days": one thing with three values.
  const bool counts_only =
      !offer.options.empty() &&
      std::all_of(offer.options.begin(), offer.options.end(), [](const ast::OfferOption& option) {
        return option.text.empty() && option.tools.empty();
      });
  if (counts_only) {
    OptionPlan counts;
    PlanCounts(context_.bundle.forms, Written(statement.span), counts);
    if (counts.values.size() == offer.options.size()) {
      counts.label = JoinAlternatives(lexicon(), counts.values);
      values.push_back(ValuesMeaning(counts));
      prompt.options.push_back(std::move(counts));
    }
  }
  writer_.Read(statement, ReadingKind::Offer, Means(Sense::OffersOptions), std::move(values));
  for (const ast::OfferOption& option : offer.options) {
    if (!prompt.options.empty() && prompt.options.front().option == nullptr) {
      writer_.ReadSpan(option.span, ReadingKind::Option,
                       Means(Sense::AllowsOption, option.label.text));
      continue;
    }
    OptionPlan plan;
    plan.option = &option;
    plan.label = option.label.text;
    if (!option.tools.empty()) plan.tool = &option.tools.front();
    PlanValues(lexicon(), option.values, option.text.text, plan);
    PlanCounts(context_.bundle.forms, option.text.text, plan);
    std::vector<Meaning> details;
    if (!plan.values.empty()) details.push_back(ValuesMeaning(plan));
    std::vector<std::string> tools;
    for (const ast::ToolMention& tool : option.tools) {
      details.push_back(Means(Sense::RunsAfterChoice, tool.name));
    }
    writer_.ReadSpan(option.span, ReadingKind::Option, Means(Sense::Option, plan.label),
                     std::move(details), std::move(tools));
    prompt.options.push_back(std::move(plan));
  }
  if (prompt.options.empty()) prompt.options.push_back(std::move(alone));
  context_.scope.prompt = prompt;
  open_offer_ = &statement;
  const ast::Statement* next = at.Next();
  const auto* ask = next != nullptr ? std::get_if<ast::AskYesNo>(&next->node) : nullptr;
  const auto* pick = next != nullptr ? std::get_if<ast::Ask>(&next->node) : nullptr;
  const bool asked_next =
      (ask != nullptr && SpeaksOfOffer(ask->question)) ||
      (pick != nullptr && pick->nouns.size() == 1 && SpeaksOfOffer(pick->nouns[0]));
  if (asked_next) return;  // the next line puts the question
  EmitOfferPrompt(statement.span,
                  prompt.options.size() > 1 ? lexicon().Message("offer_question") : std::string(),
                  out);
  // An option's own tool runs once it is chosen, unless a later line says when to apply the offer.
  const bool applied_later = AnyLater(context_, at, [](const ast::Statement& later) {
    return std::holds_alternative<ast::ApplyOffer>(later.node);
  });
  const bool has_tools = std::any_of(prompt.options.begin(), prompt.options.end(),
                                     [](const OptionPlan& plan) { return plan.tool != nullptr; });
  if (!applied_later && has_tools) {
    CheckedStep chosen = writer_.Step(CheckedStep::Kind::If, statement.span);
    chosen.condition = CheckedExpr::Ended(prompt.outcome, PromptOutcome::Accepted);
    const Scope before = context_.scope;
    EmitApply(statement, {}, chosen.body, at);
    context_.scope = Join(before, context_.scope);
    out.push_back(std::move(chosen));
  }
}

void OfferBinder::EmitOfferPrompt(const Span& span, const std::string& question,
                                  CheckedBlock& out) {
  open_offer_ = nullptr;
  const KnownPrompt prompt = *context_.scope.prompt;
  KnownPrompt first = prompt;
  first.options = OptionsOfRound(prompt.options, 0);
  EmitOfferRound(span, first, question, out);
  constexpr std::size_t kMostRounds = 8;
  CheckedBlock* place = &out;
  for (std::size_t round = 1; round < kMostRounds; ++round) {
    KnownPrompt next = prompt;
    next.options = OptionsOfRound(prompt.options, round);
    if (next.options.empty()) break;
    CheckedStep declined = writer_.Step(CheckedStep::Kind::If, span);
    declined.condition = CheckedExpr::Ended(prompt.outcome, PromptOutcome::Declined);
    EmitOfferRound(span, next, std::string(), declined.body);
    place->push_back(std::move(declined));
    place = &place->back().body;
  }
  Words offered;
  for (const OptionPlan& option : prompt.options) {
    const Words label = SplitWords(option.label);
    offered.insert(offered.end(), label.begin(), label.end());
  }
  if (prompt.options.size() == 1 && prompt.options.front().tool == nullptr) {
    context_.scope.open_offers.push_back(std::make_shared<const KnownPrompt>(prompt));
  }
  consents_.LearnConsent(std::move(offered), prompt.outcome);
  context_.scope.Put(prompt);
  if (prompt.options.size() > 1)
    context_.scope.menus.push_back(std::make_shared<const KnownPrompt>(prompt));
}

void OfferBinder::EmitOfferRound(const Span& span, const KnownPrompt& prompt,
                                 const std::string& question, CheckedBlock& out) {
  CheckedStep step = writer_.Step(CheckedStep::Kind::Ask, span);
  step.prompt.kind = PromptKind::Offer;
  step.prompt.outcome = prompt.outcome;
  step.prompt.slot = prompt.slot;
  step.prompt.option_value = prompt.option_value;
  step.prompt.slot_name = "offer";
  step.prompt.type = ValueType::Choice;
  std::vector<std::string> shown;
  for (const OptionPlan& plan : prompt.options) {
    PromptOption option;
    option.label = plan.label;
    option.values = plan.values;
    if (plan.option != nullptr) {
      option.description = plan.option->text.text;
    }
    if (!plan.values.empty()) option.value_type = plan.value_type;
    std::string text = plan.label;
    if (!plan.values.empty()) {
      const std::string values = JoinAlternatives(lexicon(), plan.values);
      if (values != plan.label)
        text = Fill(lexicon().Message("option_values"), {plan.label, values});
    } else if (plan.option != nullptr) {
      const std::string description = ShownText(lexicon(), wording(), *plan.option);
      if (!description.empty())
        text = Fill(lexicon().Message("option_values"), {plan.label, description});
    }
    shown.push_back(std::move(text));
    step.prompt.options.push_back(std::move(option));
  }
  step.prompt.noun = prompt.options.size() == 1 ? prompt.options.front().label : std::string();
  std::string text;
  // Of several counts the customer names one; nobody picks it for him.
  const bool counts = prompt.options.size() == 1 && !prompt.options.front().unit.empty() &&
                      prompt.options.front().values.size() > 1;
  if (prompt.options.size() > 1 || counts) {
    const std::string& asked = question.empty() ? lexicon().Message("offer_question") : question;
    text =
        Fill(lexicon().Message("offer_intro"), {JoinAlternatives(lexicon(), shown)}) + " " + asked;
  } else {
    text = question.empty() ? Fill(lexicon().Message("offer_single"), {shown.front()}) : question;
  }
  step.text = writer_.Plain(std::move(text));
  out.push_back(std::move(step));
}

const ast::ToolMention* OfferBinder::ToolOfOption(
    const OptionPlan& option, const KnownPrompt& offer,
    const std::vector<ast::ToolMention>& listed) const {
  if (option.tool != nullptr) return option.tool;
  // A listed tool all of whose naming words the label has; not one that is another option's own.
  const Words label = SplitWords(option.label);
  for (const ast::ToolMention& tool : listed) {
    const bool taken =
        std::any_of(offer.options.begin(), offer.options.end(), [&](const OptionPlan& other) {
          return &other != &option && other.tool != nullptr && other.tool->name == tool.name;
        });
    const Words name = IdentifierWords(tool.name);
    const bool named = std::all_of(label.begin(), label.end(), [&](const std::string& word) {
      return lexicon().Is("option_words", word) ||
             std::any_of(name.begin(), name.end(),
                         [&](const std::string& other) { return SameStem(word, other); });
    });
    if (!taken && named) return &tool;
  }
  return nullptr;
}

void OfferBinder::EmitApply(const ast::Statement& statement,
                            const std::vector<ast::ToolMention>& listed, CheckedBlock& out,
                            const Cursor& at) {
  const KnownPrompt prompt = *context_.scope.prompt;
  CheckedBlock* place = &out;
  const Scope before = context_.scope;
  std::optional<Scope> joined;
  for (const OptionPlan& option : prompt.options) {
    CheckedStep chosen = writer_.Step(CheckedStep::Kind::If, statement.span);
    chosen.condition = CheckedExpr::Apply(
        Opcode::Equal,
        {CheckedExpr::Load(prompt.slot), CheckedExpr::Of(Value::String(option.label))});
    context_.scope = before;
    if (const ast::ToolMention* tool = ToolOfOption(option, prompt, listed)) {
      CallSite site;
      site.statement = &statement;
      site.option = &option;
      site.offer = &prompt;
      site.at = &at;
      if (option.option != nullptr) {
        site.purpose = option.option->text.words;
        // The values of the option are the customer's choice, not literals of the line.
        site.purpose_text.clear();
      } else if (option.values.empty()) {
        site.purpose_text = option.label;
      }
      calls_.EmitCall(*tool, site, chosen.body);
      joined = joined ? Join(*joined, context_.scope) : context_.scope;
    } else {
      CheckedStep by_person = writer_.Step(CheckedStep::Kind::HandOff, statement.span);
      if (option.values.empty()) {
        by_person.text =
            writer_.Plain(Fill(lexicon().Message("reason_option_by_person"), {option.label}));
      } else {
        by_person.text = writer_.FromMessage(
            option.percent() ? "reason_option_percent_by_person" : "reason_option_value_by_person",
            {{option.label, std::nullopt}, {option.label, CheckedExpr::Load(prompt.option_value)}});
      }
      chosen.body.push_back(std::move(by_person));
      const Span span = option.option != nullptr ? option.option->span : statement.span;
      writer_
          .Report(DiagnosticId::OptionWithoutTool, span,
                  fmt::format("the option `{}` has no tool: a person completes it", option.label))
          .Note(
              "the hand-off names the promise that was made; to have the machine keep it, name a "
              "tool in the option");
    }
    place->push_back(std::move(chosen));
    place = &place->back().otherwise;
  }
  context_.scope = joined ? *joined : before;
  context_.scope.prompt = prompt;
  std::erase_if(context_.scope.open_offers,
                [&](const auto& offer) { return offer->outcome == prompt.outcome; });
}

void OfferBinder::BindApplyOffer(const ast::Statement& statement, const ast::ApplyOffer& apply,
                                 CheckedBlock& out, const Cursor& at) {
  if (!context_.scope.prompt || context_.scope.prompt->kind != PromptKind::Offer) {
    writer_.EmitJudgement(statement, apply.words.text, DiagnosticId::NothingToComplete, out);
    return;
  }
  std::vector<Meaning> details;
  std::vector<std::string> tools;
  for (const OptionPlan& option : context_.scope.prompt->options) {
    const ast::ToolMention* tool = ToolOfOption(option, *context_.scope.prompt, apply.tools);
    details.push_back(tool != nullptr ? Means(Sense::OptionCalls, option.label, tool->name)
                                      : Means(Sense::OptionGoesToPerson, option.label));
    if (tool != nullptr) tools.push_back(tool->name);
  }
  writer_.Read(statement, ReadingKind::Call, Means(Sense::CarriesOutChosen), std::move(details),
               std::move(tools));
  EmitApply(statement, apply.tools, out, at);
}

}  // namespace proviso::compiler
