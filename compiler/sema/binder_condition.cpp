// SPDX-License-Identifier: Apache-2.0
// Conditions (LANGUAGE section 5).
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "compiler/pack/pack.h"
#include "compiler/sema/binder.h"
#include "compiler/sema/spoken_words.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {
namespace {

CheckedExpr OutcomeIsText(const std::string& expected) {
  return CheckedExpr::Apply(Opcode::Equal,
                            {CheckedExpr::LastOutcome(), CheckedExpr::Of(Value::String(expected))});
}

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

BoundCondition Binder::Judged(const ast::Condition& condition) const {
  BoundCondition bound;
  bound.needs_judgement = true;
  bound.subject = Written(condition.span);
  bound.meaning = fmt::format("when “{}” (needs judgement)", bound.subject);
  return bound;
}

// "Confirmed: …" where nothing was asked and a record was read.
std::optional<ast::PredicateCondition> Binder::StateAlone(const ast::Condition& condition,
                                                          const ast::CustomerAnswer& answer) const {
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

BoundCondition Binder::BindCondition(const ast::Condition& condition) {
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
      bound.meaning = "when not: " + bound.meaning;
      return bound;
    } else if constexpr (std::is_same_v<Node, ast::CustomerAnswer>) {
      if (const auto state = StateAlone(condition, node)) return BindPredicate(condition, *state);
      return BindAnswer(condition, node);
    } else if constexpr (std::is_same_v<Node, ast::PredicateCondition>) {
      return BindPredicate(condition, node);
    } else if constexpr (std::is_same_v<Node, ast::Attempts>) {
      return Judged(condition);  // behind no check whose outcomes could be counted
    } else if constexpr (std::is_same_v<Node, ast::NamedTest>) {
      return BindNamedTest(condition, node);
    } else if constexpr (std::is_same_v<Node, ast::NewValueProvided>) {
      return BindNewValue(condition, node);
    } else if constexpr (std::is_same_v<Node, ast::Comparison>) {
      return BindComparison(condition, node);
    } else if constexpr (std::is_same_v<Node, ast::ToolFails>) {
      return BindFailure(condition, node);
    } else if constexpr (std::is_same_v<Node, ast::Vague>) {
      BoundCondition bound;
      bound.vague = true;
      return bound;
    } else if constexpr (std::is_same_v<Node, ast::ExprCondition>) {
      BoundCondition bound;
      if (std::optional<CheckedExpr> expr = BindExpr(*node.expr)) {
        bound.expr = std::move(*expr);
      } else {
        bound.broken = true;
      }
      bound.subject = Written(condition.span);
      bound.meaning = "when " + bound.subject;
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
BoundCondition Binder::BindBareValues(const ast::Condition& condition,
                                      const ast::FreeCondition& free) {
  if (std::optional<BoundCondition> chosen = BindWholeLabel(condition)) return std::move(*chosen);
  // "If they have NOT checked" behind the question whether they have.
  ast::PredicateCondition repeated;
  for (const std::string& word : free.text.words) {
    const bool negation = lexicon().Is("result_negations", word);
    const bool subject = repeated.predicate.words.empty() && lexicon().Is("label_lead_words", word);
    repeated.negated = repeated.negated || negation;
    if (!negation && !subject) repeated.predicate.words.push_back(word);
  }
  if (repeated.predicate.words.size() < free.text.words.size() && free.tools.empty()) {
    if (std::optional<BoundCondition> answer = BindAsAnswer(condition, repeated)) {
      return std::move(*answer);
    }
  }
  const std::vector<std::string> names = BareNames(lexicon(), free.text.text);
  if (names.empty() || IsNone(context_.scope.asked) || !free.tools.empty())
    return Judged(condition);
  // "Angry customer" is no answer to the question for a number.
  const Words asked = IdentifierWords(context_.bundle.variables.at(context_.scope.asked).name);
  const bool reference = !asked.empty() && (lexicon().Is("reference_words", asked.back()) ||
                                            lexicon().Is("identity_words", asked.back()));
  if (reference) return Judged(condition);
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
  bound.meaning = fmt::format(
      "when {{{}}} is {}", context_.bundle.variables.at(context_.scope.asked).name, free.text.text);
  return bound;
}

BoundCondition Binder::BindJoined(const ast::Condition& condition,
                                  const std::vector<ast::ConditionPtr>& parts, Opcode operation) {
  std::vector<BoundCondition> each;
  for (const ast::ConditionPtr& part : parts) {
    each.push_back(BindCondition(*part));
    if (each.back().needs_judgement) return Judged(condition);
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
      joined.meaning +=
          fmt::format(" {} {}", operation == Opcode::And ? "and" : "or", bound.meaning);
    }
    first = false;
  }
  joined.subject = Written(condition.span);
  return joined;
}

BoundCondition Binder::BindAnswer(const ast::Condition& condition,
                                  const ast::CustomerAnswer& said) {
  BoundCondition bound;
  ast::CustomerAnswer answer = said;
  // "Ask if they mind": who says yes to that does not agree.
  if (context_.scope.prompt &&
      lexicon().AnyIs("objection_words", context_.scope.prompt->question) &&
      lexicon().AnyIs("objection_words", SplitWords(Written(condition.span)))) {
    answer.accepted = !answer.accepted;
  }
  bound.polarity =
      answer.accepted ? BoundCondition::Polarity::Positive : BoundCondition::Polarity::Negative;
  bound.outcome = lexicon().Outcome(answer.accepted ? "accepted" : "declined");
  bound.subject = Written(condition.span);
  // "Make sure they know their user name. … if they don't": the check above is meant, and only a
  // person can tell how it came out.
  if (!context_.scope.prompt && context_.scope.looked) return Judged(condition);
  // "The recipient refused the parcel", "they can't find it": no answer, where nothing was asked.
  const bool of_something = std::any_of(
      answer.about.words.begin(), answer.about.words.end(), [&](const std::string& word) {
        return !lexicon().Is("option_words", word) && !lexicon().Is("determiners", word) &&
               !lexicon().Is("go_on_words", word) && !lexicon().Is("thing_pronouns", word);
      });
  if (!context_.scope.prompt && of_something) return Judged(condition);
  // "If they do not like the status": how they take what they were told, no record says.
  const Words taken = SplitWords(bound.subject);
  const bool reacts = std::any_of(taken.begin(), taken.end(), [&](const std::string& word) {
    return wording().pack().forms().Has("reactions", word);
  });
  if (!context_.scope.prompt && !said.about.empty() && reacts) return Judged(condition);
  if (!context_.scope.prompt) {
    bound.broken = true;
    writer_
        .Report(
            DiagnosticId::AnswerWithoutQuestion, condition.span,
            "this speaks of the customer's answer, and nothing was asked or offered before it on "
            "this path")
        .Note("ask first, for example `Ask the customer if they would like to go on.`");
    return bound;
  }
  const KnownPrompt& prompt = *context_.scope.prompt;
  if (!prompt.is_policy_call && prompt.kind == PromptKind::YesNo) {
    bound.answer = prompt.outcome;
    bound.accepted = answer.accepted;
  }
  if (prompt.is_policy_call) {
    std::vector<CheckedExpr> either;
    either.push_back(OutcomeIsText(lexicon().Outcome(answer.accepted ? "accepted" : "declined")));
    if (answer.accepted) {
      either.push_back(OutcomeIsText(lexicon().Outcome("completed")));
      bound.expr = CheckedExpr::Apply(Opcode::Or, std::move(either));
    } else {
      bound.expr = std::move(either.front());
    }
    bound.meaning = fmt::format("when the policy called before ended as {}", bound.outcome);
    return bound;
  }
  const bool confirmation = prompt.kind == PromptKind::ConfirmValue;
  const PromptOutcome expected = answer.accepted ? PromptOutcome::Accepted
                                 : confirmation  ? PromptOutcome::Provided
                                                 : PromptOutcome::Declined;
  bound.expr = CheckedExpr::Ended(prompt.outcome, expected);
  bound.meaning = fmt::format("when the customer {} (asked in line {})",
                              answer.accepted ? "accepts" : "declines",
                              context_.bundle.sources.LineOf(prompt.span));
  return bound;
}

const ToolPredicate* Binder::ListedPredicate(const ToolDefinition& tool, const Words& words) {
  const ToolPredicate* found = nullptr;
  // The phrase, or a word or a run of words of it: "out for delivery", "still eligible".
  for (std::size_t length = words.size(); found == nullptr && length > 0; --length) {
    for (std::size_t begin = 0; found == nullptr && begin + length <= words.size(); ++begin) {
      const Words run(words.begin() + static_cast<std::ptrdiff_t>(begin),
                      words.begin() + static_cast<std::ptrdiff_t>(begin + length));
      found = tool.FindPredicate(JoinWords(run));
    }
  }
  return found;
}

std::optional<PredicateSpec> Binder::PredicateOf(const ToolDefinition& tool,
                                                 const Words& words) const {
  const ToolPredicate* found = ListedPredicate(tool, words);
  if (found == nullptr) {
    if (context_.bundle.tools.in_catalogue(tool.name)) return std::nullopt;
    PredicateSpec spec;
    if (lexicon().AnyIs("exists_words", words)) {
      spec.form = PredicateForm::Exists;
      return spec;
    }
    spec.form = PredicateForm::Words;
    // "already shipped" asks whether it is shipped; "in stock" is looked for as it stands and as
    // "stock".
    Words telling;
    for (const std::string& word : words) {
      if (!lexicon().Is("adverbs", word) && !lexicon().Is("determiners", word))
        telling.push_back(word);
    }
    const auto add = [&](std::string word) {
      if (!word.empty() &&
          std::find(spec.words.begin(), spec.words.end(), word) == spec.words.end()) {
        spec.words.push_back(std::move(word));
      }
    };
    const Words head = lexicon().HeadWords(telling);
    add(JoinWords(telling));
    add(JoinWords(head));
    // A status must say the whole of it: "delivered" does not say "delivered to a neighbour". What
    // something is eligible *for* it need not say.
    spec.equals.push_back(JoinWords(telling));
    const bool purpose = !head.empty() && head.size() < telling.size() &&
                         telling.front() == head.front() &&
                         lexicon().Is("purpose_starters", telling[head.size()]);
    if (purpose) spec.equals.push_back(JoinWords(head));
    for (const std::string& meaning : lexicon().List("state_meanings")) {
      // "left the warehouse": shipped, in transit or whatever else says so.
      const std::size_t first = meaning.find('/');
      if (JoinWords(telling) != meaning.substr(0, first)) continue;
      for (std::size_t at = first; at != std::string::npos; at = meaning.find('/', at + 1)) {
        std::string state = meaning.substr(at + 1, meaning.find('/', at + 1) - at - 1);
        spec.equals.push_back(state);
        add(std::move(state));
      }
    }
    for (const std::string& pair : lexicon().List("spelling_variants")) {
      const std::size_t slash = pair.find('/');
      if (JoinWords(telling) == pair.substr(0, slash)) add(pair.substr(slash + 1));
      if (JoinWords(telling) == pair.substr(slash + 1)) add(pair.substr(0, slash));
    }
    // "The code has been verified": the `valid` of the check.
    for (const std::string& pair : lexicon().List("flag_synonyms")) {
      const std::size_t slash = pair.find('/');
      if (JoinWords(telling) == pair.substr(0, slash)) add(pair.substr(slash + 1));
    }
    if (spec.words.empty()) return std::nullopt;
    return spec;
  }
  PredicateSpec spec;
  spec.words = found->words;
  if (std::find(spec.words.begin(), spec.words.end(), found->name) == spec.words.end())
    spec.words.push_back(found->name);
  switch (found->kind) {
    case ToolPredicate::Kind::Exists:
      spec.form = PredicateForm::Exists;
      spec.words.clear();
      break;
    case ToolPredicate::Kind::Field:
      spec.form = PredicateForm::Field;
      spec.field = found->field;
      break;
    case ToolPredicate::Kind::Equals:
      spec.form = PredicateForm::Field;
      spec.field = found->field;
      spec.equals = found->equals;
      break;
  }
  return spec;
}

std::optional<std::pair<KnownResult, PredicateSpec>> Binder::FindPredicate(
    const Words& words) const {
  // The nearest call whose catalogue entry lists the words; else the nearest call without an entry.
  using Found = std::optional<std::pair<KnownResult, PredicateSpec>>;
  const auto among = [&](const std::vector<KnownResult>& results) -> Found {
    for (auto it = results.rbegin(); it != results.rend(); ++it) {
      if (ListedPredicate(*it->tool, words) == nullptr) continue;
      if (std::optional<PredicateSpec> spec = PredicateOf(*it->tool, words))
        return std::pair(*it, std::move(*spec));
    }
    for (auto it = results.rbegin(); it != results.rend(); ++it) {
      if (context_.bundle.tools.in_catalogue(it->tool->name)) continue;
      if (std::optional<PredicateSpec> spec = PredicateOf(*it->tool, words))
        return std::pair(*it, std::move(*spec));
    }
    return std::nullopt;
  };
  if (Found found = among(context_.scope.results)) return found;
  // What was looked up before this policy was called.
  const Scope* held = context_.scope.results.empty() ? callers_.Held() : nullptr;
  return held != nullptr ? among(held->results) : Found();
}

// Whether "there is a …" speaks of what the call looked up.
bool Binder::IsAbout(const KnownResult& result, const ast::PredicateCondition& predicate) const {
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

// "Lost: …" names an option "lost or stolen", and answers what was asked for since the look-up.
std::optional<BoundCondition> Binder::BindBareLabel(
    const ast::Condition& condition, const ast::PredicateCondition& predicate) const {
  if (!predicate.subject.empty() || predicate.negated) return std::nullopt;
  if (std::optional<BoundCondition> chosen = BindChosen(condition, predicate.predicate.words)) {
    return chosen;
  }
  const bool asked = context_.scope.prompt && !context_.scope.prompt->is_policy_call &&
                     !IsNone(context_.scope.prompt->slot) && !context_.scope.got_result;
  if (!asked) return std::nullopt;
  BoundCondition bound;
  bound.subject = Written(condition.span);
  bound.meaning = "when " + bound.subject;
  bound.expr =
      CheckedExpr::Apply(Opcode::Equal, {CheckedExpr::Load(context_.scope.prompt->slot),
                                         CheckedExpr::Of(Value::String(predicate.predicate.text))});
  return bound;
}

BoundCondition Binder::BindPredicate(const ast::Condition& condition,
                                     const ast::PredicateCondition& said) {
  // "nothing is found", "no order exists": the negation stands in the subject.
  ast::PredicateCondition predicate = said;
  if (!said.subject.words.empty() &&
      lexicon().Is("negative_subjects", said.subject.words.front())) {
    predicate.negated = !predicate.negated;
  }
  if (std::optional<BoundCondition> form = BindForm(condition, predicate)) {
    return std::move(*form);
  }
  if (std::optional<BoundCondition> chosen = BindWholeLabel(condition)) return std::move(*chosen);
  if (std::optional<BoundCondition> answer = BindAsAnswer(condition, predicate)) {
    return std::move(*answer);
  }
  if (std::optional<BoundCondition> chosen = BindAsChoice(condition, predicate)) {
    return std::move(*chosen);
  }
  if (std::optional<BoundCondition> label = BindBareLabel(condition, predicate)) {
    return std::move(*label);
  }
  BoundCondition bound;
  bound.subject = Written(condition.span);
  Words words = predicate.predicate.words;
  if (!context_.scope.results.empty() && IsOfCall(predicate, *context_.scope.results.back().tool)) {
    const bool failure = lexicon().AnyIs("failure_words", words) != predicate.negated;
    BoundCondition went = BindFailure(condition, ast::ToolFails{std::nullopt, predicate.subject});
    if (failure) return went;
    went.expr = CheckedExpr::Not(std::move(went.expr));
    went.polarity = BoundCondition::Polarity::Positive;
    went.meaning = fmt::format("when @{} did not fail", context_.scope.results.back().tool->name);
    return went;
  }
  // "neither delivered nor returned": of a condition that is not understood whole, nothing is
  // tested.
  if (lexicon().AnyIs("unread_joiners", words) ||
      lexicon().AnyIs("unread_joiners", predicate.subject.words)) {
    return Judged(condition);
  }
  if (std::optional<BoundCondition> stated = BindStated(condition, predicate)) {
    return std::move(*stated);
  }
  if (std::optional<BoundCondition> switched = BindSwitched(condition, predicate)) {
    return std::move(*switched);
  }
  if (std::optional<BoundCondition> given = BindGivenBefore(condition, predicate)) {
    return std::move(*given);
  }
  if (!predicate.happened.empty()) words.front() = predicate.happened;
  const bool gating = lexicon().AnyIs("gating_words", words);
  std::optional<std::pair<KnownResult, PredicateSpec>> found = FindPredicate(words);
  const bool listed = found && ListedPredicate(*found->first.tool, words) != nullptr;
  if (!listed) {
    if (std::optional<BoundCondition> named = BindNamedValue(condition, predicate))
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
    const std::string name =
        fmt::format("{}.{}", lexicon().List("possessors").front(), SnakeCase(words));
    const VariableId variable = context_.bundle.variables.Get(name, ValueType::YesNo);
    context_.bundle.variables.MarkFromStart(variable);
    // A fact that the channel did not give is not true: the less consequential reading.
    bound.expr = CheckedExpr::Apply(
        Opcode::And, {CheckedExpr::Set(variable),
                      CheckedExpr::Apply(Opcode::Equal, {CheckedExpr::Load(variable),
                                                         CheckedExpr::Of(Value::Bool(true))})});
    bound.meaning =
        fmt::format("when {{{}}} is {}", name, predicate.negated ? "false or not known" : "true");
    bound.is_check = true;
  } else if (found) {
    // "The second charge is pending": its `second_charge_status`, where there is one.
    Words whose = Telling(lexicon(), predicate.subject.words);
    // "The guest's tier"
    std::erase_if(whose, [](const std::string& word) { return word.ends_with("'s"); });
    // "A remake is in progress": its `remake_in_progress`.
    if (found->second.form == PredicateForm::Words && !whose.empty()) {
      if (found->second.equals.empty()) found->second.equals = found->second.words;
      Words flag = whose;
      std::copy_if(words.begin(), words.end(), std::back_inserter(flag), [&](const auto& word) {
        return !lexicon().Is("adverbs", word) && !lexicon().Is("determiners", word);
      });
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
    if (found->second.form == PredicateForm::Words && (bare || whose.size() > 1)) {
      found->second.form = PredicateForm::Field;
      found->second.field = SnakeCase(whose) + "_" + lexicon().List("status_nouns").front();
    }
    bound.expr = CheckedExpr::Ask(CheckedExpr::Load(found->first.variable), found->second);
    const bool about = predicate.negated || IsAbout(found->first, predicate);
    if (exists && !about) {
      // "There is an unpaid balance": something of the record, not that there is one.
      ast::Phrase named = predicate.subject;
      const std::optional<PredicateSpec> spec = PredicateOf(*found->first.tool, named.words);
      if (!spec || spec->form == PredicateForm::Exists) return Judged(condition);
      bound.expr =
          CheckedExpr::Joined(Opcode::And, std::move(bound.expr),
                              CheckedExpr::Ask(CheckedExpr::Load(found->first.variable), *spec));
    }
    bound.meaning =
        fmt::format("when the result of @{} {} “{}”", found->first.tool->name,
                    predicate.negated ? "does not say" : "says", predicate.predicate.text);
    bound.producer = found->first.tool;
    bound.is_check = about && (gating || found->second.form == PredicateForm::Exists);
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
    return Judged(condition);
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

bool Binder::SpeaksOfFailure(const ast::Statement& statement, std::string_view tool) const {
  if (const auto* fails = ast::ConditionOf<ast::ToolFails>(statement)) {
    return !fails->tool || tool.empty() || fails->tool->name == tool;
  }
  const auto* predicate = ast::ConditionOf<ast::PredicateCondition>(statement);
  if (predicate == nullptr) return false;
  return predicate->negated ? lexicon().AnyIs("success_words", predicate->predicate.words)
                            : lexicon().AnyIs("failure_words", predicate->predicate.words);
}

bool Binder::AsksHowItWent(const ast::Statement& statement, const ToolDefinition& tool) const {
  const auto* predicate = ast::ConditionOf<ast::PredicateCondition>(statement);
  if (predicate != nullptr) return IsOfCall(*predicate, tool);
  return SpeaksOfFailure(statement, tool.name);
}

bool Binder::IsOfCall(const ast::PredicateCondition& predicate, const ToolDefinition& tool) const {
  const Words& words = predicate.predicate.words;
  const bool failure = lexicon().AnyIs("failure_words", words);
  const bool success = lexicon().AnyIs("success_words", words);
  if (!failure && !success) return false;
  if (!ReadsOnly(tool)) return !lexicon().AnyIs("result_negations", words) || failure;
  // "The payment failed" behind @payment_of is what was looked up, "the look-up failed" is not.
  const Words noun = SplitWords(NounOf(tool));
  return failure && std::none_of(predicate.subject.words.begin(), predicate.subject.words.end(),
                                 [&](const std::string& word) {
                                   return std::find(noun.begin(), noun.end(), word) != noun.end();
                                 });
}

BoundCondition Binder::BindNewValue(const ast::Condition& condition,
                                    const ast::NewValueProvided& provided) {
  BoundCondition bound;
  bound.subject = Written(condition.span);
  const Noun noun = lexicon().ReadNoun(provided.noun.words);
  const auto found = context_.scope.value_outcomes.find(noun.key);
  if (found == context_.scope.value_outcomes.end()) {
    bound.broken = true;
    writer_
        .Report(
            DiagnosticId::AnswerWithoutQuestion, condition.span,
            fmt::format("this speaks of a new `{}`, and it was not asked for or confirmed before",
                        noun.display))
        .Note(fmt::format("ask first, for example `Ask the customer to confirm the {}.`",
                          noun.display));
    return bound;
  }
  bound.expr = CheckedExpr::Ended(found->second, PromptOutcome::Provided);
  bound.meaning = fmt::format("when the customer gave a new {}", noun.display);
  return bound;
}

BoundCondition Binder::BindFailure(const ast::Condition& condition, const ast::ToolFails& fails) {
  BoundCondition bound;
  bound.subject = Written(condition.span);
  for (auto it = context_.scope.results.rbegin(); it != context_.scope.results.rend(); ++it) {
    if (fails.tool && it->tool->name != fails.tool->name) continue;
    const std::string name = "$error." + context_.bundle.variables.at(it->variable).name;
    bound.expr = CheckedExpr::Set(context_.bundle.variables.Get(name, ValueType::Text));
    bound.polarity = BoundCondition::Polarity::Negative;
    bound.outcome = lexicon().Outcome("failed");
    bound.producer = it->tool;
    bound.meaning = fmt::format("when @{} failed, after its retries", it->tool->name);
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
  return Judged(condition);
}

}  // namespace proviso::compiler
