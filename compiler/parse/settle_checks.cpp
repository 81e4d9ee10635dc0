// SPDX-License-Identifier: Apache-2.0
// What points back: "check whether the order is paid. If it is not, …" says what was checked, and
// an answer belongs to the question before it, also where that was asked in one case only.
#include <algorithm>

#include "compiler/parse/internal/block_builder.h"

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
  if (found.empty() || found.size() >= note.checks->size()) return;
  ast::Condition& last = *note.checks->back();
  const ast::Phrase words = fact->noun;
  block[at]->node = LookAt(last, words);
  for (std::size_t i = 0; i < found.size(); ++i) {
    Fill(*found[i], std::move(*(*note.checks)[i]));
  }
}

}  // namespace proviso::parse
