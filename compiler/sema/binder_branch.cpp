// SPDX-License-Identifier: Apache-2.0
// Branches, gates and the outcomes that close a run of them (LANGUAGE section 5).
#include <fmt/format.h>

#include <algorithm>

#include "compiler/sema/binder.h"
#include "compiler/sema/spoken_words.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {
namespace {

// "Damaged: …": a bare name for a case.
bool IsNamed(const ast::Statement& branch) {
  if (ast::ConditionOf<ast::NamedTest>(branch) != nullptr) return true;
  const auto* comparison = ast::ConditionOf<ast::Comparison>(branch);
  return comparison != nullptr && comparison->left == nullptr;
}

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

bool Binder::IsGate(const ast::Statement& statement, const BoundCondition& condition) const {
  if (!OnlySays(statement.body)) return false;
  if (condition.polarity == BoundCondition::Polarity::Negative) return true;
  const bool answer = !IsNone(condition.answer) || condition.needs_judgement;
  return !answer && (Refuses(statement.body) || IsAlreadyDone(statement));
}

// "If the card has already been redeemed, say …" in front of a call: what is done is not done
// again.
bool Binder::IsAlreadyDone(const ast::Statement& statement) const {
  const auto* predicate = ast::ConditionOf<ast::PredicateCondition>(statement);
  if (predicate == nullptr || predicate->negated || !calls_) return false;
  const Words& subject = predicate->subject.words;
  if (!subject.empty() && lexicon().Is("possessors", subject.back())) return false;
  const Words said = SplitWords(Written(std::get<ast::Branch>(statement.node).condition->span));
  if (!lexicon().AnyIs("refusing_states", said)) return false;
  return std::any_of(calls_->begin(), calls_->end(), [&](const auto& call) {
    const ToolDefinition* tool = context_.bundle.tools.Find(call.first);
    return call.second.mention->span.begin > statement.span.end &&
           (tool == nullptr || !ReadsOnly(*tool));
  });
}

bool Binder::Refuses(const ast::Block& block) const {
  const auto refuses = [&](const Words& words) {
    return lexicon().FindPhrase("refusal_words", words) != nullptr;
  };
  return std::any_of(block.begin(), block.end(), [&](const auto& statement) {
    if (Refuses(statement->body)) return true;
    const auto* say = std::get_if<ast::Say>(&statement->node);
    if (say == nullptr) return false;
    if (refuses(say->told.words)) return true;
    if (!say->quote) return false;
    return std::any_of(
        say->quote->parts.begin(), say->quote->parts.end(),
        [&](const ast::QuotePart& part) { return refuses(SplitWords(part.literal)); });
  });
}

// The siblings right before the branch that an "otherwise" completes belong to the run, too.
void Binder::CloseRun(const Cursor& at, CheckedStep& step) {
  std::optional<CheckedExpr> none;
  for (std::size_t i = at.index; i-- > 0;) {
    const ast::Statement& before = *(*at.block)[i];
    const auto* branch = std::get_if<ast::Branch>(&before.node);
    const auto bound = conditions_.find(&before);
    if (branch == nullptr || branch->has_otherwise || bound == conditions_.end()) break;
    CheckedExpr not_this = CheckedExpr::Not(bound->second);
    none = none ? CheckedExpr::Joined(Opcode::And, std::move(not_this), std::move(*none))
                : std::move(not_this);
  }
  if (!none) return;
  CheckedStep rest = writer_.Step(CheckedStep::Kind::If, step.span);
  rest.condition = std::move(*none);
  rest.body = std::move(step.otherwise);
  step.otherwise = CheckedBlock();
  step.otherwise.push_back(std::move(rest));
}

namespace {

// The thing that is tested, as it is written: "the refund status"; empty where there is none.
Words SubjectOf(const ast::Condition& condition, const auto& written) {
  if (const auto* comparison = std::get_if<ast::Comparison>(&condition.node)) {
    return comparison->left == nullptr ? Words{} : SplitWords(written(comparison->left->span));
  }
  const auto* predicate = std::get_if<ast::PredicateCondition>(&condition.node);
  return predicate == nullptr ? Words{} : predicate->subject.words;
}

}  // namespace

// "If the status is anything else": none of what the branches beside it say of the same thing.
std::optional<BoundCondition> Binder::BindOtherValue(const ast::Condition& condition,
                                                     const Cursor& at) {
  const auto* comparison = std::get_if<ast::Comparison>(&condition.node);
  if (comparison == nullptr || !comparison->negated || comparison->op != ast::CompareOp::Is ||
      !comparison->right.empty()) {
    return std::nullopt;
  }
  const auto written = [&](const Span& span) { return Written(span); };
  const Words subject = Telling(lexicon(), SubjectOf(condition, written));
  const auto same = [&](const ast::Condition& other) {
    return Telling(lexicon(), SubjectOf(other, written)) == subject;
  };
  std::optional<CheckedExpr> none;
  for (std::size_t i = at.index; i-- > 0;) {
    const ast::Statement& before = *(*at.block)[i];
    const auto* branch = std::get_if<ast::Branch>(&before.node);
    if (branch == nullptr || branch->condition == nullptr) break;
    const auto bound = conditions_.find(&before);
    bool speaks = same(*branch->condition);
    const auto any = [&](const std::vector<ast::ConditionPtr>& parts) {
      return std::any_of(parts.begin(), parts.end(), [&](const auto& part) { return same(*part); });
    };
    if (const auto* all = std::get_if<ast::AllOf>(&branch->condition->node))
      speaks = any(all->parts);
    if (const auto* one = std::get_if<ast::AnyOf>(&branch->condition->node))
      speaks = any(one->parts);
    if (!speaks) continue;
    if (bound == conditions_.end()) return Judged(condition);
    CheckedExpr not_this = CheckedExpr::Not(bound->second);
    none = none ? CheckedExpr::Joined(Opcode::And, std::move(not_this), std::move(*none))
                : std::move(not_this);
  }
  if (subject.empty() || !none) return Judged(condition);
  BoundCondition other;
  other.subject = Written(condition.span);
  other.expr = std::move(*none);
  other.meaning = "when " + other.subject;
  return other;
}

// Each of the conditions right before this one ends the policy where it holds.
bool Binder::RunEnds(const Cursor& at) const {
  std::size_t count = 0;
  for (std::size_t i = at.index; i-- > 0; ++count) {
    const ast::Statement& before = *(*at.block)[i];
    if (!std::holds_alternative<ast::Branch>(before.node)) break;
    if (before.body.empty()) return false;
    const auto& last = before.body.back()->node;
    const bool ends = std::holds_alternative<ast::Stop>(last) ||
                      std::holds_alternative<ast::HandOff>(last) ||
                      std::holds_alternative<ast::GoTo>(last);
    if (!ends) return false;
  }
  return count > 0;
}

bool Binder::Complements(const ast::Branch& first, const ast::Statement& next) const {
  const auto* second = std::get_if<ast::Branch>(&next.node);
  if (second == nullptr || first.condition == nullptr) return false;
  if (second->condition == nullptr) return true;
  const auto* a = std::get_if<ast::CustomerAnswer>(&first.condition->node);
  const auto* b = std::get_if<ast::CustomerAnswer>(&second->condition->node);
  if (a != nullptr && b != nullptr) return a->accepted != b->accepted;
  const auto* p = std::get_if<ast::PredicateCondition>(&first.condition->node);
  const auto* q = std::get_if<ast::PredicateCondition>(&second->condition->node);
  return p != nullptr && q != nullptr && p->negated != q->negated &&
         p->predicate.words == q->predicate.words;
}

// "Once the order is selected, …": not a test but a wish that it be known.
bool Binder::BindSelection(const ast::Statement& statement, const ast::Branch& branch,
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
  if (FindPredicate(predicate->predicate.words) &&
      context_.bundle.tools.in_catalogue(
          FindPredicate(predicate->predicate.words)->first.tool->name)) {
    return false;
  }
  const Noun noun = lexicon().ReadNoun(predicate->subject.words);
  if (noun.slot.empty() || !(noun.known || !FindValues({noun.key}, false).empty())) return false;
  std::vector<std::string> details;
  if (FindValues({noun.key}, false).empty()) {
    Noun asked = noun;
    // "the order" is known by its number.
    if (noun.is_id) asked.slot = asked.key;
    EmitAsk(predicate->subject.span, asked, JoinWords(IdentifierWords(asked.slot)), std::nullopt,
            out);
    details.push_back(fmt::format("asks for {{{}}} unless it is known", asked.slot));
  }
  writer_.Read(statement, ReadingKind::Branch,
               fmt::format("goes on once {} is known", predicate->subject.text),
               std::move(details));
  BindBlock(statement.body, out, &at);
  return true;
}

void Binder::BindVagueBranch(const ast::Statement& statement, const ast::Branch& branch,
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
      BindUse(inner, *use, out, inner_at, true);
      context_.scope = Join(before, context_.scope);
    } else if (std::holds_alternative<ast::Ask>(inner.node) ||
               std::holds_alternative<ast::Documentation>(inner.node) ||
               std::holds_alternative<ast::Item>(inner.node)) {
      BindStatement(inner, out, inner_at);
    } else if (std::holds_alternative<ast::Say>(inner.node)) {
      writer_.Read(inner, ReadingKind::Message, "not said: nothing tells when it applies");
    } else {
      writer_.EmitJudgement(inner, Written(inner.span), DiagnosticId::NeedsJudgement, out);
    }
  }
  --context_.depth;
}

void Binder::BindBranch(const ast::Statement& statement, const ast::Branch& branch,
                        CheckedBlock& out, const Cursor& at, bool completes) {
  if (branch.condition == nullptr) {
    // An "otherwise" that completes nothing.
    writer_
        .Report(DiagnosticId::AnswerWithoutQuestion, statement.span,
                "this `otherwise` follows no condition")
        .Note("put it right behind the `If …` that it completes");
    writer_.SkipReadings(statement, ReadingKind::Problem,
                         "left out: an otherwise without a condition");
    return;
  }
  if (std::holds_alternative<ast::Vague>(branch.condition->node)) {
    if (!context_.replaying) BindVagueBranch(statement, branch, out, at);
    return;
  }
  if (BindSelection(statement, branch, out, at)) return;
  if (BindPurposeLabel(statement, branch, out, at)) return;
  std::optional<BoundCondition> other = BindOtherValue(*branch.condition, at);
  BoundCondition condition = other ? std::move(*other) : BindCondition(*branch.condition);
  if (condition.broken) {
    writer_.SkipReadings(statement, ReadingKind::Problem,
                         "left out: see the error about its condition");
    return;
  }
  const bool continues = std::any_of(
      statement.body.begin(), statement.body.end(),
      [](const auto& inner) { return std::holds_alternative<ast::Continue>(inner->node); });
  if (!calls_) CollectCalls();
  const bool gate = IsGate(statement, condition) && !continues;
  if (gate && condition.outcome.empty()) condition.outcome = lexicon().Outcome("refused");
  if (context_.replaying && !gate) return;
  MarkCheck(condition, branch.condition->span, out);
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
  std::string meaning = condition.meaning;
  if (gate) meaning += fmt::format("; the policy ends here as `{}`", condition.outcome);
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
  if (!condition.needs_judgement) conditions_.insert_or_assign(&statement, condition.expr);
  if (condition.choices > 0) named_choices_.insert_or_assign(&statement, condition.named);
  step.condition = std::move(condition.expr);
  // Both ways of an answer are told apart from here; behind a yes alone the no stays open.
  const std::vector<VariableId> open = context_.scope.open_answers;
  if (!IsNone(condition.answer)) std::erase(context_.scope.open_answers, condition.answer);
  Scope before = context_.scope;
  if (condition.accepted) before.open_answers = open;
  const std::string outer_outcome = context_.branch_outcome;
  if (condition.polarity == BoundCondition::Polarity::Negative)
    context_.branch_outcome = condition.outcome;
  if (!IsNone(condition.answer) && !condition.accepted) Withdraw(condition.answer);
  if (!IsNone(condition.checked)) context_.scope.asked = condition.checked;
  EmitAttempts(statement, step.body, at);
  BindBlock(statement.body, step.body, &at);
  if (gate) {
    CheckedStep end = writer_.Step(CheckedStep::Kind::EndPolicy, statement.span);
    end.outcome = condition.outcome;
    step.body.push_back(std::move(end));
    writer_.EndPath();
  }
  const Scope after_then = context_.scope;
  context_.scope = before;
  // "If somebody was injured, hand off.": what follows is for the no.
  if (condition.accepted && after_then.ended && !branch.has_otherwise) {
    std::erase(context_.scope.open_answers, condition.answer);
    Withdraw(condition.answer);
  }
  context_.branch_outcome = outer_outcome;
  const std::string else_outcome = condition.polarity == BoundCondition::Polarity::Positive &&
                                           condition.outcome == lexicon().Outcome("accepted")
                                       ? lexicon().Outcome("declined")
                                       : std::string();
  if (!else_outcome.empty()) context_.branch_outcome = else_outcome;
  if (branch.has_otherwise) {
    if (!IsNone(condition.answer)) std::erase(context_.scope.open_answers, condition.answer);
    if (condition.accepted) Withdraw(condition.answer);
    BindBlock(branch.otherwise, step.otherwise, &at);
  } else if (const ast::Statement* next = at.NextSibling();
             next != nullptr && (Complements(branch, *next) || IsNextCode(branch, *next))) {
    const auto& complement = std::get<ast::Branch>(next->node);
    context_.consumed.insert(next);
    const Cursor next_at{at.block, at.index + 1, at.outer};
    if (complement.condition == nullptr) {
      writer_.Read(*next, ReadingKind::Branch, "otherwise");
      if (!IsNone(condition.answer)) std::erase(context_.scope.open_answers, condition.answer);
      if (condition.accepted) Withdraw(condition.answer);
      BindBlock(next->body, step.otherwise, &next_at);
      CloseRun(at, step);
    } else {
      context_.branch_outcome = outer_outcome;
      const bool question = std::holds_alternative<ast::CustomerAnswer>(branch.condition->node) &&
                            before.prompt && !before.prompt->is_policy_call;
      BindBranch(*next, complement, step.otherwise, next_at, question);
    }
  }
  context_.branch_outcome = outer_outcome;
  const Scope after_else = context_.scope;
  if (condition.needs_judgement) {
    // The judgement step has handed off; what stands behind it is kept for the day a model answers.
    step.condition = CheckedExpr::Of(Value::Bool(false));
  }
  // A result that says neither yes nor no is an unhandled outcome, never a guess. Behind one code
  // of a status the next one is tried.
  const ast::Statement* sibling = at.NextSibling();
  const bool tries_next = !branch.has_otherwise && !condition.needs_judgement &&
                          sibling != nullptr && IsNextCode(branch, *sibling);
  if (step.condition.kind != CheckedExpr::Kind::Constant && !tries_next) {
    step.unknown_is_otherwise = false;
    writer_.EmitHandOff(statement.span,
                        Fill(lexicon().Message("reason_unhandled"), {condition.subject}),
                        step.unknown);
  }
  // A check that was answered with no, and nobody said what then.
  const bool only_continues = continues && statement.body.size() == 1;
  const bool check = condition.is_check &&
                     condition.polarity == BoundCondition::Polarity::Positive &&
                     condition.producer != nullptr;
  // The last of the options: the others have branches of their own before it.
  std::size_t before_it = 0;
  for (std::size_t i = at.index; i-- > 0;) {
    const ast::Statement& above = *(*at.block)[i];
    if (!std::holds_alternative<ast::Branch>(above.node)) break;
    const auto named = named_choices_.find(&above);
    // What tests a record is no option: "in case it doesn't exist, …" in front of them.
    if (named == named_choices_.end() && !IsNamed(above)) break;
    before_it += named == named_choices_.end() ? 1 : named->second;
  }
  const bool last_option =
      condition.choices > 0 && before_it + condition.named >= condition.choices;
  const bool silent_no = step.otherwise.empty() && !last_option && (check || only_continues);
  if (silent_no) {
    // "EXPIRED → stop; USED → hand off; VALID → next step": the list says which go on.
    const bool listed = only_continues && RunEnds(at);
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
  } else if ((completes || (last_option && RunEnds(at))) && step.otherwise.empty()) {
    // A prompt ends accepted or declined, nothing else; should it ever not, a person takes over.
    writer_.EmitHandOff(statement.span,
                        Fill(lexicon().Message("reason_unhandled"), {condition.subject}),
                        step.otherwise);
    context_.scope = after_then;
  } else {
    context_.scope = Join(after_then, after_else);
  }
  if (after_then.ended && (after_else.ended || completes)) {
    context_.last_live = before;
    context_.scope.ended = true;
  }
  out.push_back(std::move(step));
}

}  // namespace proviso::compiler
