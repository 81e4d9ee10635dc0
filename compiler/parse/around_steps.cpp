// SPDX-License-Identifier: Apache-2.0
// What stands around the steps of a procedure and is none of them: titles that only their place
// shows, lists of the tools that are used, sections in which nothing is to be done.
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "ProvisoTokens.h"
#include "compiler/parse/internal/block_builder.h"

namespace proviso::parse {
namespace {

using L = ProvisoTokens;

constexpr std::size_t kMaxTitleWords = 7;

bool IsMentionOrQuote(std::uint16_t type) {
  return type == L::TOOL || type == L::TOOL_OPEN || type == L::POLICYREF || type == L::QUOTE_OPEN ||
         type == L::SINGLE_QUOTED || type == L::BRACE_OPEN;
}

// Words alone, the first with a capital, none that opens or ends a sentence.
bool IsTitleText(const Tokens& tokens, const Phrases& phrases) {
  if (tokens.empty() || tokens.size() > kMaxTitleWords || tokens.front().type != L::WORD)
    return false;
  return phrases.IsCapitalised(tokens.front()) &&
         std::all_of(tokens.begin(), tokens.end(), [&](const Token& token) {
           return token.type == L::WORD || token.type == L::NUMBER || token.type == L::DASH ||
                  token.type == L::SLASH || token.type == L::COMMA ||
                  (token.type == L::QUESTION && &token == &tokens.back());
         });
}

const OutlineNode& LastOf(const OutlineNode& node) {
  return node.children.empty() ? node : LastOf(*node.children.back());
}

bool IsAfterBlankLine(const OutlineNodes& nodes, std::size_t index) {
  return index == 0 || LastOf(*nodes[index - 1]).line.number + 1 < nodes[index]->line.number;
}

// "B. The parcel" and "C. The refund": the next one of a list stands right below only where the
// lines are its members.
bool IsMemberOfList(const OutlineNodes& nodes, std::size_t index) {
  const Line& line = nodes[index]->line;
  const Line& next = nodes[index + 1]->line;
  if (line.bullet == BulletKind::None) return next.bullet == BulletKind::None && next.titled;
  if (line.path.empty()) return true;
  return next.path.size() == line.path.size() && next.bullet == line.bullet &&
         next.path.back() == line.path.back() + 1;
}

// Nothing of it is carried out: an unread sentence, a name, an explanation.
bool IsIdle(const ast::Statement& statement) {
  if (std::holds_alternative<ast::Documentation>(statement.node)) return true;
  if (const auto* item = std::get_if<ast::Item>(&statement.node)) return item->tools.empty();
  // "Escalation: Registry Desk, weekdays 8 to 18 h."
  const auto* branch = std::get_if<ast::Branch>(&statement.node);
  if (branch != nullptr) {
    return !branch->has_otherwise && !statement.body.empty() &&
           std::all_of(statement.body.begin(), statement.body.end(),
                       [](const auto& inner) { return IsIdle(*inner); });
  }
  const auto* judge = std::get_if<ast::Judge>(&statement.node);
  return judge != nullptr && judge->tools.empty() && judge->policies.empty() &&
         !statement.unread.empty();
}

}  // namespace

// "Working out the refund", alone behind an empty line and over what is done for it.
void BlockBuilder::MarkTitles(OutlineNodes& roots) {
  std::uint32_t titled = UINT32_MAX - 1;  // the last place in a list whose members are titles
  for (std::size_t i = 0; i + 1 < roots.size(); ++i) {
    OutlineNode& node = *roots[i];
    if (node.is_heading || node.line.form != Line::Form::Text || !node.children.empty()) continue;
    if (node.line.hashes > 0 || !IsTitleText(node.line.tokens, phrases_)) continue;
    if (!IsAfterBlankLine(roots, i)) continue;
    // "Step 2 – Check the line" over lines of its own.
    const Line& next = roots[i + 1]->line;
    if (node.line.titled && next.number == node.line.number + 1 && !next.titled) {
      MakeTitle(node, phrases_);
      continue;
    }
    if (IsMemberOfList(roots, i)) continue;
    // "C. Supply" behind "B. The authorisation"
    const bool goes_on = !node.line.path.empty() && node.line.path.back() == titled + 1;
    if (Instructs(node.line.tokens, phrases_) && !goes_on) continue;
    if (!std::all_of(node.statements.begin(), node.statements.end(),
                     [](const StatementPtr& statement) { return IsIdle(*statement); })) {
      continue;
    }
    titled = node.line.path.empty() ? 0 : node.line.path.back();
    MakeTitle(node, phrases_);
    node.weak_heading = true;
  }
}

// "@get_order(order_number: str): the order and its items", "- @cancel(…) – cancels it"
bool BlockBuilder::DescribesTool(const Line& line) const {
  const Tokens& tokens = line.tokens;
  if (line.form != Line::Form::Text || line.bullet == BulletKind::Number || tokens.empty())
    return false;
  if (tokens.front().type != L::TOOL && tokens.front().type != L::TOOL_OPEN) return false;
  std::size_t at = 1;
  if (tokens.front().type == L::TOOL_OPEN) {
    while (at < tokens.size() && tokens[at].type != L::ARG_CLOSE) ++at;
    ++at;
  }
  const bool alone = at >= tokens.size();
  if (alone) return line.bullet == BulletKind::Mark;
  if (tokens[at].type != L::COLON && tokens[at].type != L::DASH && tokens[at].type != L::LPAREN)
    return false;
  const Tokens rest(tokens.begin() + static_cast<std::ptrdiff_t>(at) + 1, tokens.end());
  return !rest.empty() && !Instructs(rest, phrases_) &&
         std::none_of(rest.begin(), rest.end(),
                      [](const Token& token) { return IsMentionOrQuote(token.type); });
}

// What each tool is for, under a title that says so or one below the other: none of them is called.
void BlockBuilder::MarkToolLists(OutlineNodes& roots) {
  const auto described = [&](std::size_t index) {
    return index < roots.size() && DescribesTool(roots[index]->line);
  };
  for (std::size_t i = 0; i < roots.size(); ++i) {
    OutlineNode& node = *roots[i];
    if (node.is_heading && node.lists_tools) {
      for (const std::unique_ptr<OutlineNode>& child : node.children)
        child->describes_tool = DescribesTool(child->line);
    }
    if (!described(i)) continue;
    const bool under = i > 0 && (roots[i - 1]->describes_tool || roots[i - 1]->lists_tools);
    const bool explained =
        node.line.tokens.back().type == L::WORD || node.line.tokens.back().type == L::PERIOD;
    node.describes_tool = under || (explained && described(i + 1));
  }
  for (const std::unique_ptr<OutlineNode>& node : roots) {
    const auto mark = [&](OutlineNode& one) {
      if (!one.describes_tool) return;
      auto item = std::make_unique<ast::Statement>();
      item->span = phrases_.SpanOf(one.line.text_begin, one.line.end);
      item->node = ast::Item{
          {},
          phrases_.FromText(phrases_.TextOf(one.line.text_begin, one.line.end), item->span),
          mentions_.ToolsIn(one.line.tokens)};
      one.statements.clear();
      one.statements.push_back(std::move(item));
      one.opens = Opens::Nothing;
    };
    mark(*node);
    for (const std::unique_ptr<OutlineNode>& child : node->children) mark(*child);
  }
}

// Neither an instruction nor a condition, in any of its lines; a rule stays a rule.
bool BlockBuilder::Explains(const OutlineNode& node) const {
  if (node.describes_tool) return true;
  const Line& line = node.line;
  const bool below = std::all_of(node.children.begin(), node.children.end(),
                                 [&](const auto& child) { return Explains(*child); });
  if (line.form != Line::Form::Text || !below) return false;
  if (node.is_heading) return true;
  const bool speaks = std::none_of(line.tokens.begin(), line.tokens.end(), [](const Token& token) {
    return IsMentionOrQuote(token.type) || token.type == L::QUESTION;
  });
  return speaks && line.bullet != BulletKind::Number && !Instructs(line.tokens, phrases_) &&
         std::all_of(
             node.statements.begin(), node.statements.end(), [](const StatementPtr& statement) {
               return IsIdle(*statement) || std::holds_alternative<ast::Rule>(statement->node);
             });
}

// What was not understood is told: it could have been meant. What was read as an explanation stays
// as it was read.
void BlockBuilder::TakeAsExplanation(OutlineNode& node) const {
  const bool read = std::all_of(
      node.statements.begin(), node.statements.end(), [](const StatementPtr& statement) {
        return std::holds_alternative<ast::Documentation>(statement->node);
      });
  if (read) return;
  const Span span = phrases_.SpanOf(node.line.text_begin, node.line.end);
  sink_.Report(DiagnosticId::NotUnderstood, span,
               fmt::format("“{}” was not understood; it is taken as an explanation",
                           phrases_.TextOf(span.begin, std::min(span.end, span.begin + 80))));
  node.statements.clear();
  node.statements.push_back(Explanation(node.line, ast::Documentation::Reach::Beside));
}

// In front of the first step and behind the last one a section may only explain.
void BlockBuilder::MarkDocumentation(OutlineNodes& roots) const {
  std::size_t first = 0;
  while (first < roots.size() && Explains(*roots[first])) ++first;
  std::size_t last = roots.size();
  while (last > first && Explains(*roots[last - 1])) --last;
  if (first == roots.size()) return;  // nothing but text: a person has to look at it
  for (std::size_t i = 0; i < roots.size(); ++i) {
    OutlineNode& node = *roots[i];
    const bool around = i < first || i >= last;
    if (around && IsLoose(roots, i)) TakeAsExplanation(node);
    if (!node.is_heading || node.children.empty() || !(around || node.explains)) continue;
    node.documents = node.documents || around || Explains(node);
  }
  ExplainTail(roots);
}

// "Escalation: Registry Desk, weekdays 8 to 18 h.", apart from what stands above it.
bool BlockBuilder::IsLoose(const OutlineNodes& nodes, std::size_t index) const {
  const OutlineNode& node = *nodes[index];
  return node.children.empty() && !node.is_heading && Explains(node) &&
         node.line.bullet == BulletKind::None && IsAfterBlankLine(nodes, index) &&
         std::all_of(node.statements.begin(), node.statements.end(),
                     [](const StatementPtr& statement) { return IsIdle(*statement); });
}

// The same at the end of the last section.
void BlockBuilder::ExplainTail(OutlineNodes& nodes) const {
  std::size_t end = nodes.size();
  for (; end > 0 && IsLoose(nodes, end - 1); --end) TakeAsExplanation(*nodes[end - 1]);
  if (end > 0 && nodes[end - 1]->is_heading && !nodes[end - 1]->documents)
    ExplainTail(nodes[end - 1]->children);
}

}  // namespace proviso::parse
