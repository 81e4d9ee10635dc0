// SPDX-License-Identifier: Apache-2.0
// Conditions: what each test says, as a node of the syntax tree (LANGUAGE section 5).
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "ProvisoTokens.h"
#include "compiler/parse/internal/reading_builder.h"

namespace proviso::parse {
namespace {

using L = ProvisoTokens;
using View = std::span<const Token>;

struct Comparing {
  std::string_view construction;
  ast::CompareOp op;
  bool negated;
};
constexpr std::array kComparisons = {
    Comparing{"More", ast::CompareOp::More, false},
    Comparing{"Less", ast::CompareOp::Less, false},
    Comparing{"AtLeast", ast::CompareOp::AtLeast, false},
    Comparing{"AtMost", ast::CompareOp::AtMost, false},
    Comparing{"Is", ast::CompareOp::Is, false},
    Comparing{"IsNot", ast::CompareOp::Is, true},
    Comparing{"OneOf", ast::CompareOp::OneOf, false},
    Comparing{"Contains", ast::CompareOp::Contains, false},
    Comparing{"ContainsNot", ast::CompareOp::Contains, true},
    Comparing{"Empty", ast::CompareOp::IsEmpty, false},
    Comparing{"Known", ast::CompareOp::IsKnown, false},
    Comparing{"After", ast::CompareOp::After, false},
    Comparing{"Before", ast::CompareOp::Before, false},
    Comparing{"AgoMore", ast::CompareOp::OlderThan, false},
    Comparing{"AgoLess", ast::CompareOp::Within, false},
    Comparing{"Within", ast::CompareOp::Within, false},
    Comparing{"Beyond", ast::CompareOp::Within, true},
};

constexpr std::array kTimed = {
    Timed{"Today", ast::CompareOp::Is, false, ast::ClockWord::Today},
    Timed{"TodayNot", ast::CompareOp::Is, true, ast::ClockWord::Today},
    Timed{"UntilToday", ast::CompareOp::AtMost, false, ast::ClockWord::Today},
    Timed{"FromToday", ast::CompareOp::AtLeast, false, ast::ClockWord::Today},
    Timed{"Past", ast::CompareOp::Before, false, ast::ClockWord::Now},
    Timed{"Future", ast::CompareOp::After, false, ast::ClockWord::Now},
};

ast::ExprPtr ClockAt(const Span& span, ast::ClockWord word) {
  auto clock = std::make_unique<ast::Expr>();
  clock->span = span;
  clock->node = word;
  return clock;
}

}  // namespace

ast::ConditionPtr ReadingBuilder::FreeOf(const ReadNode& node) {
  return MakeCondition(phrases_.SpanOf(node.tokens()),
                       ast::FreeCondition{Words(node.tokens()), mentions_.ToolsIn(node.tokens())});
}

// "CLOSED, LOST": a status is one of its codes, never two.
void ReadingBuilder::JoinCodes(std::vector<ast::ConditionPtr>& parts) {
  const auto code = [](const ast::ConditionPtr& part) -> ast::Comparison* {
    auto* comparison = std::get_if<ast::Comparison>(&part->node);
    const bool is = comparison != nullptr && comparison->left == nullptr && !comparison->negated &&
                    comparison->op == ast::CompareOp::Is && comparison->right.size() == 1;
    const auto* literal =
        is ? std::get_if<ast::Literal>(&comparison->right.front()->node) : nullptr;
    if (literal == nullptr || literal->type != ValueType::Text) return nullptr;
    const std::string_view text = literal->value.view().text();
    const bool lower =
        std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return lower ? nullptr : comparison;
  };
  if (parts.size() < 2 || !std::all_of(parts.begin(), parts.end(), code)) return;
  ast::Comparison* one = code(parts.front());
  one->op = ast::CompareOp::OneOf;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    parts.front()->span.end = std::max(parts.front()->span.end, parts[i]->span.end);
    one->right.push_back(std::move(code(parts[i])->right.front()));
  }
  parts.erase(parts.begin() + 1, parts.end());
}

// "Between 2 and 7 days from today", "30 to 60 days ago": both bounds count the same unit, and from
// the same moment.
void ReadingBuilder::JoinBounds(const ReadNode& part, std::vector<ast::ConditionPtr>& parts) {
  const std::vector<ReadNode> tests = part.All("part");
  if (parts.size() != 2 || tests.size() != 2) return;
  auto* low = std::get_if<ast::Comparison>(&parts.front()->node);
  auto* high = std::get_if<ast::Comparison>(&parts.back()->node);
  if (low == nullptr || high == nullptr || low->op != ast::CompareOp::AtLeast ||
      high->op != ast::CompareOp::AtMost || low->right.empty() || high->right.empty())
    return;
  auto* least = std::get_if<ast::Literal>(&low->right.front()->node);
  const auto* most = std::get_if<ast::Literal>(&high->right.front()->node);
  const std::vector<ReadNode> bounds = tests.front().All("right");
  const std::vector<ReadNode> ends = tests.back().All("right");
  if (least == nullptr || most == nullptr || most->type != ValueType::Duration) return;
  if (least->type == ValueType::Number && !bounds.empty() && !ends.empty()) {
    const View unit = ends.front().First("unit");
    const auto known = unit.empty() ? std::nullopt : phrases_.words().UnitOf(unit.front().folded);
    if (!known) return;
    *least = DurationLiteral(phrases_.TextOf(bounds.front().tokens().front()), *known,
                             phrases_.words().decimal_mark());
  }
  const auto now = [&] { return ClockAt(phrases_.SpanOf(part.tokens()), ast::ClockWord::Now); };
  const View left = tests.front().First("left");
  for (ast::Comparison* bound : {low, high}) {
    if (tests.back().Has("ago")) {
      bound->left = now();
      bound->right.resize(1);
      bound->right.push_back(mentions_.Operand(left));
    } else if (tests.back().Has("now")) {
      bound->right.push_back(now());
    } else if (const View of = tests.back().First("of"); !of.empty() && bound->right.size() == 1) {
      bound->right.push_back(mentions_.Operand(of));
    }
  }
}

// cond: parts joined by or, each of parts joined by and.
ast::ConditionPtr ReadingBuilder::Condition(const ReadNode& node) {
  ast::AnyOf any;
  View subject;
  for (const ReadNode& part : node.All("part")) {
    ast::AllOf all;
    for (const ReadNode& test : part.All("part")) {
      for (const ReadNode& construction : test.Constructions()) {
        all.parts.push_back(Test(construction, subject));
        all.parts.back()->again = construction.Has("still");
      }
    }
    if (all.parts.empty()) return FreeOf(node);
    JoinCodes(all.parts);
    JoinBounds(part, all.parts);
    if (all.parts.size() == 1) {
      any.parts.push_back(std::move(all.parts.front()));
    } else {
      const Span span = phrases_.SpanOf(part.tokens());
      any.parts.push_back(MakeCondition(span, std::move(all)));
    }
  }
  if (any.parts.empty()) return FreeOf(node);
  if (any.parts.size() == 1) return std::move(any.parts.front());
  return MakeCondition(phrases_.SpanOf(node.tokens()), std::move(any));
}

// "Bookings that are prepaid": each of them is a booking.
ReadingBuilder::View ReadingBuilder::EachOf(View things) {
  if (things.empty()) return things;
  const auto one = pack_.forms().Pair("singulars", things.back().folded);
  if (!one) return things;
  each_.assign(1, things.back());
  each_.front().folded = std::string(*one);
  return each_;
}

// `subject`: of the test before, which "and has been paid" goes on with.
ast::ConditionPtr ReadingBuilder::Test(const ReadNode& node, View& subject) {
  const std::string_view what = node.construction();
  if (what == "Glossed") return Glossed(node, subject);
  const Span span = phrases_.SpanOf(node.tokens());
  View own = node.First("subject");
  if (own.empty()) own = node.First("left");
  if (!own.empty()) {
    subject = named_ = own;
    looked_up_ = what == "NotFound";
  }
  if (of_class_) subject = EachOf(subject);
  for (const Comparing& one : kComparisons) {
    if (one.construction == what) return Compare(node, subject, one.op, one.negated);
  }
  if (what == "Between") {
    std::vector<ast::ConditionPtr> ends;
    ends.push_back(Compare(node, subject, ast::CompareOp::AtLeast, false, "low"));
    ends.push_back(Compare(node, subject, ast::CompareOp::AtMost, false));
    return MakeCondition(span, ast::AllOf{std::move(ends)});
  }
  for (const Timed& one : kTimed) {
    if (one.construction == what) return AgainstClock(node, subject, one);
  }
  if (what == "WrongFormat") {
    return MakeCondition(
        span, ast::PredicateCondition{
                  Noun(subject),
                  phrases_.FromText(std::string(phrases_.words().text("format")), span), true});
  }
  if (what == "OtherValue") {
    ast::Comparison other;
    other.left = mentions_.Operand(subject);
    other.op = ast::CompareOp::Is;
    other.negated = true;
    return MakeCondition(span, std::move(other));
  }
  if (what == "Zero") {
    ast::Comparison none;
    none.left = mentions_.Operand(subject);
    none.op = ast::CompareOp::Is;
    auto zero = std::make_unique<ast::Expr>();
    zero->span = span;
    zero->node = ast::Literal{Value::Decimal("0"), ValueType::Number};
    none.right.push_back(std::move(zero));
    return none.left == nullptr ? FreeOf(node) : MakeCondition(span, std::move(none));
  }
  if (what == "Named" && node.Has("no_value") && !IsShoutedWord(node)) {
    return MakeCondition(
        span, ast::PredicateCondition{
                  {}, phrases_.FromText(std::string(phrases_.words().text("found")), span), true});
  }
  if (what == "Soon" || what == "Far") return ToCome(node, subject);
  if (what == "Yes" || what == "No") {
    return MakeCondition(span, ast::CustomerAnswer{what == "Yes", Words(node.First("about"))});
  }
  if (what == "Wants") {
    return MakeCondition(span, ast::NamedTest{Noun(node.First("about")), true});
  }
  if (what == "Found" || what == "NotFound") {
    // One word for all that say so ("comes up", "nothing is there"), which sema knows.
    ast::Phrase found = State(node.First("predicate"));
    if (found.empty()) {
      found = phrases_.FromText(std::string(phrases_.words().text("found")), span);
    }
    return MakeCondition(
        span, ast::PredicateCondition{Noun(subject), std::move(found), what == "NotFound"});
  }
  if (what == "Attempts") {
    if (const std::uint32_t count = CountOf(node); count > 0) {
      return MakeCondition(span, ast::Attempts{count});
    }
    return FreeOf(node);
  }
  if (what == "State" || what == "StateNot") return States(node, subject, what == "StateNot");
  if (what == "Has" || what == "HasNot" || what == "Happens" || what == "HappensNot") {
    if (IsCustomer(subject)) return FreeOf(node);
    ast::PredicateCondition said{Noun(subject), State(node.First("predicate")),
                                 what == "HasNot" || what == "HappensNot"};
    if (what == "HappensNot") said.happened = Happened(said.predicate);
    return MakeCondition(span, std::move(said));
  }
  if (what == "Fails") {
    ast::ToolFails fails;
    std::vector<ast::ToolMention> tools = mentions_.ToolsIn(node.tokens());
    if (!tools.empty()) fails.tool = std::move(tools.front());
    fails.subject = Words(subject.empty() ? node.tokens() : subject);
    return MakeCondition(span, std::move(fails));
  }
  if (what == "NewValue") {
    return MakeCondition(span, ast::NewValueProvided{Noun(node.First("noun"))});
  }
  if (what == "Vague") return MakeCondition(span, ast::Vague{Words(node.tokens())});
  if (what == "Expression") {
    const View negated = node.First("negated");
    ast::ExprPtr expr = mentions_.BuildBraces(negated.empty() ? node.First("expr") : negated);
    if (expr == nullptr) return FreeOf(node);
    ast::ConditionPtr plain = MakeCondition(span, ast::ExprCondition{std::move(expr)});
    if (negated.empty()) return plain;
    return MakeCondition(span, ast::NotCondition{std::move(plain)});
  }
  if (what == "Named") return Named(node);
  if (what == "Quoted") return Quoted(node);
  return FreeOf(node);
}

// "“out_of_stock”: …": a status or an option by its name.
ast::ConditionPtr ReadingBuilder::Quoted(const ReadNode& node) {
  std::vector<ast::ConditionPtr> parts;
  for (const ast::ExprPtr& value : Values(node.All("value"))) {
    const auto* literal = std::get_if<ast::Literal>(&value->node);
    if (literal == nullptr || literal->type != ValueType::Text) return FreeOf(node);
    parts.push_back(MakeCondition(
        value->span,
        ast::NamedTest{phrases_.FromText(std::string(literal->value.view().text()), value->span),
                       false}));
  }
  if (parts.empty()) return FreeOf(node);
  if (parts.size() == 1) {
    // “Yes” – what the customer says.
    const std::vector<std::string> words =
        std::get<ast::NamedTest>(parts.front()->node).phrase.words;
    const auto is = [&](std::uint16_t type) {
      return words.size() == 1 && phrases_.words().IsOneOf(Place::Expression, words.front(), type);
    };
    if (is(L::YES) || is(L::NO)) parts.front()->node = ast::CustomerAnswer{is(L::YES), {}};
    return std::move(parts.front());
  }
  return MakeCondition(phrases_.SpanOf(node.tokens()), ast::AnyOf{std::move(parts)});
}

// "starts in less than 24 hours": from now to the moment that is named.
ast::ConditionPtr ReadingBuilder::ToCome(const ReadNode& node, View subject) {
  ast::Comparison comparison;
  comparison.op =
      node.construction() == "Soon" ? ast::CompareOp::Within : ast::CompareOp::OlderThan;
  comparison.left = mentions_.Operand(subject);
  comparison.right = Values(node.All("right"));
  if (comparison.left == nullptr || comparison.right.size() != 1) return FreeOf(node);
  comparison.right.push_back(ClockAt(phrases_.SpanOf(node.tokens()), ast::ClockWord::Now));
  return MakeCondition(phrases_.SpanOf(node.tokens()), std::move(comparison));
}

// "is in the past", "is still to come", "is today or in the past".
ast::ConditionPtr ReadingBuilder::AgainstClock(const ReadNode& node, View subject,
                                               const Timed& against) {
  ast::Comparison comparison;
  comparison.op = against.op;
  comparison.negated = against.negated;
  comparison.left = mentions_.Operand(subject);
  if (comparison.left == nullptr) return FreeOf(node);
  comparison.right.push_back(ClockAt(phrases_.SpanOf(node.tokens()), against.clock));
  return MakeCondition(phrases_.SpanOf(node.tokens()), std::move(comparison));
}

// A state in the word that tools and the lexicon have for it, whatever the language of the text.
ast::Phrase ReadingBuilder::State(View tokens) const {
  ast::Phrase state = Words(tokens);
  for (const auto& [said, meant] : pack_.forms().Pairs("states")) {
    if (state.words != said) continue;
    state.words = meant;
    state.text = fmt::format("{}", fmt::join(meant, " "));
    break;
  }
  return state;
}

// "Did not arrive", "failed to arrive": what a record says of it is that it has not *arrived*.
std::string ReadingBuilder::Happened(const ast::Phrase& predicate) const {
  if (predicate.empty()) return {};
  const pack::VerbWord* verb = pack_.FindVerb(predicate.words.front());
  return verb != nullptr && verb->is_base ? verb->participle_of_base : std::string();
}

// "is delivered", "is lost or damaged"; negated it is none of them.
ast::ConditionPtr ReadingBuilder::States(const ReadNode& node, View subject, bool negated) {
  const Span span = phrases_.SpanOf(node.tokens());
  std::vector<ast::ConditionPtr> parts;
  const std::vector<ReadNode> states = node.All("state");
  const bool names = std::all_of(states.begin(), states.end(), [&](const ReadNode& state) {
    return IsNameLike(state.tokens()) && !OpensLine(state);
  });
  if (names && states.size() > 1) {
    ast::Comparison comparison;
    if (!IsCustomer(subject)) comparison.left = mentions_.Operand(subject);
    comparison.op = ast::CompareOp::OneOf;
    comparison.negated = negated;
    comparison.right = Values(states);
    return MakeCondition(span, std::move(comparison));
  }
  for (const ReadNode& state : states) {
    const Span at = phrases_.SpanOf(state.tokens());
    // What a customer is, only a person can tell, unless a tool can.
    const Tokens words(state.tokens().begin(), state.tokens().end());
    if (IsCustomer(subject) && !IsNameLike(words) && !state.Has("record") &&
        phrases_.words().Match(Place::Condition, words, 0).type != L::CHECKED) {
      return FreeOf(node);
    }
    if (IsNameLike(state.tokens()) && !OpensLine(state)) {
      ast::Comparison comparison;
      if (!IsCustomer(subject)) comparison.left = mentions_.Operand(subject);
      comparison.op = ast::CompareOp::Is;
      comparison.negated = negated;
      comparison.right = Values({state});
      parts.push_back(MakeCondition(at, std::move(comparison)));
    } else {
      parts.push_back(MakeCondition(
          at, ast::PredicateCondition{
                  Noun(subject), State(state.Has("meant") ? state.First("meant") : state.tokens()),
                  negated}));
    }
  }
  if (parts.empty()) return FreeOf(node);
  if (parts.size() == 1) {
    parts.front()->span = span;
    return std::move(parts.front());
  }
  if (negated) return MakeCondition(span, ast::AllOf{std::move(parts)});
  return MakeCondition(span, ast::AnyOf{std::move(parts)});
}

// "A year", "two weeks", and the last "month".
std::optional<ast::Literal> ReadingBuilder::SpelledDuration(View tokens) const {
  if (tokens.size() == 1) {
    const auto alone = phrases_.words().UnitOf(tokens[0].folded);
    if (!alone) return std::nullopt;
    return DurationLiteral("1", *alone, phrases_.words().decimal_mark());
  }
  if (tokens.size() != 2) return std::nullopt;
  const auto unit = phrases_.words().UnitOf(tokens[1].folded);
  const bool one = pack_.flags(pack_.Find(tokens[0].folded)).article;
  const auto numeral = pack_.forms().Pair("numerals", tokens[0].folded);
  if (!unit || (!one && !numeral)) return std::nullopt;
  return DurationLiteral(numeral.value_or("1"), *unit, phrases_.words().decimal_mark());
}

// "1 March 2026", "March 1st, 2026": a day, a month by its name and a year of four digits.
std::optional<ast::Literal> ReadingBuilder::SpelledDate(View tokens) const {
  std::string month;
  std::string day;
  std::string year;
  for (const Token& token : tokens) {
    const std::string text = phrases_.TextOf(token);
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits == 4 && text.size() == 4) {
      year = text;
    } else if (digits == 1 || digits == 2) {
      day = std::string(2 - digits, '0') + text.substr(0, digits);
    } else if (const auto named = pack_.forms().Pair("months", token.folded)) {
      month = *named;
    }
  }
  if (month.empty() || day.empty() || year.empty()) return std::nullopt;
  constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const int number = std::stoi(day);
  if (number < 1 || number > kDays.at(static_cast<std::size_t>(std::stoi(month)) - 1))
    return std::nullopt;
  const std::string iso = year + "-" + month + "-" + day;
  return ast::Literal{Value::String(iso), ValueType::Date};
}

std::vector<ast::ExprPtr> ReadingBuilder::Values(const std::vector<ReadNode>& nodes) {
  std::vector<ast::ExprPtr> values;
  for (const ReadNode& node : nodes) {
    View tokens = node.tokens();
    std::size_t length = 0;
    if (tokens.front().type == L::BRACE_OPEN) {
      if (ast::ExprPtr value = mentions_.BuildBraces(tokens)) values.push_back(std::move(value));
      continue;
    }
    // "Lower than the last reading": another value.
    if (node.rule() == "compared_with") {
      if (ast::ExprPtr value = mentions_.Operand(tokens)) values.push_back(std::move(value));
      continue;
    }
    auto value = std::make_unique<ast::Expr>();
    value->span = phrases_.SpanOf(tokens);
    const auto numeral =
        tokens.size() == 1 ? pack_.forms().Pair("numerals", tokens.front().folded) : std::nullopt;
    if (node.Has("now")) {
      value->node = ast::ClockWord::Now;
    } else if (auto date = SpelledDate(tokens)) {
      value->node = std::move(*date);
    } else if (auto literal = phrases_.LiteralAt(tokens, 0, length)) {
      value->node = std::move(*literal);
    } else if (auto span = SpelledDuration(tokens)) {
      value->node = std::move(*span);
    } else if (numeral && node.Has("spelled")) {
      value->node = ast::Literal{Value::Decimal(*numeral), ValueType::Number};
    } else if (node.Has("truth") || node.rule() == "yes_no_word") {
      value->node = ast::Literal{Value::Bool(node.Has("true")), ValueType::YesNo};
    } else {
      value->node = TextLiteral(Noun(tokens).text);
    }
    values.push_back(std::move(value));
  }
  return values;
}

ast::ConditionPtr ReadingBuilder::Compare(const ReadNode& node, View subject, ast::CompareOp op,
                                          bool negated, std::string_view against) {
  ast::Comparison comparison;
  comparison.op = op;
  comparison.negated = negated;
  if (View counted = node.First("counted"); !counted.empty()) {
    // "Extras in the box"
    if (const View in = node.First("in"); !in.empty())
      counted =
          View(counted.data(), static_cast<std::size_t>(in.data() + in.size() - counted.data()));
    comparison.left = std::make_unique<ast::Expr>();
    comparison.left->span = phrases_.SpanOf(counted);
    comparison.left->node = ast::Unary{ast::UnaryOp::CountOf, mentions_.Operand(counted)};
  } else if (!subject.empty()) {
    comparison.left = mentions_.Operand(subject);
  }
  std::vector<ReadNode> right = node.All("item");
  if (right.empty()) right = against.empty() ? node.All("right") : node.All(against);
  if (op == ast::CompareOp::Contains) {
    if (!right.empty()) comparison.right.push_back(mentions_.Operand(right.front().tokens()));
  } else if (op == ast::CompareOp::After || op == ast::CompareOp::Before ||
             (!right.empty() && right.front().rule() == "when_value")) {
    // "After the withdrawal deadline": a value of that name.
    for (const ReadNode& moment : right) {
      ast::ExprPtr value = mentions_.Operand(moment.tokens());
      if (auto date = SpelledDate(moment.tokens())) {
        value = std::make_unique<ast::Expr>();
        value->span = phrases_.SpanOf(moment.tokens());
        value->node = std::move(*date);
      }
      if (value != nullptr) comparison.right.push_back(std::move(value));
    }
  } else {
    comparison.right = Values(right);
  }
  if (op == ast::CompareOp::Is && comparison.right.size() > 1)
    comparison.op = ast::CompareOp::OneOf;
  if (const View of = node.First("of"); !of.empty()) {
    comparison.right.push_back(mentions_.Operand(of));
  }
  const bool takes_none = op == ast::CompareOp::IsEmpty || op == ast::CompareOp::IsKnown;
  if (comparison.right.empty() && !takes_none) return FreeOf(node);
  return MakeCondition(phrases_.SpanOf(node.tokens()), std::move(comparison));
}

// A condition that is only a name: an option, a status, something that is true of the thing.
ast::ConditionPtr ReadingBuilder::Named(const ReadNode& node) {
  const Span span = phrases_.SpanOf(node.tokens());
  const std::vector<ReadNode> values = node.All("value");
  // "the customer sounds angry": no name of anything.
  if (node.tokens().size() > 1 && IsCustomer(FirstWord(node))) {
    return FreeOf(node);
  }
  const bool names = std::all_of(values.begin(), values.end(),
                                 [&](const ReadNode& value) { return IsNameLike(value.tokens()); });
  if (names && !values.empty()) {
    ast::Comparison comparison;
    comparison.op = values.size() > 1 ? ast::CompareOp::OneOf : ast::CompareOp::Is;
    comparison.right = Values(values);
    return MakeCondition(span, std::move(comparison));
  }
  std::vector<ast::ConditionPtr> parts;
  // With its article, which tells a clause ("the size runs small") from a name.
  constexpr std::size_t kLongestName = 3;
  const bool whole = values.size() == 1 && node.tokens().size() > kLongestName;
  for (const ReadNode& value : values) {
    parts.push_back(
        MakeCondition(phrases_.SpanOf(value.tokens()),
                      ast::NamedTest{whole ? Words(node.tokens()) : Noun(value), false}));
  }
  if (parts.empty()) return FreeOf(node);
  if (parts.size() == 1) return std::move(parts.front());
  return MakeCondition(span, ast::AnyOf{std::move(parts)});
}

// Quoted words, amounts, or names in capitals: what a status or a level looks like.
bool ReadingBuilder::IsNameLike(View tokens) const {
  // `group`, as a value stands in the record.
  const bool code = !tokens.empty() && tokens.front().begin > 0 &&
                    phrases_.TextOf(tokens.front().begin - 1, tokens.front().begin) == "`";
  if (code) return true;
  bool any = false;
  for (const Token& token : tokens) {
    switch (token.type) {
      case L::QUOTE_OPEN:
      case L::SINGLE_QUOTED:
      case L::NUMBER:
      case L::PERCENT:
      case L::MONEY:
      case L::DATE:
      case L::BRACE_OPEN:
        return true;
      default:
        break;
    }
    if (token.folded.empty()) return false;
    if (phrases_.words().IsSmallWord(token.folded)) continue;
    if (shouted_ || !phrases_.IsCapitalised(token)) return false;
    any = true;
  }
  return any;
}

std::uint32_t ReadingBuilder::CountOf(const ReadNode& node) const {
  constexpr std::array<std::string_view, 5> kCounts = {"n1", "n2", "n3", "n4", "n5"};
  for (std::size_t i = 0; i < kCounts.size(); ++i) {
    if (node.Has(kCounts[i])) return static_cast<std::uint32_t>(i + 1);
  }
  const View number = node.First("count");
  std::uint32_t count = 0;
  if (!number.empty()) {
    const std::string text = phrases_.TextOf(number.front());
    std::from_chars(text.data(), text.data() + text.size(), count);
  }
  return count;
}

// "Controlled medicines": the capital letter is that of the sentence.
bool ReadingBuilder::OpensLine(const ReadNode& node) const {
  return node.begin() == 0 && node.tokens().front().type == L::WORD && !IsShoutedWord(node);
}

// "NONE" as systems write it, not "None".
bool ReadingBuilder::IsShoutedWord(const ReadNode& node) const {
  const std::string text = phrases_.TextOf(node.tokens().front());
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

ReadingBuilder::View ReadingBuilder::FirstWord(const ReadNode& node) const {
  View tokens = node.tokens();
  while (tokens.size() > 1 && pack_.flags(pack_.Find(tokens.front().folded)).article) {
    tokens = tokens.subspan(1);
  }
  return tokens.first(1);
}

bool ReadingBuilder::IsCustomer(View tokens) const {
  return !tokens.empty() && std::all_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    const pack::WordFlags flags = pack_.flags(pack_.Find(token.folded));
    return token.type == L::WORD && (flags.article || flags.customer);
  });
}

}  // namespace proviso::parse
