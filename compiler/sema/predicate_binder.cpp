// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/predicate_binder.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "compiler/sema/answer_binder.h"
#include "compiler/sema/form_binder.h"
#include "compiler/sema/spoken_words.h"
#include "compiler/sema/step_writer.h"
#include "compiler/sema/tool_facts.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {

// "Lost: …" names an option "lost or stolen", and answers what was asked for since the look-up.
std::optional<BoundCondition> PredicateBinder::BindBareLabel(
    const ast::Condition& condition, const ast::PredicateCondition& predicate) const {
  if (!predicate.subject.empty() || predicate.negated) return std::nullopt;
  if (std::optional<BoundCondition> chosen =
          answers_.BindChosen(condition, predicate.predicate.words)) {
    return chosen;
  }
  const bool asked = context_.scope.prompt && !context_.scope.prompt->is_policy_call &&
                     !IsNone(context_.scope.prompt->slot) && !context_.scope.got_result;
  if (!asked) return std::nullopt;
  BoundCondition bound;
  bound.subject = Written(condition.span);
  bound.meaning = Means(Sense::When, bound.subject);
  bound.expr =
      CheckedExpr::Apply(Opcode::Equal, {CheckedExpr::Load(context_.scope.prompt->slot),
                                         CheckedExpr::Of(Value::String(predicate.predicate.text))});
  return bound;
}

BoundCondition PredicateBinder::BindPredicate(const ast::Condition& condition,
                                              const ast::PredicateCondition& said) {
  // "nothing is found", "no order exists": the negation stands in the subject.
  ast::PredicateCondition predicate = said;
  if (!said.subject.words.empty() &&
      lexicon().Is("negative_subjects", said.subject.words.front())) {
    predicate.negated = !predicate.negated;
  }
  if (std::optional<BoundCondition> form = forms_.BindForm(condition, predicate)) {
    return std::move(*form);
  }
  if (std::optional<BoundCondition> chosen = answers_.BindWholeLabel(condition))
    return std::move(*chosen);
  if (std::optional<BoundCondition> answer = answers_.BindAsAnswer(condition, predicate)) {
    return std::move(*answer);
  }
  if (std::optional<BoundCondition> chosen = answers_.BindAsChoice(condition, predicate)) {
    return std::move(*chosen);
  }
  if (std::optional<BoundCondition> label = BindBareLabel(condition, predicate)) {
    return std::move(*label);
  }
  BoundCondition bound;
  bound.subject = Written(condition.span);
  Words words = predicate.predicate.words;
  if (!context_.scope.results.empty() &&
      tools_.IsOfCall(predicate, *context_.scope.results.back().tool)) {
    const bool failure = lexicon().AnyIs("failure_words", words) != predicate.negated;
    BoundCondition went = BindFailure(condition, ast::ToolFails{std::nullopt, predicate.subject});
    if (failure) return went;
    went.expr = CheckedExpr::Not(std::move(went.expr));
    went.polarity = BoundCondition::Polarity::Positive;
    went.meaning = Means(Sense::WhenWorked, context_.scope.results.back().tool->name);
    return went;
  }
  // "neither delivered nor returned": of a condition that is not understood whole, nothing is
  // tested.
  if (lexicon().AnyIs("unread_joiners", words) ||
      lexicon().AnyIs("unread_joiners", predicate.subject.words)) {
    return Judged(context_, condition);
  }
  if (std::optional<BoundCondition> stated = answers_.BindStated(condition, predicate)) {
    return std::move(*stated);
  }
  if (std::optional<BoundCondition> switched = BindSwitched(condition, predicate)) {
    return std::move(*switched);
  }
  if (std::optional<BoundCondition> given = answers_.BindGivenBefore(condition, predicate)) {
    return std::move(*given);
  }
  if (std::optional<BoundCondition> done = BindDone(condition, predicate)) return std::move(*done);
  if (!predicate.happened.empty()) words.front() = predicate.happened;
  const bool gating = lexicon().AnyIs("gating_words", words);
  std::optional<std::pair<KnownResult, PredicateSpec>> found = tools_.FindPredicate(words);
  const bool listed = found && ToolFacts::ListedPredicate(*found->first.tool, words) != nullptr;
  if (!listed) {
    if (std::optional<BoundCondition> named = answers_.BindNamedValue(condition, predicate))
      return std::move(*named);
  }
  const bool about_customer = !predicate.subject.words.empty() &&
                              lexicon().Is("possessors", predicate.subject.words.back());
  // Whether there is a customer tells the look-up; what they are, the channel.
  const bool exists = found && found->second.form == PredicateForm::Exists;
  // "The customer has been verified" behind @verify_customer: its result tells.
  const bool told = found && std::any_of(words.begin(), words.end(), [&](const std::string& word) {
                      return HasStem(IdentifierWords(found->first.tool->name), word);
                    });
  // "The member is suspended" behind @find_member; who somebody has proved to be, the channel
  // knows.
  const bool record =
      found && about_customer && !lexicon().AnyIs("identity_checks", words) &&
      HasStem(IdentifierWords(found->first.tool->name), predicate.subject.words.back());
  if (about_customer && !listed && !exists && !told && !record) {
    // Who is logged in, or signed in, has proved to be somebody: one fact of the channel.
    const bool login = lexicon().FindPhrase("login_words", words) != nullptr;
    const std::string fact_name = login ? lexicon().List("login_words").front() : SnakeCase(words);
    const std::string name = fmt::format("{}.{}", lexicon().List("possessors").front(), fact_name);
    const VariableId variable = context_.bundle.variables.Get(name, ValueType::YesNo);
    context_.bundle.variables.MarkFromStart(variable);
    CheckedExpr fact = CheckedExpr::Apply(
        Opcode::Equal, {CheckedExpr::Load(variable), CheckedExpr::Of(Value::Bool(true))});
    const bool looked_up = found && found->second.form == PredicateForm::Words;
    const bool identity = login || lexicon().AnyIs("identity_checks", words);
    if (identity) {
      // Who has not proved to be somebody is nobody.
      bound.expr = CheckedExpr::Apply(Opcode::And, {CheckedExpr::Set(variable), std::move(fact)});
    } else if (looked_up) {
      // "The member is banned" behind @gym_get: where the channel does not say, the record may.
      bound.expr = CheckedExpr::Apply(
          Opcode::Coalesce,
          {std::move(fact),
           CheckedExpr::Ask(CheckedExpr::Load(found->first.variable), found->second)});
      bound.producer = found->first.tool;
    } else {
      // What nobody says is neither so nor not so.
      bound.expr = std::move(fact);
    }
    if (bound.producer != nullptr) {
      bound.meaning = Means(predicate.negated ? Sense::WhenNeitherSays : Sense::WhenEitherSays,
                            name, found->first.tool->name, predicate.predicate.text);
    } else if (predicate.negated) {
      bound.meaning = Means(identity ? Sense::WhenFalse : Sense::WhenKnownFalse, name);
    } else {
      bound.meaning = Means(Sense::WhenTrue, name);
    }
    bound.is_check = bound.producer == nullptr || gating;
  } else if (found) {
    // "The second charge is pending": its `second_charge_status`, where there is one.
    Words whose = Telling(lexicon(), predicate.subject.words);
    // "The guest's tier"
    std::erase_if(whose, [](const std::string& word) { return word.ends_with("'s"); });
    // "A remake is in progress": its `remake_in_progress`.
    if (found->second.form == PredicateForm::Words && !whose.empty()) {
      if (found->second.equals.empty()) found->second.equals = found->second.words;
      Words flag = whose;
      std::ranges::copy(Stating(lexicon(), words), std::back_inserter(flag));
      found->second.words.push_back(JoinWords(flag));
    }
    // The status of an order is that of the record; an account's is one among others.
    const std::string entity =
        whose.size() == 1 ? lexicon().EntityOf(whose.front()) : std::string();
    const bool own = entity.empty() || (entity == found->first.entity &&
                                        !lexicon().Is("result_record_names", whose.front()));
    const bool bare = whose.size() == 1 && own && !lexicon().Is("status_nouns", whose.front()) &&
                      !lexicon().Is("thing_pronouns", whose.front()) &&
                      !lexicon().Is("possessors", whose.front());
    const Words kind = KindIn(words);
    if (found->second.form == PredicateForm::Words && !kind.empty()) {
      if (found->second.equals.empty()) found->second.equals = found->second.words;
      found->second.form = PredicateForm::Field;
      found->second.equals.push_back(JoinWords(kind));
      found->second.words.push_back(JoinWords(kind));
      found->second.named = lexicon().List("kind_nouns");
      found->second.named_decides = true;
    } else if (found->second.form == PredicateForm::Words && (bare || whose.size() > 1)) {
      NameFields(predicate.subject.words, whose, found->second);
    }
    // "The domain is locked" behind @domain_record and @verify_pin: where the check of the PIN does
    // not say, the record of the domain may.
    const KnownResult* earlier =
        listed || exists ? nullptr : tools_.NamedBefore(found->first, predicate.subject.words);
    bound.expr = AskResults(found->first, found->second, earlier);
    const bool about = predicate.negated || IsAbout(found->first, predicate);
    if (exists && !about) {
      // "There is an unpaid balance": something of the record, not that there is one.
      ast::Phrase named = predicate.subject;
      const std::optional<PredicateSpec> spec = tools_.PredicateOf(*found->first.tool, named.words);
      if (!spec || spec->form == PredicateForm::Exists) return Judged(context_, condition);
      bound.expr =
          CheckedExpr::Joined(Opcode::And, std::move(bound.expr),
                              CheckedExpr::Ask(CheckedExpr::Load(found->first.variable), *spec));
    }
    bound.meaning =
        predicate.negated
            ? Means(Sense::WhenResultDoesNotSay, found->first.tool->name, predicate.predicate.text)
            : Means(Sense::WhenResultSays, found->first.tool->name, predicate.predicate.text);
    if (earlier != nullptr) {
      bound.meaning =
          Means(predicate.negated ? Sense::WhenResultSaysNotOr : Sense::WhenResultSaysOr,
                found->first.tool->name, predicate.predicate.text, earlier->tool->name);
    }
    bound.producer = found->first.tool;
    bound.is_check = about && (gating || found->second.form == PredicateForm::Exists);
    bound.is_state = gating && found->second.form != PredicateForm::Exists &&
                     !lexicon().AnyIs("eligibility_words", words) &&
                     !lexicon().AnyIs("identity_checks", words);
  } else if (gating && !context_.scope.results.empty() &&
             !lexicon().Is("possessors",
                           predicate.subject.words.empty() ? "" : predicate.subject.words.back())) {
    bound.broken = true;
    writer_
        .Report(DiagnosticId::NoProducer, condition.span,
                fmt::format("no call before this tells whether `{}`", bound.subject))
        .Note(fmt::format("the nearest call is `@{}`; its result does not tell that",
                          context_.scope.results.back().tool->name))
        .Note(
            "use a tool that checks it before; `proviso tools show NAME` lists what a tool can "
            "tell");
    return bound;
  } else {
    return Judged(context_, condition);
  }
  bound.polarity =
      predicate.negated ? BoundCondition::Polarity::Negative : BoundCondition::Polarity::Positive;
  const bool tests_presence = bound.expr.kind == CheckedExpr::Kind::Test &&
                              bound.expr.predicate.form == PredicateForm::Exists;
  bound.outcome = !predicate.negated ? SnakeCase(words)
                  : tests_presence   ? lexicon().Outcome("not_found")
                                     : lexicon().Outcome("negative_prefix") +
                                         SnakeCase(lexicon().HeadWords(words));
  if (predicate.negated) bound.expr = CheckedExpr::Not(std::move(bound.expr));
  return bound;
}

// "Once the refund is done" behind a call that refunds, on some of the ways to here: where it was
// made. What the call says of itself is tested first.
std::optional<BoundCondition> PredicateBinder::BindDone(const ast::Condition& condition,
                                                        const ast::PredicateCondition& predicate) {
  const Words& words = predicate.predicate.words;
  const Words& subject = predicate.subject.words;
  const bool done = !words.empty() && !predicate.negated && !subject.empty() &&
                    std::all_of(words.begin(), words.end(), [&](const std::string& word) {
                      return lexicon().Is("done_words", word) || lexicon().Is("adverbs", word);
                    });
  if (!done) return std::nullopt;
  const KnownResult* made = nullptr;
  // The deed, or what it makes: what it is done to is no deed.
  const auto names = [&](const ToolDefinition& tool) {
    const Words name = IdentifierWords(tool.name);
    const bool makes = lexicon().ReadToolName(tool.name).verb == ToolVerb::Create;
    return !name.empty() && (HasStem({name.front()}, subject.back()) ||
                             (makes && HasStem({name.back()}, subject.back())));
  };
  for (const auto* results : {&context_.scope.partly, &context_.scope.results}) {
    for (const KnownResult& result : *results) {
      if (!tools_.ReadsOnly(*result.tool) && names(*result.tool)) made = &result;
    }
  }
  if (made == nullptr || ToolFacts::ListedPredicate(*made->tool, words) != nullptr)
    return std::nullopt;
  BoundCondition bound;
  bound.subject = Written(condition.span);
  bound.polarity = BoundCondition::Polarity::Positive;
  bound.outcome = SnakeCase(words);
  bound.producer = made->tool;
  bound.meaning = Means(Sense::WhenWorked, made->tool->name);
  const std::optional<PredicateSpec> says = tools_.PredicateOf(*made->tool, words);
  bound.expr = CheckedExpr::Set(made->variable);
  if (says && says->form != PredicateForm::Exists) {
    bound.expr = CheckedExpr::Apply(
        Opcode::Coalesce,
        {CheckedExpr::Ask(CheckedExpr::Load(made->variable), *says), std::move(bound.expr)});
  }
  return bound;
}

BoundCondition PredicateBinder::BindFailure(const ast::Condition& condition,
                                            const ast::ToolFails& fails) {
  BoundCondition bound;
  bound.subject = Written(condition.span);
  for (auto it = context_.scope.results.rbegin(); it != context_.scope.results.rend(); ++it) {
    if (fails.tool && it->tool->name != fails.tool->name) continue;
    const std::string name = "$error." + context_.bundle.variables.at(it->variable).name;
    bound.expr = CheckedExpr::Set(context_.bundle.variables.Get(name, ValueType::Text));
    bound.polarity = BoundCondition::Polarity::Negative;
    bound.outcome = lexicon().Outcome("failed");
    bound.producer = it->tool;
    bound.meaning = Means(Sense::WhenFailed, it->tool->name);
    return bound;
  }
  if (fails.tool) {
    bound.broken = true;
    writer_
        .Report(DiagnosticId::NoProducer, condition.span,
                fmt::format("`@{}` is not called before this", fails.tool->name))
        .Note("put this behind the step that uses the tool");
    return bound;
  }
  return Judged(context_, condition);
}

// "The ticket type is vip": what is asked about is a field of what was looked up, and its own words
// answer. A record's name may be a field, too, and its word then be the name of somebody.
void PredicateBinder::NameFields(const Words& subject, Words whose, PredicateSpec& spec) const {
  const std::string& status = lexicon().List("status_nouns").front();
  spec.form = PredicateForm::Field;
  spec.field = SnakeCase(whose);
  if (!lexicon().Is("status_nouns", whose.back())) spec.field += "_" + status;
  spec.named = {SnakeCase(whose)};
  // "The guest's tier": `guest_tier`, or `tier` of the guest.
  Words owned = Telling(lexicon(), subject);
  for (std::string& word : owned) {
    if (word.ends_with("'s")) word.erase(word.size() - 2);
  }
  if (owned.size() > whose.size()) spec.named.push_back(SnakeCase(owned));
  spec.named_decides = whose.size() > 1;
  while (whose.size() > 1 && NamesRecord(whose.front())) whose.erase(whose.begin());
  if (SnakeCase(whose) != spec.named.front()) spec.named.push_back(SnakeCase(whose));
  const bool thing = !lexicon().EntityOf(whose.back()).empty() || NamesRecord(whose.back());
  spec.named_decides = spec.named_decides || !thing;
  // What kind something is its status does not tell; that of a plan that was looked up tells it.
  if (!thing && lexicon().Is("kind_nouns", whose.back())) spec.words.clear();
}

// Asks the result, and where that does not tell, the one that the subject names. What kind
// something is, the look-up says that has it: a later one may be of something else.
CheckedExpr PredicateBinder::AskResults(const KnownResult& result, const PredicateSpec& spec,
                                        const KnownResult* named) const {
  const bool any = !spec.named.empty() && spec.words.empty();
  CheckedExpr told = CheckedExpr::Ask(CheckedExpr::Load(result.variable), spec);
  const auto& results = context_.scope.results;
  for (auto earlier = results.rbegin(); earlier != results.rend(); ++earlier) {
    const bool asked = earlier->variable != result.variable &&
                       !context_.bundle.tools.in_catalogue(earlier->tool->name) &&
                       (any || (named != nullptr && earlier->variable == named->variable));
    if (!asked) continue;
    told = CheckedExpr::Apply(
        Opcode::Coalesce,
        {std::move(told), CheckedExpr::Ask(CheckedExpr::Load(earlier->variable), spec)});
  }
  return told;
}

// "For regular tickets": the thing that was looked up, of a kind. Empty for other words.
Words PredicateBinder::KindIn(const Words& words) const {
  Words kind = Stating(lexicon(), words);
  if (kind.size() < 2 || !NamesRecord(kind.back())) return {};
  kind.pop_back();
  return kind;
}

// What was looked up is called so, in the text or by its tool.
bool PredicateBinder::NamesRecord(const std::string& word) const {
  const std::string entity = lexicon().EntityOf(word);
  return std::any_of(
      context_.scope.results.begin(), context_.scope.results.end(), [&](const KnownResult& result) {
        if (!entity.empty() && entity == result.entity) return true;
        const Words name = IdentifierWords(result.tool->name);
        return std::any_of(name.begin() + (name.size() > 1 ? 1 : 0), name.end(),
                           [&](const std::string& part) { return SameStem(part, word); });
      });
}

BoundCondition PredicateBinder::BindNamedTest(const ast::Condition& condition,
                                              const ast::NamedTest& named) {
  if (std::optional<BoundCondition> chosen = answers_.BindChosen(condition, named.phrase.words)) {
    return std::move(*chosen);
  }
  if (named.wish) return answers_.BindWish(condition, named);
  // "for final sale orders": what is said of the order.
  ast::PredicateCondition predicate{{}, named.phrase, false};
  Words& words = predicate.predicate.words;
  std::string entity;
  while (words.size() > 1 && !lexicon().EntityOf(words.back()).empty()) {
    entity = lexicon().EntityOf(words.back());
    words.pop_back();
  }
  // "If the size runs small": a clause, and no name that a status could have.
  constexpr std::size_t kLongestName = 3;
  const bool clause =
      entity.empty() && words.size() > kLongestName && lexicon().Is("determiners", words.front());
  // "Account dormant:", as "the account is dormant".
  if (entity.empty() && words.size() > 1 && NamesRecord(words.front())) {
    predicate.subject = predicate.predicate;
    predicate.subject.words = {words.front()};
    predicate.subject.text = words.front();
    words.erase(words.begin());
    predicate.predicate.text = JoinWords(words);
  }
  // "for gift cards": the status of an order says nothing of cards.
  const std::optional<std::pair<KnownResult, PredicateSpec>> found = tools_.FindPredicate(words);
  if (clause && (!found || ToolFacts::ListedPredicate(*found->first.tool, words) == nullptr)) {
    return Judged(context_, condition);
  }
  if (found && !entity.empty() && found->first.entity != entity &&
      ToolFacts::ListedPredicate(*found->first.tool, words) == nullptr) {
    return Judged(context_, condition);
  }
  return BindPredicate(condition, predicate);
}

std::optional<BoundCondition> PredicateBinder::BindRecordState(const ast::Condition& condition,
                                                               const ast::Comparison& comparison) {
  const bool is = comparison.op == ast::CompareOp::Is || comparison.op == ast::CompareOp::OneOf;
  if (!is || comparison.left == nullptr || context_.scope.results.empty()) return std::nullopt;
  const auto* noun = std::get_if<ast::NounPath>(&comparison.left->node);
  if (noun == nullptr || noun->noun.empty()) return std::nullopt;
  const std::string entity = lexicon().EntityOf(noun->noun.words.back());
  const bool known =
      std::any_of(context_.scope.results.begin(), context_.scope.results.end(),
                  [&](const KnownResult& result) { return result.entity == entity; });
  if (entity.empty() || !known) return std::nullopt;
  std::vector<std::string> states;
  for (const ast::ExprPtr& right : comparison.right) {
    const auto* literal = std::get_if<ast::Literal>(&right->node);
    if (literal == nullptr || literal->type != ValueType::Text) return std::nullopt;
    states.emplace_back(literal->value.view().text());
  }
  Meaning meaning;
  std::optional<BoundCondition> any = BindAnyState(condition, noun->noun, states, meaning);
  if (any && (any->broken || any->needs_judgement)) return any;
  if (any && comparison.negated) {
    any->expr = CheckedExpr::Not(std::move(any->expr));
    any->polarity = BoundCondition::Polarity::Negative;
  }
  return any;
}

// "EXPIRED: …" behind a look-up, written as a system writes its codes: what the record's status
// says. What the customer was asked since is answered with it instead.
std::optional<BoundCondition> PredicateBinder::BindBareStatus(const ast::Condition& condition,
                                                              const ast::Comparison& comparison) {
  const std::vector<std::string> codes = CodesIn(comparison);
  const bool asked =
      context_.scope.prompt && !IsNone(context_.scope.prompt->slot) && !context_.scope.got_result;
  if (codes.empty() || asked || context_.scope.results.empty()) return std::nullopt;
  Meaning meaning;
  std::optional<BoundCondition> any = BindAnyState(condition, {}, codes, meaning);
  if (any->broken || any->needs_judgement) return any;
  any->meaning = std::move(meaning);
  if (comparison.negated) any->expr = CheckedExpr::Not(std::move(any->expr));
  any->polarity = BoundCondition::Polarity::Neutral;
  any->is_check = false;
  return any;
}

// One of the states at least; `meaning` says all of them. What cannot be tested stands for all.
std::optional<BoundCondition> PredicateBinder::BindAnyState(const ast::Condition& condition,
                                                            const ast::Phrase& subject,
                                                            const std::vector<std::string>& states,
                                                            Meaning& meaning) {
  std::optional<BoundCondition> any;
  for (const std::string& state : states) {
    ast::PredicateCondition predicate{subject, {}, false};
    predicate.predicate.text = state;
    predicate.predicate.words = SplitWords(state);
    BoundCondition one = BindPredicate(condition, predicate);
    if (one.broken || one.needs_judgement) return one;
    meaning = any ? Means(Sense::Either, meaning, one.meaning) : one.meaning;
    if (!any) {
      any = std::move(one);
    } else {
      any->expr = CheckedExpr::Joined(Opcode::Or, std::move(any->expr), std::move(one.expr));
    }
  }
  return any;
}

// Whether "there is a …" speaks of what the call looked up.
bool PredicateBinder::IsAbout(const KnownResult& result,
                              const ast::PredicateCondition& predicate) const {
  const Words subject = Telling(lexicon(), predicate.subject.words);
  const bool there = predicate.predicate.words == lexicon().List("being_there");
  if (!there || subject.empty() || lexicon().AnyIs("result_record_names", {subject.back()}))
    return true;
  const std::string entity = lexicon().EntityOf(subject.back());
  if (!entity.empty() && entity == result.entity) return true;
  Words about = IdentifierWords(result.tool->name);
  for (const std::string& word : SplitWords(result.noun)) about.push_back(word);
  for (const ToolParameter& parameter : result.tool->parameters) {
    for (const std::string& word : IdentifierWords(parameter.name)) about.push_back(word);
  }
  return std::any_of(subject.begin(), subject.end(),
                     [&](const std::string& word) { return HasStem(about, word); });
}

}  // namespace proviso::compiler
