// SPDX-License-Identifier: Apache-2.0
// How much: the amount of a call from the words of its sentence or of the question that the
// customer has just answered (LANGUAGE section 7, binding arguments, 2).
#include "compiler/sema/amount_binder.h"

#include <fmt/format.h>

#include "compiler/sema/value_resolver.h"

namespace proviso::compiler {

std::optional<KnownValue> AmountBinder::AmountNamed(const Words& words) const {
  const auto known = [&](const Noun& noun) -> std::optional<KnownValue> {
    const std::vector<KnownValue> values = values_.FindValues({noun.slot, noun.key}, noun.is_new);
    if (!values.empty()) return values.front();
    return values_.FieldOfResults(noun, noun.slot, nullptr);
  };
  for (std::size_t length = words.size(); length > 0; --length) {
    for (std::size_t begin = 0; begin + length <= words.size(); ++begin) {
      const Words run(words.begin() + static_cast<std::ptrdiff_t>(begin),
                      words.begin() + static_cast<std::ptrdiff_t>(begin + length));
      Noun noun = lexicon().ReadNoun(run);
      if (noun.type != ValueType::Money) continue;
      noun.known = true;  // by its last word: "the cleaning deposit"
      if (std::optional<KnownValue> value = known(noun)) return value;
    }
  }
  return std::nullopt;
}

// "The order" is worth its total.
std::optional<KnownValue> AmountBinder::WorthOf(const ast::Phrase& thing) const {
  if (std::optional<KnownValue> named = AmountNamed(thing.words)) return named;
  // A fee that no result has is not the total.
  const Noun noun = lexicon().ReadNoun(thing.words);
  if (noun.type == ValueType::Money) return std::nullopt;
  Words whole;
  if (!thing.empty() && !lexicon().EntityOf(thing.words.back()).empty()) {
    whole.push_back(lexicon().EntityOf(thing.words.back()));
  }
  whole.push_back(lexicon().List("whole_amount").front());
  return AmountNamed(whole);
}

// What an amount in words comes to; `of`: what a percent is one of.
std::optional<KnownValue> AmountBinder::AmountSaid(const ast::Expr& said, const ast::Phrase& of) {
  const auto as = [](CheckedExpr expr, std::string spelling) {
    KnownValue value;
    value.expr = std::move(expr);
    value.spelling = std::move(spelling);
    return value;
  };
  const auto share = [](CheckedExpr base, CheckedExpr percent) {
    return CheckedExpr::Joined(
        Opcode::Divide, CheckedExpr::Joined(Opcode::Multiply, std::move(base), std::move(percent)),
        CheckedExpr::Of(Value::Decimal("100")));
  };
  if (const auto* named = std::get_if<ast::NounPath>(&said.node)) return WorthOf(named->noun);
  const auto* less = std::get_if<ast::Binary>(&said.node);
  if (less != nullptr && less->op == ast::BinaryOp::Subtract) {
    std::optional<KnownValue> whole = AmountSaid(*less->left, of);
    if (!whole) return std::nullopt;
    const std::string spelling = whole->spelling + ", less " + Written(less->right->span);
    std::optional<CheckedExpr> part;
    if (const auto* other = std::get_if<ast::NounPath>(&less->right->node)) {
      // What is taken off must be found by its own name: "the order" is no fee.
      const std::optional<KnownValue> found = AmountNamed(other->noun.words);
      if (found) part = found->expr;
    } else {
      part = values_.BindExpr(*less->right);
    }
    if (!part) return std::nullopt;
    const auto* literal = std::get_if<ast::Literal>(&less->right->node);
    if (literal != nullptr && literal->type == ValueType::Percent)
      part = share(whole->expr, std::move(*part));
    return as(CheckedExpr::Joined(Opcode::Subtract, std::move(whole->expr), std::move(*part)),
              spelling);
  }
  std::optional<CheckedExpr> value = values_.BindExpr(said);
  if (!value) return std::nullopt;
  const auto* literal = std::get_if<ast::Literal>(&said.node);
  if (literal == nullptr || literal->type != ValueType::Percent)
    return as(std::move(*value), Written(said.span));
  const std::optional<KnownValue> base = WorthOf(of);
  if (!base) return std::nullopt;
  return as(share(base->expr, std::move(*value)), Written(said.span) + " of " + base->spelling);
}

BoundArgument AmountBinder::ShareInSentence(const ToolParameter& parameter, const Noun& noun,
                                            const CallSite& site) {
  BoundArgument binding;
  if (site.share == nullptr || site.share->value == nullptr) return binding;
  const ValueType type = noun.known ? noun.type : parameter.type;
  const auto* literal = std::get_if<ast::Literal>(&site.share->value->node);
  const bool percent = literal != nullptr && literal->type == ValueType::Percent;
  if (percent && type == ValueType::Percent) {
    std::optional<CheckedExpr> value = values_.BindExpr(*site.share->value);
    if (!value) return binding;
    binding.expr = std::move(*value);
    binding.meaning = Means(Sense::FromTheLine, site.share->words.text);
  } else if (type == ValueType::Money) {
    std::optional<KnownValue> value = AmountSaid(*site.share->value, site.share->of);
    if (!value) return binding;
    binding.expr = std::move(value->expr);
    binding.meaning = Means(Sense::FromTheLine, value->spelling);
  } else {
    return binding;
  }
  binding.bound = true;
  if (site.share_used != nullptr) *site.share_used = true;
  return binding;
}

// "… to refund the order total": the amount that the purpose names.
BoundArgument AmountBinder::AmountInPurpose(const ToolParameter& parameter, const Noun& noun,
                                            const CallSite& site) {
  BoundArgument binding;
  const bool money = parameter.type == ValueType::Money || noun.type == ValueType::Money;
  if (!money) return binding;
  if (const std::optional<KnownValue> value = AmountNamed(site.purpose)) {
    binding.expr = value->expr;
    binding.bound = true;
    binding.spelling = value->spelling;
    binding.slot = value->slot;
    binding.meaning = Means(Sense::NamedByLine, value->spelling);
  }
  return binding;
}

// "Ask them to confirm that {fee} should go back. If they agree, …": what was put to the customer.
BoundArgument AmountBinder::AmountConfirmed(const ToolParameter& parameter, const Noun& noun) {
  BoundArgument binding;
  const bool money = parameter.type == ValueType::Money || noun.type == ValueType::Money;
  if (!money || !context_.scope.prompt || context_.scope.prompt->shown.size() != 1) return binding;
  const KnownValue& value = *context_.scope.prompt->shown.front();
  const Noun named = lexicon().ReadIdentifier(value.key);
  if (named.known && named.type != ValueType::Money) return binding;
  binding.expr = value.expr;
  binding.bound = true;
  binding.spelling = value.spelling;
  binding.meaning = Means(Sense::AskedAbout, value.spelling,
                          context_.bundle.sources.LineOf(context_.scope.prompt->span));
  return binding;
}

}  // namespace proviso::compiler
