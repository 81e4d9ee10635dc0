// SPDX-License-Identifier: Apache-2.0
// Branches and gates (LANGUAGE section 5).
#include "compiler/sema/branch_binder.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "compiler/sema/answer_binder.h"
#include "compiler/sema/call_binder.h"
#include "compiler/sema/complements.h"
#include "compiler/sema/condition_binder.h"
#include "compiler/sema/consents.h"
#include "compiler/sema/form_binder.h"
#include "compiler/sema/policy_calls.h"
#include "compiler/sema/question_writer.h"
#include "compiler/sema/step_writer.h"
#include "compiler/sema/tool_facts.h"
#include "compiler/sema/tries.h"
#include "compiler/sema/value_resolver.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {
namespace {

// A body that only says something, so that going on behind it would surprise.
bool OnlySays(const ast::Block& block) {
  bool says = false;
  for (const auto& statement : block) {
    if (std::holds_alternative<ast::Say>(statement->node) ||
        std::holds_alternative<ast::Note>(statement->node)) {
      says = true;
    } else if (!std::holds_alternative<ast::Documentation>(statement->node) &&
               !std::holds_alternative<ast::Item>(statement->node)) {
      return false;
    }
    if (!statement->body.empty() && !OnlySays(statement->body)) return false;
  }
  return says;
}

}  // namespace

// "If so, explain that we can't ship there", "they should contact the reception": who says yes to a
// question of fact is told no.
bool BranchBinder::RefusesFact(const ast::Statement& statement,
                               const BoundCondition& condition) const {
  const auto& prompt = context_.scope.prompt;
  const bool fact = prompt && prompt->outcome == condition.answer && !prompt->asks_wish;
  return fact && (Says(statement.body, "refusal_words") ||
                  Says(statement.body, "referral_phrases") || RefersElsewhere(statement.body));
}

// "(They should) contact the reception".
bool BranchBinder::RefersElsewhere(const ast::Block& block) const {
  return std::any_of(block.begin(), block.end(), [&](const auto& statement) {
    const auto* say = std::get_if<ast::Say>(&statement->node);
    if (say == nullptr) return RefersElsewhere(statement->body);
    return lexicon().PhraseAtStart("referral_starts", say->told.words) != nullptr;
  });
}

bool BranchBinder::IsGate(const ast::Statement& statement, const BoundCondition& condition) const {
  if (!OnlySays(statement.body)) return false;
  if (condition.polarity == BoundCondition::Polarity::Negative) {
    // "If it is not shipped, say “Good news, …”" refuses nothing.
    return !IsNone(condition.answer) || !Says(statement.body, "affirming_words");
  }
  if (!IsNone(condition.answer)) return RefusesFact(statement, condition);
  return !condition.needs_judgement &&
         (Says(statement.body, "refusal_words") || IsAlreadyDone(statement));
}

// "If the card has already been redeemed, say …" in front of a call: what is done is not done
// again.
bool BranchBinder::IsAlreadyDone(const ast::Statement& statement) const {
  const auto* predicate = ast::ConditionOf<ast::PredicateCondition>(statement);
  if (predicate == nullptr || predicate->negated) return false;
  const Words& subject = predicate->subject.words;
  if (!subject.empty() && lexicon().Is("possessors", subject.back())) return false;
  const Words said = SplitWords(Written(std::get<ast::Branch>(statement.node).condition->span));
  if (!lexicon().AnyIs("refusing_states", said)) return false;
  return policy_calls_.ActsBehind(statement.span);
}

bool BranchBinder::Says(const ast::Block& block, WordClass phrases) const {
  const auto found = [&](const Words& words) {
    return lexicon().FindPhrase(phrases, words) != nullptr;
  };
  return std::any_of(block.begin(), block.end(), [&](const auto& statement) {
    if (Says(statement->body, phrases)) return true;
    const auto* say = std::get_if<ast::Say>(&statement->node);
    if (say == nullptr) return false;
    if (found(say->told.words)) return true;
    if (!say->quote) return false;
    return std::any_of(say->quote->parts.begin(), say->quote->parts.end(),
                       [&](const ast::QuotePart& part) { return found(SplitWords(part.literal)); });
  });
}

// What is called behind the place whatever holds there, before the customer is asked again.
BranchBinder::Ahead BranchBinder::LookAhead(const ast::Block& block, std::size_t from) const {
  for (std::size_t i = from; i < block.size(); ++i) {
    const ast::Statement& next = *block[i];
    const auto& node = next.node;
    if (const auto* use = std::get_if<ast::Use>(&node)) {
      for (const ast::ToolMention& mention : use->calls) {
        const ToolDefinition* tool = context_.bundle.tools.Find(mention.name);
        if (tool != nullptr && !use->looks_up && !tools_.ReadsOnly(*tool)) return {&mention, true};
      }
    } else if (std::holds_alternative<ast::Section>(node)) {
      const Ahead below = LookAhead(next.body, 0);
      if (below.decided) return below;
    } else if (std::holds_alternative<ast::Say>(node) || std::holds_alternative<ast::Note>(node) ||
               std::holds_alternative<ast::Fact>(node) || std::holds_alternative<ast::Item>(node) ||
               std::holds_alternative<ast::Rule>(node) ||
               std::holds_alternative<ast::Documentation>(node) ||
               std::holds_alternative<ast::Branch>(node)) {
      continue;
    } else {
      return {nullptr, true};
    }
  }
  return {};
}

// LANGUAGE section 5, gates: a branch that only says something, and steps behind it that nobody
// said are meant in its case.
const ast::ToolMention* BranchBinder::GoesOnTo(const ast::Statement& statement,
                                               const BoundCondition& condition,
                                               const Cursor& at) const {
  const auto& branch = std::get<ast::Branch>(statement.node);
  const bool answer = std::holds_alternative<ast::CustomerAnswer>(branch.condition->node) ||
                      !IsNone(condition.answer) || condition.needs_judgement;
  if (answer || branch.has_otherwise || !OnlySays(statement.body)) return nullptr;
  // In a list of cases, of which others stop or hand off, it is said that this one goes on.
  const bool listed = at.outer != nullptr && at.block->size() > 1 &&
                      std::all_of(at.block->begin(), at.block->end(), [](const auto& sibling) {
                        return std::holds_alternative<ast::Branch>(sibling->node);
                      });
  if (listed) return nullptr;
  for (const Cursor* place = &at; place != nullptr; place = place->outer) {
    const Ahead ahead = LookAhead(*place->block, place->index + 1);
    if (ahead.decided) return ahead.call;
  }
  return nullptr;
}

// The questions and offers that the condition looks at.
void BranchBinder::LearnToldApart(const CheckedExpr& condition) {
  const auto learn = [&](VariableId variable) {
    const auto told = [&](const auto& prompts) {
      for (const auto& prompt : prompts) {
        if (prompt->outcome == variable || prompt->slot == variable) {
          context_.scope.told_apart.push_back(prompt->outcome);
        }
      }
    };
    told(context_.scope.menus);
    told(context_.scope.open_offers);
  };
  const std::function<void(const CheckedExpr&)> walk = [&](const CheckedExpr& expr) {
    const bool loads =
        expr.kind == CheckedExpr::Kind::Variable || expr.kind == CheckedExpr::Kind::IsSet;
    if (loads) learn(expr.variable);
    for (const CheckedExpr& operand : expr.operands) walk(operand);
  };
  walk(condition);
}

// "If exchange or repair, … and stop": behind it, neither was chosen.
void BranchBinder::LearnSettled(const CheckedExpr& condition) {
  if (condition.kind != CheckedExpr::Kind::Operation) return;
  const auto& operands = condition.operands;
  if (condition.operation == Opcode::Or) {
    for (const CheckedExpr& operand : operands) LearnSettled(operand);
  } else if (condition.operation == Opcode::Equal && operands.size() == 2 &&
             operands[0].kind == CheckedExpr::Kind::Variable &&
             operands[1].kind == CheckedExpr::Kind::Constant &&
             operands[1].constant.view().is_string()) {
    context_.scope.settled.emplace_back(operands[0].variable,
                                        std::string(operands[1].constant.view().text()));
  }
}

void BranchBinder::CarryOut(const std::vector<VariableId>& told_apart) {
  for (auto& offer : context_.scope.open_offers) {
    if (std::find(told_apart.begin(), told_apart.end(), offer->outcome) == told_apart.end())
      continue;
    KnownPrompt carried_out = *offer;
    carried_out.carried_out = true;
    offer = std::make_shared<const KnownPrompt>(std::move(carried_out));
  }
}

// "Once the order is selected, …": not a test but a wish that it be known.
bool BranchBinder::BindSelection(const ast::Statement& statement, const ast::Branch& branch,
                                 CheckedBlock& out, const Cursor& at) {
  const auto* predicate = std::get_if<ast::PredicateCondition>(&branch.condition->node);
  if (predicate == nullptr || predicate->negated || branch.has_otherwise) return false;
  // "Received in the correct format" is given; "provided in an incorrect format" is not.
  const Words& given = predicate->predicate.words;
  const bool whole = std::all_of(given.begin(), given.end(), [&](const std::string& word) {
    return lexicon().Is("selected_words", word) || lexicon().Is("well_given_words", word) ||
           lexicon().Is("adverbs", word) || lexicon().Is("determiners", word);
  });
  if (!whole || !lexicon().AnyIs("selected_words", given)) return false;
  if (tools_.FindPredicate(predicate->predicate.words) &&
      context_.bundle.tools.in_catalogue(
          tools_.FindPredicate(predicate->predicate.words)->first.tool->name)) {
    return false;
  }
  const Noun noun = NounOf(predicate->subject.words);
  if (noun.slot.empty() || !(noun.known || !values_.FindValues({noun.key}, false).empty()))
    return false;
  std::vector<Meaning> details;
  if (values_.FindValues({noun.key}, false).empty()) {
    Noun asked = noun;
    // "the order" is known by its number.
    if (noun.is_id) asked.slot = asked.key;
    questions_.EmitAsk(predicate->subject.span, asked, JoinWords(IdentifierWords(asked.slot)),
                       std::nullopt, out);
    details.push_back(Means(Sense::AsksUnlessKnown, asked.slot));
  }
  writer_.Read(statement, ReadingKind::Branch,
               Means(Sense::GoesOnOnceKnown, predicate->subject.text), std::move(details));
  walk_.BindBlock(statement.body, out, &at);
  return true;
}

void BranchBinder::BindVagueBranch(const ast::Statement& statement, const ast::Branch& branch,
                                   CheckedBlock& out, const Cursor& at) {
  writer_.Report(DiagnosticId::VagueCondition, branch.condition->span, "this does not say when")
      .Note(
          "a tool under it is used when the conditions of its catalogue entry are met, and left "
          "out otherwise")
      .Note("say it as a test, for example `If the order total is more than $50, …`");
  ++context_.depth;
  for (std::size_t i = 0; i < statement.body.size(); ++i) {
    const ast::Statement& inner = *statement.body[i];
    const Cursor inner_at{&statement.body, i, &at};
    if (const auto* use = std::get_if<ast::Use>(&inner.node)) {
      const Scope before = context_.scope;
      calls_.BindUse(inner, *use, out, inner_at, true);
      context_.scope = Join(before, context_.scope);
    } else if (std::holds_alternative<ast::Ask>(inner.node) ||
               std::holds_alternative<ast::Documentation>(inner.node) ||
               std::holds_alternative<ast::Item>(inner.node)) {
      walk_.BindStatement(inner, out, inner_at);
    } else if (std::holds_alternative<ast::Say>(inner.node)) {
      writer_.Read(inner, ReadingKind::Message, Means(Sense::NotSaid));
    } else {
      writer_.EmitJudgement(inner, Written(inner.span), DiagnosticId::NeedsJudgement, out);
    }
  }
  --context_.depth;
}

void BranchBinder::BindBranch(const ast::Statement& statement, const ast::Branch& branch,
                              CheckedBlock& out, const Cursor& at, bool completes) {
  if (branch.condition == nullptr) {
    // An "otherwise" that completes nothing.
    writer_
        .Report(DiagnosticId::AnswerWithoutQuestion, statement.span,
                "this `otherwise` follows no condition")
        .Note("put it right behind the `If …` that it completes");
    writer_.SkipReadings(statement, ReadingKind::Problem, Means(Sense::OtherwiseWithoutCondition));
    return;
  }
  if (std::holds_alternative<ast::Vague>(branch.condition->node)) {
    if (!context_.replaying) BindVagueBranch(statement, branch, out, at);
    return;
  }
  if (BindSelection(statement, branch, out, at)) return;
  if (BindPurposeLabel(statement, branch, out, at)) return;
  std::optional<BoundCondition> other = complements_.BindOtherValue(*branch.condition, at);
  BoundCondition condition =
      other ? std::move(*other) : conditions_.BindCondition(*branch.condition);
  if (condition.broken) {
    writer_.SkipReadings(statement, ReadingKind::Problem, Means(Sense::SeeErrorOfCondition));
    return;
  }
  const bool continues = std::any_of(
      statement.body.begin(), statement.body.end(),
      [](const auto& inner) { return std::holds_alternative<ast::Continue>(inner->node); });
  const bool gate = IsGate(statement, condition) && !continues;
  const bool refuses = gate && condition.polarity == BoundCondition::Polarity::Positive;
  if (refuses || (gate && condition.outcome.empty()))
    condition.outcome = lexicon().Outcome("refused");
  if (context_.replaying && !gate) return;
  forms_.MarkCheck(condition, branch.condition->span, out);
  if (condition.needs_judgement) {
    CheckedStep judge = writer_.Step(CheckedStep::Kind::Judge, branch.condition->span);
    judge.question = condition.subject;
    judge.answers = {"yes", "no"};
    out.push_back(std::move(judge));
    // A brace that is not closed was told of.
    const bool torn = condition.subject.find('{') != std::string::npos &&
                      condition.subject.find('}') == std::string::npos;
    if (!torn) {
      writer_
          .Report(
              DiagnosticId::NeedsJudgement, branch.condition->span,
              "this condition needs judgement; without a language model a person takes over here")
          .Note(
              "test something that a tool or the customer says, for example `If the order is "
              "eligible:`");
    }
  }
  Meaning meaning = condition.meaning;
  if (gate) meaning = Means(Sense::EndsPolicyAs, meaning, condition.outcome);
  writer_.Read(statement,
               gate                        ? ReadingKind::Gate
               : condition.needs_judgement ? ReadingKind::Judgement
                                           : ReadingKind::Branch,
               meaning);
  if (gate) {
    writer_
        .Report(DiagnosticId::InferredGate, branch.condition->span,
                fmt::format("the policy ends here with the outcome `{}`", condition.outcome))
        .Note(
            "a branch for a negative outcome that only says something ends the policy; write `then "
            "continue` to go on");
  }
  CheckedStep step = writer_.Step(CheckedStep::Kind::If, branch.condition->span);
  complements_.LearnBranch(statement, condition);
  const std::vector<VariableId> told_apart = context_.scope.told_apart;
  LearnToldApart(condition.expr);
  const std::vector<VariableId> inside = context_.scope.told_apart;
  step.condition = std::move(condition.expr);
  // Both ways of an answer are told apart from here; behind a yes alone the no stays open.
  const std::vector<VariableId> open = context_.scope.open_answers;
  if (!IsNone(condition.answer)) std::erase(context_.scope.open_answers, condition.answer);
  Scope before = context_.scope;
  if (condition.accepted) before.open_answers = open;
  const std::string outer_outcome = context_.branch_outcome;
  if (condition.polarity == BoundCondition::Polarity::Negative)
    context_.branch_outcome = condition.outcome;
  if (!IsNone(condition.answer) && !condition.accepted) consents_.Withdraw(condition.answer);
  if (!IsNone(condition.checked)) context_.scope.asked = condition.checked;
  tries_.EmitAttempts(statement, step.body, at);
  walk_.BindBlock(statement.body, step.body, &at);
  if (gate) {
    CheckedStep end = writer_.Step(CheckedStep::Kind::EndPolicy, statement.span);
    end.outcome = condition.outcome;
    step.body.push_back(std::move(end));
    writer_.EndPath();
  } else if (const ast::ToolMention* call =
                 continues ? nullptr : GoesOnTo(statement, condition, at)) {
    writer_.EmitHandOff(statement.span,
                        Fill(lexicon().Message("reason_unhandled"), {condition.subject}),
                        step.body);
    writer_
        .Report(DiagnosticId::UnhandledOutcome, branch.condition->span,
                fmt::format("this case only says something, and the steps behind it go on to "
                            "`@{}`",
                            call->name))
        .Label(call->span, "called here")
        .Note("a person takes over there: nothing says whether the call is meant in this case")
        .Note("write `and stop` behind the message to end there, or `then continue` to go on");
    writer_.EndPath();
  }
  if (condition.polarity != BoundCondition::Polarity::Negative &&
      context_.scope.effects > before.effects) {
    CarryOut(inside);
  }
  // "Ask whether it is a PO box. If so, ask for another address.": who says no goes on as well.
  const bool asks_anew = condition.accepted && !statement.body.empty() && before.prompt &&
                         before.prompt->outcome == condition.answer && !before.prompt->asks_wish &&
                         std::holds_alternative<ast::Again>(statement.body.front()->node);
  if (asks_anew) std::erase(before.open_answers, condition.answer);
  const Scope after_then = context_.scope;
  context_.scope = before;
  // "If somebody was injured, hand off.": what follows is for the no.
  if (condition.accepted && after_then.ended && !branch.has_otherwise) {
    std::erase(context_.scope.open_answers, condition.answer);
    consents_.Withdraw(condition.answer);
  }
  context_.branch_outcome = outer_outcome;
  const std::string else_outcome = condition.polarity == BoundCondition::Polarity::Positive &&
                                           condition.outcome == lexicon().Outcome("accepted")
                                       ? lexicon().Outcome("declined")
                                       : std::string();
  if (!else_outcome.empty()) context_.branch_outcome = else_outcome;
  if (branch.has_otherwise) {
    if (!IsNone(condition.answer)) std::erase(context_.scope.open_answers, condition.answer);
    if (condition.accepted) consents_.Withdraw(condition.answer);
    walk_.BindBlock(branch.otherwise, step.otherwise, &at);
  } else if (const ast::Statement* next = at.NextSibling();
             next != nullptr &&
             (complements_.IsOpposite(branch, *next) || complements_.IsNextCode(branch, *next))) {
    const auto& complement = std::get<ast::Branch>(next->node);
    context_.consumed.insert(next);
    const Cursor next_at{at.block, at.index + 1, at.outer};
    if (complement.condition == nullptr) {
      writer_.Read(*next, ReadingKind::Branch, Means(Sense::Otherwise));
      if (!IsNone(condition.answer)) std::erase(context_.scope.open_answers, condition.answer);
      if (condition.accepted) consents_.Withdraw(condition.answer);
      walk_.BindBlock(next->body, step.otherwise, &next_at);
      complements_.CloseRun(at, step);
    } else {
      context_.branch_outcome = outer_outcome;
      const bool question = std::holds_alternative<ast::CustomerAnswer>(branch.condition->node) &&
                            before.prompt && !before.prompt->is_policy_call;
      BindBranch(*next, complement, step.otherwise, next_at, question);
    }
  }
  context_.branch_outcome = outer_outcome;
  // Where both ways go on, nothing is told apart any longer; nor behind a way that was not taken.
  if (!branch.has_otherwise && step.otherwise.empty()) context_.scope.told_apart = told_apart;
  if (after_then.ended) LearnSettled(step.condition);
  const Scope after_else = context_.scope;
  if (condition.needs_judgement) {
    // The judgement step has handed off; what stands behind it is kept for the day a model answers.
    step.condition = CheckedExpr::Of(Value::Bool(false));
  }
  // A result that says neither yes nor no is an unhandled outcome, never a guess. Behind one code
  // of a status the next one is tried.
  const ast::Statement* sibling = at.NextSibling();
  const bool tries_next = !branch.has_otherwise && !condition.needs_judgement &&
                          sibling != nullptr && complements_.IsNextCode(branch, *sibling);
  if (step.condition.kind != CheckedExpr::Kind::Constant && !tries_next) {
    step.unknown_is_otherwise = false;
    writer_.EmitHandOff(statement.span,
                        Fill(lexicon().Message("reason_unhandled"), {condition.subject}),
                        step.unknown);
  }
  // A check that was answered with no, and nobody said what then.
  const bool only_continues = continues && statement.body.size() == 1;
  // "If the booking is confirmed, cancel it. Say goodbye.": nothing behind it hangs on that.
  const auto calls = [](const ast::Statement& one) {
    return std::holds_alternative<ast::Use>(one.node);
  };
  const bool acts = std::any_of(statement.body.begin(), statement.body.end(),
                                [&](const auto& inner) { return calls(*inner); });
  const bool own_case = condition.is_state && acts && !continues && !CallsBehind(at);
  const bool check = condition.is_check && !own_case &&
                     condition.polarity == BoundCondition::Polarity::Positive &&
                     condition.producer != nullptr;
  const bool last_option = complements_.IsLastOption(at, condition);
  const bool silent_no = step.otherwise.empty() && !last_option && (check || only_continues);
  if (silent_no) {
    // "EXPIRED → stop; USED → hand off; VALID → next step": the list says which go on.
    const bool listed = only_continues && complements_.RunEnds(at);
    const bool handled_later = !listed && AnyLater(context_, at, [&](const ast::Statement& later) {
      const auto* predicate = ast::ConditionOf<ast::PredicateCondition>(later);
      return predicate != nullptr && predicate->negated;
    });
    if (!handled_later) {
      writer_.EmitHandOff(statement.span,
                          Fill(lexicon().Message("reason_unhandled"), {condition.subject}),
                          step.otherwise);
      writer_
          .Report(DiagnosticId::UnhandledOutcome, branch.condition->span,
                  "nothing says what to do when this is not so")
          .Note("the machine hands off to a person then")
          .Note("to decide it yourself, add a line `Otherwise: …`");
      context_.scope = after_then;
    } else {
      context_.scope = Join(after_then, after_else);
    }
  } else if ((completes || (last_option && complements_.RunEnds(at))) && step.otherwise.empty()) {
    // A prompt ends accepted or declined, nothing else; should it ever not, a person takes over.
    writer_.EmitHandOff(statement.span,
                        Fill(lexicon().Message("reason_unhandled"), {condition.subject}),
                        step.otherwise);
    context_.scope = after_then;
  } else {
    context_.scope = Join(after_then, after_else);
  }
  if (!after_then.ended && !after_else.ended) context_.scope.told_apart = told_apart;
  if (after_then.ended && (after_else.ended || completes)) {
    context_.last_live = before;
    context_.scope.ended = true;
  }
  out.push_back(std::move(step));
}

// A call in some line behind the branch, whatever it hangs on.
bool BranchBinder::CallsBehind(const Cursor& at) {
  const std::function<bool(const ast::Statement&)> calls = [&](const ast::Statement& one) {
    const auto any = [&](const ast::Block& block) {
      return std::any_of(block.begin(), block.end(),
                         [&](const auto& inner) { return calls(*inner); });
    };
    const auto* branch = std::get_if<ast::Branch>(&one.node);
    return std::holds_alternative<ast::Use>(one.node) || any(one.body) ||
           (branch != nullptr && any(branch->otherwise));
  };
  for (const Cursor* place = &at; place != nullptr; place = place->outer) {
    for (std::size_t i = place->index + 1; i < place->block->size(); ++i) {
      if (calls(*(*place->block)[i])) return true;
    }
  }
  return false;
}

namespace {

// Of a condition that is only a name; empty for others.
Words LabelOf(const ast::Condition& condition) {
  if (const auto* named = std::get_if<ast::NamedTest>(&condition.node)) {
    return named->wish ? Words{} : named->phrase.words;
  }
  const auto* comparison = std::get_if<ast::Comparison>(&condition.node);
  if (comparison == nullptr || comparison->left != nullptr || comparison->right.size() != 1) {
    return {};
  }
  const auto* literal = std::get_if<ast::Literal>(&comparison->right.front()->node);
  if (literal == nullptr || literal->type != ValueType::Text) return {};
  return SplitWords(literal->value.view().text());
}

}  // namespace

bool BranchBinder::BindPurposeLabel(const ast::Statement& statement, const ast::Branch& branch,
                                    CheckedBlock& out, const Cursor& at) {
  const Words label = LabelOf(*branch.condition);
  if (label.size() != 1 || branch.has_otherwise || statement.body.empty()) return false;
  const auto* use = std::get_if<ast::Use>(&statement.body.front()->node);
  if (use == nullptr || use->calls.size() != 1) return false;
  // Its verb as it stands in the tool's name: "Cancelled: @cancel(…)" is a state.
  const Words name = IdentifierWords(use->calls.front().name);
  if (std::find(name.begin(), name.end(), label.front()) == name.end()) return false;
  // One among several labels names a case.
  const auto labels = [&](std::size_t index) {
    if (index >= at.block->size()) return false;
    const ast::Statement& other = *(*at.block)[index];
    const auto* beside = std::get_if<ast::Branch>(&other.node);
    return beside != nullptr && beside->condition != nullptr &&
           !LabelOf(*beside->condition).empty();
  };
  if (labels(at.index + 1) || (at.index > 0 && labels(at.index - 1))) return false;
  const bool answers =
      std::any_of(context_.scope.menus.begin(), context_.scope.menus.end(), [&](const auto& menu) {
        std::vector<std::string> options = menu->choices;
        for (const OptionPlan& option : menu->options) options.push_back(option.label);
        return !LabelNamed(lexicon(), wording().pack(), options, label).empty();
      });
  if (answers) return false;
  writer_.Read(statement, ReadingKind::Detail, Means(Sense::LabelOfCall));
  walk_.BindBlock(statement.body, out, &at);
  return true;
}

}  // namespace proviso::compiler
