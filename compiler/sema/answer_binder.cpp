// SPDX-License-Identifier: Apache-2.0
// A condition that is only a name (LANGUAGE section 5): "if they choose a refund", "if ROAMING".
#include "compiler/sema/answer_binder.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "compiler/sema/spoken_words.h"
#include "compiler/sema/step_writer.h"
#include "compiler/sema/tool_facts.h"
#include "compiler/sema/value_resolver.h"

namespace proviso::compiler {
namespace {

bool HoldsAll(const Words& words, const Words& part) {
  return !part.empty() && std::all_of(part.begin(), part.end(), [&](const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  });
}

// With a space for each quotation mark.
std::string WithoutQuotes(std::string_view text) {
  constexpr std::array<std::string_view, 8> kMarks = {"“", "”", "„", "‘", "’", "«", "»", "\""};
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    const auto mark = std::find_if(kMarks.begin(), kMarks.end(), [&](std::string_view one) {
      return text.substr(i).starts_with(one);
    });
    plain += mark == kMarks.end() ? text[i] : ' ';
    i += mark == kMarks.end() ? 1 : mark->size();
  }
  return plain;
}

// "Opens" and "open": one word but for its last letter.
bool SameButEnding(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const std::string& longer = a.size() > b.size() ? a : b;
  const std::string& shorter = a.size() > b.size() ? b : a;
  return longer.size() - shorter.size() <= 1 && longer.starts_with(shorter) && shorter.size() > 2;
}

CheckedExpr Chose(const KnownPrompt& menu, const std::string& label) {
  CheckedExpr equal = CheckedExpr::Apply(
      Opcode::Equal, {CheckedExpr::Load(menu.slot), CheckedExpr::Of(Value::String(label))});
  if (!menu.declinable) return equal;
  // Who wanted none of them has not chosen this one.
  return CheckedExpr::Apply(Opcode::And, {CheckedExpr::Set(menu.slot), std::move(equal)});
}

}  // namespace

std::string LabelNamed(const Lexicon& lexicon, const pack::Pack& pack,
                       const std::vector<std::string>& labels, const Words& said) {
  // "Charge" does not name the label `Won't charge`.
  const auto turned = [&](const Words& all, const Words& part) {
    return std::any_of(all.begin(), all.end(), [&](const std::string& word) {
      return pack.flags(pack.Find(word)).limits &&
             std::find(part.begin(), part.end(), word) == part.end();
    });
  };
  Words words = Telling(lexicon, said);
  // "To go for the refund" names `Refund`.
  const auto filler = [&](const std::string& word) { return lexicon.Is("wish_fillers", word); };
  if (!std::all_of(words.begin(), words.end(), filler)) std::erase_if(words, filler);
  std::string best;
  std::size_t most = 0;
  bool several = false;
  for (const std::string& label : labels) {
    Words of_label = Telling(lexicon, SplitWords(label));
    if (!std::all_of(of_label.begin(), of_label.end(), filler)) std::erase_if(of_label, filler);
    if (of_label == words) return label;
    // "they choose the refund to the card" names the label `Refund`, "refund" the label
    // `Refund to the card`; of two labels the one that says more of it.
    const std::size_t shared = HoldsAll(words, of_label)   ? of_label.size() + words.size()
                               : HoldsAll(of_label, words) ? words.size()
                                                           : 0;
    if (shared == 0 || turned(words, of_label) || turned(of_label, words)) continue;
    several = shared == most;
    if (shared > most) best = label;
    most = std::max(most, shared);
  }
  return several ? std::string() : best;
}

void AnswerBinder::LearnStated(const ast::Phrase& examples, const KnownValue& value) {
  // The field of the nearest result, without those that would stand in for it.
  const CheckedExpr* field = &value.expr;
  while (field->kind == CheckedExpr::Kind::Operation && field->operation == Opcode::Coalesce) {
    field = &field->operands.front();
  }
  StatedWords stated{{}, *field, value.spelling};
  const std::string plain = WithoutQuotes(examples.text);
  std::string_view rest = plain;
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    Words words = SplitWords(rest.substr(0, comma));
    if (!words.empty()) stated.words.push_back(std::move(words));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  if (stated.words.size() < 2) return;  // one word may be an aside
  context_.scope.stated.push_back(std::make_shared<const StatedWords>(std::move(stated)));
}

std::optional<BoundCondition> AnswerBinder::BindStated(
    const ast::Condition& condition, const ast::PredicateCondition& predicate) const {
  const Words said = Telling(lexicon(), predicate.predicate.words);
  for (auto place = context_.scope.stated.rbegin(); place != context_.scope.stated.rend();
       ++place) {
    const StatedWords& stated = **place;
    if (std::find(stated.words.begin(), stated.words.end(), said) == stated.words.end()) continue;
    std::vector<CheckedExpr> wanted;
    wanted.push_back(CheckedExpr::Of(Value::String(predicate.predicate.text)));
    std::optional<CheckedExpr> is = values_.StatusIs(stated.field, wanted);
    if (!is) return std::nullopt;
    BoundCondition bound;
    bound.subject = Written(condition.span);
    bound.expr = predicate.negated ? CheckedExpr::Not(std::move(*is)) : std::move(*is);
    bound.meaning = predicate.negated
                        ? Means(Sense::WhenDoesNotSay, stated.spelling, predicate.predicate.text)
                        : Means(Sense::WhenSays, stated.spelling, predicate.predicate.text);
    return bound;
  }
  return std::nullopt;
}

bool AnswerBinder::AsksForOpposite(const Words& question, const std::string& said) const {
  const auto& pairs = lexicon().List("opposites");
  return std::any_of(pairs.begin(), pairs.end(), [&](const std::string& pair) {
    const std::size_t space = pair.find(' ');
    if (space == std::string::npos) return false;
    const std::string first = pair.substr(0, space);
    const std::string second = pair.substr(space + 1);
    const std::string& other = said == first ? second : first;
    if (said != first && said != second) return false;
    return std::find(question.begin(), question.end(), other) != question.end() &&
           std::find(question.begin(), question.end(), said) == question.end();
  });
}

// "Is there a smell of gas?", "should there be one", "in the absence of such a smell".
bool AnswerBinder::AsksWhetherThereIs(const ast::Condition& condition,
                                      const ast::PredicateCondition& predicate) const {
  const Words& there = lexicon().List("being_there");
  const auto says_there = [&](const Words& words) {
    return std::any_of(there.begin(), there.end(), [&](const std::string& word) {
      return std::find(words.begin(), words.end(), word) != words.end();
    });
  };
  const Words& question = context_.scope.prompt->question;
  if (!lexicon().AnyIs("exists_words", predicate.predicate.words) || !says_there(question))
    return false;
  const Words subject = Telling(lexicon(), predicate.subject.words);
  if (!subject.empty()) return HasStem(question, subject.back());
  return !context_.scope.got_result && says_there(SplitWords(Written(condition.span)));
}

std::optional<BoundCondition> AnswerBinder::BindAsAnswer(const ast::Condition& condition,
                                                         const ast::PredicateCondition& predicate) {
  const auto& prompt = context_.scope.prompt;
  if (!prompt || prompt->is_policy_call || prompt->kind != PromptKind::YesNo) return std::nullopt;
  // A question with a negation in it turns the answer round.
  if (lexicon().AnyIs("result_negations", prompt->question)) return std::nullopt;
  const Words said = Stating(lexicon(), predicate.predicate.words);
  const bool repeats =
      !said.empty() && std::all_of(said.begin(), said.end(), [&](const std::string& word) {
        return std::any_of(prompt->question.begin(), prompt->question.end(),
                           [&](const std::string& other) { return SameButEnding(word, other); });
      });
  if (!repeats && AsksWhetherThereIs(condition, predicate))
    return BindAnswer(condition, ast::CustomerAnswer{!predicate.negated, predicate.predicate});
  // "Is it turned on?", "if it's off".
  const bool opposes = !repeats && said.size() == 1 && AsksForOpposite(prompt->question, said[0]);
  if (!repeats && !opposes) return std::nullopt;
  const Words& subject = predicate.subject.words;
  const bool same_subject = subject.empty() || lexicon().Is("possessors", subject.back()) ||
                            lexicon().Is("thing_pronouns", subject.back()) ||
                            lexicon().Is("anybody_words", subject.back()) ||
                            HoldsAll(prompt->question, {subject.back()});
  if (!same_subject) return std::nullopt;
  return BindAnswer(condition,
                    ast::CustomerAnswer{predicate.negated == opposes, predicate.predicate});
}

// "Was it lost or stolen?", the card is blocked, "if it was stolen": what was chosen before. What
// an effect gave since tells of the effect; a record that was looked up since may say it itself.
std::optional<BoundCondition> AnswerBinder::BindAsChoice(const ast::Condition& condition,
                                                         const ast::PredicateCondition& predicate) {
  const Words& subject = predicate.subject.words;
  const bool pointer = subject.empty() || lexicon().Is("thing_pronouns", subject.back());
  const bool looked_up = context_.scope.got_result && !context_.scope.results.empty() &&
                         tools_.ReadsOnly(*context_.scope.results.back().tool);
  if (!pointer || looked_up || context_.scope.menus.empty()) return std::nullopt;
  const Words said = Stating(lexicon(), predicate.predicate.words);
  std::vector<std::string> choices = context_.scope.menus.back()->choices;
  for (const OptionPlan& option : context_.scope.menus.back()->options)
    choices.push_back(option.label);
  const bool named = std::any_of(choices.begin(), choices.end(), [&](const std::string& choice) {
    return SplitWords(choice) == said;
  });
  if (!named) return std::nullopt;
  std::optional<BoundCondition> chosen = BindChosen(condition, said);
  if (chosen && predicate.negated) chosen->expr = CheckedExpr::Not(std::move(chosen->expr));
  return chosen;
}

// "If the order number already exists" before anything was looked up: whether it is known.
std::optional<BoundCondition> AnswerBinder::BindGivenBefore(
    const ast::Condition& condition, const ast::PredicateCondition& predicate) {
  if (!context_.scope.results.empty() || predicate.subject.words.empty()) return std::nullopt;
  if (!lexicon().AnyIs("exists_words", predicate.predicate.words)) return std::nullopt;
  const Noun noun = NounOf(predicate.subject.words);
  if (!noun.known || noun.slot.empty()) return std::nullopt;
  const VariableId slot = context_.bundle.variables.Get(noun.slot, noun.type);
  context_.bundle.variables.MarkFromStart(slot);
  BoundCondition bound;
  bound.subject = Written(condition.span);
  bound.expr = CheckedExpr::Set(slot);
  if (predicate.negated) bound.expr = CheckedExpr::Not(std::move(bound.expr));
  bound.meaning = predicate.negated ? Means(Sense::WhenIsNotKnown, noun.slot)
                                    : Means(Sense::WhenIsKnown, noun.slot);
  return bound;
}

std::optional<BoundCondition> AnswerBinder::BindNamedValue(
    const ast::Condition& condition, const ast::PredicateCondition& predicate) {
  const Noun noun = NounOf(predicate.subject.words);
  if (noun.slot.empty() || predicate.predicate.words.empty()) return std::nullopt;
  for (const KnownValue& value : values_.FindValues({noun.slot, noun.key}, noun.is_new)) {
    // Only an answer chosen from a list: of a free text nobody can say what it "is".
    if (value.tier != 1 || value.alternative || value.type != ValueType::Choice) continue;
    BoundCondition bound;
    bound.subject = Written(condition.span);
    bound.expr = CheckedExpr::Apply(
        Opcode::Equal, {value.expr, CheckedExpr::Of(Value::String(predicate.predicate.text))});
    if (predicate.negated) bound.expr = CheckedExpr::Not(std::move(bound.expr));
    bound.meaning = predicate.negated
                        ? Means(Sense::WhenIsNot, value.spelling, predicate.predicate.text)
                        : Means(Sense::WhenIs, value.spelling, predicate.predicate.text);
    return bound;
  }
  return std::nullopt;
}

// "If they paid for parking" behind an option "I paid for parking": the label and no word more.
std::optional<BoundCondition> AnswerBinder::BindWholeLabel(const ast::Condition& condition) const {
  const auto bare = [&](std::string_view text) {
    Words words;
    for (const std::string& word : SplitWords(text)) {
      if (!lexicon().Is("determiners", word) && !lexicon().Is("label_lead_words", word)) {
        words.push_back(word);
      }
    }
    return words;
  };
  const Words said = bare(Written(condition.span));
  if (said.empty()) return std::nullopt;
  for (auto place = context_.scope.menus.rbegin(); place != context_.scope.menus.rend(); ++place) {
    std::vector<std::string> labels = (*place)->choices;
    for (const OptionPlan& option : (*place)->options) labels.push_back(option.label);
    const auto label = std::find_if(labels.begin(), labels.end(),
                                    [&](const std::string& one) { return bare(one) == said; });
    if (label == labels.end()) continue;
    BoundCondition bound;
    bound.subject = Written(condition.span);
    bound.expr = Chose(**place, *label);
    bound.meaning = Means(Sense::WhenChose, *label, context_.bundle.sources.LineOf((*place)->span));
    bound.choices = labels.size();
    return bound;
  }
  return std::nullopt;
}

std::optional<BoundCondition> AnswerBinder::BindChosen(const ast::Condition& condition,
                                                       const Words& words) const {
  for (auto place = context_.scope.menus.rbegin(); place != context_.scope.menus.rend(); ++place) {
    const std::shared_ptr<const KnownPrompt>& menu = *place;
    std::vector<std::string> labels = menu->choices;
    for (const OptionPlan& option : menu->options) labels.push_back(option.label);
    const std::string label = LabelNamed(lexicon(), wording().pack(), labels, words);
    if (label.empty()) continue;
    BoundCondition bound;
    bound.subject = Written(condition.span);
    bound.expr = Chose(*menu, label);
    bound.meaning = Means(Sense::WhenChose, label, context_.bundle.sources.LineOf(menu->span));
    bound.choices = labels.size();
    return bound;
  }
  return std::nullopt;
}

// "Ask if they want a refund. If they want a refund, …"; "If they'd rather keep it" behind the
// question whether to cancel: all stays as it is.
BoundCondition AnswerBinder::BindWish(const ast::Condition& condition,
                                      const ast::NamedTest& named) {
  const Words wish = Telling(lexicon(), named.phrase.words);
  // What a customer wishes no result tells.
  const bool asked =
      context_.scope.prompt && !context_.scope.prompt->is_policy_call && !wish.empty();
  if (!asked || lexicon().AnyIs("result_negations", context_.scope.prompt->question)) {
    return Judged(context_, condition);
  }
  const Words& question = context_.scope.prompt->question;
  const auto small = [&](const std::string& word) {
    return lexicon().Is("possessors", word) || lexicon().Is("wish_fillers", word);
  };
  const bool repeats = std::all_of(wish.begin(), wish.end(), [&](const std::string& word) {
    return small(word) || HasStem(question, word);
  });
  const bool tells = std::any_of(wish.begin(), wish.end(), [&](const std::string& word) {
    return !small(word) && HasStem(question, word);
  });
  if (context_.scope.prompt->kind == PromptKind::YesNo && repeats && tells) {
    return BindAnswer(condition, ast::CustomerAnswer{true, named.phrase});
  }
  if (WishesWhatIsOffered(wish)) {
    return BindAnswer(condition, ast::CustomerAnswer{true, named.phrase});
  }
  if (!WishesNoChange(wish) && !InsistsOnRequest(wish)) return Judged(context_, condition);
  return BindAnswer(condition, ast::CustomerAnswer{false, named.phrase});
}

// "If they take the discount" behind an offer of 20% off: the one thing that is on offer.
bool AnswerBinder::WishesWhatIsOffered(const Words& wish) const {
  const KnownPrompt& prompt = *context_.scope.prompt;
  if (prompt.kind != PromptKind::Offer || prompt.options.size() != 1) return false;
  const OptionPlan& option = prompt.options.front();
  const Words label = SplitWords(option.label);
  return std::all_of(wish.begin(), wish.end(), [&](const std::string& word) {
    return lexicon().Is("wish_fillers", word) || lexicon().Is("option_words", word) ||
           HasStem(label, word) || HasStem(prompt.question, word) ||
           (option.percent() && lexicon().Is("act_discount", word));
  });
}

// "If they'd rather cancel" behind the offer of a pause, in the policy for cancelling: what was
// offered is not wanted.
bool AnswerBinder::InsistsOnRequest(const Words& wish) const {
  const KnownPrompt& prompt = *context_.scope.prompt;
  if (prompt.kind != PromptKind::Offer && prompt.kind != PromptKind::YesNo) return false;
  Words put = prompt.question;
  for (const OptionPlan& option : prompt.options) {
    for (std::string& word : SplitWords(option.label)) put.push_back(std::move(word));
  }
  Words request = SplitWords(context_.ast.name);
  for (const ast::HeadField& field : context_.ast.head) {
    if (field.key != "when") continue;
    for (std::string& word : SplitWords(field.value)) request.push_back(std::move(word));
  }
  bool any = false;
  for (const std::string& word : wish) {
    if (lexicon().Is("wish_fillers", word) || lexicon().Is("possessors", word)) continue;
    if (HasStem(put, word) || !HasStem(request, word)) return false;
    any = true;
  }
  return any && !lexicon().AnyIs("result_negations", request);
}

// "To keep it", where what was asked or offered is no keeping.
bool AnswerBinder::WishesNoChange(const Words& wish) const {
  constexpr std::size_t kFewWords = 6;
  const KnownPrompt& prompt = *context_.scope.prompt;
  if (prompt.kind != PromptKind::YesNo && prompt.kind != PromptKind::Offer) return false;
  const auto first = std::find_if(wish.begin(), wish.end(), [&](const std::string& word) {
    return !lexicon().Is("wish_fillers", word) && !lexicon().Is("possessors", word);
  });
  if (first == wish.end() || !lexicon().Is("standing_words", *first)) return false;
  Words put = prompt.question;
  for (const OptionPlan& option : prompt.options) {
    for (std::string& word : SplitWords(option.label)) put.push_back(std::move(word));
  }
  for (const std::string& choice : prompt.choices) {
    for (std::string& word : SplitWords(choice)) put.push_back(std::move(word));
  }
  return wish.size() <= kFewWords && !lexicon().AnyIs("standing_words", put);
}

namespace {

CheckedExpr OutcomeIsText(const std::string& expected) {
  return CheckedExpr::Apply(Opcode::Equal,
                            {CheckedExpr::LastOutcome(), CheckedExpr::Of(Value::String(expected))});
}

}  // namespace

// "If the merchant agrees" in a policy that speaks of the customer: somebody else's yes is not
// theirs.
bool AnswerBinder::IsSomebodyElse(const ast::Condition& condition) {
  const Words said = SplitWords(Written(condition.span));
  if (!lexicon().AnyIs("third_parties", said)) return false;
  const FileId file = condition.span.file;
  if (!customer_in_ || customer_in_->first != file) {
    const Words text = SplitWords(context_.bundle.sources.file(file).text());
    customer_in_.emplace(file, lexicon().AnyIs("possessors", text));
  }
  return customer_in_->second;
}

BoundCondition AnswerBinder::BindAnswer(const ast::Condition& condition,
                                        const ast::CustomerAnswer& said) {
  if (IsSomebodyElse(condition)) return Judged(context_, condition);
  BoundCondition bound;
  ast::CustomerAnswer answer = said;
  // "Ask if they mind": who says yes to that does not agree.
  if (context_.scope.prompt &&
      lexicon().AnyIs("objection_words", context_.scope.prompt->question) &&
      lexicon().AnyIs("objection_words", SplitWords(Written(condition.span)))) {
    answer.accepted = !answer.accepted;
  }
  // A yes to keeping it refuses what the policy is for.
  const bool keeps = context_.scope.prompt && context_.scope.prompt->keeps;
  const bool agrees = answer.accepted != keeps;
  bound.polarity = agrees ? BoundCondition::Polarity::Positive : BoundCondition::Polarity::Negative;
  bound.outcome = lexicon().Outcome(agrees ? "accepted" : "declined");
  bound.subject = Written(condition.span);
  // "Ask for the number. If they don't know it, …": the value was not given.
  const Words words = SplitWords(bound.subject);
  if (context_.scope.value_last && !said.accepted && !said.about.empty() &&
      !IsNone(context_.scope.asked) && lexicon().AnyIs("knowing_words", words)) {
    bound.expr = CheckedExpr::Single(Opcode::IsEmpty, CheckedExpr::Load(context_.scope.asked));
    bound.meaning =
        Means(Sense::WhenNotGiven, context_.bundle.variables.at(context_.scope.asked).name);
    return bound;
  }
  // "Make sure they know their user name. … if they don't": the check above is meant, and only a
  // person can tell how it came out.
  if (!context_.scope.prompt && context_.scope.looked) return Judged(context_, condition);
  // "The recipient refused the parcel", "they can't find it": no answer, where nothing was asked.
  const bool of_something = std::any_of(
      answer.about.words.begin(), answer.about.words.end(), [&](const std::string& word) {
        return !lexicon().Is("option_words", word) && !lexicon().Is("determiners", word) &&
               !lexicon().Is("go_on_words", word) && !lexicon().Is("thing_pronouns", word);
      });
  if (!context_.scope.prompt && of_something) return Judged(context_, condition);
  // "If they do not like the status": how they take what they were told, no record says.
  const Words taken = SplitWords(bound.subject);
  const bool reacts = std::any_of(taken.begin(), taken.end(), [&](const std::string& word) {
    return wording().pack().forms().Has("reactions", word);
  });
  if (!context_.scope.prompt && !said.about.empty() && reacts) return Judged(context_, condition);
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
    bound.accepted = agrees;
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
    bound.meaning = Means(Sense::WhenPolicyEndedAs, bound.outcome);
    return bound;
  }
  const bool confirmation = prompt.kind == PromptKind::ConfirmValue;
  const PromptOutcome expected = answer.accepted ? PromptOutcome::Accepted
                                 : confirmation  ? PromptOutcome::Provided
                                                 : PromptOutcome::Declined;
  bound.expr = CheckedExpr::Ended(prompt.outcome, expected);
  bound.meaning = answer.accepted
                      ? Means(Sense::WhenAccepts, context_.bundle.sources.LineOf(prompt.span))
                      : Means(Sense::WhenDeclines, context_.bundle.sources.LineOf(prompt.span));
  return bound;
}

BoundCondition AnswerBinder::BindNewValue(const ast::Condition& condition,
                                          const ast::NewValueProvided& provided) {
  BoundCondition bound;
  bound.subject = Written(condition.span);
  const Noun noun = NounOf(provided.noun.words);
  // "If they give us a different one": of the value that was just shown or asked for.
  const auto& prompt = context_.scope.prompt;
  if (noun.slot.empty() && prompt && prompt->kind == PromptKind::ConfirmValue) {
    bound.expr = CheckedExpr::Ended(prompt->outcome, PromptOutcome::Provided);
    bound.meaning = Means(Sense::WhenGaveNew, JoinWords(prompt->question));
    return bound;
  }
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
  bound.meaning = Means(Sense::WhenGaveNew, noun.display);
  return bound;
}

}  // namespace proviso::compiler
