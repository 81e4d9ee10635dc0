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
      const Noun noun = lexicon().ReadNoun(run);
      if (!noun.known || noun.type != ValueType::Money) continue;
      if (std::optional<KnownValue> value = known(noun)) return value;
    }
  }
  return std::nullopt;
}

// "The order" is worth its total.
std::optional<KnownValue> Binder::WorthOf(const ast::Phrase& thing) const {
  if (std::optional<KnownValue> named = AmountNamed(thing.words)) return named;
  Words whole;
  if (!thing.empty() && !lexicon().EntityOf(thing.words.back()).empty()) {
    whole.push_back(lexicon().EntityOf(thing.words.back()));
  }
  whole.push_back(lexicon().List("whole_amount").front());
  return AmountNamed(whole);
}

Binder::Binding Binder::ShareInSentence(const ToolParameter& parameter, const Noun& noun,
                                        const CallContext& context) {
  Binding binding;
  if (context.share == nullptr || context.share->value == nullptr) return binding;
  const ValueType type = noun.known ? noun.type : parameter.type;
  const auto* literal = std::get_if<ast::Literal>(&context.share->value->node);
  const bool percent = literal != nullptr && literal->type == ValueType::Percent;
  const bool fits =
      percent ? type == ValueType::Percent || type == ValueType::Money : type == ValueType::Money;
  if (!fits) return binding;
  std::optional<CheckedExpr> value = BindExpr(*context.share->value);
  if (!value) return binding;
  std::string of;
  if (percent && type == ValueType::Money) {
    const std::optional<KnownValue> base = WorthOf(context.share->of);
    if (!base) return binding;
    value = CheckedExpr::Joined(
        Opcode::Divide, CheckedExpr::Joined(Opcode::Multiply, base->expr, std::move(*value)),
        CheckedExpr::Of(Value::Decimal("100")));
    of = " of " + base->spelling;
  }
  binding.expr = std::move(*value);
  binding.bound = true;
  binding.meaning = fmt::format("{}{}, from the line", context.share->words.text, of);
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
  if (!money || !scope_.prompt || scope_.prompt->shown.size() != 1) return binding;
  const KnownValue& value = *scope_.prompt->shown.front();
  const Noun named = lexicon().ReadIdentifier(value.key);
  if (named.known && named.type != ValueType::Money) return binding;
  binding.expr = value.expr;
  binding.bound = true;
  binding.spelling = value.spelling;
  binding.meaning = fmt::format("{}, which the customer was asked about (line {})", value.spelling,
                                bundle_.sources.LineOf(scope_.prompt->span));
  return binding;
}

}  // namespace proviso::compiler
