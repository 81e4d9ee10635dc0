// SPDX-License-Identifier: Apache-2.0
// Conditions (LANGUAGE section 5). What is clearly an answer, a predicate or a comparison becomes
// one; anything else stays free, which costs a judgement at run time but never a wrong branch.
#include <algorithm>

#include "compiler/parse/internal/clause_marker.h"
#include "compiler/parse/internal/line_builder.h"

namespace proviso::parse {
namespace {

using L = ProvisoParser;
using View = std::span<const Token>;

template <typename Node>
ast::ConditionPtr Make(Span span, Node node) {
  auto condition = std::make_unique<ast::Condition>();
  condition->span = span;
  condition->node = std::move(node);
  return condition;
}

bool IsVerb(std::uint16_t type) { return type == L::NOT || IsVerbOfCondition(type); }

bool IsFiller(std::uint16_t type) {
  return type == L::COMMA || type == L::LEAD_IN || type == L::DASH || type == L::THEN;
}

View Trim(View tokens) {
  while (!tokens.empty() && IsFiller(tokens.front().type)) tokens = tokens.subspan(1);
  while (!tokens.empty() && IsFiller(tokens.back().type)) tokens = tokens.first(tokens.size() - 1);
  return tokens;
}

std::size_t FindType(View tokens, std::uint16_t type) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].type == type) return i;
  }
  return tokens.size();
}

std::optional<ast::CompareOp> OperatorOf(std::uint16_t type) {
  switch (type) {
    case L::MORE:
      return ast::CompareOp::More;
    case L::LESS:
      return ast::CompareOp::Less;
    case L::AT_LEAST:
      return ast::CompareOp::AtLeast;
    case L::AT_MOST:
      return ast::CompareOp::AtMost;
    case L::BEFORE:
      return ast::CompareOp::Before;
    case L::AFTER:
      return ast::CompareOp::After;
    case L::WITHIN:
      return ast::CompareOp::Within;
    case L::OLDER_THAN:
      return ast::CompareOp::OlderThan;
    default:
      return std::nullopt;
  }
}

bool IsAmount(std::uint16_t type) {
  return type == L::NUMBER || type == L::PERCENT || type == L::MONEY || type == L::DATE;
}

}  // namespace

ast::ConditionPtr LineBuilder::BuildCondition(ProvisoParser::ConditionContext* context) {
  ast::AnyOf any;
  View subject;
  for (ProvisoParser::AllOfContext* part : context->allOf()) {
    any.parts.push_back(BuildAllOf(part, subject));
  }
  if (any.parts.size() == 1) return std::move(any.parts.front());
  const Span span = Cover(any.parts.front()->span, any.parts.back()->span);
  return Make(span, std::move(any));
}

ast::ConditionPtr LineBuilder::BuildAllOf(ProvisoParser::AllOfContext* context, View& subject) {
  ast::AllOf all;
  for (ProvisoParser::AtomContext* atom : context->atom()) {
    all.parts.push_back(BuildAtom(ViewOf(atom), subject));
  }
  if (all.parts.size() == 1) return std::move(all.parts.front());
  const Span span = Cover(all.parts.front()->span, all.parts.back()->span);
  return Make(span, std::move(all));
}

// `subject`: of the condition before, which "and has been paid" goes on with.
ast::ConditionPtr LineBuilder::BuildAtom(View tokens, View& subject) {
  tokens = Trim(tokens);
  if (tokens.empty()) return Free(tokens);
  // "a company mistake (Oracle says Yes)": the brackets tell how to know.
  const std::size_t open = FindType(tokens, L::LPAREN);
  if (open < tokens.size() && open > 0) {
    const std::size_t close = FindType(tokens.subspan(open), L::RPAREN) + open;
    const Tokens inner =
        Retyped(tokens.subspan(open + 1, std::min(close, tokens.size()) - open - 1));
    for (std::size_t i = 1; i < inner.size(); ++i) {
      if (!IsVerb(inner[i].type)) continue;
      View none;
      return VerbAtom(inner, i, none);
    }
    if (close + 1 >= tokens.size()) return BuildAtom(tokens.first(open), subject);
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (IsVerb(tokens[i].type)) return VerbAtom(tokens, i, subject);
  }
  return BareAtom(tokens);
}

// A condition without a verb: "applicable", "yes", "Gold or Silver", "{total > 10}".
ast::ConditionPtr LineBuilder::BareAtom(View tokens) {
  const Span span = SpanOf(tokens);
  if (tokens.front().type == L::BRACE_OPEN) {
    ast::ExprPtr expr = mentions_.BuildBraces(tokens);
    if (expr == nullptr) return Free(tokens);
    return Make(span, ast::ExprCondition{std::move(expr)});
  }
  if (tokens.size() == 1) {
    const std::uint16_t type = tokens.front().type;
    if (type == L::VAGUE) return Make(span, ast::Vague{phrases_.Make(tokens)});
    if (type == L::YES || type == L::NO) return Make(span, ast::CustomerAnswer{type == L::YES, {}});
  }
  const std::size_t fresh = FindType(tokens, L::NEW);
  if (fresh + 1 < tokens.size() && FindType(tokens, L::PROVIDES) < tokens.size()) {
    return Make(span, ast::NewValueProvided{Noun(tokens.subspan(fresh + 1))});
  }
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (const auto op = OperatorOf(tokens[i].type); op && IsAmount(tokens[i + 1].type)) {
      return Compare(tokens.first(i), *op, tokens.subspan(i + 1), false, tokens);
    }
  }
  if (IsValueLike(tokens)) {
    // "Guest or Bronze", "Guest customer": the word for the customer is no part of the value.
    View value = tokens;
    while (value.size() > 1 && value.back().type == L::CUSTOMER &&
           !phrases_.IsCapitalised(value.back())) {
      value = value.first(value.size() - 1);
    }
    std::vector<ast::ExprPtr> values = Values(value);
    if (!values.empty()) {
      ast::Comparison comparison;
      comparison.op = values.size() > 1 ? ast::CompareOp::OneOf : ast::CompareOp::Is;
      comparison.right = std::move(values);
      return Make(span, std::move(comparison));
    }
  }
  return Free(tokens);
}

ast::ConditionPtr LineBuilder::VerbAtom(View tokens, std::size_t verb, View& inherited) {
  const Span span = SpanOf(tokens);
  View subject = Trim(tokens.first(verb));
  if (subject.empty()) {
    subject = inherited;
  } else {
    inherited = subject;
  }
  bool negated = false;
  if (subject.size() > 1 && subject.front().type == L::NO) {
    // "no account is found"
    negated = true;
    subject = subject.subspan(1);
  }
  bool copula = false;
  bool auxiliary = false;
  std::size_t at = verb;
  for (; at < tokens.size(); ++at) {
    const std::uint16_t type = tokens[at].type;
    if (type == L::COPULA || type == L::COPULA_NOT) {
      copula = true;
    } else if (type == L::AUXILIARY || type == L::AUXILIARY_NOT || type == L::MODAL ||
               type == L::MODAL_NOT) {
      auxiliary = true;
    } else if (type != L::NOT && type != L::LEAD_IN) {
      break;
    }
    if (type == L::COPULA_NOT || type == L::AUXILIARY_NOT || type == L::MODAL_NOT ||
        type == L::NOT) {
      negated = !negated;
    }
  }
  const View rest = Trim(tokens.subspan(at));
  const bool customer = subject.empty() || IsCustomer(subject);
  if (rest.empty()) {
    // "if they do", "if it has not": the answer to the last question.
    if (customer && (copula || auxiliary)) return Make(span, ast::CustomerAnswer{!negated, {}});
    return Free(tokens);
  }
  const std::uint16_t first = rest.front().type;
  const View behind = rest.subspan(1);
  const auto predicate = [&](View words) {
    return Make(span, ast::PredicateCondition{Noun(subject), phrases_.Make(words), negated});
  };
  switch (first) {
    case L::ACCEPTS:
    case L::DECLINES:
      if (customer) {
        return Make(span,
                    ast::CustomerAnswer{(first == L::ACCEPTS) != negated, phrases_.Make(behind)});
      }
      if (rest.size() == 1) {
        // "the system says yes"
        const std::string_view phrase = rest.front().folded;
        const std::uint16_t last =
            phrases_.words().TypeOf(Place::Condition, phrase.substr(phrase.rfind(' ') + 1));
        if (last == L::YES || last == L::NO) return Says(subject, last == L::YES, negated, tokens);
      }
      return predicate(rest);
    case L::FAILS: {
      ast::ToolFails fails;
      std::vector<ast::ToolMention> tools = mentions_.ToolsIn(subject);
      if (tools.empty() && !customer) return predicate(rest);
      if (!tools.empty()) fails.tool = std::move(tools.front());
      fails.subject = phrases_.Make(subject);
      if (negated) break;
      return Make(span, std::move(fails));
    }
    case L::PROVIDES: {
      const View where = FindType(subject, L::NEW) < subject.size() ? subject : behind;
      const std::size_t fresh = FindType(where, L::NEW);
      if (fresh < where.size()) {
        ast::ConditionPtr condition =
            Make(span, ast::NewValueProvided{Noun(where.subspan(fresh + 1))});
        if (!negated) return condition;
        return Make(span, ast::NotCondition{std::move(condition)});
      }
      if (customer) return Free(tokens);
      return predicate(rest);
    }
    case L::SAYS: {
      const View said = Trim(behind);
      if (!said.empty() && (said.front().type == L::YES || said.front().type == L::NO)) {
        const bool yes = said.front().type == L::YES;
        if (customer) return Make(span, ast::CustomerAnswer{yes != negated, {}});
        return Says(subject, yes, negated, tokens);
      }
      if (!customer && !said.empty() && IsValueLike(said)) {
        return Compare(subject, ast::CompareOp::Is, said, negated, tokens);
      }
      return Free(tokens);
    }
    case L::CONTAINS:
      return Compare(subject, ast::CompareOp::Contains, behind, negated, tokens);
    case L::HAPPENS:
      // "the user does not exist" is a test; with an object it is something the customer does.
      if (IsCustomer(subject) && auxiliary && rest.size() > 1) return Free(tokens);
      return predicate(rest);
    default:
      break;
  }
  if (ast::ConditionPtr timed = Timed(subject, rest, negated, tokens)) return timed;
  if (copula || (negated && !auxiliary)) return CopulaAtom(tokens, subject, rest, negated);
  // "wants to go on": the answer to the question whether to.
  if (IsCustomer(subject)) {
    const Tokens words(rest.begin(), rest.end());
    const VocabularyMatch leading = phrases_.words().Match(Place::Leading, words, 0);
    if (leading.type == L::CONTINUE && leading.length == words.size()) {
      return Make(span, ast::CustomerAnswer{!negated, {}});
    }
    return Free(tokens);
  }
  if (customer) return Free(tokens);
  return predicate(rest);
}

ast::ConditionPtr LineBuilder::Says(View subject, bool yes, bool negated, View whole) {
  ast::Comparison comparison;
  comparison.left = mentions_.Operand(subject);
  comparison.op = ast::CompareOp::Is;
  comparison.negated = negated;
  auto answer = std::make_unique<ast::Expr>();
  answer->span = SpanOf(whole);
  answer->node = ast::Literal{Value::Bool(yes), ValueType::YesNo};
  comparison.right.push_back(std::move(answer));
  return Make(SpanOf(whole), std::move(comparison));
}

// "was placed more than 30 days ago", "is within 14 days of delivery"
ast::ConditionPtr LineBuilder::Timed(View subject, View rest, bool negated, View whole) {
  for (std::size_t i = 0; i + 1 < rest.size(); ++i) {
    std::optional<ast::CompareOp> op = OperatorOf(rest[i].type);
    if (!op || rest[i + 1].type != L::NUMBER) continue;
    std::size_t length = 0;
    const auto literal = phrases_.LiteralAt(rest, i + 1, length);
    if (!literal || literal->type != ValueType::Duration) continue;
    // More days ago is older; more days late is not.
    if (*op == ast::CompareOp::More && i > 0) op = ast::CompareOp::OlderThan;
    if (*op == ast::CompareOp::Less && i > 0) op = ast::CompareOp::Within;
    View left = subject;
    if (i > 0 && !subject.empty() && subject.data() + subject.size() <= rest.data()) {
      left = View(subject.data(), static_cast<std::size_t>(rest.data() + i - subject.data()));
    }
    ast::Comparison comparison;
    comparison.left = mentions_.Operand(left);
    comparison.op = *op;
    comparison.negated = negated;
    comparison.right.push_back(mentions_.Operand(rest.subspan(i + 1, length)));
    const std::size_t of = FindType(rest.subspan(i + 1 + length), L::OF) + i + 1 + length;
    if (of + 1 < rest.size()) comparison.right.push_back(mentions_.Operand(rest.subspan(of + 1)));
    return Make(SpanOf(whole), std::move(comparison));
  }
  return nullptr;
}

ast::ConditionPtr LineBuilder::CopulaAtom(View whole, View subject, View rest, bool negated) {
  const Span span = SpanOf(whole);
  const std::uint16_t first = rest.front().type;
  const bool customer = IsCustomer(subject);
  if (first == L::VAGUE && rest.size() == 1 && (customer || subject.empty())) {
    return Make(span, ast::Vague{phrases_.Make(rest)});
  }
  if (first == L::EMPTY || first == L::KNOWN) {
    const ast::CompareOp op = first == L::EMPTY ? ast::CompareOp::IsEmpty : ast::CompareOp::IsKnown;
    return Compare(subject, op, {}, negated, whole);
  }
  if (first == L::NO && rest.size() > 1) {
    // "there is no active subscription"
    ast::PredicateCondition none;
    none.subject = phrases_.Make(subject);
    none.predicate = phrases_.Make(rest.subspan(1));
    none.negated = !negated;
    return Make(span, std::move(none));
  }
  if (first == L::YES || first == L::NO) {
    return Make(span, ast::CustomerAnswer{(first == L::YES) != negated, {}});
  }
  if (first == L::ONE_OF) {
    return Compare(subject, ast::CompareOp::OneOf, rest.subspan(1), negated, whole);
  }
  if (const auto op = OperatorOf(first)) {
    return Compare(subject, *op, rest.subspan(1), negated, whole);
  }
  if (IsValueLike(rest)) {
    View value = rest;
    if (customer && value.size() > 1 && value.back().type == L::CUSTOMER) {
      value = value.first(value.size() - 1);
    }
    return Compare(customer ? View{} : subject, ast::CompareOp::Is, value, negated, whole);
  }
  const bool list = FindType(rest, L::OR) < rest.size();
  if (customer) {
    if (list && FindType(rest, L::CHECKED) == rest.size()) {
      return Compare({}, ast::CompareOp::OneOf, rest, negated, whole);
    }
    if (first != L::CHECKED) return Free(whole);
  }
  if (!list) {
    return Make(span, ast::PredicateCondition{Noun(subject), phrases_.Make(rest), negated});
  }
  // "is lost or damaged"; negated it is neither.
  std::vector<ast::ConditionPtr> parts;
  for (ast::Phrase& word : phrases_.Members(rest)) {
    const Span at = word.span;
    parts.push_back(Make(at, ast::PredicateCondition{Noun(subject), std::move(word), negated}));
  }
  if (parts.empty()) return Free(whole);
  if (parts.size() == 1) return std::move(parts.front());
  if (negated) return Make(span, ast::AllOf{std::move(parts)});
  return Make(span, ast::AnyOf{std::move(parts)});
}

ast::ConditionPtr LineBuilder::Compare(View left, ast::CompareOp op, View right, bool negated,
                                       View whole) {
  ast::Comparison comparison;
  comparison.left = mentions_.Operand(left);
  comparison.negated = negated;
  comparison.op = op;
  const bool list = op == ast::CompareOp::Is || op == ast::CompareOp::OneOf;
  if (list) {
    comparison.right = Values(right);
    if (op == ast::CompareOp::Is && comparison.right.size() > 1) {
      comparison.op = ast::CompareOp::OneOf;
    }
  } else if (!right.empty()) {
    if (ast::ExprPtr operand = mentions_.Operand(right))
      comparison.right.push_back(std::move(operand));
  }
  const bool takes_none = op == ast::CompareOp::IsEmpty || op == ast::CompareOp::IsKnown;
  if (comparison.right.empty() && !takes_none) return Free(whole);
  return Make(SpanOf(whole), std::move(comparison));
}

// The members of a list as values: quoted or plain words are texts.
std::vector<ast::ExprPtr> LineBuilder::Values(View tokens) {
  std::vector<ast::ExprPtr> values;
  if (!tokens.empty() && (IsAmount(tokens.front().type) || tokens.front().type == L::BRACE_OPEN)) {
    if (ast::ExprPtr value = mentions_.Operand(tokens)) values.push_back(std::move(value));
    return values;
  }
  while (tokens.size() > 1 && tokens.front().type == L::DETERMINER) tokens = tokens.subspan(1);
  for (const ast::Phrase& member : phrases_.Members(tokens)) {
    auto value = std::make_unique<ast::Expr>();
    value->span = member.span;
    value->node = TextLiteral(member.text);
    values.push_back(std::move(value));
  }
  return values;
}

ast::ConditionPtr LineBuilder::Free(View tokens) {
  ast::FreeCondition free{phrases_.Make(tokens), mentions_.ToolsIn(tokens)};
  const Span span = tokens.empty() ? SpanOf(*tokens_) : SpanOf(tokens);
  return Make(span, std::move(free));
}

// The customer of this conversation, and nothing more: "a user with that email" is another one.
bool LineBuilder::IsCustomer(View subject) const {
  bool found = false;
  for (const Token& token : subject) {
    if (token.type == L::CUSTOMER || token.type == L::PRONOUN || token.type == L::THAT) {
      found = true;
    } else if (token.type != L::DETERMINER && token.type != L::LEAD_IN) {
      return false;
    }
  }
  return found;
}

// Quoted words, amounts, or names in capitals: what a status or a level looks like.
bool LineBuilder::IsValueLike(View tokens) const {
  bool any = false;
  bool in_quote = false;
  for (const Token& token : tokens) {
    if (token.type == L::QUOTE_OPEN) in_quote = any = true;
    if (token.type == L::QUOTE_CLOSE) in_quote = false;
    if (in_quote || token.type == L::QUOTE_CLOSE) continue;
    switch (token.type) {
      case L::COMMA:
      case L::OR:
      case L::AND:
      case L::DETERMINER:
        continue;
      case L::CUSTOMER:
        any = any || phrases_.IsCapitalised(token);
        continue;
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
    const std::string_view folded = token.folded;
    if (folded.empty()) return false;
    if (phrases_.words().IsSmallWord(folded)) continue;
    if (!phrases_.IsCapitalised(token)) return false;
    any = true;
  }
  return any;
}

Tokens LineBuilder::Retyped(View tokens) const {
  Tokens raw(tokens.begin(), tokens.end());
  Tokens out;
  for (std::size_t i = 0; i < raw.size();) {
    const VocabularyMatch match = phrases_.words().Match(Place::Condition, raw, i);
    const std::size_t length = match ? match.length : 1;
    Token token = raw[i];
    if (match) token.type = match.type;
    token.end = raw[i + length - 1].end;
    out.push_back(std::move(token));
    i += length;
  }
  return out;
}

}  // namespace proviso::parse
