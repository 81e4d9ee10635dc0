// SPDX-License-Identifier: Apache-2.0
// "Sealed:" over the steps for what is sealed: a condition, though it looks like a title.
#include <algorithm>

#include "ProvisoTokens.h"
#include "compiler/parse/internal/block_builder.h"

namespace proviso::parse {
namespace {

using L = ProvisoTokens;

constexpr std::size_t kMaxLabelWords = 5;

std::span<const Token> WithoutColon(const OutlineNode& node) {
  const std::span<const Token> tokens(node.line.tokens);
  return node.colon ? tokens.first(tokens.size() - 1) : tokens;
}

// By its looks it may be the title of what stands below it, and of nothing else.
bool LooksLikeTitle(const OutlineNode& node) {
  const Line& line = node.line;
  return line.form == Line::Form::Text && node.colon && line.tokens.size() > 1 &&
         line.hashes == 0 && !line.heading && !line.titled && !node.documents && !node.explains &&
         !node.lists_tools;
}

bool IsFewWords(std::span<const Token> tokens) {
  return tokens.size() <= kMaxLabelWords &&
         std::all_of(tokens.begin(), tokens.end(),
                     [](const Token& token) { return token.type == L::WORD; });
}

}  // namespace

// Something is to be done below it; what only lists things has titles.
bool BlockBuilder::ActsBelow(const OutlineNodes& nodes, std::size_t at) const {
  const OutlineNode& node = *nodes[at];
  const auto acts = [&](const OutlineNode& step) {
    return NamesTool(step) || Instructs(step.line.tokens, phrases_);
  };
  if (!node.children.empty()) {
    return std::any_of(node.children.begin(), node.children.end(),
                       [&](const auto& child) { return acts(*child); });
  }
  // A pasted page has all lines at one level.
  return node.line.bullet == BulletKind::None && at + 1 < nodes.size() &&
         nodes[at + 1]->line.bullet != BulletKind::None && acts(*nodes[at + 1]);
}

// Which of the lines that look like titles name a case of what is known by then. A name that says
// nothing by itself ("Dormant:") is one beside another case.
std::vector<bool> BlockBuilder::FindCases(const OutlineNodes& nodes) {
  std::vector<bool> cases(nodes.size(), false);
  std::vector<bool> names(nodes.size(), false);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const OutlineNode& node = *nodes[i];
    if (!LooksLikeTitle(node) || !ActsBelow(nodes, i)) continue;
    const std::span<const Token> words = WithoutColon(node);
    const bool instructs =
        Instructs(node.line.tokens, phrases_) || readings_.IsSingle(reader_.Read(words), "Acts");
    if (instructs || reader_.Fits(words, "phase_head")) continue;
    if (reader_.Fits(words, "case_head_cond")) {
      cases[i] = true;
    } else {
      names[i] = IsFewWords(words) && reader_.Fits(words, "case_name_cond");
    }
  }
  const auto is_case = [&](std::size_t at) {
    if (at >= nodes.size() || cases[at]) return at < nodes.size();
    if (!LooksLikeTitle(*nodes[at])) return false;
    const std::span<const Token> words = WithoutColon(*nodes[at]);
    return reader_.Fits(words, "otherwise_label") || reader_.Fits(words, "otherwise");
  };
  // To both sides, so that one case makes cases of a whole run.
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (names[i] && !nodes[i]->children.empty() && ((i > 0 && is_case(i - 1)) || is_case(i + 1)))
      cases[i] = true;
  }
  for (std::size_t i = nodes.size(); i-- > 0;) {
    if (names[i] && !nodes[i]->children.empty() && is_case(i + 1)) cases[i] = true;
  }
  return cases;
}

void BlockBuilder::ReadCase(OutlineNode& node) {
  const std::span<const Token> words = WithoutColon(node);
  const ReadLine line = reader_.ReadBy(words, "case_head_cond");
  ast::ConditionPtr condition = readings_.ConditionOf(line);
  if (condition == nullptr) {
    condition = MakeCondition(phrases_.SpanOf(words), ast::NamedTest{phrases_.Make(words), false});
  }
  node.is_heading = node.weak_heading = false;
  auto branch = std::make_unique<ast::Statement>();
  branch->span = phrases_.SpanOf(node.line.text_begin, node.line.end);
  branch->node = ast::Branch{std::move(condition), {}, false};
  node.statements.push_back(std::move(branch));
  node.opens = Opens::Condition;
}

}  // namespace proviso::parse
