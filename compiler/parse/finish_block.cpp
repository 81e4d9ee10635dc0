// SPDX-License-Identifier: Apache-2.0
// What takes more than one statement to see: choices given after their question, values entered
// before the call that takes them, instructions that their sub-steps spell out.
#include <algorithm>
#include <iterator>

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

// The label of a branch that names an answer: "Loose handle: …".
std::optional<ast::Phrase> AnswerLabel(const ast::Statement& statement) {
  const auto* branch = std::get_if<ast::Branch>(&statement.node);
  if (branch == nullptr || branch->condition == nullptr || branch->has_otherwise)
    return std::nullopt;
  if (const auto* named = std::get_if<ast::NamedTest>(&branch->condition->node))
    return named->wish ? std::nullopt : std::optional(named->phrase);
  const auto* comparison = std::get_if<ast::Comparison>(&branch->condition->node);
  const bool bare = comparison != nullptr && comparison->left == nullptr && !comparison->negated &&
                    comparison->op == ast::CompareOp::Is && comparison->right.size() == 1;
  const auto* literal =
      bare ? std::get_if<ast::Literal>(&comparison->right.front()->node) : nullptr;
  if (literal == nullptr || literal->type != ValueType::Text) return std::nullopt;
  ast::Phrase label;
  label.text = std::string(literal->value.view().text());
  label.span = branch->condition->span;
  return label;
}

}  // namespace

// "Ask what is wrong with it:" over "Loose handle: …" and "Chipped enamel: …": one of them.
void BlockBuilder::TurnLabelsIntoChoice(ast::Statement& question) const {
  const auto* ask = std::get_if<ast::Ask>(&question.node);
  if (ask == nullptr || ask->nouns.size() != 1 || ask->nouns.front().empty() || question.as) return;
  if (!phrases_.words().IsOneOf(Place::Inside, ask->nouns.front().words.front(), L::WH)) return;
  ast::Choose choose{ask->nouns.front(), {}, {}};
  for (const StatementPtr& statement : question.body) {
    std::optional<ast::Phrase> label = AnswerLabel(*statement);
    if (!label) return;
    if (label->words.empty()) *label = phrases_.FromText(label->text, label->span);
    choose.choices.push_back(std::move(*label));
  }
  if (choose.choices.size() > 1) question.node = std::move(choose);
}

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

namespace {

bool AsksFor(const ast::Statement& statement, const ast::Phrase& thing) {
  const auto names = [&](const ast::Phrase& noun) {
    return !noun.empty() && !thing.empty() && noun.words.back() == thing.words.back();
  };
  if (const auto* ask = std::get_if<ast::Ask>(&statement.node)) {
    return std::any_of(ask->nouns.begin(), ask->nouns.end(), names);
  }
  const auto* choose = std::get_if<ast::Choose>(&statement.node);
  return choose != nullptr && names(choose->noun);
}

ast::Statement JudgedInstead(const ast::Statement& statement, const Phrases& phrases) {
  ast::Statement judged;
  judged.span = statement.span;
  judged.node = ast::Judge{
      phrases.FromText(phrases.TextOf(statement.span.begin, statement.span.end), statement.span),
      {},
      {}};
  return judged;
}

// The branch for a yes that the run of branches before `at` holds, in the last of them that has
// one.
ast::Statement* AcceptedBefore(ast::Block& block, std::size_t at) {
  while (at-- > 0) {
    if (!std::holds_alternative<ast::Branch>(block[at]->node)) return nullptr;
    for (auto inner = block[at]->body.rbegin(); inner != block[at]->body.rend(); ++inner) {
      const auto* answer = ast::ConditionOf<ast::CustomerAnswer>(**inner);
      if (answer != nullptr && answer->accepted) return inner->get();
    }
  }
  return nullptr;
}

}  // namespace

// "If it is known, skip this step and go on with the postcode": what stands between is done where
// the condition does not hold.
void BlockBuilder::TakeSkipped(ast::Block& block, std::size_t at) {
  auto* branch = std::get_if<ast::Branch>(&block[at]->node);
  if (branch == nullptr) {
    if (notes_.Of(*block[at]).skips_this) *block[at] = JudgedInstead(*block[at], phrases_);
    return;
  }
  ast::Block& body = block[at]->body;
  if (body.empty() || !notes_.Of(*body.back()).skips_this) return;
  const ast::Phrase to = notes_.Of(*body.back()).skips_to;
  std::size_t end = at + 1;
  while (end < block.size() && (to.empty() || !AsksFor(*block[end], to))) ++end;
  const bool found = to.empty() || end < block.size();
  if (!found || branch->has_otherwise || end == at + 1) {
    *body.back() = JudgedInstead(*body.back(), phrases_);
    notes_.Mark(*body.back(), {});
    return;
  }
  body.back()->node = ast::Continue{};
  notes_.Mark(*body.back(), {});
  branch->has_otherwise = true;
  const auto first = block.begin() + static_cast<std::ptrdiff_t>(at) + 1;
  const auto last = block.begin() + static_cast<std::ptrdiff_t>(end);
  std::move(first, last, std::back_inserter(branch->otherwise));
  block.erase(first, last);
}

// "If it is lost, hand over. The same applies if it is stolen.": either of the two; a person where
// more than one case stands before it.
void BlockBuilder::JoinSameCase(ast::Block& block, std::size_t at) {
  auto* other = std::get_if<ast::Branch>(&block[at]->node);
  const bool same = other != nullptr && other->condition != nullptr && !other->has_otherwise &&
                    block[at]->body.size() == 1 && notes_.Of(*block[at]->body.front()).same_applies;
  if (!same || at == 0) return;
  auto* branch = std::get_if<ast::Branch>(&block[at - 1]->node);
  const bool joins = branch != nullptr && branch->condition != nullptr && !branch->has_otherwise &&
                     !block[at - 1]->body.empty() && !notes_.Of(*block[at - 1]).else_if;
  if (!joins) return;
  const Span span = branch->condition->span;
  std::vector<ast::ConditionPtr> either;
  either.push_back(std::move(branch->condition));
  either.push_back(std::move(other->condition));
  branch->condition = MakeCondition(span, ast::AnyOf{std::move(either)});
  discarded_.push_back(std::move(block[at]->body.front()));
  block[at]->body.clear();
  const Span own = block[at]->span;
  block[at]->node = ast::Documentation{phrases_.FromText(phrases_.TextOf(own.begin, own.end), own)};
}

// "If it is too dear, offer a discount. If they accept, …" / "In all other cases, or if they
// decline, ask …": everybody gets there but those who accepted.
void BlockBuilder::JoinDeclined(ast::Block& block, std::size_t at) {
  ast::Statement* accepted = AcceptedBefore(block, at);
  if (accepted == nullptr) {
    auto& branch = std::get<ast::Branch>(block[at]->node);
    const Span span = branch.condition->span;
    branch.condition->node =
        ast::FreeCondition{phrases_.FromText(phrases_.TextOf(span.begin, span.end), span), {}};
    return;
  }
  // "… and do not cancel": what is not done would come behind.
  const bool forbids = !accepted->body.empty() &&
                       std::holds_alternative<ast::Rule>(accepted->body.back()->node) &&
                       std::get<ast::Rule>(accepted->body.back()->node).tools.empty();
  if (forbids) {
    accepted->body.back()->node = ast::Stop{};
  } else {
    auto stop = std::make_unique<ast::Statement>();
    stop->span = accepted->span;
    stop->node = ast::Stop{};
    accepted->body.push_back(std::move(stop));
  }
  ast::Block body = std::move(block[at]->body);
  notes_.Mark(*block[at], {});
  const auto place = block.erase(block.begin() + static_cast<std::ptrdiff_t>(at));
  block.insert(place, std::make_move_iterator(body.begin()), std::make_move_iterator(body.end()));
}

// "If a seat is available: … If there is none: …": none that is available, whatever was found.
void BlockBuilder::CompleteAvailability(ast::Block& block, std::size_t at) const {
  if (at == 0) return;
  const auto* none = ast::ConditionOf<ast::PredicateCondition>(*block[at]);
  const auto* some = ast::ConditionOf<ast::PredicateCondition>(*block[at - 1]);
  if (none == nullptr || some == nullptr || !none->negated || some->negated) return;
  if (!none->subject.empty() || none->predicate.text != phrases_.words().text("found")) return;
  if (!phrases_.words().IsLayoutWord("availability", some->predicate.text)) return;
  std::get<ast::Branch>(block[at]->node).condition = nullptr;
}

// "Ask if they would like to wait: if they would like to keep it, …; if they don't, …": the one
// wish beside a no is the yes.
void BlockBuilder::SettleWish(const ast::Phrase& question, ast::Block& answers) const {
  const bool either =
      std::any_of(question.words.begin(), question.words.end(), [&](const std::string& word) {
        return phrases_.words().IsOneOf(Place::Inside, word, L::OR);
      });
  ast::Statement* wish = nullptr;
  bool declined = false;
  for (const StatementPtr& statement : answers) {
    if (const auto* named = ast::ConditionOf<ast::NamedTest>(*statement)) {
      if (!named->wish || wish != nullptr) return;
      wish = statement.get();
    }
    const auto* answer = ast::ConditionOf<ast::CustomerAnswer>(*statement);
    if (answer != nullptr && answer->accepted) return;
    declined = declined || answer != nullptr;
  }
  if (wish == nullptr || !declined || either) return;
  ast::Condition& condition = *std::get<ast::Branch>(wish->node).condition;
  ast::Phrase about = std::get<ast::NamedTest>(condition.node).phrase;
  condition.node = ast::CustomerAnswer{true, std::move(about)};
}

void BlockBuilder::TurnSaidIntoQuestion(ast::Block& block, std::size_t at) const {
  auto* say = std::get_if<ast::Say>(&block[at]->node);
  if (say == nullptr || !say->quote || say->quote->parts.empty()) return;
  if (!block[at]->body.empty() || at + 1 >= block.size()) return;
  const auto* answer = ast::ConditionOf<ast::CustomerAnswer>(*block[at + 1]);
  if (answer == nullptr) return;
  std::string last = say->quote->parts.back().literal;
  while (!last.empty() && last.back() == ' ') last.pop_back();
  if (!last.ends_with('?')) return;
  const Span span = say->quote->span;
  const ast::Phrase words =
      phrases_.FromText(std::string(StripQuotes(phrases_.TextOf(span.begin, span.end))), span);
  // Of several sentences the last one asks.
  const std::size_t from = last.find_last_of(".!:", last.size() - 1);
  const ast::Phrase asks =
      phrases_.FromText(from == std::string::npos ? last : last.substr(from + 1), span);
  const bool for_value =
      asks.words.empty() || phrases_.words().IsOneOf(Place::Inside, asks.words.front(), L::WH);
  if (for_value) return;
  block[at]->node = ast::AskYesNo{words, std::move(say->quote)};
}

void BlockBuilder::Finish(ast::Block& block, ast::Statement* question) {
  NestElseIfs(block);
  TurnSectionsIntoCases(block);
  for (std::size_t i = 0; i < block.size(); ++i) {
    TakeSkipped(block, i);
    JoinSameCase(block, i);
    TurnSaidIntoQuestion(block, i);
    SettleCheck(block, i);
    SettleNotSo(block, i);
    CompleteAvailability(block, i);
    SettleAnswers(block, i);
    if (notes_.Of(*block[i]).or_declined) JoinDeclined(block, i);
    ast::Statement& statement = *block[i];
    if (const auto* asked = std::get_if<ast::AskYesNo>(&statement.node)) {
      SettleWish(asked->question, statement.body);
    }
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
    TurnLabelsIntoChoice(*block[i]);
    i = TurnMenuIntoChoice(block, i);
  }
  MergeEntered(block);
}

// A name that is a detail of nothing, alone or with what it stands for ("Requirement: the repair is
// paid"): better a person looks than a step is lost.
void BlockBuilder::TurnLooseItemsIntoJudgements(ast::Block& block) {
  for (const StatementPtr& statement : block) {
    if (std::holds_alternative<ast::Section>(statement->node)) {
      TurnLooseItemsIntoJudgements(statement->body);
    }
    auto* item = std::get_if<ast::Item>(&statement->node);
    if (item == nullptr || item->label.empty()) continue;
    ast::Phrase words =
        item->text.empty()
            ? std::move(item->label)
            : phrases_.FromText(phrases_.TextOf(statement->span.begin, statement->span.end),
                                statement->span);
    ast::Judge judge{std::move(words), std::move(item->tools), {}};
    statement->node = std::move(judge);
    statement->declared = true;
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
    const bool mentions = !judge->policies.empty() || !judge->tools.empty();
    if (mentions) return;
    if (!notes_.Of(statement).sub_steps_tell_how) {
      // "Never at night:" over steps: when they are done, a person tells.
      if (statement.unread.empty()) return;
      ast::Branch branch;
      branch.condition = MakeCondition(statement.span, ast::FreeCondition{judge->text, {}});
      statement.unread = {};
      statement.node = std::move(branch);
      return;
    }
    statement.node = ast::Section{judge->text};
  } else if (const auto* fact = std::get_if<ast::Fact>(&statement.node)) {
    statement.node = ast::Section{fact->noun};
  } else if (const auto* say = std::get_if<ast::Say>(&statement.node); say && say->described) {
    // "2. Explain why it failed": the steps below say it.
    statement.node = ast::Section{phrases_.FromText(
        phrases_.TextOf(statement.span.begin, statement.span.end), statement.span)};
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
  if (auto* section = std::get_if<ast::Section>(&statement.node)) {
    section->limits = section->limits || notes_.Of(statement).limits_below;
    section->names_deed = section->names_deed || notes_.Of(statement).names_deed;
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
