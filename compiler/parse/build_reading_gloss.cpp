// SPDX-License-Identifier: Apache-2.0
// A test with a gloss: "it was part of a bundle (in_bundle is true)". The brackets say in terms of
// the record what the words before them mean.
#include <algorithm>
#include <utility>

#include "compiler/parse/internal/reading_builder.h"
#include "core/utf8.h"

namespace proviso::parse {
namespace {

using View = std::span<const Token>;

View Inside(View brackets) {
  return brackets.size() > 2 ? brackets.subspan(1, brackets.size() - 2) : brackets;
}

bool IsFree(const ast::Condition& condition) {
  return std::holds_alternative<ast::FreeCondition>(condition.node);
}

bool Compares(const ast::Condition& condition) {
  return std::holds_alternative<ast::Comparison>(condition.node) ||
         std::holds_alternative<ast::ExprCondition>(condition.node);
}

// The words of a name: "days", "since", "collection" of {days_since_collection}.
void AddNames(const std::string& folded, std::vector<std::string>& names) {
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find_first_of("_- \"", at), folded.size());
    if (end > at) names.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
}

std::vector<std::string> NamesIn(View tokens) {
  std::vector<std::string> names;
  for (const Token& token : tokens) AddNames(token.folded, names);
  return names;
}

}  // namespace

// "status ON_ROUTE", "category YOUTH": a field and the code that it has to hold.
ast::ConditionPtr ReadingBuilder::CodeOf(View gloss) {
  constexpr std::size_t kLongest = 4;
  if (gloss.size() < 2 || gloss.size() > kLongest || shouted_) return nullptr;
  const auto code = [&](const Token& token) {
    const std::string text = phrases_.TextOf(token);
    return text.size() > 1 && std::all_of(text.begin(), text.end(), [](char c) {
             return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
           });
  };
  const View field = gloss.first(gloss.size() - 1);
  if (!code(gloss.back()) || std::any_of(field.begin(), field.end(), code)) return nullptr;
  for (const Token& token : gloss) {
    const pack::WordFlags flags = pack_.flags(pack_.Find(token.folded));
    if (token.folded.empty() || flags.function || flags.limits) return nullptr;
  }
  ast::Comparison comparison;
  comparison.left = mentions_.Operand(field);
  comparison.op = ast::CompareOp::Is;
  auto value = std::make_unique<ast::Expr>();
  value->span = phrases_.SpanOf(gloss.last(1));
  value->node = TextLiteral(phrases_.TextOf(gloss.back()));
  comparison.right.push_back(std::move(value));
  if (comparison.left == nullptr) return nullptr;
  return MakeCondition(phrases_.SpanOf(gloss), std::move(comparison));
}

// Null where the brackets hold no test.
ast::ConditionPtr ReadingBuilder::GlossOf(View brackets) {
  const View gloss = Inside(brackets);
  if (ast::ConditionPtr code = CodeOf(gloss)) return code;
  return ConditionOf(reader_.ReadCondition(gloss));
}

// Whether the gloss says over again what stands before it, so that it holds in its place. A test of
// something else narrows it ("it is delivered (total over 100 EUR)"), and both have to hold.
bool ReadingBuilder::SaysSame(const ReadNode& node, const ast::Condition& test,
                              const ast::Condition& gloss) const {
  if (IsFree(test)) return true;
  const View inside = Inside(node.First("told_test"));
  const ReadNode said = node.All("glossed").front();
  if (Compares(test)) {
    const auto figure = [&](const Token& token) {
      return !token.folded.empty() && token.folded.front() >= '0' && token.folded.front() <= '9';
    };
    return std::any_of(inside.begin(), inside.end(), [&](const Token& token) {
      const std::string text = phrases_.TextOf(token);
      return (figure(token) || (!text.empty() && text.front() >= '0' && text.front() <= '9')) &&
             std::any_of(said.tokens().begin(), said.tokens().end(),
                         [&](const Token& other) { return phrases_.TextOf(other) == text; });
    });
  }
  const auto* state = std::get_if<ast::PredicateCondition>(&test.node);
  if (state == nullptr) return false;
  if (const auto* coded = std::get_if<ast::Comparison>(&gloss.node);
      coded != nullptr && coded->op == ast::CompareOp::Is && inside.size() > 1 &&
      phrases_.words().IsLayoutWord("status", inside[inside.size() - 2].folded)) {
    return true;
  }
  std::vector<std::string> names = NamesIn(inside);
  // "It was paid with a gift card (payment_method is “gift_card”)"
  if (const auto* compared = std::get_if<ast::Comparison>(&gloss.node)) {
    for (const ast::ExprPtr& value : compared->right) {
      AddNames(FoldCase(phrases_.TextOf(value->span.begin, value->span.end)), names);
    }
  }
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return !pack_.flags(pack_.Find(name)).function && !phrases_.words().IsSmallWord(name) &&
           std::find(state->predicate.words.begin(), state->predicate.words.end(), name) !=
               state->predicate.words.end();
  });
}

ast::ConditionPtr ReadingBuilder::Glossed(const ReadNode& node, View& subject) {
  const Span span = phrases_.SpanOf(node.tokens());
  const std::vector<ReadNode> said = node.All("glossed").front().Constructions();
  ast::ConditionPtr test = said.empty() ? FreeOf(node) : Test(said.front(), subject);
  ast::ConditionPtr gloss = GlossOf(node.First("told_test"));
  // A bare name there is a remark, and so is what only a person can judge.
  if (gloss == nullptr || IsFree(*gloss) || std::holds_alternative<ast::NamedTest>(gloss->node)) {
    return IsFree(*test) ? FreeOf(node) : std::move(test);
  }
  if (SaysSame(node, *test, *gloss)) return gloss;
  std::vector<ast::ConditionPtr> both;
  both.push_back(std::move(test));
  both.push_back(std::move(gloss));
  return MakeCondition(span, ast::AllOf{std::move(both)});
}

}  // namespace proviso::parse
