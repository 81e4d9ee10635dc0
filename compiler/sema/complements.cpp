// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/complements.h"

#include <algorithm>

#include "compiler/sema/spoken_words.h"
#include "compiler/sema/step_writer.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {
namespace {

// The thing that is tested, as it is written: "the refund status"; empty where there is none.
Words SubjectOf(const ast::Condition& condition, const auto& written) {
  if (const auto* comparison = std::get_if<ast::Comparison>(&condition.node)) {
    return comparison->left == nullptr ? Words{} : SplitWords(written(comparison->left->span));
  }
  const auto* predicate = std::get_if<ast::PredicateCondition>(&condition.node);
  return predicate == nullptr ? Words{} : predicate->subject.words;
}

// "Damaged: …": a bare name for a case.
bool IsNamed(const ast::Statement& branch) {
  if (ast::ConditionOf<ast::NamedTest>(branch) != nullptr) return true;
  const auto* comparison = ast::ConditionOf<ast::Comparison>(branch);
  return comparison != nullptr && comparison->left == nullptr;
}

}  // namespace

// The siblings right before the branch that an "otherwise" completes belong to the run, too.
void Complements::CloseRun(const Cursor& at, CheckedStep& step) {
  std::optional<CheckedExpr> none;
  for (std::size_t i = at.index; i-- > 0;) {
    const ast::Statement& before = *(*at.block)[i];
    const auto* branch = std::get_if<ast::Branch>(&before.node);
    const auto bound = bound_.find(&before);
    if (branch == nullptr || branch->has_otherwise || bound == bound_.end()) break;
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

// "If the status is anything else": none of what the branches beside it say of the same thing.
std::optional<BoundCondition> Complements::BindOtherValue(const ast::Condition& condition,
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
    const auto bound = bound_.find(&before);
    bool speaks = same(*branch->condition);
    const auto any = [&](const std::vector<ast::ConditionPtr>& parts) {
      return std::any_of(parts.begin(), parts.end(), [&](const auto& part) { return same(*part); });
    };
    if (const auto* all = std::get_if<ast::AllOf>(&branch->condition->node))
      speaks = any(all->parts);
    if (const auto* one = std::get_if<ast::AnyOf>(&branch->condition->node))
      speaks = any(one->parts);
    if (!speaks) continue;
    if (bound == bound_.end()) return Judged(context_, condition);
    CheckedExpr not_this = CheckedExpr::Not(bound->second);
    none = none ? CheckedExpr::Joined(Opcode::And, std::move(not_this), std::move(*none))
                : std::move(not_this);
  }
  if (subject.empty() || !none) return Judged(context_, condition);
  BoundCondition other;
  other.subject = Written(condition.span);
  other.expr = std::move(*none);
  other.meaning = Means(Sense::When, other.subject);
  return other;
}

bool Complements::IsOpposite(const ast::Branch& first, const ast::Statement& next) const {
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

// Codes of one status exclude each other: what one test cannot tell, the next one may.
bool Complements::IsNextCode(const ast::Branch& branch, const ast::Statement& next) const {
  const auto* other = std::get_if<ast::Branch>(&next.node);
  const auto codes = [](const ast::Branch& one) {
    const auto* comparison =
        one.condition ? std::get_if<ast::Comparison>(&one.condition->node) : nullptr;
    return comparison != nullptr && !comparison->negated && !CodesIn(*comparison).empty();
  };
  return other != nullptr && codes(branch) && codes(*other);
}

// Each of the conditions right before this one ends the policy where it holds.
bool Complements::RunEnds(const Cursor& at) const {
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

void Complements::LearnBranch(const ast::Statement& branch, const BoundCondition& condition) {
  if (!condition.needs_judgement) bound_.insert_or_assign(&branch, condition.expr);
  if (condition.choices > 0) named_choices_.insert_or_assign(&branch, condition.named);
}

bool Complements::IsLastOption(const Cursor& at, const BoundCondition& condition) const {
  std::size_t before_it = 0;
  for (std::size_t i = at.index; i-- > 0;) {
    const ast::Statement& above = *(*at.block)[i];
    if (!std::holds_alternative<ast::Branch>(above.node)) break;
    const auto named = named_choices_.find(&above);
    // What tests a record is no option: "in case it doesn't exist, …" in front of them.
    if (named == named_choices_.end() && !IsNamed(above)) break;
    before_it += named == named_choices_.end() ? 1 : named->second;
  }
  return condition.choices > 0 && before_it + condition.named >= condition.choices;
}

}  // namespace proviso::compiler
