// SPDX-License-Identifier: Apache-2.0
// How much: the amount of a call from the words of its sentence or of the question that the
// customer has just answered (LANGUAGE section 7, binding arguments, 2).
#include <fmt/format.h>

#include <algorithm>

#include "compiler/sema/binder.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {

std::optional<KnownValue> Binder::AmountNamed(const Words& words) const {
  const auto known = [&](const Noun& noun) -> std::optional<KnownValue> {
    const std::vector<KnownValue> values = FindValues({noun.slot, noun.key}, noun.is_new);
    if (!values.empty()) return values.front();
    return FieldOfResults(noun, noun.slot, nullptr);
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
std::optional<KnownValue> Binder::WorthOf(const ast::Phrase& thing) const {
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
std::optional<KnownValue> Binder::AmountSaid(const ast::Expr& said, const ast::Phrase& of) {
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
      part = BindExpr(*less->right);
    }
    if (!part) return std::nullopt;
    const auto* literal = std::get_if<ast::Literal>(&less->right->node);
    if (literal != nullptr && literal->type == ValueType::Percent)
      part = share(whole->expr, std::move(*part));
    return as(CheckedExpr::Joined(Opcode::Subtract, std::move(whole->expr), std::move(*part)),
              spelling);
  }
  std::optional<CheckedExpr> value = BindExpr(said);
  if (!value) return std::nullopt;
  const auto* literal = std::get_if<ast::Literal>(&said.node);
  if (literal == nullptr || literal->type != ValueType::Percent)
    return as(std::move(*value), Written(said.span));
  const std::optional<KnownValue> base = WorthOf(of);
  if (!base) return std::nullopt;
  return as(share(base->expr, std::move(*value)), Written(said.span) + " of " + base->spelling);
}

Binder::Binding Binder::ShareInSentence(const ToolParameter& parameter, const Noun& noun,
                                        const CallContext& context) {
  Binding binding;
  if (context.share == nullptr || context.share->value == nullptr) return binding;
  const ValueType type = noun.known ? noun.type : parameter.type;
  const auto* literal = std::get_if<ast::Literal>(&context.share->value->node);
  const bool percent = literal != nullptr && literal->type == ValueType::Percent;
  if (percent && type == ValueType::Percent) {
    std::optional<CheckedExpr> value = BindExpr(*context.share->value);
    if (!value) return binding;
    binding.expr = std::move(*value);
    binding.meaning = context.share->words.text + ", from the line";
  } else if (type == ValueType::Money) {
    std::optional<KnownValue> value = AmountSaid(*context.share->value, context.share->of);
    if (!value) return binding;
    binding.expr = std::move(value->expr);
    binding.meaning = value->spelling + ", from the line";
  } else {
    return binding;
  }
  binding.bound = true;
  if (context.share_used != nullptr) *context.share_used = true;
  return binding;
}

// "… to refund the order total": the amount that the purpose names.
Binder::Binding Binder::AmountInPurpose(const ToolParameter& parameter, const Noun& noun,
                                        const CallContext& context) {
  Binding binding;
  const bool money = parameter.type == ValueType::Money || noun.type == ValueType::Money;
  if (!money) return binding;
  if (const std::optional<KnownValue> value = AmountNamed(context.purpose)) {
    binding.expr = value->expr;
    binding.bound = true;
    binding.spelling = value->spelling;
    binding.slot = value->slot;
    binding.meaning = fmt::format("{}, which the line names", value->spelling);
  }
  return binding;
}

std::vector<std::shared_ptr<const KnownValue>> Binder::ShownIn(const CheckedText& text) {
  std::vector<std::shared_ptr<const KnownValue>> shown;
  for (std::size_t i = 0; i < text.arguments.size(); ++i) {
    KnownValue value;
    const std::string& name = text.pattern.hole_names[i];
    value.key = name.substr(name.rfind('.') + 1);
    value.expr = text.arguments[i];
    value.spelling = "{" + name + "}";
    shown.push_back(std::make_shared<const KnownValue>(std::move(value)));
  }
  return shown;
}

// "Ask them to confirm that {fee} should go back. If they agree, …": what was put to the customer.
Binder::Binding Binder::AmountConfirmed(const ToolParameter& parameter, const Noun& noun) {
  Binding binding;
  const bool money = parameter.type == ValueType::Money || noun.type == ValueType::Money;
  if (!money || !context_.scope.prompt || context_.scope.prompt->shown.size() != 1) return binding;
  const KnownValue& value = *context_.scope.prompt->shown.front();
  const Noun named = lexicon().ReadIdentifier(value.key);
  if (named.known && named.type != ValueType::Money) return binding;
  binding.expr = value.expr;
  binding.bound = true;
  binding.spelling = value.spelling;
  binding.meaning = fmt::format("{}, which the customer was asked about (line {})", value.spelling,
                                context_.bundle.sources.LineOf(context_.scope.prompt->span));
  return binding;
}

}  // namespace proviso::compiler
