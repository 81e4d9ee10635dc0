// SPDX-License-Identifier: Apache-2.0
// What a rule asks for, tested in front of each call that it speaks of (LANGUAGE section 9). What
// is not known there is not allowed.
#include "compiler/sema/rule_guard.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "compiler/sema/complements.h"
#include "compiler/sema/condition_binder.h"
#include "compiler/sema/places.h"
#include "compiler/sema/rule_book.h"
#include "compiler/sema/spoken_words.h"
#include "compiler/sema/step_writer.h"
#include "compiler/sema/tool_facts.h"
#include "compiler/sema/value_resolver.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {
namespace {

bool Shares(const Words& words, const Words& others) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return HasStem(others, word); });
}

bool Same(const CheckedExpr& a, const CheckedExpr& b) {
  return a.kind == b.kind && a.variable == b.variable && a.field.paths == b.field.paths &&
         a.operation == b.operation &&
         std::equal(a.operands.begin(), a.operands.end(), b.operands.begin(), b.operands.end(),
                    Same) &&
         a.kind != CheckedExpr::Kind::Constant && a.kind != CheckedExpr::Kind::Test;
}

// The answer of the customer that the condition speaks of, if it does.
const ast::CustomerAnswer* AnswerIn(const ast::Condition& condition) {
  if (const auto* answer = std::get_if<ast::CustomerAnswer>(&condition.node)) return answer;
  if (const auto* negated = std::get_if<ast::NotCondition>(&condition.node))
    return AnswerIn(*negated->operand);
  const auto* all = std::get_if<ast::AllOf>(&condition.node);
  const auto* any = std::get_if<ast::AnyOf>(&condition.node);
  if (all == nullptr && any == nullptr) return nullptr;
  for (const ast::ConditionPtr& part : all != nullptr ? all->parts : any->parts) {
    if (const ast::CustomerAnswer* answer = AnswerIn(*part)) return answer;
  }
  return nullptr;
}

// The nouns that the condition compares.
void NounsIn(const ast::Condition& condition, std::vector<const ast::Phrase*>& nouns) {
  if (const auto* negated = std::get_if<ast::NotCondition>(&condition.node)) {
    NounsIn(*negated->operand, nouns);
  } else if (const auto* all = std::get_if<ast::AllOf>(&condition.node)) {
    for (const ast::ConditionPtr& part : all->parts) NounsIn(*part, nouns);
  } else if (const auto* any = std::get_if<ast::AnyOf>(&condition.node)) {
    for (const ast::ConditionPtr& part : any->parts) NounsIn(*part, nouns);
  } else if (const auto* comparison = std::get_if<ast::Comparison>(&condition.node)) {
    if (comparison->left == nullptr) return;
    if (const auto* noun = std::get_if<ast::NounPath>(&comparison->left->node)) {
      nouns.push_back(&noun->noun);
    }
  }
}

// Both are about the thing that one parameter identifies.
bool SharesKey(const ToolDefinition& tool, const ToolDefinition& other) {
  return std::any_of(tool.parameters.begin(), tool.parameters.end(),
                     [&](const ToolParameter& parameter) {
                       return other.FindParameter(parameter.name) != nullptr;
                     });
}

std::string Unknown(std::string_view words) {
  return fmt::format("nothing before the call tells whether “{}”", words);
}

}  // namespace

// The question whose yes is a yes to this call: it speaks of what the rule names, of what the tool
// does, or of nothing but going on.
const KnownPrompt* RuleGuard::ConsentPrompt(const ast::Phrase& about, const ToolDefinition& tool,
                                            const CallSite& site) const {
  const auto specific = [&](const Words& words) {
    Words kept = Telling(lexicon(), words);
    std::erase_if(kept, [&](const std::string& word) { return lexicon().Is("go_on_words", word); });
    return kept;
  };
  const Words named = specific(about.words);
  Words deed;
  for (const std::string& word : IdentifierWords(tool.name)) {
    if (!lexicon().Is("tool_noise", word)) deed.push_back(word);
  }
  for (const std::string& word : specific(site.purpose)) {
    if (lexicon().EntityOf(word).empty()) deed.push_back(word);
  }
  // "The new price", asked as "the new total": an amount is known by being one.
  const auto is_amount = [&](const std::string& word) {
    return lexicon().ReadNoun({word}).type == ValueType::Money;
  };
  for (auto place = context_.scope.answered.rbegin(); place != context_.scope.answered.rend();
       ++place) {
    const KnownPrompt& prompt = **place;
    if (prompt.kind == PromptKind::Offer && prompt.options.size() > 1) continue;
    const Words asked = specific(prompt.question);
    const bool asks_amount = std::any_of(asked.begin(), asked.end(), is_amount);
    const auto told = [&](const std::string& word) {
      return Shares({word}, asked) || (asks_amount && is_amount(word));
    };
    const bool speaks = named.empty() ? asked.empty() || Shares(deed, asked)
                                      : std::all_of(named.begin(), named.end(), told);
    if (speaks) return &prompt;
  }
  return nullptr;
}

std::string RuleGuard::UnsettledPart(const ast::Condition& condition, const ToolDefinition& tool,
                                     const CallSite& site) {
  const auto all_of = [&](const std::vector<ast::ConditionPtr>& parts) {
    for (const ast::ConditionPtr& part : parts) {
      if (std::string words = UnsettledPart(*part, tool, site); !words.empty()) return words;
    }
    return std::string();
  };
  if (const auto* negated = std::get_if<ast::NotCondition>(&condition.node)) {
    return UnsettledPart(*negated->operand, tool, site);
  }
  if (const auto* all = std::get_if<ast::AllOf>(&condition.node)) return all_of(all->parts);
  if (const auto* any = std::get_if<ast::AnyOf>(&condition.node)) return all_of(any->parts);
  const std::string words = Written(condition.span);
  if (const auto* answer = std::get_if<ast::CustomerAnswer>(&condition.node)) {
    return ConsentPrompt(answer->about, tool, site) == nullptr ? words : std::string();
  }
  if (const auto* comparison = std::get_if<ast::Comparison>(&condition.node)) {
    return comparison->left == nullptr ? words : std::string();
  }
  if (const auto* predicate = std::get_if<ast::PredicateCondition>(&condition.node)) {
    // A result tells of what its tool is about and of nothing else.
    const Words subject = Telling(lexicon(), predicate->subject.words);
    const bool named = !predicate->subject.words.empty();
    if (named && lexicon().Is("possessors", predicate->subject.words.back())) return {};
    const auto found = tools_.FindPredicate(predicate->predicate.words);
    if (!found) return words;
    // "Anything that is shipped": what the call is about.
    const bool anything = subject.empty() || lexicon().Is("any_things", subject.back());
    if (anything) return SharesKey(*found->first.tool, tool) ? std::string() : words;
    Words about = IdentifierWords(found->first.tool->name);
    for (const std::string& word : SplitWords(found->first.noun)) about.push_back(word);
    for (const ToolParameter& parameter : found->first.tool->parameters) {
      for (const std::string& word : IdentifierWords(parameter.name)) about.push_back(word);
    }
    const std::string entity = lexicon().EntityOf(subject.back());
    const bool same =
        (!entity.empty() && entity == found->first.entity) || Shares({subject.back()}, about);
    return same ? std::string() : words;
  }
  const bool tested = std::holds_alternative<ast::ToolFails>(condition.node) ||
                      std::holds_alternative<ast::NewValueProvided>(condition.node) ||
                      std::holds_alternative<ast::ExprCondition>(condition.node);
  return tested ? std::string() : words;
}

// "The amount" of a rule about a call is what the call is made with. Of another value that goes by
// the same general name ("the order total" is an amount, too) the words must be its own.
void RuleGuard::LearnArguments(const ToolDefinition& tool, const CheckedStep& call,
                               const ast::Phrase& noun) {
  const Words words = Telling(lexicon(), noun.words);
  const Noun read = lexicon().ReadNoun(noun.words);
  const std::string name = SnakeCase(words);
  std::erase_if(context_.scope.values, [&](const auto& value) {
    const bool general = value->key == read.slot || value->key == read.key;
    return general && value->key != name && !value->spelling.ends_with("." + name + "}");
  });
  for (const CheckedArgument& argument : call.arguments) {
    const ToolParameter* parameter = tool.FindParameter(argument.parameter);
    if (parameter == nullptr || IdentifierWords(parameter->name) != words) continue;
    KnownValue value;
    value.key = read.key;
    value.type = argument.type;
    value.tier = 1;
    value.expr = argument.value;
    value.spelling = "{" + argument.parameter + "}";
    std::erase_if(context_.scope.values, [&](const auto& known) {
      return known->key == read.slot || known->key == read.key;
    });
    context_.scope.Learn(std::move(value));
  }
}

RuleTest RuleGuard::TestOf(const ast::HoldsFirst& holds, const ToolDefinition& tool,
                           const CheckedStep& call, const CallSite& site) {
  RuleTest test;
  const ast::Condition& condition = *holds.condition;
  // "Never use @a before @b": nothing but the other call.
  if (const auto* free = std::get_if<ast::FreeCondition>(&condition.node);
      free != nullptr && free->tools.size() == 1 &&
      free->tools.front().span.begin == condition.span.begin &&
      free->tools.front().span.end == condition.span.end) {
    return TestOfOrder(free->tools.front());
  }
  const std::string unsettled = UnsettledPart(condition, tool, site);
  const ast::CustomerAnswer* answer = AnswerIn(condition);
  if (!unsettled.empty()) {
    test.why = answer != nullptr && ConsentPrompt(answer->about, tool, site) == nullptr
                   ? "no question on every way to the call asks for the customer's yes to it"
                   : Unknown(unsettled);
    return test;
  }
  const Scope before = context_.scope;
  const bool replaying =
      std::exchange(context_.replaying, true);  // what fails here is told of below
  if (answer != nullptr) context_.scope.prompt = *ConsentPrompt(answer->about, tool, site);
  std::vector<const ast::Phrase*> nouns;
  NounsIn(condition, nouns);
  for (const ast::Phrase* noun : nouns) LearnArguments(tool, call, *noun);
  BoundCondition bound = conditions_.BindCondition(condition);
  context_.replaying = replaying;
  context_.scope = before;
  if (bound.broken || bound.needs_judgement || bound.vague) {
    test.why = Unknown(Written(condition.span));
    return test;
  }
  test.allowed = std::move(bound.expr);
  test.meaning = bound.meaning;
  return test;
}

// It has been called, and went well, on every way to here.
RuleTest RuleGuard::TestOfOrder(const ast::ToolMention& first) const {
  RuleTest test;
  test.proved =
      std::any_of(context_.scope.results.begin(), context_.scope.results.end(),
                  [&](const KnownResult& result) { return result.tool->name == first.name; });
  if (!test.proved) {
    test.why = fmt::format("not every way to the call has called `@{}` before", first.name);
  }
  test.meaning = Means(Sense::IsCalledBeforeItOn, first.name);
  return test;
}

RuleTest RuleGuard::TestOf(const ast::AskedFirst& asked) {
  RuleTest test;
  test.proved = true;
  for (const ast::Phrase& phrase : asked.nouns) {
    const Noun noun = lexicon().ReadNoun(phrase.words);
    const bool given =
        std::any_of(context_.scope.values.begin(), context_.scope.values.end(), [&](const auto& v) {
          return !IsNone(v->slot) && (v->key == noun.key || v->key == noun.slot);
        });
    if (given || context_.scope.value_outcomes.contains(noun.key)) continue;
    test.why = fmt::format("not every way to the call asks the customer for “{}”", phrase.text);
    return test;
  }
  test.meaning = Means(Sense::AskedOnEveryWay);
  return test;
}

RuleTest RuleGuard::TestOf(const ast::AtMostValue& value, const ast::Phrase& things,
                           const ToolDefinition& tool, const CheckedStep& call) {
  RuleTest test;
  const CheckedArgument* amount = nullptr;
  bool several = false;
  // "More than 3 months": of the parameter that counts months.
  const auto* counted = std::get_if<ast::Literal>(&value.most->node);
  const bool duration = counted != nullptr && counted->type == ValueType::Duration;
  const Words said = SplitWords(Written(value.most->span));
  for (const CheckedArgument& argument : call.arguments) {
    const bool limited =
        duration ? HasStem(IdentifierWords(argument.parameter), said.empty() ? "" : said.back())
                 : argument.type == ValueType::Money ||
                       lexicon().ReadIdentifier(argument.parameter).type == ValueType::Money;
    if (!limited) continue;
    several = amount != nullptr;
    amount = &argument;
  }
  // "Orders over 50 EUR go to Trust": of the record where the call has no amount.
  std::optional<CheckedExpr> of_record;
  if (amount == nullptr && !duration) {
    of_record = values_.AmountOfRecord(things);
    // A refund without an amount is one of the whole.
    for (auto it = context_.scope.results.rbegin();
         it != context_.scope.results.rend() && !of_record; ++it) {
      if (!it->made && SharesKey(*it->tool, tool)) of_record = values_.AmountOfRecord(*it, {});
    }
  }
  if ((amount == nullptr && !of_record) || several) {
    test.why = "no amount of the call is the one that it limits";
    return test;
  }
  const auto* named = std::get_if<ast::NounPath>(&value.most->node);
  const bool replaying = std::exchange(context_.replaying, true);
  std::optional<CheckedExpr> most;
  if (duration) {
    const std::string number = context_.bundle.forms.Pair("numerals", said.front()).value_or("");
    most = CheckedExpr::Of(Value::Decimal(number.empty() ? said.front() : number));
  } else if (named == nullptr) {
    most = values_.BindExpr(*value.most);
  } else {
    // The value of that very name: "the refundable amount" is not any amount.
    const std::string name = SnakeCase(Telling(lexicon(), named->noun.words));
    for (auto place = context_.scope.values.rbegin();
         place != context_.scope.values.rend() && !most; ++place) {
      const KnownValue& known = **place;
      if (known.spelling == "{" + name + "}" || known.spelling.ends_with("." + name + "}")) {
        most = known.expr;
      }
    }
    Noun noun = lexicon().ReadNoun(named->noun.words);
    noun.slot = name;
    if (!most) {
      if (const auto field = values_.FieldOfResults(noun, name, nullptr)) most = field->expr;
    }
  }
  context_.replaying = replaying;
  const std::string words = Written(value.most->span);
  if (!most) {
    test.why = fmt::format("nothing before the call tells “{}”", words);
    return test;
  }
  if (amount != nullptr && Same(amount->value, *most)) {
    test.proved = most->kind == CheckedExpr::Kind::Field;
    if (!test.proved) test.why = fmt::format("“{}” is what the customer says it is", words);
    test.meaning = Means(Sense::AmountIs, words);
    return test;
  }
  CheckedExpr left = amount != nullptr ? amount->value : std::move(*of_record);
  if (left.kind == CheckedExpr::Kind::Field) left.field.type = ValueType::Money;
  values_.ShareCurrency(left, *most);
  test.allowed = CheckedExpr::Joined(Opcode::LessEqual, std::move(left), std::move(*most));
  test.meaning = Means(Sense::WhenAmountAtMost, words);
  return test;
}

CheckedBlock RuleGuard::WhereForbidden(BoundRule& bound) {
  CheckedBlock block;
  const Scope before = context_.scope;
  const bool replaying = context_.replaying;
  context_.replaying = replaying || !bound.details.empty();  // told of once
  if (!bound.rule->instead.empty()) walk_.BindBlock(bound.rule->instead, block, nullptr);
  context_.replaying = replaying;
  if (!context_.scope.ended) {
    writer_.EmitHandOff(bound.statement->span,
                        Fill(lexicon().Message("reason_rule"), {Written(bound.statement->span)}),
                        block);
  }
  context_.scope = before;
  return block;
}

// A list, a quantity, or something of which nothing tells that it is one thing.
bool RuleGuard::MayHoldSeveral(const ToolParameter& parameter) const {
  const Noun noun = lexicon().ReadIdentifier(parameter.name);
  switch (parameter.type) {
    case ValueType::List:
    case ValueType::Item:
      return true;
    case ValueType::Number:
      return noun.type != ValueType::Money && !noun.is_id;
    case ValueType::Json: {
      const Words words = IdentifierWords(parameter.name);
      const bool names_one = !words.empty() && lexicon().Is("reference_words", words.back());
      return !noun.is_id && !noun.known && !names_one;
    }
    default:
      return false;
  }
}

void RuleGuard::EmitCount(BoundRule& bound, const ast::AtMostTimes& times,
                          const ToolDefinition& tool, const ast::ToolMention& mention,
                          CheckedBlock& out) {
  const bool several =
      std::any_of(tool.parameters.begin(), tool.parameters.end(),
                  [&](const ToolParameter& parameter) { return MayHoldSeveral(parameter); });
  if (times.of_things && several) {
    bound.failed = true;
    rule_book_.StopForRule(*bound.statement, mention, "one call may be for more than one of them");
    return;
  }
  if (IsNone(bound.counter)) bound.counter = writer_.NewInternal("calls", ValueType::Number);
  CheckedStep count = writer_.Step(CheckedStep::Kind::Attempt, bound.statement->span);
  count.variable = bound.counter;
  count.number = times.most;
  count.body = WhereForbidden(bound);
  out.push_back(std::move(count));
  if (context_.replaying) return;
  bound.details.push_back(times.most == 1 ? Means(Sense::RunsAtMostOnce, tool.name)
                                          : Means(Sense::RunsAtMost, tool.name, times.most));
}

// "Only Flex bookings can be cancelled. If the fare is FLEX, …": the call stands in a branch that
// tests what the rule names.
bool RuleGuard::IsTestedAround(const ast::Condition& condition, const CallSite& site) const {
  const auto* named = std::get_if<ast::NamedTest>(&condition.node);
  if (named == nullptr || named->wish) return false;
  Words restricts = Telling(lexicon(), named->phrase.words);
  if (restricts.size() > 1) restricts.pop_back();  // the thing itself
  const ast::Block* inner = nullptr;
  for (const Cursor* at = site.at; at != nullptr; at = at->outer) {
    const ast::Statement& around = *(*at->block)[at->index];
    const auto* branch = std::get_if<ast::Branch>(&around.node);
    const bool holds = branch != nullptr && branch->condition && inner == &around.body;
    inner = at->block;
    if (!holds) continue;
    const auto* comparison = std::get_if<ast::Comparison>(&branch->condition->node);
    const auto* predicate = std::get_if<ast::PredicateCondition>(&branch->condition->node);
    const bool is = comparison != nullptr && !comparison->negated &&
                    comparison->op == ast::CompareOp::Is && comparison->right.size() == 1;
    if (!is && (predicate == nullptr || predicate->negated)) continue;
    const Words said = SplitWords(Written(branch->condition->span));
    if (std::all_of(restricts.begin(), restricts.end(),
                    [&](const std::string& word) { return HasStem(said, word); })) {
      return true;
    }
  }
  return false;
}

// A branch that was understood ends the policy and says itself that the words hold there.
bool RuleGuard::RefusesWhere(const ast::Statement& statement, const Words& words) const {
  const auto* branch = std::get_if<ast::Branch>(&statement.node);
  if (branch == nullptr) {
    return std::any_of(statement.body.begin(), statement.body.end(),
                       [&](const auto& inner) { return RefusesWhere(*inner, words); });
  }
  if (branch->has_otherwise || statement.body.empty() || !complements_.IsBound(statement)) {
    return false;
  }
  const auto& last = statement.body.back()->node;
  const bool ends =
      std::holds_alternative<ast::Stop>(last) || std::holds_alternative<ast::HandOff>(last);
  const Words said = SplitWords(Written(statement.span));
  return ends && !lexicon().AnyIs("result_negations", said) &&
         std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return HasStem(said, word); });
}

// "… must not be used while an invoice is open" behind "The open balance is more than 0: “There is
// still an open invoice.” Finish.": who comes to the call has passed it. A jump may go around.
bool RuleGuard::IsRefusedBefore(const ast::Condition& condition, const CallSite& site) const {
  const auto* negated = std::get_if<ast::NotCondition>(&condition.node);
  if (negated == nullptr) return false;
  const auto* predicate = std::get_if<ast::PredicateCondition>(&negated->operand->node);
  if (predicate == nullptr || predicate->negated) return false;
  Words words = Telling(lexicon(), predicate->subject.words);
  for (const std::string& word : Telling(lexicon(), predicate->predicate.words))
    words.push_back(word);
  // One word says enough where the branch tests a value of that very name.
  const bool there = lexicon().AnyIs("exists_words", predicate->predicate.words);
  if (there) words = Telling(lexicon(), predicate->subject.words);
  if (words.empty() || (words.size() < 2 && !there)) return false;
  for (const Cursor* at = site.at; at != nullptr; at = at->outer) {
    for (std::size_t i = 0; i < at->index; ++i) {
      const ast::Statement& before = *(*at->block)[i];
      if (RefusesWhere(before, words)) return !places_.MayGoAround(before);
    }
  }
  return false;
}

void RuleGuard::EmitRuleGuards(const ToolDefinition& tool, const CheckedStep& call,
                               const ast::ToolMention& mention, const CallSite& site,
                               CheckedBlock& out) {
  for (BoundRule& bound : rule_book_.rules()) {
    if (bound.failed || !bound.tools.contains(tool.name)) continue;
    RuleTest test;
    if (const auto* times = std::get_if<ast::AtMostTimes>(&bound.rule->needs)) {
      EmitCount(bound, *times, tool, mention, out);
      continue;
    }
    if (const auto* holds = std::get_if<ast::HoldsFirst>(&bound.rule->needs)) {
      test = TestOf(*holds, tool, call, site);
    } else if (const auto* asked = std::get_if<ast::AskedFirst>(&bound.rule->needs)) {
      test = TestOf(*asked);
    } else if (const auto* value = std::get_if<ast::AtMostValue>(&bound.rule->needs)) {
      test = TestOf(*value, bound.rule->deed, tool, call);
    } else {
      continue;
    }
    const auto* first = std::get_if<ast::HoldsFirst>(&bound.rule->needs);
    if (!test.why.empty() && first != nullptr && IsTestedAround(*first->condition, site)) {
      test = {};
      test.proved = true;
      test.meaning = Means(Sense::StandsUnderTest, Written(first->condition->span));
    }
    if (!test.why.empty() && first != nullptr && IsRefusedBefore(*first->condition, site)) {
      test = {};
      test.proved = true;
      test.meaning = Means(Sense::RefusedBefore);
    }
    if (!test.why.empty() && context_.replaying) {
      // Where another policy comes in, less is known than on the way from the top.
      CheckedBlock block = WhereForbidden(bound);
      std::move(block.begin(), block.end(), std::back_inserter(out));
      continue;
    }
    if (!test.why.empty()) {
      bound.failed = true;
      rule_book_.StopForRule(*bound.statement, mention, test.why);
      continue;
    }
    if (!test.proved) {
      CheckedStep guard = writer_.Step(CheckedStep::Kind::If, bound.statement->span);
      guard.condition = std::move(test.allowed);
      guard.otherwise = WhereForbidden(bound);
      out.push_back(std::move(guard));
    }
    if (context_.replaying) continue;
    bound.details.push_back(test.proved ? Means(Sense::RuleProved, tool.name, test.meaning)
                                        : Means(Sense::RunsOnlyWhen, tool.name, test.meaning));
  }
}

}  // namespace proviso::compiler
