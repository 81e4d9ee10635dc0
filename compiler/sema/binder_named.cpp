// SPDX-License-Identifier: Apache-2.0
// A condition that is only a name (LANGUAGE section 5): "if they choose a refund", "if ROAMING".
#include <fmt/core.h>

#include <algorithm>

#include "compiler/sema/binder.h"

namespace proviso::compiler {
namespace {

using Words = std::vector<std::string>;

Words Telling(const Lexicon& lexicon, const Words& words) {
  Words telling;
  for (const std::string& word : words) {
    if (!lexicon.Is("determiners", word)) telling.push_back(word);
  }
  return telling;
}

bool HoldsAll(const Words& words, const Words& part) {
  return !part.empty() && std::all_of(part.begin(), part.end(), [&](const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  });
}

// The one label that the words name; empty when none does or several would do.
std::string LabelNamed(const Lexicon& lexicon, const std::vector<std::string>& labels,
                       const Words& said) {
  const Words words = Telling(lexicon, said);
  std::string best;
  std::size_t most = 0;
  bool several = false;
  for (const std::string& label : labels) {
    const Words of_label = Telling(lexicon, SplitWords(label));
    if (of_label == words) return label;
    // "they choose the refund to the card" names the label `Refund`, "refund" the label
    // `Refund to the card`; of two labels the one that says more of it.
    const std::size_t shared = HoldsAll(words, of_label)   ? of_label.size() + words.size()
                               : HoldsAll(of_label, words) ? words.size()
                                                           : 0;
    if (shared == 0) continue;
    several = shared == most;
    if (shared > most) best = label;
    most = std::max(most, shared);
  }
  return several ? std::string() : best;
}

}  // namespace

std::optional<BoundCondition> Binder::BindAsAnswer(const ast::Condition& condition,
                                                   const ast::PredicateCondition& predicate) {
  const auto& prompt = scope_.prompt;
  if (!prompt || prompt->is_policy_call || prompt->kind != PromptKind::YesNo) return std::nullopt;
  // A question with a negation in it turns the answer round.
  if (lexicon().AnyIs("result_negations", prompt->question)) return std::nullopt;
  Words said;
  for (const std::string& word : predicate.predicate.words) {
    if (!lexicon().Is("adverbs", word) && !lexicon().Is("determiners", word)) said.push_back(word);
  }
  if (!HoldsAll(prompt->question, said)) return std::nullopt;
  const Words& subject = predicate.subject.words;
  const bool same_subject = subject.empty() || lexicon().Is("possessors", subject.back()) ||
                            lexicon().Is("thing_pronouns", subject.back()) ||
                            lexicon().Is("anybody_words", subject.back()) ||
                            HoldsAll(prompt->question, {subject.back()});
  if (!same_subject) return std::nullopt;
  return BindAnswer(condition, ast::CustomerAnswer{!predicate.negated, predicate.predicate});
}

std::optional<BoundCondition> Binder::BindRecordState(const ast::Condition& condition,
                                                      const ast::Comparison& comparison) {
  const bool is = comparison.op == ast::CompareOp::Is || comparison.op == ast::CompareOp::OneOf;
  if (!is || comparison.left == nullptr || scope_.results.empty()) return std::nullopt;
  const auto* noun = std::get_if<ast::NounPath>(&comparison.left->node);
  if (noun == nullptr || noun->noun.empty()) return std::nullopt;
  const std::string entity = lexicon().EntityOf(noun->noun.words.back());
  const bool known =
      std::any_of(scope_.results.begin(), scope_.results.end(),
                  [&](const KnownResult& result) { return result.entity == entity; });
  if (entity.empty() || !known) return std::nullopt;
  std::optional<BoundCondition> any;
  for (const ast::ExprPtr& right : comparison.right) {
    const auto* literal = std::get_if<ast::Literal>(&right->node);
    if (literal == nullptr || literal->type != ValueType::Text) return std::nullopt;
    ast::PredicateCondition predicate{noun->noun, {}, false};
    predicate.predicate.text = std::string(literal->value.view().text());
    predicate.predicate.words = SplitWords(predicate.predicate.text);
    BoundCondition one = BindPredicate(condition, predicate);
    if (one.broken || one.needs_judgement) return one;
    if (!any) {
      any = std::move(one);
      continue;
    }
    any->expr = CheckedExpr::Joined(Opcode::Or, std::move(any->expr), std::move(one.expr));
  }
  if (any && comparison.negated) {
    any->expr = CheckedExpr::Not(std::move(any->expr));
    any->polarity = BoundCondition::Polarity::Negative;
  }
  return any;
}

bool Binder::BindPurposeLabel(const ast::Statement& statement, const ast::Branch& branch,
                              CheckedBlock& out, const Cursor& at) {
  const auto* named = std::get_if<ast::NamedTest>(&branch.condition->node);
  if (named == nullptr || named->wish || branch.has_otherwise || statement.body.empty())
    return false;
  const auto* use = std::get_if<ast::Use>(&statement.body.front()->node);
  if (use == nullptr || use->calls.size() != 1 || named->phrase.words.size() != 1) return false;
  // Its verb as it stands in the tool's name: "Cancelled: @cancel(…)" is a state.
  const Words name = IdentifierWords(use->calls.front().name);
  const std::string& word = named->phrase.words.front();
  if (std::find(name.begin(), name.end(), word) == name.end()) return false;
  // One among several labels names a case.
  const auto labels = [&](std::size_t index) {
    if (index >= at.block->size()) return false;
    const ast::Statement& other = *(*at.block)[index];
    return ast::ConditionOf<ast::NamedTest>(other) != nullptr;
  };
  if (labels(at.index + 1) || (at.index > 0 && labels(at.index - 1))) return false;
  const bool answers = std::any_of(scope_.menus.begin(), scope_.menus.end(), [&](const auto& menu) {
    std::vector<std::string> options = menu->choices;
    for (const OptionPlan& option : menu->options) options.push_back(option.label);
    return !LabelNamed(lexicon(), options, named->phrase.words).empty();
  });
  if (answers) return false;
  Read(statement, ReadingKind::Detail, "the label says what the call is for");
  BindBlock(statement.body, out, &at);
  return true;
}

BoundCondition Binder::BindNamedTest(const ast::Condition& condition, const ast::NamedTest& named) {
  for (auto place = scope_.menus.rbegin(); place != scope_.menus.rend(); ++place) {
    const std::shared_ptr<const KnownPrompt>& menu = *place;
    std::vector<std::string> labels = menu->choices;
    for (const OptionPlan& option : menu->options) labels.push_back(option.label);
    const std::string label = LabelNamed(lexicon(), labels, named.phrase.words);
    if (label.empty()) continue;
    BoundCondition bound;
    bound.subject = Written(condition.span);
    bound.expr = CheckedExpr::Apply(
        Opcode::Equal, {CheckedExpr::Load(menu->slot), CheckedExpr::Of(Value::String(label))});
    bound.meaning = fmt::format("when the customer chose “{}” (asked in line {})", label,
                                bundle_.sources.LineOf(menu->span));
    return bound;
  }
  // "Ask if they want a refund. If they want a refund, …"
  const bool asked = scope_.prompt && !scope_.prompt->is_policy_call &&
                     scope_.prompt->kind == PromptKind::YesNo &&
                     HoldsAll(scope_.prompt->question, Telling(lexicon(), named.phrase.words));
  if (named.wish && asked) return BindAnswer(condition, ast::CustomerAnswer{true, named.phrase});
  // "for final sale orders": what is said of the order.
  ast::PredicateCondition predicate{{}, named.phrase, false};
  Words& words = predicate.predicate.words;
  while (words.size() > 1 && !lexicon().EntityOf(words.back()).empty()) words.pop_back();
  return BindPredicate(condition, predicate);
}

}  // namespace proviso::compiler
