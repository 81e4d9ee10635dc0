// SPDX-License-Identifier: Apache-2.0
// "- Move it: ask for the new day, then call @move(…)" under an offer: what its label names is put
// to the customer, and its steps are carried out where it was chosen.
#include <algorithm>
#include <iterator>

#include "compiler/parse/internal/block_builder.h"

namespace proviso::parse {
namespace {

bool IsCall(const ast::Statement& statement) {
  return std::holds_alternative<ast::Use>(statement.node);
}

// A step that says or asks something, or ends: no description of what is offered.
bool IsStep(const ast::Statement& statement) {
  return IsCall(statement) || std::holds_alternative<ast::Say>(statement.node) ||
         std::holds_alternative<ast::Ask>(statement.node) ||
         std::holds_alternative<ast::Choose>(statement.node) ||
         std::holds_alternative<ast::HandOff>(statement.node) ||
         std::holds_alternative<ast::Stop>(statement.node) ||
         std::holds_alternative<ast::FollowPolicy>(statement.node) ||
         std::holds_alternative<ast::GoTo>(statement.node);
}

// What both name: "money back" of "their money back".
bool SharesWord(const ast::Phrase& a, const ast::Phrase& b) {
  constexpr std::size_t kShort = 3;
  return std::any_of(a.words.begin(), a.words.end(), [&](const std::string& word) {
    return word.size() > kShort && std::find(b.words.begin(), b.words.end(), word) != b.words.end();
  });
}

}  // namespace

// "Takes it: …", "No: …" under an offer: what the customer answers, no option.
bool BlockBuilder::AnswersOffer(const OutlineNode& node) const {
  if (node.statements.size() != 1 || node.label_end == 0) return false;
  const ast::Statement& statement = *node.statements.front();
  if (!statement.unread.empty()) return false;
  const auto* named = ast::ConditionOf<ast::NamedTest>(statement);
  return ast::ConditionOf<ast::CustomerAnswer>(statement) != nullptr ||
         (named != nullptr && named->wish);
}

// The steps behind a label; empty where something in them is no step.
ast::Block BlockBuilder::StepsOf(const OutlineNode& node) {
  const std::span<const Token> tokens(node.line.tokens);
  if (node.label_end == 0 || node.label_end + 1 >= tokens.size()) return {};
  const ReadLine line = reader_.Read(tokens.subspan(node.label_end + 1));
  const bool clean = !line.torn && std::all_of(line.sentences.begin(), line.sentences.end(),
                                               [](const auto& one) { return one.clean(); });
  if (!clean) return {};
  bool opens = false;
  ast::Block steps = readings_.Build(line, opens);
  const bool all = std::all_of(steps.begin(), steps.end(),
                               [](const StatementPtr& step) { return IsStep(*step); });
  if (all) return steps;
  std::move(steps.begin(), steps.end(), std::back_inserter(discarded_));
  return {};
}

// The steps of each option, where every option has some and one of them more than the call that
// carries it out; else nothing.
std::vector<ast::Block> BlockBuilder::CasesOf(const OutlineNode& node) {
  bool more = false;
  std::vector<ast::Block> cases;
  for (const std::unique_ptr<OutlineNode>& child : node.children) {
    if (!IsOption(*child) || AnswersOffer(*child)) continue;
    cases.push_back(StepsOf(*child));
    const ast::Block& steps = cases.back();
    if (steps.empty()) {
      more = false;
      break;
    }
    more = more || steps.size() > 1 || !IsCall(*steps.front());
  }
  if (more && cases.size() > 1) return cases;
  // Notes are kept by the place of a statement, which no other may take.
  for (ast::Block& steps : cases) {
    std::move(steps.begin(), steps.end(), std::back_inserter(discarded_));
  }
  return {};
}

void BlockBuilder::AddCase(OutlineNode& node, ast::Block steps,
                           std::vector<ast::OfferOption>& options) {
  ast::OfferOption option;
  option.span = phrases_.SpanOf(node.line.text_begin, node.line.end);
  option.label = phrases_.Make(std::span<const Token>(node.line.tokens).first(node.label_end));
  auto branch = std::make_unique<ast::Statement>();
  branch->span = option.span;
  branch->node =
      ast::Branch{MakeCondition(option.label.span, ast::NamedTest{option.label, false}), {}, false};
  branch->body = std::move(steps);
  node.statements.clear();
  node.statements.push_back(std::move(branch));
  // The sentence of the offer may have named it.
  const bool named = std::any_of(options.begin(), options.end(), [&](const auto& other) {
    return SharesWord(other.label, option.label);
  });
  if (!named) options.push_back(std::move(option));
}

}  // namespace proviso::parse
