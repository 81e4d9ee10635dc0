// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/internal/block_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "ProvisoTokens.h"
#include "compiler/parse/internal/list_marks.h"

namespace proviso::parse {
namespace {

using L = ProvisoTokens;

// "I paid for parking": words that are no instruction, of a length that can be chosen.
bool MayBeOption(const OutlineNode& node) {
  constexpr std::size_t kMostWords = 9;
  const Tokens& tokens = node.line.tokens;
  const bool words = std::all_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.type == L::WORD || token.type == L::NUMBER || token.type == L::COMMA ||
           token.type == L::SLASH || token.type == L::PERIOD;
  });
  return words && tokens.size() <= kMostWords && node.children.empty() &&
         node.statements.size() == 1 && node.line.bullet != BulletKind::None &&
         (std::holds_alternative<ast::Judge>(node.statements.front()->node) ||
          std::holds_alternative<ast::Documentation>(node.statements.front()->node));
}

// Under a question these are what can be answered or what must be given.
bool IsPlainItem(const OutlineNode& node) {
  return node.statements.size() == 1 && node.children.empty() &&
         std::holds_alternative<ast::Item>(node.statements.front()->node);
}

}  // namespace

BlockBuilder::BlockBuilder(const SourceFile& source, const Phrases& phrases, const pack::Pack& pack,
                           DiagnosticSink& sink, const ParseOptions& options)
    : phrases_(phrases),
      sink_(sink),
      options_(options),
      mentions_(phrases, parser_, sink),
      reader_(pack, source.text()),
      readings_(pack, phrases, mentions_, notes_, reader_) {}

ast::Block BlockBuilder::Build(std::vector<Line> lines, std::vector<ast::LineLayout>& layout) {
  IndentByPath(lines);
  AlignAlternatives(lines, phrases_);
  OutlineNodes outline = Indenter(phrases_, sink_, options_).Nest(std::move(lines));
  Read(outline, false);
  MarkTitles(outline);
  MarkToolLists(outline);
  InferLayout(outline, phrases_, sink_);
  MarkDocumentation(outline);
  DescribeLayout(outline, 0, layout);
  ast::Block block = Assemble(outline);
  Finish(block, nullptr);
  TurnOptionSections(block);
  TurnLooseItemsIntoJudgements(block);
  return block;
}

StatementPtr BlockBuilder::Explanation(const Line& line, ast::Documentation::Reach reach) const {
  auto statement = std::make_unique<ast::Statement>();
  statement->span = phrases_.SpanOf(line.text_begin, line.end);
  statement->node = ast::Documentation{
      phrases_.FromText(phrases_.TextOf(line.text_begin, line.end), statement->span), reach};
  return statement;
}

ast::Section BlockBuilder::SectionOf(std::span<const Token> title) {
  return {phrases_.Make(title), Fits(title, "limiting_title"), Fits(title, "deed_title")};
}

// "**Runbook: ride does not end**" in front of everything else.
StatementPtr BlockBuilder::Title(const Line& line) const {
  auto statement = std::make_unique<ast::Statement>();
  statement->span = phrases_.SpanOf(line.text_begin, line.end);
  statement->node = ast::Section{phrases_.Make(line.tokens)};
  return statement;
}

// A line that is not understood stays in the tree, as something a person must do.
StatementPtr BlockBuilder::Kept(const OutlineNode& node) const {
  constexpr std::uint32_t kShown = 400;
  auto statement = std::make_unique<ast::Statement>();
  const Line& line = node.line;
  statement->span = phrases_.SpanOf(line.text_begin, line.end);
  const std::uint32_t end = std::min(line.end, line.text_begin + kShown);
  statement->node =
      ast::Judge{phrases_.FromText(phrases_.TextOf(line.text_begin, end), statement->span), {}, {}};
  return statement;
}

void BlockBuilder::Read(OutlineNodes& nodes, bool nested, bool menu) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    Classify(*nodes[i], nested, phrases_);
    ClassifyTitle(nodes, i, phrases_);
  }
  std::vector<HeadKind> cases(nodes.size(), HeadKind::Other);
  if (!menu) cases = FindCases(nodes);
  bool table_reported = false;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const std::unique_ptr<OutlineNode>& node = nodes[i];
    if (node->line.form == Line::Form::Table) {
      if (!table_reported) {
        sink_
            .Report(DiagnosticId::TableNotSupported,
                    phrases_.SpanOf(node->line.text_begin, node->line.end),
                    "tables are not understood by this version; a person takes over here")
            .Note("write each row as a step: `If …: …`");
      }
      table_reported = true;
    } else {
      table_reported = false;
    }
    if (node->line.form != Line::Form::Text) {
      node->statements.push_back(Kept(*node));
    } else if (cases[i] != HeadKind::Other && cases[i] != HeadKind::Name) {
      ReadCase(*node, cases[i]);
    } else if (node->is_heading) {
      node->opens = Opens::Heading;
    } else if (IsDocumentation(*node, phrases_)) {
      node->statements.push_back(Explanation(node->line, ast::Documentation::Reach::Beside));
    } else {
      ReadSteps(*node);
    }
    const ast::Statement* above = Innermost(node->statements);
    const bool asks = above != nullptr && (std::holds_alternative<ast::Ask>(above->node) ||
                                           std::holds_alternative<ast::Offer>(above->node));
    Read(node->children, true, asks);
  }
}

void BlockBuilder::ReadSteps(OutlineNode& node) {
  const ReadLine read = reader_.Read(node.line.tokens);
  ReportUnclosed(read);
  bool opens = false;
  node.statements = readings_.Build(read, opens);
  if (!readings_.CallsAreRead(read)) MarkUnread(read, node.statements);
  node.colon = node.colon || opens;
  // "(students: no)" alone on its line.
  if (node.statements.empty()) {
    node.statements.push_back(Explanation(node.line, ast::Documentation::Reach::Beside));
  }
  node.opens = OpensOf(node, Innermost(node.statements));
}

// What a call among the statements must not do before its words are understood.
void BlockBuilder::MarkUnread(const ReadLine& read, std::vector<StatementPtr>& statements) const {
  const ast::Phrase unread = readings_.Unread(read);
  if (unread.empty()) return;
  for (const StatementPtr& statement : statements) {
    if (statement->unread.empty()) statement->unread = unread;
    MarkUnread(read, statement->body);
    if (auto* branch = std::get_if<ast::Branch>(&statement->node)) {
      MarkUnread(read, branch->otherwise);
    }
  }
}

void BlockBuilder::ReportUnclosed(const ReadLine& read) {
  for (const pack::Atom& atom : read.atoms) {
    const Token& token = read.tokens[atom.first];
    if (atom.kind != pack::AtomKind::Sign || token.type != L::LPAREN) continue;
    sink_.Report(DiagnosticId::UnclosedParenthesis, phrases_.SpanOf(token.begin, token.end),
                 "this parenthesis is not closed; it is read as a plain character");
    return;
  }
}

namespace {

// An explanation, or "let them choose".
bool DoesNothing(const ast::Statement& statement) {
  const auto* choose = std::get_if<ast::Choose>(&statement.node);
  return std::holds_alternative<ast::Documentation>(statement.node) ||
         (choose != nullptr && choose->leaves_it_open());
}

bool WaitsForAnswer(const ast::Statement& statement) {
  return std::holds_alternative<ast::AskYesNo>(statement.node) ||
         std::holds_alternative<ast::Ask>(statement.node) ||
         std::holds_alternative<ast::Offer>(statement.node) ||
         (std::holds_alternative<ast::Choose>(statement.node) && !DoesNothing(statement));
}

}  // namespace

ast::Statement* BlockBuilder::Innermost(std::vector<StatementPtr>& statements) {
  if (statements.empty()) return nullptr;
  ast::Statement* last = statements.back().get();
  const ast::Block* of = &statements;
  while (auto* branch = std::get_if<ast::Branch>(&last->node)) {
    const ast::Block& block = branch->has_otherwise ? branch->otherwise : last->body;
    if (block.empty()) break;
    last = block.back().get();
    of = &block;
  }
  // "Ask which they prefer. One takes two days, the other is sent at once." over what may be
  // answered: the lines are the question's.
  const auto question = std::find_if(of->rbegin(), of->rend(),
                                     [](const StatementPtr& one) { return !DoesNothing(*one); });
  if (question == of->rend() || question == of->rbegin() || !WaitsForAnswer(**question))
    return last;
  return question->get();
}

Opens BlockBuilder::OpensOf(const OutlineNode& node, const ast::Statement* innermost) {
  if (innermost == nullptr) return Opens::Nothing;
  // "Shipping Upgrade: Offer …" is an option, whatever its text says.
  if (node.label_end != 0 && node.line.tokens.back().type != L::COLON) return Opens::Nothing;
  const auto* branch = std::get_if<ast::Branch>(&innermost->node);
  if (branch != nullptr && (node.colon || innermost->body.empty())) return Opens::Condition;
  if (std::holds_alternative<ast::Offer>(innermost->node)) return Opens::Offer;
  if (!node.colon) return Opens::Nothing;
  return Opens::Question;
}

// ---- from the outline to statements ----

ast::Block BlockBuilder::Assemble(OutlineNodes& nodes) {
  ast::Block block;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i]->children.empty() && TitlesSteps(*nodes[i], {nodes, i + 1})) {
      nodes[i]->statements.front()->node = SectionOf(nodes[i]->line.tokens);
    }
    AssembleNode(*nodes[i], block);
  }
  return block;
}

// "* Find out what is wrong" over the question that finds it out: a title, and no question.
bool BlockBuilder::NamesWhatIsAsked(const OutlineNode& node) {
  const Tokens& tokens = node.line.tokens;
  const auto asks = [](const ast::Statement& statement) {
    return std::holds_alternative<ast::Ask>(statement.node) ||
           std::holds_alternative<ast::AskYesNo>(statement.node) ||
           std::holds_alternative<ast::Choose>(statement.node);
  };
  if (node.children.empty() || node.colon || node.statements.size() != 1 || tokens.empty() ||
      tokens.back().type == L::PERIOD || !asks(*node.statements.front())) {
    return false;
  }
  const ast::Block& first = node.children.front()->statements;
  if (first.empty() || !asks(*first.front())) return false;
  // "Options include: …" answers the question above.
  const auto* choose = std::get_if<ast::Choose>(&first.front()->node);
  if (choose != nullptr && choose->noun.empty()) return false;
  return reader_.Fits(tokens, "finding_title");
}

void BlockBuilder::AssembleNode(OutlineNode& node, ast::Block& out) {
  if (node.is_heading && node.weak_heading && node.children.empty()) {
    // Nothing stands under it: it was a step, or a member of a list, in capitals.
    node.is_heading = false;
    ReadSteps(node);
  }
  if (node.is_heading && node.names_case != nullptr) {
    StatementPtr branch = CaseStatement(node);
    branch->inferred_layout = node.inferred;
    branch->body = Assemble(node.children);
    out.push_back(std::move(branch));
    return;
  }
  const bool forbids = ForbidsBelow(node);
  if (node.is_heading || forbids || NamesWhatIsAsked(node)) {
    auto section = std::make_unique<ast::Statement>();
    section->span = phrases_.SpanOf(node.line.text_begin, node.line.end);
    section->node = SectionOf(node.line.tokens);
    section->inferred_layout = node.inferred;
    section->mark = node.line.mark;
    if (forbids) {
      for (const std::unique_ptr<OutlineNode>& child : node.children) {
        section->body.push_back(RuleOf(node, *child));
      }
    } else if (node.history && !NamesTool(node)) {
      Recount(node.children, section->body);
    } else if (node.documents) {
      Document(node.children, section->body);
    } else {
      section->body = Assemble(node.children);
    }
    out.push_back(std::move(section));
    return;
  }
  if (TitlesSteps(node, {node.children, 0})) {
    auto section = std::make_unique<ast::Statement>();
    section->span = node.statements.front()->span;
    section->node = SectionOf(node.line.tokens);
    section->body = Assemble(node.children);
    out.push_back(std::move(section));
    return;
  }
  FillOpenCondition(node);
  ast::Statement* owner = Innermost(node.statements);
  if (!node.children.empty() && owner != nullptr) {
    owner->inferred_layout = node.inferred;
    StatementNote note = notes_.Of(*owner);
    const ast::Section head = SectionOf(node.line.tokens);
    note.limits_below = head.limits;
    note.names_deed = head.names_deed;
    notes_.Mark(*owner, std::move(note));
    if (std::holds_alternative<ast::Offer>(owner->node)) AddOptions(node, *owner);
    AddChoices(node, *owner);
    ast::Block body = Assemble(node.children);
    auto* branch = std::get_if<ast::Branch>(&owner->node);
    ast::Block& target =
        branch != nullptr && branch->has_otherwise ? branch->otherwise : owner->body;
    for (StatementPtr& statement : body) target.push_back(std::move(statement));
  }
  ast::Block* steps = &out;
  if (!node.line.title.empty()) {
    auto section = std::make_unique<ast::Statement>();
    section->span = phrases_.SpanOf(node.line.text_begin, node.line.end);
    section->node = SectionOf(node.line.title);
    section->mark = node.line.mark;
    steps = &section->body;
    out.push_back(std::move(section));
  } else if (!node.statements.empty()) {
    node.statements.front()->mark = node.line.mark;
  }
  for (StatementPtr& statement : node.statements) steps->push_back(std::move(statement));
}

// "Find the delivery" over the steps that do it: the line itself does nothing.
bool BlockBuilder::TitlesSteps(const OutlineNode& node, const Below& below) const {
  constexpr std::size_t kMostWords = 6;
  const Tokens& tokens = node.line.tokens;
  if (node.line.bullet != BulletKind::None || tokens.size() < 2 || tokens.size() > kMostWords ||
      node.statements.size() != 1) {
    return false;
  }
  const bool words = std::all_of(tokens.begin(), tokens.end(),
                                 [](const Token& token) { return token.type == L::WORD; });
  const auto& said = node.statements.front()->node;
  const bool idle =
      std::holds_alternative<ast::Judge>(said) || std::holds_alternative<ast::Fact>(said);
  if (!words || !idle || !phrases_.words().IsLayoutWord("deed_titles", tokens.front().folded)) {
    return false;
  }
  std::size_t steps = 0;
  bool calls = false;
  for (std::size_t i = below.from; i < below.nodes.size(); ++i, ++steps) {
    if (below.nodes[i]->line.bullet == BulletKind::None) break;
    calls = calls || NamesTool(*below.nodes[i]);
  }
  return steps > 1 && calls;
}

// "Hand off if:" over a list of conditions: any of them, or all where the head says so.
void BlockBuilder::FillOpenCondition(OutlineNode& node) {
  for (const StatementPtr& statement : node.statements) {
    auto* branch = std::get_if<ast::Branch>(&statement->node);
    if (branch == nullptr || !notes_.Of(*statement).open_condition) continue;
    std::vector<ast::ConditionPtr> parts;
    for (const std::unique_ptr<OutlineNode>& child : node.children) {
      const ReadLine line = reader_.ReadCondition(child->line.tokens);
      ast::ConditionPtr part = child->children.empty() ? readings_.ConditionOf(line) : nullptr;
      if (part == nullptr) return;
      parts.push_back(std::move(part));
    }
    if (parts.empty()) return;
    // The lines of the list are a part of it now.
    statement->span.end = std::max(statement->span.end, node.children.back()->line.end);
    const Span span = branch->condition->span;
    const bool all = notes_.Of(*statement).open_all;
    ast::ConditionPtr any = parts.size() == 1 ? std::move(parts.front())
                            : all             ? MakeCondition(span, ast::AllOf{std::move(parts)})
                                              : MakeCondition(span, ast::AnyOf{std::move(parts)});
    auto* negated = std::get_if<ast::NotCondition>(&branch->condition->node);
    (negated != nullptr ? negated->operand : branch->condition) = std::move(any);
    node.children.clear();
    return;
  }
}

// "Never:", "Do not:", "Strictly forbidden": each line below is a prohibition.
bool BlockBuilder::ForbidsBelow(const OutlineNode& node) {
  if (node.children.empty()) return false;
  if (reader_.Fits(node.line.tokens, "forbidding_head")) return true;
  // "Never notify the customer:" over instructions.
  if (node.line.tokens.empty() || node.line.tokens.back().type != L::COLON) return false;
  if (!readings_.IsSingle(reader_.Read(node.line.tokens), "Forbids")) return false;
  return std::any_of(node.children.begin(), node.children.end(), [&](const auto& child) {
    return readings_.IsSingle(reader_.Read(child->line.tokens), "Acts");
  });
}

// The line and all that is nested under it.
void BlockBuilder::AddToRule(const OutlineNode& node, std::string& text,
                             std::vector<ast::ToolMention>& tools) {
  text += " " + phrases_.TextOf(node.line.text_begin, node.line.end);
  for (ast::ToolMention& tool : mentions_.ToolsIn(node.line.tokens)) {
    tools.push_back(std::move(tool));
  }
  for (const std::unique_ptr<OutlineNode>& child : node.children) AddToRule(*child, text, tools);
}

// A line under such a head that was read whole, as the one rule that it is.
ast::Rule BlockBuilder::ReadForbidden(const OutlineNode& node) {
  const auto is_clean = [&](const ReadLine& line) {
    return !line.torn && !line.sentences.empty() && node.children.empty() &&
           std::all_of(line.sentences.begin(), line.sentences.end(),
                       [](const ReadSentence& sentence) { return sentence.clean(); });
  };
  // "freeze a contract that is in arrears": only such a one is not frozen.
  ReadLine line = reader_.ReadBy(node.line.tokens, "forbidden_line");
  if (!is_clean(line) || line.sentences.size() != 1) line = reader_.Read(node.line.tokens);
  if (!is_clean(line)) return {};
  std::vector<StatementPtr> built = readings_.BuildForbidden(line);
  if (built.size() != 1) return {};
  auto* rule = std::get_if<ast::Rule>(&built.front()->node);
  return rule == nullptr ? ast::Rule{} : std::move(*rule);
}

StatementPtr BlockBuilder::RuleOf(const OutlineNode& head, const OutlineNode& node) {
  auto rule = std::make_unique<ast::Statement>();
  rule->span = phrases_.SpanOf(node.line.text_begin, node.line.end);
  std::string text = phrases_.TextOf(head.line.text_begin, head.line.end);
  std::vector<ast::ToolMention> tools;
  AddToRule(node, text, tools);
  const OutlineNode* last = &node;
  while (!last->children.empty()) last = last->children.back().get();
  rule->span.end = last->line.end;
  ast::Rule read = ReadForbidden(node);
  read.text = phrases_.FromText(std::move(text), rule->span);
  if (read.deed.empty()) read.deed = read.text;
  read.tools = std::move(tools);
  rule->node = std::move(read);
  return rule;
}

// "v3 remote wipe now requires consent": told of the text as it stood, and no rule of its own. What
// holds now, the text says itself.
void BlockBuilder::Recount(OutlineNodes& nodes, ast::Block& out) const {
  for (const std::unique_ptr<OutlineNode>& node : nodes) {
    StatementPtr told = Explanation(node->line);
    std::get<ast::Documentation>(told->node).text.words.clear();
    out.push_back(std::move(told));
    Recount(node->children, out);
  }
}

void BlockBuilder::Document(OutlineNodes& nodes, ast::Block& out) const {
  for (const std::unique_ptr<OutlineNode>& node : nodes) {
    const bool rules = node->describes_tool ||
                       std::any_of(node->statements.begin(), node->statements.end(),
                                   [](const StatementPtr& statement) {
                                     return std::holds_alternative<ast::Rule>(statement->node);
                                   });
    if (rules) {
      for (StatementPtr& statement : node->statements) {
        const bool kept = std::holds_alternative<ast::Rule>(statement->node) ||
                          std::holds_alternative<ast::Item>(statement->node);
        if (!kept) {
          const Span span = statement->span;
          statement->node =
              ast::Documentation{phrases_.FromText(phrases_.TextOf(span.begin, span.end), span)};
          statement->unread = {};
          statement->body.clear();
        }
        out.push_back(std::move(statement));
      }
    } else {
      out.push_back(Explanation(node->line));
    }
    Document(node->children, out);
  }
}

bool BlockBuilder::IsOption(const OutlineNode& node) const {
  return node.line.form == Line::Form::Text && (node.label_end != 0 || IsPlainItem(node));
}

void BlockBuilder::AddOptions(OutlineNode& node, ast::Statement& offer) {
  auto& options = std::get<ast::Offer>(offer.node).options;
  OutlineNodes rest;
  std::vector<ast::Block> cases = CasesOf(node);
  std::size_t next = 0;
  for (std::unique_ptr<OutlineNode>& child : node.children) {
    if (!IsOption(*child) || AnswersOffer(*child)) {
      rest.push_back(std::move(child));
    } else if (cases.empty()) {
      options.push_back(OptionOf(*child));
    } else {
      AddCase(*child, std::move(cases[next++]), options);
      rest.push_back(std::move(child));
    }
  }
  node.children = std::move(rest);
}

// The line as it stands: nothing in it is done before the customer has chosen it.
ast::OfferOption BlockBuilder::OptionOf(OutlineNode& node) {
  ast::OfferOption option;
  const Line& line = node.line;
  option.span = phrases_.SpanOf(line.text_begin, line.end);
  const std::span<const Token> tokens(line.tokens);
  const std::size_t label = node.label_end != 0 ? node.label_end : tokens.size();
  option.label = phrases_.Make(tokens.first(label));
  const std::span<const Token> text =
      label < tokens.size() ? tokens.subspan(label + 1) : std::span<const Token>{};
  option.tools = mentions_.ToolsIn(text);
  ReportLimit(text, option.tools);
  option.text = phrases_.Make(TokensWithoutCalls(text));
  option.values = phrases_.Amounts(tokens);
  DescribeOption(node.children, option);
  return option;
}

// A tool of an option runs when the option is chosen, whatever its words say: what they say about
// when it must not is told.
void BlockBuilder::ReportLimit(std::span<const Token> text,
                               const std::vector<ast::ToolMention>& tools) {
  if (tools.empty()) return;
  const ast::Phrase limit = readings_.LimitOf(reader_.Read(text));
  if (limit.empty()) return;
  sink_
      .Report(DiagnosticId::WordsNotUnderstood, limit.span,
              fmt::format("“{}” was not understood in an option, so `@{}` is not called",
                          limit.text, tools.front().name))
      .Note("put the condition in front of the offer, or leave these words out");
}

// Lines nested under an option describe it further.
void BlockBuilder::DescribeOption(const OutlineNodes& nodes, ast::OfferOption& option) {
  for (const std::unique_ptr<OutlineNode>& node : nodes) {
    const Line& line = node->line;
    const std::span<const Token> tokens(line.tokens);
    std::vector<ast::ToolMention> tools = mentions_.ToolsIn(tokens);
    ReportLimit(tokens, tools);
    std::move(tools.begin(), tools.end(), std::back_inserter(option.tools));
    for (ast::Literal& value : phrases_.Amounts(tokens)) option.values.push_back(std::move(value));
    option.span.end = line.end;
    std::string text = option.text.text;
    if (!text.empty()) text += ' ';
    text += phrases_.TextOf(line.text_begin, line.end);
    option.text = phrases_.FromText(std::move(text), option.span);
    DescribeOption(node->children, option);
  }
}

// "Ask which …:" over a list of bare names is a choice among them.
void BlockBuilder::AddChoices(OutlineNode& node, ast::Statement& question) {
  auto* ask = std::get_if<ast::Ask>(&question.node);
  if (ask == nullptr || !node.colon || ask->nouns.size() != 1 || node.children.size() < 2) return;
  const std::vector<std::string>& words = ask->nouns.front().words;
  const bool chooses =
      !words.empty() && phrases_.words().IsOneOf(Place::Inside, words.front(), L::WH);
  const bool items = std::all_of(node.children.begin(), node.children.end(), [](const auto& child) {
    return IsPlainItem(*child) || MayBeOption(*child);
  });
  if (!chooses || !items) return;
  ast::Choose choose{std::move(ask->nouns.front()), {}};
  for (const std::unique_ptr<OutlineNode>& child : node.children) {
    choose.choices.push_back(phrases_.Make(child->line.tokens));
    if (!IsPlainItem(*child)) {
      child->statements.clear();
      child->statements.push_back(Explanation(child->line));
    }
  }
  question.node = std::move(choose);
}

}  // namespace proviso::parse
