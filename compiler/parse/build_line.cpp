// SPDX-License-Identifier: Apache-2.0
// From the parse tree of a line to statements: sentences, clauses, branches.
#include <algorithm>

#include "compiler/parse/internal/line_builder.h"

namespace proviso::parse {
namespace {

using L = ProvisoParser;

}  // namespace

const StatementNote& LineBuilder::NoteOf(const ast::Statement& statement) const {
  static const StatementNote kNone;
  const auto found = notes_.find(&statement);
  return found == notes_.end() ? kNone : found->second;
}

ast::Block& LineBuilder::TargetOf(ast::Statement& branch) {
  auto& node = std::get<ast::Branch>(branch.node);
  return node.has_otherwise ? node.otherwise : branch.body;
}

ast::Statement* LineBuilder::Innermost(std::vector<StatementPtr>& statements) {
  if (statements.empty()) return nullptr;
  ast::Statement* last = statements.back().get();
  while (auto* branch = std::get_if<ast::Branch>(&last->node)) {
    const ast::Block& block = branch->has_otherwise ? branch->otherwise : last->body;
    if (block.empty()) break;
    last = block.back().get();
  }
  return last;
}

LineBuilder::View LineBuilder::ViewOf(antlr4::ParserRuleContext* context) const {
  if (context == nullptr || context->getStart() == nullptr || context->getStop() == nullptr)
    return {};
  const std::size_t first = context->getStart()->getTokenIndex();
  const std::size_t last = context->getStop()->getTokenIndex();
  if (first > last || last >= tokens_->size()) return {};
  return View(tokens_->data() + first, last - first + 1);
}

std::vector<StatementPtr> LineBuilder::Build(const Tokens& tokens, bool& opens) {
  std::vector<StatementPtr> out;
  tokens_ = &tokens;
  opens = !tokens.empty() && tokens.back().type == L::OPENER;
  auto* line = parser_.ParseLine(tokens);
  auto* steps = line == nullptr ? nullptr : dynamic_cast<L::StepLineContext*>(line->content());
  if (steps == nullptr) {
    Clause clause;
    clause.all = clause.rest = tokens;
    Judge(clause, out);
    return out;
  }
  ast::Statement* branch = nullptr;
  for (L::SentenceContext* sentence : steps->steps()->sentence()) {
    BuildSentence(sentence, out, branch);
  }
  return out;
}

// A condition governs the rest of its line: the clauses joined to it and the sentences behind it,
// up to the next condition or "otherwise".
void LineBuilder::BuildSentence(L::SentenceContext* sentence, ast::Block& out,
                                ast::Statement*& branch) {
  struct Item {
    L::ClauseContext* clause;
    ast::Joined joined;
  };
  std::vector<Item> items;
  if (sentence->clause() != nullptr) items.push_back({sentence->clause(), ast::Joined::None});
  for (L::JoinedContext* joined : sentence->joined()) {
    if (joined->clause() == nullptr) continue;
    ast::Joined how = ast::Joined::Then;
    if (joined->joiner()->JOIN_OR() != nullptr) how = ast::Joined::Or;
    if (joined->joiner()->JOIN_OTHERWISE() != nullptr) how = ast::Joined::Otherwise;
    items.push_back({joined->clause(), how});
  }
  for (const Item& item : items) {
    L::ClauseBodyContext* body = item.clause->clauseBody();
    L::BranchContext* opens = body == nullptr ? nullptr : body->branch();
    if (opens == nullptr) {
      BuildClause(item.clause, item.joined, branch == nullptr ? out : TargetOf(*branch));
      continue;
    }
    // "Use @a if it is late, otherwise stop": the branch is the one just made.
    if (opens->OTHERWISE() != nullptr && branch == nullptr && !out.empty() &&
        std::holds_alternative<ast::Branch>(out.back()->node)) {
      branch = out.back().get();
    }
    if (opens->OTHERWISE() != nullptr && branch != nullptr &&
        !std::get<ast::Branch>(branch->node).has_otherwise) {
      std::get<ast::Branch>(branch->node).has_otherwise = true;
      branch->span.end = std::max(branch->span.end, SpanOf(ViewOf(opens)).end);
      if (opens->clause() != nullptr) {
        BuildClause(opens->clause(), ast::Joined::Otherwise, TargetOf(*branch));
      }
      continue;
    }
    BuildBranch(opens, item.joined, out);
    branch = out.back().get();
  }
}

void LineBuilder::BuildClause(L::ClauseContext* clause, ast::Joined joined, ast::Block& out) {
  L::ClauseBodyContext* body = clause->clauseBody();
  if (body == nullptr) {
    // Only words in front of an instruction that never came.
    Clause prose;
    prose.all = prose.rest = ViewOf(clause);
    prose.parts = PartsOf(prose.rest);
    Prose(prose, out);
    return;
  }
  if (body->branch() != nullptr) {
    BuildBranch(body->branch(), joined, out);
    return;
  }
  View lead;
  const std::vector<L::LeadInContext*> leads = clause->leadIn();
  if (!leads.empty()) {
    const View first = ViewOf(leads.front());
    const View last = ViewOf(leads.back());
    lead = View(first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data()));
  }
  const std::vector<L::TrailingConditionContext*> conditions = body->trailingCondition();
  if (conditions.empty()) {
    BuildInstruction(body->instruction(), lead, joined, out);
    return;
  }
  // "Offer a refund if the order is late": the condition, then the instruction.
  auto statement = std::make_unique<ast::Statement>();
  statement->span = SpanOf(ViewOf(clause));
  statement->joined = joined;
  ast::Branch node;
  std::vector<ast::ConditionPtr> parts;
  for (L::TrailingConditionContext* trailing : conditions) {
    parts.push_back(BuildCondition(trailing->condition()));
    const View word = ViewOf(trailing).first(1);
    if (phrases_.words().TypeOf(Place::Connective, word.front().folded) == L::UNLESS) {
      auto negated = std::make_unique<ast::Condition>();
      negated->span = parts.back()->span;
      negated->node = ast::NotCondition{std::move(parts.back())};
      parts.back() = std::move(negated);
    }
  }
  if (parts.size() == 1) {
    node.condition = std::move(parts.front());
  } else {
    node.condition = std::make_unique<ast::Condition>();
    node.condition->span = statement->span;
    node.condition->node = ast::AllOf{std::move(parts)};
  }
  statement->node = std::move(node);
  BuildInstruction(body->instruction(), lead, ast::Joined::None, statement->body);
  out.push_back(std::move(statement));
}

void LineBuilder::BuildBranch(L::BranchContext* branch, ast::Joined joined, ast::Block& out) {
  auto statement = std::make_unique<ast::Statement>();
  statement->span = SpanOf(ViewOf(branch));
  statement->joined = joined;
  ast::Branch node;
  if (branch->condition() != nullptr) {
    node.condition = BuildCondition(branch->condition());
    if (branch->UNLESS() != nullptr) {
      auto negated = std::make_unique<ast::Condition>();
      negated->span = node.condition->span;
      negated->node = ast::NotCondition{std::move(node.condition)};
      node.condition = std::move(negated);
    }
  }
  NoteFor(*statement).head =
      branch->WHEN() != nullptr ? std::uint16_t{L::WHEN} : std::uint16_t{L::IF};
  statement->node = std::move(node);
  if (branch->clause() != nullptr)
    BuildClause(branch->clause(), ast::Joined::None, statement->body);
  out.push_back(std::move(statement));
}

std::vector<LineBuilder::Part> LineBuilder::PartsOf(View tokens) const {
  std::vector<Part> parts;
  parts.reserve(tokens.size());
  for (std::size_t i = 0; i < tokens.size();) {
    Part part;
    part.type = tokens[i].type;
    std::size_t end = i + 1;
    std::uint16_t open = 0;
    std::uint16_t close = 0;
    switch (part.type) {
      case L::TOOL:
        part.kind = Part::Kind::Tool;
        break;
      case L::TOOL_OPEN:
        part.kind = Part::Kind::Tool;
        close = L::ARG_CLOSE;
        break;
      case L::QUOTE_OPEN:
        part.kind = Part::Kind::Quote;
        close = L::QUOTE_CLOSE;
        break;
      case L::LPAREN:
        part.kind = Part::Kind::Group;
        open = L::LPAREN;
        close = L::RPAREN;
        break;
      case L::BRACE_OPEN:
        part.kind = Part::Kind::Braces;
        close = L::BRACE_CLOSE;
        break;
      case L::POLICYREF:
        part.kind = Part::Kind::Policy;
        break;
      default:
        break;
    }
    if (close != 0) {
      int depth = 1;
      while (end < tokens.size() && depth > 0) {
        if (open != 0 && tokens[end].type == open) ++depth;
        if (tokens[end].type == close) --depth;
        ++end;
      }
    }
    part.tokens = tokens.subspan(i, end - i);
    parts.push_back(part);
    i = end;
  }
  return parts;
}

ast::Phrase LineBuilder::PhraseWithout(View tokens, bool drop_tools, bool drop_groups) const {
  Tokens kept;
  for (const Part& part : PartsOf(tokens)) {
    if (part.kind == Part::Kind::Tool && drop_tools) continue;
    if (part.kind == Part::Kind::Group && drop_groups) continue;
    kept.insert(kept.end(), part.tokens.begin(), part.tokens.end());
  }
  ast::Phrase phrase = phrases_.Make(kept);
  return phrase;
}

void LineBuilder::BuildInstruction(L::InstructionContext* instruction, View lead,
                                   ast::Joined joined, ast::Block& out) {
  Clause clause;
  clause.all = ViewOf(instruction);
  clause.lead = lead;
  const bool headed = instruction->prose() == nullptr && clause.all.front().type != L::TOOL &&
                      clause.all.front().type != L::TOOL_OPEN;
  clause.head = headed ? clause.all.front().type : std::uint16_t{0};
  clause.rest = headed ? clause.all.subspan(1) : clause.all;
  clause.parts = PartsOf(clause.rest);
  const std::size_t before = out.size();
  if (instruction->ask() != nullptr || instruction->obtain() != nullptr) {
    Ask(clause, out);
  } else if (instruction->look() != nullptr) {
    Look(clause, out);
  } else if (instruction->use() != nullptr) {
    Use(clause, out);
  } else if (instruction->offer() != nullptr) {
    Offer(clause, out);
  } else if (instruction->apply() != nullptr) {
    ApplyOffer(clause, out);
  } else if (instruction->say() != nullptr) {
    Say(clause, out);
  } else if (instruction->tell() != nullptr) {
    Tell(clause, out);
  } else if (instruction->follow() != nullptr) {
    Follow(clause, out);
  } else if (instruction->go() != nullptr || instruction->proceed() != nullptr) {
    Go(clause, out);
  } else if (instruction->handOff() != nullptr) {
    HandOff(clause, out);
  } else if (instruction->remember() != nullptr) {
    Remember(clause, out);
  } else if (instruction->act() != nullptr) {
    Judge(clause, out);
  } else if (instruction->prose() != nullptr) {
    Prose(clause, out);
  } else {
    Plain(clause, out);
  }
  if (out.size() > before) out[before]->joined = joined;
}

}  // namespace proviso::parse
