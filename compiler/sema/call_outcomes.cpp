// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/call_outcomes.h"

#include <optional>

#include "compiler/sema/tool_facts.h"

namespace proviso::compiler {

// The lines below the call, then those behind it.
bool CallOutcomes::TestsFound(const Cursor& at) const {
  const auto tested = [&](const ast::Block& block, std::size_t begin) -> std::optional<bool> {
    for (std::size_t i = begin; i < block.size(); ++i) {
      const auto* predicate = ast::ConditionOf<ast::PredicateCondition>(*block[i]);
      if (predicate != nullptr && lexicon().AnyIs("exists_words", predicate->predicate.words)) {
        return true;
      }
      if (std::holds_alternative<ast::Use>(block[i]->node)) return false;
    }
    return std::nullopt;
  };
  if (const auto below = tested((*at.block)[at.index]->body, 0)) return *below;
  return tested(*at.block, at.index + 1).value_or(false);
}

// Whether the very next thing that the text does is to ask how the call went. What stands in
// between would happen after a failure, too.
bool CallOutcomes::FailureIsHandled(const Cursor& at, const ToolDefinition& tool) const {
  std::vector<const ast::Statement*> following;
  const auto add = [&](const ast::Block& block, std::size_t begin) {
    for (std::size_t i = begin; i < block.size() && following.size() < 2; ++i) {
      if (!std::holds_alternative<ast::Documentation>(block[i]->node))
        following.push_back(block[i].get());
    }
  };
  add((*at.block)[at.index]->body, 0);
  for (const Cursor* cursor = &at; cursor != nullptr; cursor = cursor->outer) {
    // Behind the branch of one answer stands that of the other, where nothing was called.
    const auto* answer = ast::ConditionOf<ast::CustomerAnswer>(*(*cursor->block)[cursor->index]);
    std::size_t next = cursor->index + 1;
    while (answer != nullptr && next < cursor->block->size()) {
      const auto* other = ast::ConditionOf<ast::CustomerAnswer>(*(*cursor->block)[next]);
      if (other == nullptr || other->accepted == answer->accepted) break;
      ++next;
    }
    add(*cursor->block, next);
  }
  if (following.empty() || !AsksHowItWent(*following.front(), tool)) return false;
  if (SpeaksOfFailure(*following.front(), tool.name)) return true;
  // "If it worked, …" alone would let a failure pass.
  if (std::get<ast::Branch>(following.front()->node).has_otherwise) return true;
  const auto* next = following.size() > 1 ? std::get_if<ast::Branch>(&following[1]->node) : nullptr;
  return next != nullptr &&
         (next->condition == nullptr || SpeaksOfFailure(*following[1], tool.name));
}

bool CallOutcomes::AsksHowItWent(const ast::Statement& statement,
                                 const ToolDefinition& tool) const {
  const auto* predicate = ast::ConditionOf<ast::PredicateCondition>(statement);
  if (predicate != nullptr) return tools_.IsOfCall(*predicate, tool);
  return SpeaksOfFailure(statement, tool.name);
}

bool CallOutcomes::SpeaksOfFailure(const ast::Statement& statement, std::string_view tool) const {
  if (const auto* fails = ast::ConditionOf<ast::ToolFails>(statement)) {
    return !fails->tool || tool.empty() || fails->tool->name == tool;
  }
  const auto* predicate = ast::ConditionOf<ast::PredicateCondition>(statement);
  if (predicate == nullptr) return false;
  return predicate->negated ? lexicon().AnyIs("success_words", predicate->predicate.words)
                            : lexicon().AnyIs("failure_words", predicate->predicate.words);
}

}  // namespace proviso::compiler
