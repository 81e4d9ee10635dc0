// SPDX-License-Identifier: Apache-2.0
// The inside of braces.
#include <fmt/format.h>

#include "compiler/parse/internal/mentions.h"

namespace proviso::parse {
namespace {

using L = ProvisoParser;

// Recursion of the parser and of everything behind it is bounded by the number of tokens.
constexpr std::size_t kMaxExpressionTokens = 400;

template <typename Node>
ast::ExprPtr Make(Span span, Node node) {
  auto expr = std::make_unique<ast::Expr>();
  expr->span = span;
  expr->node = std::move(node);
  return expr;
}

ast::BinaryOp OperatorOf(std::size_t type) {
  switch (type) {
    case L::STAR:
      return ast::BinaryOp::Multiply;
    case L::DIVIDE:
      return ast::BinaryOp::Divide;
    case L::PLUS:
      return ast::BinaryOp::Add;
    case L::MINUS:
      return ast::BinaryOp::Subtract;
    case L::NOT_EQUAL:
    case L::COPULA_NOT:
      return ast::BinaryOp::NotEqual;
    case L::LESS_THAN:
      return ast::BinaryOp::Less;
    case L::LESS_EQUAL:
      return ast::BinaryOp::LessEqual;
    case L::GREATER_THAN:
      return ast::BinaryOp::Greater;
    case L::GREATER_EQUAL:
      return ast::BinaryOp::GreaterEqual;
    case L::CONTAINS:
      return ast::BinaryOp::Contains;
    case L::AND:
      return ast::BinaryOp::And;
    case L::OR:
      return ast::BinaryOp::Or;
    default:
      return ast::BinaryOp::Equal;
  }
}

// The inside of the braces with the words of expressions given their tokens.
Tokens MarkExpression(const Vocabulary& words, std::span<const Token> inside) {
  const Tokens raw(inside.begin(), inside.end());
  Tokens out;
  for (std::size_t i = 0; i < raw.size();) {
    const bool after_dot = !out.empty() && out.back().type == L::DOT;
    const VocabularyMatch match =
        after_dot ? VocabularyMatch{} : words.Match(Place::Expression, raw, i);
    // A unit is one only behind its number.
    const bool unit = match.type == L::UNIT && (out.empty() || out.back().type != L::EXPR_NUMBER);
    const std::size_t length = match && !unit ? match.length : 1;
    Token token = raw[i];
    if (match && !unit) token.type = match.type;
    token.end = raw[i + length - 1].end;
    out.push_back(std::move(token));
    i += length;
  }
  return out;
}

}  // namespace

ast::ExprPtr Mentions::BuildBraces(View braces) {
  View inside = braces.subspan(1);
  // What an unclosed brace holds is anybody's guess, and the brace is reported.
  const bool closed = !inside.empty() && inside.back().type == L::BRACE_CLOSE;
  if (!inside.empty() && inside.back().type == L::BRACE_CLOSE)
    inside = inside.first(inside.size() - 1);
  const auto report = [&](const char* why) {
    if (!closed) return;
    sink_
        .Report(
            DiagnosticId::UnreadableExpression, SpanOf(braces),
            fmt::format("`{}` {}", phrases_.TextOf(braces.front().begin, braces.back().end), why))
        .Note(
            "braces hold a value (`{order.total}`), a calculation or a comparison "
            "(`{count of items > 3}`)");
  };
  if (inside.empty()) {
    report("holds nothing");
    return nullptr;
  }
  if (inside.size() > kMaxExpressionTokens) {
    sink_.Report(DiagnosticId::NestingTooDeep, SpanOf(braces.first(1)),
                 fmt::format("this expression has {} parts, and at most {} are read", inside.size(),
                             kMaxExpressionTokens));
    return nullptr;
  }
  const Tokens tokens = MarkExpression(phrases_.words(), inside);
  ProvisoParser::InsideContext* tree = parser_.Parse(tokens);
  if (tree == nullptr) {
    report("is no expression");
    return nullptr;
  }
  ast::ExprPtr expr = BuildExpression(tree->expression(), tokens);
  if (expr == nullptr) report("is no expression");
  return expr;
}

ast::ExprPtr Mentions::BuildExpression(ProvisoParser::ExpressionContext* context,
                                       const Tokens& tokens) {
  const std::size_t first = context->getStart()->getTokenIndex();
  const std::size_t last = context->getStop()->getTokenIndex();
  const View view(tokens.data() + first, last - first + 1);
  const Span span = SpanOf(view);
  const std::string text = phrases_.TextOf(span.begin, span.end);

  if (auto* nested = dynamic_cast<L::NestedContext*>(context)) {
    return BuildExpression(nested->expression(), tokens);
  }
  const auto binary = [&](std::vector<L::ExpressionContext*> sides) -> ast::ExprPtr {
    ast::Binary node;
    const std::size_t op = sides[0]->getStop()->getTokenIndex() + 1;
    node.op = OperatorOf(tokens[op].type);
    node.left = BuildExpression(sides[0], tokens);
    node.right = BuildExpression(sides[1], tokens);
    if (node.left == nullptr || node.right == nullptr) return nullptr;
    return Make(span, std::move(node));
  };
  if (auto* node = dynamic_cast<L::ProductContext*>(context)) return binary(node->expression());
  if (auto* node = dynamic_cast<L::SumContext*>(context)) return binary(node->expression());
  if (auto* node = dynamic_cast<L::CompareContext*>(context)) return binary(node->expression());
  if (auto* node = dynamic_cast<L::ConjunctionContext*>(context)) return binary(node->expression());
  if (auto* node = dynamic_cast<L::DisjunctionContext*>(context)) return binary(node->expression());

  const auto unary = [&](ast::UnaryOp op, L::ExpressionContext* operand) -> ast::ExprPtr {
    ast::Unary node{op, BuildExpression(operand, tokens)};
    if (node.operand == nullptr) return nullptr;
    return Make(span, std::move(node));
  };
  if (auto* node = dynamic_cast<L::AggregateContext*>(context)) {
    const bool count = view.front().type == L::COUNT_OF;
    return unary(count ? ast::UnaryOp::CountOf : ast::UnaryOp::SumOf, node->expression());
  }
  if (auto* node = dynamic_cast<L::NegateContext*>(context)) {
    return unary(ast::UnaryOp::Negate, node->expression());
  }
  if (auto* node = dynamic_cast<L::NegationContext*>(context)) {
    return unary(ast::UnaryOp::Not, node->expression());
  }
  if (auto* node = dynamic_cast<L::ListContext*>(context)) {
    ast::ListLiteral list;
    for (L::ExpressionContext* item : node->expression()) {
      list.items.push_back(BuildExpression(item, tokens));
      if (list.items.back() == nullptr) return nullptr;
    }
    return Make(span, std::move(list));
  }
  const char mark = phrases_.words().decimal_mark();
  if (dynamic_cast<L::DurationContext*>(context) != nullptr) {
    const auto unit = phrases_.words().UnitOf(view[1].folded);
    if (!unit) return nullptr;
    return Make(span, DurationLiteral(phrases_.TextOf(view[0]), *unit, mark));
  }
  if (dynamic_cast<L::NumberContext*>(context) != nullptr)
    return Make(span, NumberLiteral(text, mark));
  if (dynamic_cast<L::PercentContext*>(context) != nullptr)
    return Make(span, PercentLiteral(text, mark));
  if (dynamic_cast<L::MoneyContext*>(context) != nullptr)
    return Make(span, MoneyLiteral(text, mark));
  if (dynamic_cast<L::DateContext*>(context) != nullptr) {
    return Make(span, ast::Literal{Value::String(text), ValueType::Date});
  }
  if (dynamic_cast<L::StringContext*>(context) != nullptr) {
    return Make(span, TextLiteral(StripQuotes(text)));
  }
  if (dynamic_cast<L::YesNoContext*>(context) != nullptr) {
    return Make(span, ast::Literal{Value::Bool(view[0].type == L::YES), ValueType::YesNo});
  }
  if (dynamic_cast<L::ClockContext*>(context) != nullptr) {
    return Make(span, view[0].type == L::TODAY ? ast::ClockWord::Today : ast::ClockWord::Now);
  }
  ast::Path path;
  path.steps.emplace_back();
  for (const Token& token : view) {
    if (token.type == L::DOT) {
      path.steps.emplace_back();
      continue;
    }
    std::string& step = path.steps.back();
    if (!step.empty()) step += '_';
    step += token.folded;
  }
  return Make(span, std::move(path));
}

ast::ExprPtr Mentions::Operand(View tokens) {
  while (!tokens.empty() && (tokens.front().type == L::COMMA || tokens.front().type == L::COLON)) {
    tokens = tokens.subspan(1);
  }
  if (tokens.empty()) return nullptr;
  if (tokens.front().type == L::BRACE_OPEN) return BuildBraces(tokens);
  std::size_t length = 0;
  const Span span = SpanOf(tokens);
  if (auto literal = phrases_.LiteralAt(tokens, 0, length)) {
    return Make(SpanOf(tokens.first(length)), std::move(*literal));
  }
  if (tokens.size() == 1) {
    const std::uint16_t clock = phrases_.words().TypeOf(Place::Expression, tokens.front().folded);
    if (clock == L::TODAY) return Make(span, ast::ClockWord::Today);
    if (clock == L::NOW) return Make(span, ast::ClockWord::Now);
  }
  ast::Phrase noun = phrases_.Make(tokens);
  if (noun.empty()) return nullptr;
  return Make(span, ast::NounPath{std::move(noun)});
}

bool Mentions::ReadAs(View braces, std::optional<ast::AsClause>& as) const {
  ast::AsClause clause;
  clause.span = SpanOf(braces);
  std::size_t at = 1;
  for (; at < braces.size() && braces[at].type == L::EXPR_NAME; ++at) {
    if (!clause.name.empty()) clause.name += '_';
    clause.name += braces[at].folded;
  }
  if (clause.name.empty() || at == braces.size()) return false;
  if (braces[at].type == L::EXPR_COLON) {
    std::string type;
    for (++at; at < braces.size() && braces[at].type != L::BRACE_CLOSE; ++at) {
      if (!type.empty() && braces[at].space_before) type += ' ';
      type += phrases_.TextOf(braces[at]);
    }
    clause.type = ParseValueType(type);
    if (!clause.type) return false;
  }
  as = std::move(clause);
  return true;
}

}  // namespace proviso::parse
