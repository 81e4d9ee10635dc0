// SPDX-License-Identifier: Apache-2.0
// What takes more than one statement to see: choices given after their question, values entered
// before the call that takes them, instructions that their sub-steps spell out.
#include <algorithm>

#include "ProvisoTokens.h"
#include "compiler/parse/internal/block_builder.h"

namespace proviso::parse {
namespace {

using L = ProvisoTokens;

bool IsExplanation(const ast::Statement& statement) {
  return std::holds_alternative<ast::Documentation>(statement.node) ||
         std::holds_alternative<ast::Item>(statement.node);
}

bool OnlyExplains(const ast::Block& block) {
  return std::all_of(block.begin(), block.end(),
                     [](const StatementPtr& statement) { return IsExplanation(*statement); });
}

// Between a question and its choices may stand an explanation, a message, or the call that takes
// the answer.
bool GoesOn(const ast::Statement& statement) {
  return IsExplanation(statement) || std::holds_alternative<ast::Say>(statement.node) ||
         (std::holds_alternative<ast::Use>(statement.node) &&
          statement.joined == ast::Joined::Then);
}

// The first call that is made in order, not under a condition.
ast::Use* NextCall(ast::Block& block, std::size_t from) {
  for (std::size_t i = from; i < block.size(); ++i) {
    if (auto* use = std::get_if<ast::Use>(&block[i]->node)) return use;
    if (!IsExplanation(*block[i])) return nullptr;
  }
  return nullptr;
}

// One entry of a menu under a question: "Flat tire: tell the customer …".
struct MenuEntry {
  Span span;
  ast::Phrase label;
  ast::Block body;
};

// The label of an entry that the statement begins, or nullptr.
ast::Phrase* MenuLabel(ast::Statement& statement) {
  if (auto* section = std::get_if<ast::Section>(&statement.node)) return &section->title;
  auto* item = std::get_if<ast::Item>(&statement.node);
  return item != nullptr && item->text.empty() && !item->label.empty() ? &item->label : nullptr;
}

// Whether the lines under a question are a menu: labels, each with something to do.
bool IsMenu(ast::Block& body) {
  std::size_t labels = 0;
  bool acts = true;
  for (const StatementPtr& statement : body) {
    if (MenuLabel(*statement) != nullptr) {
      if (!acts) return false;
      ++labels;
      acts = !statement->body.empty() && !OnlyExplains(statement->body);
    } else if (labels == 0) {
      return false;
    } else {
      acts = acts || !IsExplanation(*statement);
    }
  }
  return labels > 1 && acts;
}

std::vector<MenuEntry> TakeMenu(ast::Block& body) {
  std::vector<MenuEntry> entries;
  for (StatementPtr& statement : body) {
    if (ast::Phrase* label = MenuLabel(*statement)) {
      entries.push_back({statement->span, std::move(*label), std::move(statement->body)});
    } else {
      entries.back().body.push_back(std::move(statement));
    }
  }
  body.clear();
  return entries;
}

}  // namespace

// "Ask for the reason:" over "Flat tire: tell the customer …" and "Forgot: …": the labels are the
// answers, and what stands behind one is done for that answer only.
std::size_t BlockBuilder::TurnMenuIntoChoice(ast::Block& block, std::size_t at) {
  auto* ask = std::get_if<ast::Ask>(&block[at]->node);
  if (ask == nullptr || ask->nouns.size() != 1 || !IsMenu(block[at]->body)) return at;
  const ast::Phrase noun = ask->nouns.front();
  std::vector<MenuEntry> entries = TakeMenu(block[at]->body);
  ast::Choose choose{noun, {}};
  for (const MenuEntry& entry : entries) choose.choices.push_back(entry.label);
  block[at]->node = std::move(choose);
  for (MenuEntry& entry : entries) {
    ast::Branch branch;
    branch.condition = std::make_unique<ast::Condition>();
    branch.condition->span = entry.label.span;
    branch.condition->node = ast::PredicateCondition{noun, std::move(entry.label), false};
    auto statement = std::make_unique<ast::Statement>();
    statement->span = entry.span;
    statement->node = std::move(branch);
    statement->body = std::move(entry.body);
    block.insert(block.begin() + static_cast<std::ptrdiff_t>(++at), std::move(statement));
  }
  return at;
}

// "If a … Else if b … Else …": what follows an else-if completes the condition inside it.
void BlockBuilder::NestElseIfs(ast::Block& block) {
  const auto completes = [](const ast::Statement& statement) {
    const auto* branch = std::get_if<ast::Branch>(&statement.node);
    return branch != nullptr && branch->condition == nullptr;
  };
  for (std::size_t i = 0; i + 1 < block.size(); ++i) {
    while (i + 1 < block.size() && notes_.Of(*block[i]).else_if && completes(*block[i + 1])) {
      ast::Block* inner = &block[i]->body;
      // Behind the last else-if of the chain.
      while (!inner->empty() && inner->size() > 1 && notes_.Of(*inner->back()).else_if) {
        inner = &inner->back()->body;
      }
      inner->push_back(std::move(block[i + 1]));
      block.erase(block.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
  }
}

void BlockBuilder::Finish(ast::Block& block, ast::Statement* question) {
  NestElseIfs(block);
  for (std::size_t i = 0; i < block.size(); ++i) {
    ast::Statement& statement = *block[i];
    MergeChoices(statement, question);
    if (std::holds_alternative<ast::Ask>(statement.node)) {
      question = &statement;
    } else if (!GoesOn(statement)) {
      question = nullptr;
    }
    Finish(statement.body, question);
    if (auto* branch = std::get_if<ast::Branch>(&statement.node))
      Finish(branch->otherwise, question);
    TurnOpenersIntoSections(statement);
    DropEmptyBranch(statement);
    i = TurnMenuIntoChoice(block, i);
  }
  MergeEntered(block);
}

// A bare name that is a detail of nothing: better a person looks than a step is lost.
void BlockBuilder::TurnLooseItemsIntoJudgements(ast::Block& block) {
  for (const StatementPtr& statement : block) {
    if (std::holds_alternative<ast::Section>(statement->node)) {
      TurnLooseItemsIntoJudgements(statement->body);
    }
    auto* item = std::get_if<ast::Item>(&statement->node);
    if (item == nullptr || item->label.empty() || !item->text.empty()) continue;
    ast::Judge judge{std::move(item->label), std::move(item->tools), {}};
    statement->node = std::move(judge);
  }
}

// "Options are A, B or C" under or behind a question for a value.
void BlockBuilder::MergeChoices(ast::Statement& statement, ast::Statement*& question) {
  auto* given = std::get_if<ast::Choose>(&statement.node);
  if (given == nullptr || !given->noun.empty() || question == nullptr) return;
  auto* ask = std::get_if<ast::Ask>(&question->node);
  if (ask == nullptr || ask->nouns.empty() || given->choices.size() < 2) return;
  ast::Choose choose = std::move(*given);
  choose.noun = std::move(ask->nouns.front());
  choose.exact = std::move(ask->exact);
  question->node = std::move(choose);
  question = nullptr;
  statement.node = ast::Documentation{
      phrases_.FromText(phrases_.TextOf(statement.span.begin, statement.span.end), statement.span)};
}

// "Enter 'x' into the form", then a call: the value is the call's, and entering it is no step of
// its own.
void BlockBuilder::MergeEntered(ast::Block& block) {
  for (std::size_t i = 0; i < block.size(); ++i) {
    const StatementNote& note = notes_.Of(*block[i]);
    if (!note.enters_only) continue;
    ast::Use* use = NextCall(block, i + 1);
    if (use == nullptr) continue;
    use->entered.insert(use->entered.begin(), note.entered.begin(), note.entered.end());
    // Over steps of its own it has become a section, and stays one.
    const auto* judge = std::get_if<ast::Judge>(&block[i]->node);
    if (judge != nullptr) block[i]->node = ast::Documentation{judge->text};
  }
}

// "Finalise the payment" over the steps that do it: a title for them.
void BlockBuilder::TurnOpenersIntoSections(ast::Statement& statement) {
  if (statement.body.empty() || OnlyExplains(statement.body)) return;
  if (const auto* judge = std::get_if<ast::Judge>(&statement.node)) {
    if (!judge->policies.empty() || !notes_.Of(statement).sub_steps_tell_how) return;
    statement.node = ast::Section{judge->text};
  } else if (const auto* fact = std::get_if<ast::Fact>(&statement.node)) {
    statement.node = ast::Section{fact->noun};
  } else if (const auto* item = std::get_if<ast::Item>(&statement.node)) {
    // With its article: it is referred to as it is written.
    statement.node = ast::Section{
        item->text.empty()
            ? phrases_.FromText(phrases_.TextOf(statement.span.begin, statement.span.end),
                                statement.span)
            : (item->label.empty() ? item->text : item->label)};
  } else if (const auto* text = std::get_if<ast::Documentation>(&statement.node)) {
    statement.node = ast::Section{text->text};
  }
}

// "When things are shipped, they can take days": an explanation, nothing to decide.
void BlockBuilder::DropEmptyBranch(ast::Statement& statement) {
  const auto* branch = std::get_if<ast::Branch>(&statement.node);
  if (branch == nullptr || branch->condition == nullptr || branch->has_otherwise) return;
  if (!std::holds_alternative<ast::FreeCondition>(branch->condition->node)) return;
  if (statement.body.empty() || !OnlyExplains(statement.body)) return;
  const Span span = statement.span;
  // Lines of their own stay statements of their own.
  for (const StatementPtr& inner : statement.body) {
    if (inner->span.end > span.end || !inner->body.empty()) return;
  }
  statement.body.clear();
  statement.node =
      ast::Documentation{phrases_.FromText(phrases_.TextOf(span.begin, span.end), span)};
}

}  // namespace proviso::parse
