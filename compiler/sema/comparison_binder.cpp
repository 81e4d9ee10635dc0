// SPDX-License-Identifier: Apache-2.0
// Comparisons (LANGUAGE section 5).
#include "compiler/sema/comparison_binder.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "compiler/sema/answer_binder.h"
#include "compiler/sema/predicate_binder.h"
#include "compiler/sema/spoken_words.h"
#include "compiler/sema/tool_facts.h"
#include "compiler/sema/value_resolver.h"

namespace proviso::compiler {
namespace {

// ISO 8601 durations of one unit, "P14D", "PT12H"; months and years count 30 and 365 days.
std::optional<std::int64_t> DurationSeconds(std::string_view text) {
  if (!text.starts_with("P") || text.size() < 3) return std::nullopt;
  text.remove_prefix(1);
  const bool clock = text.starts_with("T");
  if (clock) text.remove_prefix(1);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  constexpr std::int64_t kMost = 1'000'000;
  if (error != std::errc() || end + 1 != text.data() + text.size() || number < 0 || number > kMost)
    return std::nullopt;
  constexpr std::int64_t kDay = 86'400;
  switch (text.back()) {
    case 'S':
      return number;
    case 'H':
      return number * 3'600;
    case 'D':
      return number * kDay;
    case 'W':
      return number * 7 * kDay;
    case 'M':
      return clock ? number * 60 : number * 30 * kDay;
    case 'Y':
      return number * 365 * kDay;
    default:
      return std::nullopt;
  }
}

// "They joined", "the member joined": somebody and what they did.
bool SaysWhoDid(const Lexicon& lexicon, const std::vector<std::string>& words) {
  return words.size() > 1 && (lexicon.Is("subject_words", words.front()) ||
                              lexicon.Is("possessors", words[words.size() - 2]));
}

}  // namespace

// The moment that words speak of: "the order was placed" is its `placed_at`, "the order" when it
// was made, "the delivery date" a value of that name.
std::optional<CheckedExpr> ComparisonBinder::BindInstant(const ast::Expr& expr) {
  const auto* path = std::get_if<ast::NounPath>(&expr.node);
  if (path == nullptr) return values_.BindExpr(expr);
  const Words& words = path->noun.words;
  // "The pick-up date" is a value of that name, whatever is picked up.
  if (words.size() > 1 && lexicon().Is("instant_suffixes", words.back())) {
    if (std::optional<CheckedExpr> named = values_.BindNounPath(path->noun, false)) return named;
  }
  const auto linking = std::find_if(words.begin(), words.end(), [&](const std::string& word) {
    return lexicon().Is("linking_words", word);
  });
  const Noun noun = NounOf(words);
  Words fields;
  const auto happens = [&](const std::string& pair) {
    return words.size() > 1 && pair.substr(0, pair.find('/')) == words.back();
  };
  const auto events = lexicon().List("event_fields");
  const auto event = std::find_if(events.begin(), events.end(), happens);
  const auto done =
      words.size() == 1 ? wording().pack().forms().Pair("deeds done", words.front()) : std::nullopt;
  // "The invoice" that was looked up, where the lexicon knows no such thing.
  const auto is_record = [&](const KnownResult& known) {
    return words.size() == 1 && SplitWords(known.noun) == words;
  };
  const bool record =
      std::any_of(context_.scope.results.begin(), context_.scope.results.end(), is_record);
  // "The delivery was more than 30 days ago": its `delivered_at` or `delivery_date`.
  const auto& deeds = lexicon().List("deed_fields");
  const auto deed = std::find_if(deeds.begin(), deeds.end(), [&](const std::string& pair) {
    const Words named = Telling(lexicon(), Words(words.begin(), linking));
    return !named.empty() && pair.substr(0, pair.find('/')) == named.back();
  });
  const bool of_deed =
      deed != deeds.end() && (linking == words.end() || linking + 1 == words.end());
  if (of_deed) {
    const std::size_t slash = deed->find('/');
    for (const std::string& stem : {deed->substr(slash + 1), deed->substr(0, slash)}) {
      for (const std::string& suffix : lexicon().List("instant_suffixes"))
        fields.push_back(stem + "_" + suffix);
    }
  } else if (event != events.end()) {
    // "The appointment starts" is its `starts_at`, `start_time` or `time`.
    const std::string stem = event->substr(event->find('/') + 1);
    for (const std::string& begin : {words.back(), stem}) {
      for (const std::string& suffix : lexicon().List("instant_suffixes"))
        fields.push_back(begin + "_" + suffix);
    }
    fields.push_back(stem);
    for (const std::string& name : lexicon().List("event_times")) fields.push_back(name);
  } else if (linking != words.end()) {
    for (auto word = linking + 1; word != words.end(); ++word) {
      for (const std::string& suffix : lexicon().List("instant_suffixes"))
        fields.push_back(*word + "_" + suffix);
    }
  } else if (noun.is_id || !lexicon().EntityOf(noun.display).empty() || record) {
    fields = lexicon().List("age_fields");
  } else if (SaysWhoDid(lexicon(), words)) {
    // "They joined": its `joined_at`.
    for (const std::string& suffix : lexicon().List("instant_suffixes"))
      fields.push_back(words.back() + "_" + suffix);
  } else if (done) {
    // "The purchase" of a receipt: no record of its own, but what was done is a field of the
    // latest.
    for (const std::string& begin : {std::string(*done), words.front()}) {
      for (const std::string& suffix : lexicon().List("instant_suffixes"))
        fields.push_back(begin + "_" + suffix);
    }
  } else {
    return values_.BindNounPath(path->noun, false);
  }
  if (fields.empty()) return std::nullopt;
  std::string entity = !noun.entity.empty() ? noun.entity : lexicon().EntityOf(noun.display);
  if (event != events.end()) entity = lexicon().EntityOf(words[words.size() - 2]);
  if (of_deed) entity.clear();
  for (auto it = context_.scope.results.rbegin(); it != context_.scope.results.rend(); ++it) {
    if (!entity.empty() && it->entity != entity) continue;
    if (entity.empty() && record && !is_record(*it)) continue;
    FieldSpec field;
    field.paths = fields;
    field.type = ValueType::Date;
    field.noun = path->noun.text;
    return CheckedExpr::FieldOf(CheckedExpr::Load(it->variable), std::move(field));
  }
  return std::nullopt;
}

// "The order was placed before 1 May", "the flight is in the past": a moment that the words do not
// name as a value.
std::optional<CheckedExpr> ComparisonBinder::BindMoment(const ast::Comparison& comparison) {
  const auto* day = comparison.right.empty()
                        ? nullptr
                        : std::get_if<ast::Literal>(&comparison.right.front()->node);
  const bool dated = day != nullptr && day->type == ValueType::Date;
  const bool orders =
      comparison.op == ast::CompareOp::Before || comparison.op == ast::CompareOp::After ||
      (dated &&
       (comparison.op == ast::CompareOp::AtLeast || comparison.op == ast::CompareOp::AtMost));
  const auto* path = std::get_if<ast::NounPath>(&comparison.left->node);
  if (!orders || path == nullptr || path->noun.words.empty()) return std::nullopt;
  const Words& words = path->noun.words;
  const bool happened = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return lexicon().Is("linking_words", word);
  });
  if (happened || SaysWhoDid(lexicon(), words)) return BindInstant(*comparison.left);
  const Noun noun = NounOf(words);
  const std::string entity = lexicon().EntityOf(words.back());
  const bool now = std::holds_alternative<ast::ClockWord>(comparison.right.front()->node);
  const std::vector<std::string>& starts = lexicon().List("event_starts");
  if (!now || noun.type == ValueType::Date || context_.scope.results.empty() || starts.empty()) {
    return std::nullopt;
  }
  // When a booking takes place, not when it was made.
  FieldSpec field;
  const std::string name = SnakeCase({words.back()});
  for (const std::string& begin : {name, starts.front()}) {
    for (const std::string& suffix : lexicon().List("instant_suffixes"))
      field.paths.push_back(begin + "_" + suffix);
  }
  field.paths.push_back(SnakeCase(Telling(lexicon(), words)));
  field.paths.push_back(starts.front());
  for (const std::string& time : lexicon().List("event_times")) field.paths.push_back(time);
  field.type = ValueType::Date;
  field.noun = path->noun.text;
  for (auto it = context_.scope.results.rbegin(); it != context_.scope.results.rend(); ++it) {
    if (!entity.empty() && it->entity != entity) continue;
    return CheckedExpr::FieldOf(CheckedExpr::Load(it->variable), std::move(field));
  }
  return std::nullopt;
}

// "is older than 3 days", "within 14 days of the delivery date": the time from the named instant to
// the reference, or to now, against the duration.
std::optional<CheckedExpr> ComparisonBinder::BindDistance(const ast::Comparison& comparison) {
  if (comparison.left == nullptr && context_.scope.results.empty()) return std::nullopt;
  const auto* duration = comparison.right.empty()
                             ? nullptr
                             : std::get_if<ast::Literal>(&comparison.right.front()->node);
  if (duration == nullptr || duration->type != ValueType::Duration) return std::nullopt;
  const std::optional<std::int64_t> seconds = DurationSeconds(duration->value.view().text());
  if (!seconds) return std::nullopt;
  const VariableId now = context_.bundle.variables.Get("now", ValueType::Date);
  context_.bundle.variables.MarkFromStart(now);
  std::optional<CheckedExpr> from;
  std::optional<CheckedExpr> to = CheckedExpr::Load(now);
  if (comparison.left == nullptr) {
    // "Over 30 days old: …": of what was looked up last.
    FieldSpec made;
    made.paths = lexicon().List("age_fields");
    made.type = ValueType::Date;
    from = CheckedExpr::FieldOf(CheckedExpr::Load(context_.scope.results.back().variable), made);
  } else if (comparison.right.size() > 1) {
    // "the request is within 14 days of the delivery": what is requested, is requested now.
    from = BindInstant(*comparison.right[1]);
    // From now on nothing is known of what has no moment of its own.
    const bool clock = std::holds_alternative<ast::ClockWord>(comparison.right[1]->node);
    std::optional<CheckedExpr> named = BindInstant(*comparison.left);
    if (!named && clock) return std::nullopt;
    if (named) to = std::move(named);
  } else {
    from = BindInstant(*comparison.left);
  }
  if (!from) return std::nullopt;
  CheckedExpr elapsed = CheckedExpr::Joined(Opcode::Elapsed, std::move(*from), std::move(*to));
  CheckedExpr limit = CheckedExpr::Of(Value::Integer(*seconds));
  switch (comparison.op) {
    case ast::CompareOp::OlderThan:
    case ast::CompareOp::More:
      return CheckedExpr::Joined(Opcode::Less, std::move(limit), std::move(elapsed));
    case ast::CompareOp::AtLeast:
      return CheckedExpr::Joined(Opcode::LessEqual, std::move(limit), std::move(elapsed));
    case ast::CompareOp::Less:
      return CheckedExpr::Joined(Opcode::Less, std::move(elapsed), std::move(limit));
    default:
      break;
  }
  return CheckedExpr::Joined(Opcode::LessEqual, std::move(elapsed), std::move(limit));
}

std::optional<CheckedExpr> ComparisonBinder::IsPresent(
    const ast::Condition& condition, const ast::Comparison& comparison,
    const std::optional<CheckedExpr>& left) const {
  if (context_.scope.results.empty()) return std::nullopt;
  const auto* noun = comparison.left ? std::get_if<ast::NounPath>(&comparison.left->node) : nullptr;
  const bool named = noun != nullptr && !noun->noun.words.empty();
  const std::string last = named ? noun->noun.words.back() : std::string();
  const std::string entity = lexicon().EntityOf(last);
  const bool pronoun = comparison.left == nullptr || lexicon().Is("subject_words", last);
  const KnownResult* asked = pronoun ? &context_.scope.results.back() : nullptr;
  for (const KnownResult& known : context_.scope.results) {
    const bool itself =
        left && left->kind == CheckedExpr::Kind::Variable && left->variable == known.variable;
    if (itself || (!entity.empty() && known.entity == entity)) asked = &known;
  }
  if (asked == nullptr) return std::nullopt;
  const Words written = SplitWords(Written(condition.span));
  for (const std::string& phrase : lexicon().List("presence_words")) {
    const Words words = SplitWords(phrase);
    const bool said =
        std::search(written.begin(), written.end(), words.begin(), words.end()) != written.end();
    if (!said) continue;
    const bool catalogue = context_.bundle.tools.in_catalogue(asked->tool->name);
    const Words exists = {lexicon().List("exists_words").front()};
    std::optional<PredicateSpec> spec =
        tools_.PredicateOf(*asked->tool, catalogue ? exists : words);
    if (!spec) return std::nullopt;
    return CheckedExpr::Ask(CheckedExpr::Load(asked->variable), std::move(*spec));
  }
  return std::nullopt;
}

// "Ask how many there are. If it is more than 3, …": the number that was just given.
std::optional<CheckedExpr> ComparisonBinder::PointedValue(const ast::Phrase& phrase) const {
  const bool points =
      phrase.words.size() == 1 && lexicon().Is("thing_pronouns", phrase.words.front());
  if (!points || IsNone(context_.scope.asked) || context_.scope.got_result) return std::nullopt;
  const ValueType type = context_.bundle.variables.at(context_.scope.asked).type;
  const bool measured = type == ValueType::Number || type == ValueType::Money ||
                        type == ValueType::Percent || type == ValueType::Date;
  if (!measured) return std::nullopt;
  return CheckedExpr::Load(context_.scope.asked);
}

namespace {

// How much time lies between two moments; of a number of days alone, nothing says from when.
bool IsDistance(const ast::Comparison& comparison) {
  if (comparison.op == ast::CompareOp::Within || comparison.op == ast::CompareOp::OlderThan)
    return true;
  if (comparison.right.size() != 2) return false;
  return comparison.op == ast::CompareOp::AtLeast || comparison.op == ast::CompareOp::AtMost ||
         comparison.op == ast::CompareOp::More || comparison.op == ast::CompareOp::Less;
}

}  // namespace

// Held against an amount, or against nothing.
bool ComparisonBinder::IsAmount(const ast::Comparison& comparison) {
  if (comparison.right.size() != 1) return false;
  const auto* literal = std::get_if<ast::Literal>(&comparison.right.front()->node);
  if (literal == nullptr) return false;
  const bool zero = literal->type == ValueType::Number &&
                    literal->value.view().kind() == ValueKind::Integer &&
                    literal->value.view().integer() == 0;
  return zero || literal->type == ValueType::Money;
}

// "The balance is zero" behind @bill_balance: what the record says under that name may be an amount
// or a number without a currency.
CheckedExpr ComparisonBinder::AmountOf(CheckedExpr left) {
  if (left.kind != CheckedExpr::Kind::Field || left.field.type != ValueType::Json) return left;
  CheckedExpr amount = left;
  amount.field.type = ValueType::Money;
  return CheckedExpr::Apply(Opcode::Coalesce, {std::move(amount), std::move(left)});
}

BoundCondition ComparisonBinder::BindComparison(const ast::Condition& condition,
                                                const ast::Comparison& comparison) {
  BoundCondition bound;
  bound.subject = Written(condition.span);
  bound.meaning = Means(Sense::When, bound.subject);
  if (IsDistance(comparison)) {
    std::optional<CheckedExpr> distance = BindDistance(comparison);
    if (!distance) return Judged(context_, condition);
    bound.expr = comparison.negated ? CheckedExpr::Not(std::move(*distance)) : std::move(*distance);
    return bound;
  }
  if (std::optional<BoundCondition> state = predicates_.BindRecordState(condition, comparison)) {
    return std::move(*state);
  }
  // "Theft: …": an option of the choice before it, whatever was asked in between.
  if (comparison.left == nullptr && comparison.right.size() == 1 && !comparison.negated &&
      comparison.op == ast::CompareOp::Is) {
    const auto* literal = std::get_if<ast::Literal>(&comparison.right.front()->node);
    if (literal != nullptr && literal->type == ValueType::Text) {
      if (std::optional<BoundCondition> chosen =
              answers_.BindChosen(condition, SplitWords(literal->value.view().text()))) {
        return std::move(*chosen);
      }
    }
  }
  if (std::optional<BoundCondition> status = predicates_.BindBareStatus(condition, comparison)) {
    return std::move(*status);
  }
  std::optional<CheckedExpr> left;
  if (comparison.left == nullptr) {
    if (context_.scope.prompt && !IsNone(context_.scope.prompt->slot))
      left = CheckedExpr::Load(context_.scope.prompt->slot);
  } else if (const auto* noun = std::get_if<ast::NounPath>(&comparison.left->node)) {
    left = PointedValue(noun->noun);
    if (!left) left = BindMoment(comparison);
    if (!left && IsAmount(comparison)) left = values_.AmountOfRecord(noun->noun);
    if (!left) left = values_.BindNounPath(noun->noun, false);
    if (left && IsAmount(comparison)) left = AmountOf(std::move(*left));
  } else {
    left = values_.BindExpr(*comparison.left);
    if (!left) {
      bound.broken = true;
      return bound;
    }
  }
  if (comparison.op == ast::CompareOp::IsKnown) {
    if (std::optional<CheckedExpr> presence = IsPresent(condition, comparison, left)) {
      bound.expr = comparison.negated ? CheckedExpr::Not(std::move(*presence)) : *presence;
      return bound;
    }
  }
  // "If you don't have the order number": the channel may know it, and the customer may have said
  // it.
  const bool presence =
      comparison.op == ast::CompareOp::IsKnown || comparison.op == ast::CompareOp::IsEmpty;
  if (!left && presence && comparison.left != nullptr) {
    const auto* noun = std::get_if<ast::NounPath>(&comparison.left->node);
    const Noun named = noun == nullptr ? Noun() : NounOf(noun->noun.words);
    if (named.known && !named.slot.empty()) {
      const VariableId slot = context_.bundle.variables.Get(named.slot, named.type);
      context_.bundle.variables.MarkFromStart(slot);
      left = CheckedExpr::Load(slot);
    }
  }
  if (!left) return Judged(context_, condition);
  std::vector<CheckedExpr> right;
  for (const ast::ExprPtr& item : comparison.right) {
    const auto* noun = std::get_if<ast::NounPath>(&item->node);
    std::optional<CheckedExpr> value =
        noun != nullptr ? values_.BindNounPath(noun->noun, false) : values_.BindExpr(*item);
    // Plain words that name no value are the text to compare with: "is delivered".
    if (!value && noun != nullptr) value = CheckedExpr::Of(Value::String(noun->noun.text));
    if (!value) {
      bound.broken = true;
      return bound;
    }
    right.push_back(std::move(*value));
  }
  if (comparison.op == ast::CompareOp::Is || comparison.op == ast::CompareOp::IsNot ||
      comparison.op == ast::CompareOp::OneOf) {
    if (std::optional<CheckedExpr> status = values_.StatusIs(*left, right)) {
      const bool turned = (comparison.op == ast::CompareOp::IsNot) != comparison.negated;
      bound.expr = turned ? CheckedExpr::Not(std::move(*status)) : std::move(*status);
      return bound;
    }
  }
  if (right.size() == 1) values_.ShareCurrency(*left, right.front());
  const bool either =
      left->kind == CheckedExpr::Kind::Operation && left->operation == Opcode::Coalesce;
  if (either && right.size() == 1 && right.front().kind == CheckedExpr::Kind::Constant &&
      right.front().constant.view().is_number()) {
    right.front() = CheckedExpr::Joined(Opcode::InCurrencyOf, std::move(right.front()), *left);
  }
  const auto one = [&]() { return right.empty() ? CheckedExpr::Of(Value::Null()) : right.front(); };
  switch (comparison.op) {
    case ast::CompareOp::Is:
    case ast::CompareOp::IsNot:
      bound.expr = CheckedExpr::Joined(Opcode::Equal, *left, one());
      if (comparison.op == ast::CompareOp::IsNot)
        bound.expr = CheckedExpr::Not(std::move(bound.expr));
      break;
    case ast::CompareOp::OneOf: {
      bound.expr = CheckedExpr::Joined(Opcode::Equal, *left, one());
      for (std::size_t i = 1; i < right.size(); ++i) {
        bound.expr = CheckedExpr::Joined(Opcode::Or, std::move(bound.expr),
                                         CheckedExpr::Joined(Opcode::Equal, *left, right[i]));
      }
      break;
    }
    case ast::CompareOp::More:
    case ast::CompareOp::After:
      bound.expr = CheckedExpr::Joined(Opcode::Less, one(), *left);
      break;
    case ast::CompareOp::Less:
    case ast::CompareOp::Before:
      bound.expr = CheckedExpr::Joined(Opcode::Less, *left, one());
      break;
    case ast::CompareOp::AtLeast:
      bound.expr = CheckedExpr::Joined(Opcode::LessEqual, one(), *left);
      break;
    case ast::CompareOp::AtMost:
      bound.expr = CheckedExpr::Joined(Opcode::LessEqual, *left, one());
      break;
    case ast::CompareOp::Contains:
      bound.expr = CheckedExpr::Joined(Opcode::Contains, *left, one());
      break;
    case ast::CompareOp::IsEmpty:
      bound.expr = CheckedExpr::Single(Opcode::IsEmpty, *left);
      break;
    case ast::CompareOp::IsKnown:
      bound.expr = CheckedExpr::Single(Opcode::IsKnown, *left);
      break;
    case ast::CompareOp::Within:
    case ast::CompareOp::OlderThan:
      break;  // handled above
  }
  if (comparison.negated) bound.expr = CheckedExpr::Not(std::move(bound.expr));
  // What the customer gave in place of a value that was turned down is tested, too.
  const auto& values = context_.scope.values;
  const bool given = left->kind == CheckedExpr::Kind::Variable &&
                     std::any_of(values.begin(), values.end(),
                                 [&](const auto& value) { return value->slot == left->variable; });
  if (given) bound.checked = left->variable;
  return bound;
}

}  // namespace proviso::compiler
