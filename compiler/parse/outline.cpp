// SPDX-License-Identifier: Apache-2.0
// Nesting by indentation, and what a line looks like before it is read.
#include "compiler/parse/internal/outline.h"

#include <fmt/format.h>

#include <algorithm>

#include "ProvisoTokens.h"

namespace proviso::parse {
namespace {

using L = ProvisoTokens;

constexpr std::size_t kMaxHeadingWords = 10;
constexpr std::size_t kMaxLabelWords = 6;
constexpr std::uint8_t kPlainHeadingLevel = 7;  // below every Markdown level

bool IsWordToken(std::uint16_t type) { return type == L::WORD || type == L::NUMBER; }

// Title Case: every word that is not a small one starts with a capital or a digit.
bool IsTitleCase(const Tokens& tokens, std::size_t end, const Phrases& phrases) {
  // "[End Conversation]": nobody writes a title all in brackets.
  if (end > 1 && tokens.front().type == L::LPAREN && tokens[end - 1].type == L::RPAREN)
    return false;
  std::size_t words = 0;
  for (std::size_t i = 0; i < end; ++i) {
    const Token& token = tokens[i];
    const std::uint16_t type = token.type;
    if (type == L::DASH || type == L::COMMA || type == L::SLASH || type == L::LPAREN ||
        type == L::RPAREN || type == L::QUESTION) {
      continue;
    }
    if (!IsWordToken(type)) return false;
    ++words;
    if (i > 0 && phrases.words().IsSmallWord(token.folded)) continue;
    if (!phrases.IsCapitalised(token)) return false;
  }
  return words > 0 && words <= kMaxHeadingWords;
}

std::size_t LabelEnd(const Tokens& tokens) {
  std::size_t words = 0;
  for (std::size_t i = 0; i < tokens.size() && words <= kMaxLabelWords; ++i) {
    if (tokens[i].type == L::COLON && words > 0 && i + 1 < tokens.size()) return i;
    const bool joins = tokens[i].type == L::SLASH || tokens[i].type == L::COMMA ||
                       tokens[i].type == L::PERCENT || tokens[i].type == L::MONEY;
    if (!IsWordToken(tokens[i].type) && !joins) return 0;
    ++words;
  }
  return 0;
}

// What the whole line says in words, folded; empty when it is more than words.
std::string WordsIn(const Tokens& tokens, std::size_t end) {
  std::string words;
  for (std::size_t i = 0; i < end; ++i) {
    // "Contacts (internal)"
    if (i > 0 && tokens[i].type == L::LPAREN && tokens[end - 1].type == L::RPAREN) break;
    if (tokens[i].type != L::WORD) return {};
    if (!words.empty()) words += ' ';
    words += tokens[i].folded;
  }
  return words;
}

// "**Identify the customer**": bold alone on its line.
bool IsBoldTitle(const Line& line, std::size_t end) {
  if (!line.bold || end > kMaxHeadingWords) return false;
  return std::all_of(line.tokens.begin(), line.tokens.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const Token& token) {
                       return IsWordToken(token.type) || token.type == L::DASH ||
                              token.type == L::COMMA || token.type == L::SLASH ||
                              token.type == L::LPAREN || token.type == L::RPAREN;
                     });
}

// "**Explain the costs**" over steps of its own: it names them. What only one line explains is an
// instruction.
bool OpensSteps(const OutlineNode& node, const Phrases& phrases) {
  const auto acts = [&](const std::unique_ptr<OutlineNode>& child) {
    const Tokens& tokens = child->line.tokens;
    if (tokens.empty()) return false;
    const VocabularyMatch verb = phrases.words().Match(Place::Leading, tokens, 0);
    const VocabularyMatch joint = phrases.words().Match(Place::Connective, tokens, 0);
    return (verb && verb.type != L::ASIDE) || joint.type == L::IF || joint.type == L::WHEN;
  };
  return std::count_if(node.children.begin(), node.children.end(), acts) > 1;
}

// "Never:", "Escalate if:": what stands below is governed by these words.
bool GovernsItsList(const Tokens& tokens, std::size_t end, const VocabularyMatch& verb,
                    const Phrases& phrases) {
  if (verb.type == L::RULE && verb.length == end) return true;
  const VocabularyMatch last = phrases.words().Match(Place::Connective, tokens, end - 1);
  return end > 1 && (last.type == L::IF || last.type == L::UNLESS);
}

void MarkHeading(OutlineNode& node, std::uint8_t level, const Phrases& phrases) {
  node.is_heading = true;
  node.level = level;
  const std::size_t end = node.line.tokens.size() - (node.colon ? 1 : 0);
  const std::string words = WordsIn(node.line.tokens, end);
  node.explains = phrases.words().IsLayoutWord("explanation", words);
  node.lists_tools = phrases.words().IsLayoutWord("tool_list", words);
  node.history = phrases.words().IsLayoutWord("history", words);
  node.documents =
      node.lists_tools || node.history || phrases.words().IsLayoutWord("documentation", words);
}

}  // namespace

void MakeTitle(OutlineNode& node, const Phrases& phrases) {
  MarkHeading(node, kPlainHeadingLevel, phrases);
  node.opens = Opens::Heading;
  node.statements.clear();
}

bool Instructs(const Tokens& tokens, const Phrases& phrases) {
  const VocabularyMatch verb = phrases.words().Match(Place::Leading, tokens, 0);
  return (verb && verb.type != L::ASIDE) || phrases.words().Match(Place::Connective, tokens, 0);
}

void Classify(OutlineNode& node, bool nested, const Phrases& phrases) {
  const Tokens& tokens = node.line.tokens;
  if (node.line.form != Line::Form::Text || tokens.empty()) return;
  node.colon = tokens.back().type == L::COLON;
  const Vocabulary& words = phrases.words();
  const VocabularyMatch connective = words.Match(Place::Connective, tokens, 0);
  const bool branches = connective.type == L::IF || connective.type == L::WHEN ||
                        connective.type == L::UNLESS || connective.type == L::OTHERWISE;
  if (!branches) node.label_end = static_cast<std::uint32_t>(LabelEnd(tokens));
  if (node.line.hashes > 0) {
    MarkHeading(node, node.line.hashes, phrases);
    return;
  }
  if (node.line.heading) {
    MarkHeading(node, kPlainHeadingLevel, phrases);
    return;
  }
  if (branches) return;
  const std::size_t end = tokens.size() - (node.colon ? 1 : 0);
  if (end == 0) return;
  const VocabularyMatch verb = words.Match(Place::Leading, tokens, 0);
  const bool instructs = verb && verb.type != L::ASIDE;
  if (node.colon && GovernsItsList(tokens, end, verb, phrases)) return;
  const bool bulleted = node.line.bullet == BulletKind::Mark;
  const std::string named = WordsIn(tokens, end);
  if (!bulleted &&
      (words.IsLayoutWord("documentation", named) || words.IsLayoutWord("explanation", named) ||
       words.IsLayoutWord("tool_list", named))) {
    MarkHeading(node, kPlainHeadingLevel, phrases);
    return;
  }
  if (IsBoldTitle(node.line, end) && (!instructs || OpensSteps(node, phrases))) {
    MarkHeading(node, kPlainHeadingLevel, phrases);
    return;
  }
  if (!IsTitleCase(tokens, end, phrases)) return;
  // "End Conversation", "Escalate": the whole line is the instruction, unless it opens a block.
  const bool opens = (node.colon && !node.children.empty()) || node.line.titled;
  if (instructs && verb.length == end && !opens) return;
  if (!node.colon && !instructs && (bulleted || nested)) {
    // "Zip Code" in a list is one of its members, unless something stands under it.
    if (node.children.empty()) return;
  }
  MarkHeading(node, kPlainHeadingLevel, phrases);
  node.weak_heading = !node.colon && !node.line.bold;
}

void ClassifyTitle(const OutlineNodes& nodes, std::size_t index, const Phrases& phrases) {
  OutlineNode& node = *nodes[index];
  const Tokens& tokens = node.line.tokens;
  // "2. Press **Send New Link**" among numbered steps is one of them.
  const bool numbered = node.line.bullet == BulletKind::Number && !node.line.titled;
  if (node.weak_heading && numbered && node.children.empty() && index > 0 &&
      index + 1 < nodes.size() && nodes[index + 1]->line.bullet == BulletKind::Number &&
      nodes[index - 1]->line.bullet == BulletKind::Number && !nodes[index - 1]->is_heading &&
      nodes[index - 1]->children.empty()) {
    node.is_heading = false;
  }
  if (node.is_heading || !node.line.titled || tokens.empty()) return;
  const std::size_t end = tokens.size() - (node.colon ? 1 : 0);
  const bool words = std::all_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(end),
                                 [](const Token& token) {
                                   return IsWordToken(token.type) || token.type == L::DASH ||
                                          token.type == L::COMMA || token.type == L::SLASH;
                                 });
  if (!words || end > kMaxHeadingWords) return;
  constexpr std::size_t kList = 2;  // one line below may only explain it
  std::size_t below = node.children.size();
  for (std::size_t i = index + 1; below < kList && i < nodes.size(); ++i) {
    const Line& line = nodes[i]->line;
    if (line.titled || line.heading || line.bullet == BulletKind::None) break;
    ++below;
  }
  if (below >= kList) MarkHeading(node, kPlainHeadingLevel, phrases);
}

void AlignAlternatives(std::vector<Line>& lines, const Phrases& phrases) {
  const Line* condition = nullptr;  // the line above, when it is a whole condition
  for (Line& line : lines) {
    const bool text = line.form == Line::Form::Text && !line.tokens.empty();
    const VocabularyMatch opens =
        text ? phrases.words().Match(Place::Connective, line.tokens, 0) : VocabularyMatch{};
    const bool otherwise = opens.type == L::OTHERWISE && line.bullet == BulletKind::None;
    if (otherwise && condition != nullptr && line.indent > condition->indent)
      line.indent = condition->indent;
    const bool whole = text && line.tokens.back().type != L::COLON;
    const bool tests = opens.type == L::IF || opens.type == L::WHEN || opens.type == L::OTHERWISE;
    condition = whole && tests ? &line : nullptr;
  }
}

bool NamesTool(const OutlineNode& node) {
  const Tokens& tokens = node.line.tokens;
  const bool calls = std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.type == L::TOOL || token.type == L::TOOL_OPEN;
  });
  return calls || std::any_of(node.children.begin(), node.children.end(),
                              [](const auto& child) { return NamesTool(*child); });
}

bool IsDocumentation(const OutlineNode& node, const Phrases& phrases) {
  if (node.label_end == 0 || NamesTool(node)) return false;
  const std::string label = WordsIn(node.line.tokens, node.label_end);
  if (phrases.words().IsLayoutWord("documentation", label)) return true;
  // "Owner: Claims Desk"; "Reference: ask for it" is a step.
  const Tokens& tokens = node.line.tokens;
  const Tokens text(tokens.begin() + node.label_end + 1, tokens.end());
  return phrases.words().IsLayoutWord("explanation", label) && !Instructs(text, phrases) &&
         std::none_of(text.begin(), text.end(),
                      [](const Token& token) { return token.type == L::QUOTE_OPEN; });
}

// Levels of indentation, 0 for the outermost.
std::vector<std::uint32_t> Indenter::Depths(const std::vector<Line>& lines) {
  std::vector<std::uint32_t> depths;
  std::vector<std::uint32_t> stack;
  depths.reserve(lines.size());
  bool reported = false;
  for (const Line& line : lines) {
    while (!stack.empty() && stack.back() > line.indent) {
      const bool between = stack.size() > 1 ? stack[stack.size() - 2] < line.indent : true;
      if (between && stack.size() > 1) {
        sink_
            .Report(
                DiagnosticId::OddIndentation, phrases_.SpanOf(line.begin, line.text_begin),
                "this line is indented to no level above it; it is taken as a step of the level "
                "it reaches")
            .Note("indent it as far as the line above it, or as far as an earlier one");
        stack.back() = line.indent;
        break;
      }
      stack.pop_back();
    }
    if (stack.empty() || stack.back() < line.indent) {
      if (stack.size() < options_.max_nesting) {
        stack.push_back(line.indent);
      } else if (!reported) {
        reported = true;
        sink_
            .Report(
                DiagnosticId::NestingTooDeep, phrases_.SpanOf(line.begin, line.text_begin),
                fmt::format("lines are nested more than {} levels deep; deeper ones are taken as "
                            "steps of that level",
                            options_.max_nesting))
            .Note("move inner steps into a policy of their own and refer to it with #");
      }
    }
    depths.push_back(static_cast<std::uint32_t>(stack.size() - 1));
  }
  return depths;
}

OutlineNodes Indenter::Nest(std::vector<Line> lines) {
  const std::vector<std::uint32_t> depths = Depths(lines);
  OutlineNodes roots;
  std::vector<OutlineNode*> above;  // the last line of every level
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto node = std::make_unique<OutlineNode>();
    node->line = std::move(lines[i]);
    above.resize(std::min<std::size_t>(depths[i], above.size()));
    OutlineNodes& block = above.empty() ? roots : above.back()->children;
    block.push_back(std::move(node));
    above.push_back(block.back().get());
  }
  return roots;
}

ast::LineLayout DescribeLine(const Line& line, ast::LineRole role) {
  ast::LineLayout layout;
  layout.number = line.number;
  layout.role = role;
  if (line.form == Line::Form::Table) layout.role = ast::LineRole::Table;
  if (line.form == Line::Form::TooLong) layout.role = ast::LineRole::Unread;
  layout.bullet = line.bullet;
  layout.hashes = line.hashes;
  layout.colon = !line.tokens.empty() && line.tokens.back().type == L::COLON;
  layout.text_begin = line.text_begin;
  if (!line.title.empty() && !line.tokens.empty()) layout.title_end = line.tokens.front().begin;
  layout.comment = line.comment;
  layout.indent = line.indent;
  return layout;
}

void DescribeLayout(const OutlineNodes& nodes, std::uint32_t depth,
                    std::vector<ast::LineLayout>& layout) {
  for (const std::unique_ptr<OutlineNode>& node : nodes) {
    const bool heads = node->is_heading && !(node->weak_heading && node->children.empty());
    const ast::LineRole role = heads ? ast::LineRole::Heading : ast::LineRole::Step;
    layout.push_back(DescribeLine(node->line, role));
    layout.back().depth = depth;
    layout.back().rebuilt = node->inferred;
    // What stands under a Markdown heading stands at its level.
    const bool deeper = node->line.hashes == 0 || !node->inferred;
    DescribeLayout(node->children, depth + (deeper ? 1 : 0), layout);
  }
}

}  // namespace proviso::parse
