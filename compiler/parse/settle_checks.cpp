// SPDX-License-Identifier: Apache-2.0
// "Check whether the order is paid. If it is not, …": what points to a check says what was checked.
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

}  // namespace

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
