// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/bind_context.h"

#include <algorithm>

namespace proviso::compiler {

namespace {

// Where the last statement begins that may react to something before it.
std::uint32_t LastReaction(const ast::Block& block) {
  std::uint32_t last = 0;
  for (const auto& statement : block) {
    const auto* branch = std::get_if<ast::Branch>(&statement->node);
    const bool tests = branch != nullptr && branch->condition != nullptr &&
                       (std::holds_alternative<ast::ToolFails>(branch->condition->node) ||
                        std::holds_alternative<ast::PredicateCondition>(branch->condition->node));
    if (tests || std::holds_alternative<ast::ApplyOffer>(statement->node)) {
      last = std::max(last, statement->span.begin);
    }
    last = std::max(last, LastReaction(statement->body));
    if (branch != nullptr) last = std::max(last, LastReaction(branch->otherwise));
  }
  return last;
}

bool AnyAgain(const ast::Block& block) {
  return std::any_of(block.begin(), block.end(), [](const auto& statement) {
    if (std::holds_alternative<ast::Again>(statement->node)) return true;
    const auto* branch = std::get_if<ast::Branch>(&statement->node);
    return AnyAgain(statement->body) || (branch != nullptr && AnyAgain(branch->otherwise));
  });
}

bool AnyIn(const ast::Statement& statement,
           const std::function<bool(const ast::Statement&)>& test) {
  if (test(statement)) return true;
  for (const auto& inner : statement.body) {
    if (AnyIn(*inner, test)) return true;
  }
  if (const auto* branch = std::get_if<ast::Branch>(&statement.node)) {
    for (const auto& inner : branch->otherwise) {
      if (AnyIn(*inner, test)) return true;
    }
  }
  return false;
}

}  // namespace

BindContext::BindContext(Bundle& all, PolicyId id)
    : bundle(all),
      policy(id),
      ast(*all.policies.at(id).policy),
      file(all.policies.at(id).file),
      last_reaction(LastReaction(ast.body)),
      tries_again(AnyAgain(ast.body)) {}

bool AnyLater(const BindContext& context, const Cursor& at,
              const std::function<bool(const ast::Statement&)>& test) {
  const ast::Statement* self = (*at.block)[at.index].get();
  if (context.last_reaction < self->span.begin) return false;
  for (const auto& inner : self->body) {
    if (AnyIn(*inner, test)) return true;
  }
  // What stands further away handles nothing here; it also keeps long texts linear.
  std::size_t left = 1000;
  for (const Cursor* cursor = &at; cursor != nullptr && left > 0; cursor = cursor->outer) {
    for (std::size_t i = cursor->index + 1; i < cursor->block->size() && left > 0; ++i, --left) {
      if (AnyIn(*(*cursor->block)[i], test)) return true;
    }
  }
  return false;
}

}  // namespace proviso::compiler
