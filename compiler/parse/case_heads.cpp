// SPDX-License-Identifier: Apache-2.0
// "Sealed:" over the steps for what is sealed: a condition, though it looks like a title.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "ProvisoTokens.h"
#include "compiler/parse/internal/block_builder.h"
#include "core/utf8.h"

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
  const bool over = node.colon || node.is_heading || !node.children.empty();
  return line.form == Line::Form::Text && over && line.tokens.size() > (node.colon ? 1U : 0U) &&
         line.hashes != 1 && !line.heading && !line.titled && !node.documents && !node.explains &&
         !node.lists_tools;
}

bool IsFewWords(std::span<const Token> tokens) {
  return tokens.size() <= kMaxLabelWords &&
         std::all_of(tokens.begin(), tokens.end(),
                     [](const Token& token) { return token.type == L::WORD; });
}

// What the customer answers, or what is measured: who is meant by "If the show is moved" no title
// tells.
bool IsTestable(const ast::Condition& condition) {
  const auto all = [](const std::vector<ast::ConditionPtr>& parts) {
    return std::all_of(parts.begin(), parts.end(),
                       [](const ast::ConditionPtr& part) { return IsTestable(*part); });
  };
  if (const auto* negated = std::get_if<ast::NotCondition>(&condition.node))
    return IsTestable(*negated->operand);
  if (const auto* every = std::get_if<ast::AllOf>(&condition.node)) return all(every->parts);
  if (const auto* any = std::get_if<ast::AnyOf>(&condition.node)) return all(any->parts);
  return std::holds_alternative<ast::CustomerAnswer>(condition.node) ||
         std::holds_alternative<ast::Comparison>(condition.node) ||
         std::holds_alternative<ast::ExprCondition>(condition.node);
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
  if (at + 1 == nodes.size() || !acts(*nodes[at + 1])) return false;
  const bool bulleted = nodes[at + 1]->line.bullet != BulletKind::None;
  return node.line.hashes > 0 || (node.line.bullet == BulletKind::None && bulleted);
}

// "… go to “Order not found”", "#Opening_hours – At night": an address is no case of the line above
// it. Of a heading any other mention will do.
bool BlockBuilder::IsReferredTo(const OutlineNode& node) {
  constexpr std::array<std::string_view, 7> kBeforeNames = {"–", "—", "-", "/", "“", "\"", "„"};
  const std::span<const Token> words = WithoutColon(node);
  const std::string title = FoldCase(
      phrases_.source().substr(words.front().begin, words.back().end - words.front().begin));
  if (folded_.empty()) folded_ = FoldCase(phrases_.source());
  const std::string& text = folded_;
  const auto names = [&](std::size_t at) {
    const std::size_t line = text.rfind('\n', at);
    std::string_view before = std::string_view(text).substr(0, at);
    if (line != std::string::npos) before = before.substr(std::min(line + 1, at));
    while (before.ends_with(' ')) before.remove_suffix(1);
    return before.find_first_not_of(" -*") != std::string_view::npos &&
           std::any_of(kBeforeNames.begin(), kBeforeNames.end(),
                       [&](std::string_view mark) { return before.ends_with(mark); });
  };
  std::size_t mentions = 0;
  for (std::size_t at = text.find(title); at != std::string::npos; at = text.find(title, at + 1)) {
    if (names(at)) return true;
    ++mentions;
  }
  return node.line.hashes > 0 && mentions > 1;
}

// "Paid by card" and "Paid by invoice", "First order" and "Repeat order".
bool BlockBuilder::SharesNameWord(const OutlineNode& a, const OutlineNode& b) const {
  const std::span<const Token> one = WithoutColon(a);
  const std::span<const Token> other = WithoutColon(b);
  return std::any_of(one.begin(), one.end(), [&](const Token& word) {
    return !phrases_.words().IsSmallWord(word.folded) &&
           std::any_of(other.begin(), other.end(),
                       [&](const Token& beside) { return beside.folded == word.folded; });
  });
}

// Which of the lines that look like titles name a case of what is known by then. A name that says
// nothing by itself ("Dormant:") is one beside another case.
std::vector<BlockBuilder::HeadKind> BlockBuilder::FindCases(const OutlineNodes& nodes) {
  std::vector<HeadKind> kinds(nodes.size(), HeadKind::Other);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const OutlineNode& node = *nodes[i];
    if (!LooksLikeTitle(node) || !ActsBelow(nodes, i)) continue;
    const std::span<const Token> words = WithoutColon(node);
    // With its opening word a title is a case where what it says can be tested or is an answer.
    if (node.line.hashes > 0 && reader_.Fits(words, "case_head_if")) {
      const ast::ConditionPtr head = readings_.ConditionOf(reader_.ReadBy(words, "case_head_if"));
      if (head != nullptr && IsTestable(*head) && !IsReferredTo(node)) {
        kinds[i] = HeadKind::If;
        continue;
      }
    }
    const bool instructs =
        Instructs(node.line.tokens, phrases_) || readings_.IsSingle(reader_.Read(words), "Acts");
    if (instructs || reader_.Fits(words, "phase_head")) continue;
    if (reader_.Fits(words, "case_head_cond")) {
      if (IsReferredTo(node)) continue;
      kinds[i] = HeadKind::Case;
    } else if (!node.children.empty() && IsFewWords(words) && node.line.hashes == 0 &&
               reader_.Fits(words, "case_name_cond")) {
      kinds[i] = HeadKind::Name;
    }
  }
  const auto is_case = [&](std::size_t at) {
    if (at >= nodes.size()) return false;
    const bool names = kinds[at] == HeadKind::Case || kinds[at] == HeadKind::NamedCase;
    if (names || kinds[at] == HeadKind::If) return true;
    if (!LooksLikeTitle(*nodes[at])) return false;
    const std::span<const Token> words = WithoutColon(*nodes[at]);
    return reader_.Fits(words, "otherwise_label") || reader_.Fits(words, "otherwise");
  };
  const auto settle = [&](std::size_t i) {
    if (kinds[i] != HeadKind::Name) return;
    if ((i > 0 && is_case(i - 1)) || is_case(i + 1)) kinds[i] = HeadKind::NamedCase;
  };
  // To both sides, so that one case makes cases of a whole run.
  for (std::size_t i = 0; i < nodes.size(); ++i) settle(i);
  for (std::size_t i = nodes.size(); i-- > 0;) settle(i);
  // Two names that differ in one word are two cases; which of them it is, a person tells.
  const auto is_name = [&](std::size_t at) {
    return (kinds[at] == HeadKind::Name || kinds[at] == HeadKind::OpenCase) &&
           nodes[at]->line.bullet != BulletKind::Number;
  };
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    if (!is_name(i - 1) || !is_name(i) || !SharesNameWord(*nodes[i - 1], *nodes[i])) continue;
    kinds[i - 1] = kinds[i] = HeadKind::OpenCase;
  }
  return kinds;
}

ast::ConditionPtr BlockBuilder::CaseOf(const OutlineNode& node, HeadKind kind) {
  const std::span<const Token> words = WithoutColon(node);
  const ast::Phrase name = phrases_.Make(words);
  if (kind == HeadKind::OpenCase) {
    return MakeCondition(name.span, ast::FreeCondition{name, {}});
  }
  if (kind == HeadKind::If) {
    ast::ConditionPtr head = readings_.ConditionOf(reader_.ReadBy(words, "case_head_if"));
    if (head != nullptr) return head;
    return MakeCondition(name.span, ast::FreeCondition{name, {}});
  }
  const ReadLine line =
      reader_.ReadBy(words, kind == HeadKind::Case ? "case_head_cond" : "case_name_cond");
  ast::ConditionPtr condition = readings_.ConditionOf(line);
  const bool open =
      condition != nullptr && std::holds_alternative<ast::FreeCondition>(condition->node);
  if (condition != nullptr && (open || kind == HeadKind::Case)) return condition;
  return MakeCondition(name.span, ast::NamedTest{name, false});
}

StatementPtr BlockBuilder::CaseStatement(OutlineNode& node) {
  auto branch = std::make_unique<ast::Statement>();
  branch->span = phrases_.SpanOf(node.line.text_begin, node.line.end);
  branch->node = ast::Branch{std::move(node.names_case), {}, false};
  return branch;
}

void BlockBuilder::ReadCase(OutlineNode& node, HeadKind kind) {
  node.names_case = CaseOf(node, kind);
  // A heading owns what it would own as a title.
  if (node.line.hashes > 0) {
    node.opens = Opens::Heading;
    return;
  }
  node.is_heading = node.weak_heading = false;
  node.statements.push_back(CaseStatement(node));
  node.opens = Opens::Condition;
}

}  // namespace proviso::parse
