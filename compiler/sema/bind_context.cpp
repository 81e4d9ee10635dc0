// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/bind_context.h"

#include <algorithm>
#include <map>
#include <utility>

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

// What the questions ask for: by name, what the values are of.
void CollectAsked(const ast::Block& block, const Lexicon& lexicon,
                  std::map<std::string, std::set<std::string>>& asked) {
  for (const auto& statement : block) {
    if (const auto* ask = std::get_if<ast::Ask>(&statement->node); ask && !statement->as) {
      for (const ast::Phrase& phrase : ask->nouns) {
        const Noun noun = lexicon.ReadNoun(phrase.words);
        if (!noun.of.empty()) asked[noun.slot].insert(noun.of);
      }
    }
    CollectAsked(statement->body, lexicon, asked);
    if (const auto* branch = std::get_if<ast::Branch>(&statement->node))
      CollectAsked(branch->otherwise, lexicon, asked);
  }
}

std::set<std::string> SharedNames(const ast::Block& block, const Lexicon& lexicon) {
  std::map<std::string, std::set<std::string>> asked;
  CollectAsked(block, lexicon, asked);
  std::set<std::string> shared;
  for (const auto& [name, of] : asked) {
    if (of.size() > 1) shared.insert(name);
  }
  return shared;
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
      tries_again(AnyAgain(ast.body)),
      shared_names(SharedNames(ast.body, all.lexicon)) {}

Noun BinderPart::NounOf(const std::vector<std::string>& words) const {
  Noun noun = lexicon().ReadNoun(words);
  if (noun.of.empty() || !context_.shared_names.contains(noun.slot)) return noun;
  Words told = lexicon().ComplementOf(words);
  const Words head = lexicon().HeadWords(words);
  told.insert(told.end(), head.begin(), head.end());
  Noun own = lexicon().ReadNoun(told);
  own.of = std::move(noun.of);
  return own;
}

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
