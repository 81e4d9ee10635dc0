// SPDX-License-Identifier: Apache-2.0
// Conditions (LANGUAGE section 5).
#include "compiler/sema/condition_binder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "compiler/sema/answer_binder.h"
#include "compiler/sema/comparison_binder.h"
#include "compiler/sema/predicate_binder.h"
#include "compiler/sema/value_resolver.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {
namespace {

BoundCondition::Polarity Opposite(BoundCondition::Polarity polarity) {
  switch (polarity) {
    case BoundCondition::Polarity::Positive:
      return BoundCondition::Polarity::Negative;
    case BoundCondition::Polarity::Negative:
      return BoundCondition::Polarity::Positive;
    case BoundCondition::Polarity::Neutral:
      break;
  }
  return BoundCondition::Polarity::Neutral;
}

}  // namespace

// "Confirmed: …" where nothing was asked and a record was read.
std::optional<ast::PredicateCondition> ConditionBinder::StateAlone(
    const ast::Condition& condition, const ast::CustomerAnswer& answer) const {
  const Scope& scope = context_.scope;
  if (scope.prompt || scope.looked || scope.results.empty() || !answer.about.empty()) {
    return std::nullopt;
  }
  ast::PredicateCondition predicate;
  predicate.predicate.text = Written(condition.span);
  predicate.predicate.words = SplitWords(predicate.predicate.text);
  const Words& state = predicate.predicate.words;
  const pack::VerbWord* verb =
      state.size() == 1 ? wording().pack().FindVerb(state.front()) : nullptr;
  if (verb == nullptr || !verb->participle) return std::nullopt;
  return predicate;
}

BoundCondition ConditionBinder::BindCondition(const ast::Condition& condition) {
  const auto visit = [&](const auto& node) -> BoundCondition {
    using Node = std::decay_t<decltype(node)>;
    if constexpr (std::is_same_v<Node, ast::AllOf>) {
      return BindJoined(condition, node.parts, Opcode::And);
    } else if constexpr (std::is_same_v<Node, ast::AnyOf>) {
      return BindJoined(condition, node.parts, Opcode::Or);
    } else if constexpr (std::is_same_v<Node, ast::NotCondition>) {
      BoundCondition bound = BindCondition(*node.operand);
      bound.expr = CheckedExpr::Not(std::move(bound.expr));
      bound.polarity = Opposite(bound.polarity);
      bound.meaning = Means(Sense::WhenNot, bound.meaning);
      return bound;
    } else if constexpr (std::is_same_v<Node, ast::CustomerAnswer>) {
      if (const auto state = StateAlone(condition, node))
        return predicates_.BindPredicate(condition, *state);
      // "Don't like the taste: …" where that is an option.
      if (std::optional<BoundCondition> chosen = answers_.BindWholeLabel(condition))
        return std::move(*chosen);
      return answers_.BindAnswer(condition, node);
    } else if constexpr (std::is_same_v<Node, ast::PredicateCondition>) {
      return predicates_.BindPredicate(condition, node);
    } else if constexpr (std::is_same_v<Node, ast::Attempts>) {
      return Judged(context_, condition);  // behind no check whose outcomes could be counted
    } else if constexpr (std::is_same_v<Node, ast::NamedTest>) {
      return predicates_.BindNamedTest(condition, node);
    } else if constexpr (std::is_same_v<Node, ast::NewValueProvided>) {
      return answers_.BindNewValue(condition, node);
    } else if constexpr (std::is_same_v<Node, ast::Comparison>) {
      return comparisons_.BindComparison(condition, node);
    } else if constexpr (std::is_same_v<Node, ast::ToolFails>) {
      return predicates_.BindFailure(condition, node);
    } else if constexpr (std::is_same_v<Node, ast::Vague>) {
      BoundCondition bound;
      bound.vague = true;
      return bound;
    } else if constexpr (std::is_same_v<Node, ast::ExprCondition>) {
      BoundCondition bound;
      if (std::optional<CheckedExpr> expr = values_.BindExpr(*node.expr)) {
        bound.expr = std::move(*expr);
      } else {
        bound.broken = true;
      }
      bound.subject = Written(condition.span);
      bound.meaning = Means(Sense::When, bound.subject);
      return bound;
    } else {
      static_assert(std::is_same_v<Node, ast::FreeCondition>);
      return BindBareValues(condition, node);
    }
  };
  return std::visit(visit, condition.node);
}

namespace {

// The names of "Gold, Silver or the Bronze level": each starts with a capital letter, as names do.
// Empty when something else stands among them.
std::vector<std::string> BareNames(const Lexicon& lexicon, std::string_view text) {
  std::vector<std::string> names;
  std::string name;
  const auto close = [&] {
    if (!name.empty()) names.push_back(std::move(name));
    name.clear();
  };
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const bool ends_name = word.ends_with(',') || word.ends_with('/');
    while (!word.empty() && std::ispunct(static_cast<unsigned char>(word.back())) != 0)
      word.remove_suffix(1);
    const Words folded = SplitWords(word);
    if (folded.empty()) continue;
    const bool noise =
        lexicon.Is("possessors", folded.front()) || lexicon.Is("value_nouns", folded.front());
    if (lexicon.Is("alternative_words", folded.front())) {
      close();
    } else if (std::isupper(static_cast<unsigned char>(word.front())) != 0) {
      name += (name.empty() ? "" : " ") + std::string(word);
    } else if (!noise || name.empty()) {
      return {};
    }
    if (ends_name) close();
  }
  close();
  return names;
}

}  // namespace

// "If Gold or Silver: …" behind a question: the answer is one of the names.
BoundCondition ConditionBinder::BindBareValues(const ast::Condition& condition,
                                               const ast::FreeCondition& free) {
  if (std::optional<BoundCondition> chosen = answers_.BindWholeLabel(condition))
    return std::move(*chosen);
  // "If they have NOT checked" behind the question whether they have.
  ast::PredicateCondition repeated;
  for (const std::string& word : free.text.words) {
    const bool negation = lexicon().Is("result_negations", word);
    const bool subject = repeated.predicate.words.empty() && lexicon().Is("label_lead_words", word);
    repeated.negated = repeated.negated || negation;
    if (!negation && !subject) repeated.predicate.words.push_back(word);
  }
  if (repeated.predicate.words.size() < free.text.words.size() && free.tools.empty()) {
    if (std::optional<BoundCondition> answer = answers_.BindAsAnswer(condition, repeated)) {
      return std::move(*answer);
    }
  }
  const std::vector<std::string> names = BareNames(lexicon(), free.text.text);
  if (names.empty() || IsNone(context_.scope.asked) || !free.tools.empty())
    return Judged(context_, condition);
  // "Angry customer" is no answer to the question for a number.
  const Words asked = IdentifierWords(context_.bundle.variables.at(context_.scope.asked).name);
  const bool reference = !asked.empty() && (lexicon().Is("reference_words", asked.back()) ||
                                            lexicon().Is("identity_words", asked.back()));
  if (reference) return Judged(context_, condition);
  BoundCondition bound;
  for (const std::string& name : names) {
    CheckedExpr equal = CheckedExpr::Apply(Opcode::Equal, {CheckedExpr::Load(context_.scope.asked),
                                                           CheckedExpr::Of(Value::String(name))});
    if (&name == &names.front()) {
      bound.expr = std::move(equal);
      continue;
    }
    bound.expr = CheckedExpr::Joined(Opcode::Or, std::move(bound.expr), std::move(equal));
  }
  bound.subject = free.text.text;
  bound.meaning = Means(Sense::WhenValueIs, context_.bundle.variables.at(context_.scope.asked).name,
                        free.text.text);
  return bound;
}

BoundCondition ConditionBinder::BindJoined(const ast::Condition& condition,
                                           const std::vector<ast::ConditionPtr>& parts,
                                           Opcode operation) {
  std::vector<BoundCondition> each;
  for (const ast::ConditionPtr& part : parts) {
    each.push_back(BindCondition(*part));
    if (each.back().needs_judgement) return Judged(context_, condition);
  }
  // "Lost, stolen: …": nobody chose both.
  if (std::all_of(each.begin(), each.end(), [](const auto& one) { return one.choices > 0; }))
    operation = Opcode::Or;
  BoundCondition joined;
  bool first = true;
  for (BoundCondition& bound : each) {
    joined.broken = joined.broken || bound.broken;
    joined.is_check = joined.is_check || bound.is_check;
    if (first) {
      joined.expr = std::move(bound.expr);
      joined.polarity = bound.polarity;
      joined.outcome = bound.outcome;
      joined.meaning = bound.meaning;
      joined.choices = operation == Opcode::Or ? bound.choices : 0;
      joined.named = bound.named;
    } else {
      if (bound.choices != joined.choices) joined.choices = 0;
      joined.named += bound.named;
      joined.expr = CheckedExpr::Joined(operation, std::move(joined.expr), std::move(bound.expr));
      if (bound.polarity != joined.polarity) joined.polarity = BoundCondition::Polarity::Neutral;
      joined.meaning = Means(operation == Opcode::And ? Sense::Both : Sense::Either, joined.meaning,
                             bound.meaning);
    }
    first = false;
  }
  joined.subject = Written(condition.span);
  return joined;
}

}  // namespace proviso::compiler
