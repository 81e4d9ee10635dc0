// SPDX-License-Identifier: Apache-2.0
// What points back: "check whether the order is paid. If it is not, …" says what was checked, and
// an answer belongs to the question before it, also where that was asked in one case only.
#include <algorithm>

#include "compiler/parse/internal/block_builder.h"
#include "core/utf8.h"

namespace proviso::parse {
namespace {

// The condition of the check takes the place of the words that point to it.
void Fill(ast::Condition& pointing, ast::Condition checked) {
  const bool holds = std::get<ast::CustomerAnswer>(pointing.node).accepted;
  if (holds) {
    pointing.node = std::move(checked.node);
    return;
  }
  if (auto* predicate = std::get_if<ast::PredicateCondition>(&checked.node)) {
    predicate->negated = !predicate->negated;
    pointing.node = std::move(checked.node);
    return;
  }
  const Span span = pointing.span;
  pointing.node = ast::NotCondition{MakeCondition(span, std::move(checked.node))};
}

// What is compared must be known; how it compares the branches tell.
decltype(ast::Statement::node) LookAt(const ast::Condition& checked, const ast::Phrase& words) {
  const auto* comparison = std::get_if<ast::Comparison>(&checked.node);
  if (comparison == nullptr) return ast::Fact{words};
  const auto* noun =
      comparison->left == nullptr ? nullptr : std::get_if<ast::NounPath>(&comparison->left->node);
  if (noun == nullptr) return ast::Documentation{words};
  return ast::Fact{noun->noun};
}

// The block whose last step puts a question that nothing behind it answers; null when it has none.
ast::Block* OpenQuestionIn(ast::Statement& statement) {
  auto* branch = std::get_if<ast::Branch>(&statement.node);
  if (branch == nullptr || ast::ConditionOf<ast::CustomerAnswer>(statement) != nullptr) {
    return nullptr;
  }
  ast::Block& block = branch->has_otherwise ? branch->otherwise : statement.body;
  auto last = block.rbegin();
  while (last != block.rend() && std::holds_alternative<ast::Wait>((*last)->node)) ++last;
  if (last == block.rend() || !(*last)->body.empty()) return nullptr;
  if (ast::Block* inner = OpenQuestionIn(**last)) return inner;
  const bool asks = std::holds_alternative<ast::AskYesNo>((*last)->node) ||
                    std::holds_alternative<ast::Offer>((*last)->node);
  return asks ? &block : nullptr;
}

bool IsAnswer(const ast::Statement& statement) {
  const auto* named = ast::ConditionOf<ast::NamedTest>(statement);
  return ast::ConditionOf<ast::CustomerAnswer>(statement) != nullptr ||
         (named != nullptr && named->wish);
}

// What is measured: a result answers yes or no to everything else, and sema asks it.
bool Measures(const ast::Condition& condition) {
  if (std::holds_alternative<ast::Comparison>(condition.node)) return true;
  if (std::holds_alternative<ast::ExprCondition>(condition.node)) return true;
  if (const auto* negated = std::get_if<ast::NotCondition>(&condition.node)) {
    return Measures(*negated->operand);
  }
  const auto any = [](const auto& parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [](const ast::ConditionPtr& part) { return Measures(*part); });
  };
  if (const auto* all = std::get_if<ast::AllOf>(&condition.node)) return any(all->parts);
  if (const auto* some = std::get_if<ast::AnyOf>(&condition.node)) return any(some->parts);
  return false;
}

const ast::NounPath* MeasuredIn(const ast::Condition& condition) {
  const auto* comparison = std::get_if<ast::Comparison>(&condition.node);
  if (comparison == nullptr || comparison->left == nullptr) return nullptr;
  return std::get_if<ast::NounPath>(&comparison->left->node);
}

// "Make sure the total is at most 50 EUR. … If the total is more, …": a line says what is done
// then.
bool IsMeasuredLater(const ast::Block& block, std::size_t at, const ast::Condition& checked) {
  const ast::NounPath* noun = MeasuredIn(checked);
  if (noun == nullptr) return false;
  return std::any_of(block.begin() + static_cast<std::ptrdiff_t>(at) + 1, block.end(),
                     [noun](const auto& later) {
                       const auto* branch = std::get_if<ast::Branch>(&later->node);
                       if (branch == nullptr || branch->condition == nullptr) return false;
                       const ast::NounPath* tested = MeasuredIn(*branch->condition);
                       return tested != nullptr && tested->noun.words == noun->noun.words;
                     });
}

}  // namespace

// "If the key is missing, ask if they agree to pay for it." / "If they do, …" / "If not, …"
void BlockBuilder::SettleAnswers(ast::Block& block, std::size_t at) {
  if (at + 1 >= block.size() || !IsAnswer(*block[at + 1])) return;
  ast::Block* open = OpenQuestionIn(*block[at]);
  if (open == nullptr) return;
  // Asked in several cases it is the answer to each of them.
  if (at > 0 && OpenQuestionIn(*block[at - 1]) != nullptr) return;
  std::size_t end = at + 1;
  while (end < block.size() && IsAnswer(*block[end])) ++end;
  const auto first = block.begin() + static_cast<std::ptrdiff_t>(at) + 1;
  const auto last = block.begin() + static_cast<std::ptrdiff_t>(end);
  std::move(first, last, std::back_inserter(*open));
  block.erase(first, last);
}

// "Is the order delivered? Then refund it." / "If not, cancel it.": no question was put there, so
// the second line is about what the first one tests.
void BlockBuilder::SettleNotSo(ast::Block& block, std::size_t at) const {
  if (at + 1 >= block.size()) return;
  const auto* first = std::get_if<ast::Branch>(&block[at]->node);
  auto* second = std::get_if<ast::Branch>(&block[at + 1]->node);
  if (first == nullptr || first->condition == nullptr || first->has_otherwise) return;
  if (second == nullptr || second->condition == nullptr) return;
  const bool tests = std::holds_alternative<ast::PredicateCondition>(first->condition->node) ||
                     std::holds_alternative<ast::Comparison>(first->condition->node) ||
                     std::holds_alternative<ast::ExprCondition>(first->condition->node);
  const auto* answer = std::get_if<ast::CustomerAnswer>(&second->condition->node);
  if (!tests || answer == nullptr || answer->accepted || !answer->about.empty()) return;
  const Span span = second->condition->span;
  const std::string said = FoldCase(phrases_.TextOf(span.begin, span.end));
  if (!phrases_.words().IsLayoutWord("not_so", said)) return;
  // A question right before may be what is answered.
  const auto asks = [](const ast::Statement& one) {
    return std::holds_alternative<ast::AskYesNo>(one.node) ||
           std::holds_alternative<ast::Offer>(one.node) ||
           std::holds_alternative<ast::ConfirmValue>(one.node);
  };
  for (std::size_t i = 0; i < at; ++i) {
    if (asks(*block[i])) return;
  }
  if (std::any_of(block[at]->body.begin(), block[at]->body.end(),
                  [&](const auto& inner) { return asks(*inner); })) {
    return;
  }
  second->condition = nullptr;
}

// Nothing says what is done where it does not hold: a person takes over there.
void BlockBuilder::GuardCheck(ast::Block& block, std::size_t at, ast::ConditionPtr checked) {
  auto guard = std::make_unique<ast::Statement>();
  guard->span = block[at]->span;
  const ast::Phrase words = std::get<ast::Fact>(block[at]->node).noun;
  block[at]->node = LookAt(*checked, words);
  auto person = std::make_unique<ast::Statement>();
  person->span = guard->span;
  person->node = ast::Judge{words, {}, {}};
  person->declared = block[at]->declared;
  guard->body.push_back(std::move(person));
  const Span span = checked->span;
  ast::Branch branch;
  branch.condition = MakeCondition(span, ast::NotCondition{std::move(checked)});
  guard->node = std::move(branch);
  block.insert(block.begin() + static_cast<std::ptrdiff_t>(at) + 1, std::move(guard));
}

void BlockBuilder::SettleCheck(ast::Block& block, std::size_t at) {
  const StatementNote& note = notes_.Of(*block[at]);
  auto* fact = std::get_if<ast::Fact>(&block[at]->node);
  if (note.checks == nullptr || fact == nullptr) return;
  const auto pointing = [&](ast::Statement& statement) -> ast::Condition* {
    auto* branch = std::get_if<ast::Branch>(&statement.node);
    if (branch == nullptr || branch->condition == nullptr) return nullptr;
    const auto* answer = std::get_if<ast::CustomerAnswer>(&branch->condition->node);
    if (answer == nullptr || !answer->about.empty()) return nullptr;
    // "If the customer declines" answers a question.
    const bool customer = readings_.NamesCustomer(branch->condition->span);
    return customer && !note.of_customer ? nullptr : branch->condition.get();
  };
  std::vector<ast::Condition*> found;
  for (std::size_t i = at + 1; i < block.size(); ++i) {
    ast::Condition* condition = pointing(*block[i]);
    if (condition == nullptr) break;
    found.push_back(condition);
  }
  if (found.empty()) {
    ast::ConditionPtr& checked = note.checks->front();
    if (checked == nullptr || !Measures(*checked) || IsMeasuredLater(block, at, *checked)) return;
    return GuardCheck(block, at, std::move(checked));
  }
  if (found.size() >= note.checks->size()) return;
  ast::Condition& last = *note.checks->back();
  const ast::Phrase words = fact->noun;
  block[at]->node = LookAt(last, words);
  for (std::size_t i = 0; i < found.size(); ++i) {
    Fill(*found[i], std::move(*(*note.checks)[i]));
  }
}

}  // namespace proviso::parse
