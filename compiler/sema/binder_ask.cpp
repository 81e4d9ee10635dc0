// SPDX-License-Identifier: Apache-2.0
// Questions to the customer: ask, ask yes/no, choose, confirm a value (LANGUAGE sections 3 and 4).
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "compiler/pack/pack.h"
#include "compiler/sema/binder.h"
#include "compiler/sema/spoken_words.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {

void Binder::LearnSlot(const Noun& noun, ValueType type, VariableId slot, VariableId outcome) {
  KnownValue value;
  value.key = noun.key;
  value.type = type;
  value.is_new = noun.is_new;
  value.tier = 1;
  value.expr = CheckedExpr::Load(slot);
  value.spelling = "{" + context_.bundle.variables.at(slot).name + "}";
  value.slot = slot;
  value.spoken = SplitWords(noun.display);
  context_.scope.Learn(std::move(value));
  context_.scope.value_outcomes[noun.key] = outcome;
}

VariableId Binder::EmitAsk(const Span& span, const Noun& noun, const std::string& asked_for,
                           std::optional<ValueType> type, CheckedBlock& out) {
  const ValueType value_type = type.value_or(noun.type);
  const VariableId slot = context_.bundle.variables.Get(noun.slot, value_type);
  // The channel may know it already (a logged-in customer's email): then it is not asked for.
  context_.bundle.variables.MarkFromStart(slot);
  const VariableId outcome =
      context_.bundle.variables.Get("$outcome." + noun.slot, ValueType::Number);
  CheckedStep step = writer_.Step(CheckedStep::Kind::Ask, span);
  step.prompt.kind = PromptKind::Slot;
  step.prompt.slot = slot;
  step.prompt.outcome = outcome;
  step.prompt.slot_name = noun.slot;
  step.prompt.noun = noun.expected.empty() ? noun.display : noun.expected;
  step.prompt.type = value_type;
  step.prompt.skip_if_set = true;
  step.text = value_type == ValueType::YesNo && !wording().IsClause(asked_for)
                  ? writer_.Plain(wording().ForFlag(PlainNoun(asked_for).text))
                  : QuestionFor(span, asked_for);
  slot_nouns_[noun.slot] = wording().Later(PlainNoun(asked_for).text);
  out.push_back(std::move(step));
  LearnSlot(noun, value_type, slot, outcome);
  context_.scope.asked = slot;
  context_.scope.got_result = false;
  return slot;
}

namespace {

// "information below", "the following items": the nouns stand in the list underneath.
bool PointsToList(const Lexicon& lexicon, const Noun& noun, const ast::Phrase& phrase) {
  if (!noun.known) return lexicon.AnyIs("list_pointers", phrase.words);
  return lexicon.Is("list_pointers", phrase.words.back());
}

// The text without what stands in braces from `open` on.
std::string Before(std::string_view text, std::size_t open) {
  std::string before(text.substr(0, open));
  while (!before.empty() && (before.back() == ' ' || before.back() == ',')) before.pop_back();
  return before;
}

// Cuts a phrase of the list at the end: "which time they prefer, from".
bool CutPhrase(const pack::Forms& forms, std::string_view list, std::string& text) {
  for (const pack::Forms::Words& phrase : forms.List(list)) {
    const std::string tail = " " + JoinWords(phrase);
    if (!text.ends_with(tail)) continue;
    text = Before(text, text.size() - tail.size());
    return true;
  }
  return false;
}

// The words name the value somewhere: "to retrieve the saved address" names `address`.
bool NamesValue(const Lexicon& lexicon, const Words& words, const std::string& key) {
  for (auto at = words.begin(); at != words.end(); ++at) {
    if (*at == IdentifierWords(key).back()) return true;
    if (lexicon.ReadNoun(Words(at, words.end())).key == key) return true;
  }
  return false;
}

bool IsItem(const std::unique_ptr<ast::Statement>& statement) {
  return std::holds_alternative<ast::Item>(statement->node);
}

}  // namespace

Binder::AskedNoun Binder::PlainNoun(std::string_view text) {
  AskedNoun noun;
  const pack::Forms& forms = context_.bundle.forms;
  std::string rest(text);
  while (true) {
    const std::size_t open = rest.find('{');
    const std::size_t close = open == std::string::npos ? open : rest.find('}', open);
    if (close == std::string::npos) break;
    const std::string inside = rest.substr(open + 1, close - open - 1);
    const std::string name = inside.substr(0, inside.find(':'));
    const bool known = FindPath(PathSteps(name)).has_value();
    std::string before = Before(rest, open);
    const std::string behind = rest.substr(close + 1);
    const bool last = behind.find_first_not_of(" .?!,;:") == std::string::npos;
    if (known && last && CutPhrase(forms, "choosing", before)) {
      noun.choices = name;
      rest = before;
      continue;
    }
    if (CutPhrase(forms, "naming", before)) {
      rest = before + behind;
      continue;
    }
    if (known) {
      noun.text += rest.substr(0, close + 1);
      rest = behind;
      continue;
    }
    // What is asked for, in the braces that it is kept under.
    const std::string words = JoinWords(IdentifierWords(name));
    rest = before.empty() ? words + behind : before + behind;
  }
  noun.text += rest;
  return noun;
}

CheckedText Binder::QuestionFor(const Span& span, std::string_view noun) {
  const AskedNoun plain = PlainNoun(noun);
  std::string question = wording().ForValue(plain.text);
  if (!plain.choices.empty()) {
    const pack::Forms& forms = context_.bundle.forms;
    question = Fill(forms.Text("choose from"), {question, "{" + plain.choices + "}"});
  }
  std::optional<CheckedText> text = WithValues(span, question);
  return text ? std::move(*text) : writer_.Plain(std::move(question));
}

// "Which time they prefer, from {slots.times}": an answer that is not in the list is none.
void Binder::EmitListed(const ast::Statement& statement, const ast::Phrase& phrase, VariableId slot,
                        const std::string& listed, CheckedBlock& out) {
  constexpr std::uint32_t kMoreTries = 2;
  std::optional<CheckedExpr> list = FindPath(PathSteps(listed));
  if (!list) return;
  CheckedStep mark = writer_.Step(CheckedStep::Kind::Mark, statement.span);
  mark.mark = writer_.NewMark();
  CheckedStep again = writer_.Step(CheckedStep::Kind::GoTo, statement.span);
  again.mark = mark.mark;
  CheckedStep attempt = writer_.Step(CheckedStep::Kind::Attempt, statement.span);
  attempt.variable = writer_.NewInternal("attempts", ValueType::Number);
  attempt.number = kMoreTries;
  const std::string reason = Fill(lexicon().Message("reason_unhandled"), {Written(statement.span)});
  writer_.EmitHandOff(statement.span, reason, attempt.body);
  CheckedStep ask = AskAnew(statement.span, slot);
  if (ask.prompt.noun.empty()) ask.prompt.noun = ShownNoun(ask.prompt.slot_name);
  ask.text = QuestionFor(statement.span, phrase.text);
  CheckedStep check = writer_.Step(CheckedStep::Kind::If, statement.span);
  check.condition = CheckedExpr::Apply(Opcode::OneOf, {CheckedExpr::Load(slot), std::move(*list)});
  check.otherwise.push_back(std::move(attempt));
  check.otherwise.push_back(std::move(ask));
  check.otherwise.push_back(std::move(again));
  check.unknown_is_otherwise = false;
  writer_.EmitHandOff(statement.span, reason, check.unknown);
  out.push_back(std::move(mark));
  out.push_back(std::move(check));
}

void Binder::BindAsk(const ast::Statement& statement, const ast::Ask& ask, CheckedBlock& out) {
  // "Ask which of the options they would like": the offer above it is put to the customer.
  if (open_offer_ != nullptr && ask.nouns.size() == 1 && SpeaksOfOffer(ask.nouns[0])) {
    const bool several = context_.scope.prompt && context_.scope.prompt->options.size() > 1;
    EmitOfferPrompt(statement.span, several ? lexicon().Message("offer_question") : std::string(),
                    out);
    writer_.Read(statement, ReadingKind::Question,
                 "puts the options to the customer, who chooses one or declines");
    return;
  }
  std::vector<const ast::Phrase*> nouns;
  for (const ast::Phrase& noun : ask.nouns) nouns.push_back(&noun);
  const bool has_items = std::any_of(statement.body.begin(), statement.body.end(), IsItem);
  const bool list_below =
      has_items && ask.nouns.size() == 1 &&
      PointsToList(lexicon(), lexicon().ReadNoun(ask.nouns[0].words), ask.nouns[0]);
  if (list_below) {
    nouns.clear();
    for (const auto& inner : statement.body) {
      if (const auto* item = std::get_if<ast::Item>(&inner->node)) nouns.push_back(&item->label);
    }
  }
  // "Ask again", "get a manager's approval": nothing that the customer knows.
  const bool names = std::all_of(nouns.begin(), nouns.end(), [&](const ast::Phrase* noun) {
    return wording().IsName(noun->text) && !lexicon().AnyIs("approval_words", noun->words);
  });
  if (nouns.empty() || !names) {
    writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    return;
  }
  if (ask.any_one && nouns.size() > 1) {
    Noun first = lexicon().ReadNoun(nouns[0]->words);
    std::vector<std::string> shown;
    for (const ast::Phrase* noun : nouns)
      shown.push_back(wording().Noun(PlainNoun(noun->text).text));
    // Which of them was given is not known, so it is kept as text under the first name.
    EmitAsk(statement.span, first, JoinAlternatives(lexicon(), shown), ValueType::Text, out);
    for (std::size_t i = 1; i < nouns.size(); ++i) {
      const Noun other = lexicon().ReadNoun(nouns[i]->words);
      KnownValue value;
      value.key = other.key;
      value.type = other.type;
      value.tier = 1;
      value.expr = CheckedExpr::Of(Value::Null());
      value.spelling = "{" + other.slot + "}";
      value.alternative = true;
      context_.scope.Learn(std::move(value));
    }
    writer_.Read(statement, ReadingKind::Question,
                 fmt::format("asks the customer for {}; the answer is kept as {{{}}}",
                             JoinAlternatives(lexicon(), shown), first.slot));
    return;
  }
  std::vector<std::string> kept;
  std::vector<std::string> details;
  for (const ast::Phrase* phrase : nouns) {
    Noun noun = lexicon().ReadNoun(phrase->words);
    if (noun.slot.empty()) continue;
    std::optional<ValueType> type;
    if (statement.as && nouns.size() == 1) {
      if (!statement.as->name.empty()) noun.slot = statement.as->name;
      type = statement.as->type;
    }
    const std::string listed = PlainNoun(phrase->text).choices;
    if (!listed.empty() && !type) type = ValueType::Text;
    if (!type && !noun.known) type = TypeOfUse(noun);
    const VariableId slot = EmitAsk(statement.span, noun, phrase->text, type, out);
    if (!listed.empty()) EmitListed(statement, *phrase, slot, listed, out);
    if (ask.exact) {
      std::optional<CheckedText> exact = BindQuotation(*ask.exact);
      if (exact && out.back().kind == CheckedStep::Kind::Ask) out.back().text = std::move(*exact);
    }
    kept.push_back(fmt::format("{{{}}}", noun.slot));
    details.push_back(
        fmt::format("{{{}}} is of type {}", noun.slot, ValueTypeName(type.value_or(noun.type))));
  }
  if (kept.empty()) {
    writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    return;
  }
  writer_.Read(statement, ReadingKind::Question,
               fmt::format("asks the customer; the answer is kept as {}", fmt::join(kept, ", ")),
               std::move(details));
}

// "@validate_reading(reading: int)": what is asked for as the reading is a number.
std::optional<ValueType> Binder::TypeOfUse(const Noun& noun) {
  if (!calls_) CollectCalls();
  std::optional<ValueType> type;
  for (const auto& [name, called] : *calls_) {
    const ToolDefinition* tool = context_.bundle.tools.Find(name);
    if (tool == nullptr) continue;
    for (const ToolParameter& parameter : tool->parameters) {
      if (SnakeCase(IdentifierWords(parameter.name)) != noun.slot) continue;
      if (type && *type != parameter.type) return std::nullopt;
      type = parameter.type;
    }
  }
  const bool checked = type == ValueType::Number || type == ValueType::Date ||
                       type == ValueType::Time || type == ValueType::Email;
  return checked ? type : std::nullopt;
}

// "The card was lost, stolen or retained by an ATM": the words between which the customer chooses.
// The first of them begins with the word that the second begins with, or is one word.
std::vector<std::string> Binder::AlternativesIn(std::string_view question) const {
  std::string text(question);
  const std::string either = " " + lexicon().List("alternative_words").front() + " ";
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t comma = std::min(text.find(", ", begin), text.size());
    const std::size_t other = std::min(text.find(either, begin), text.size());
    const std::size_t end = std::min(comma, other);
    if (end > begin) parts.push_back(text.substr(begin, end - begin));
    begin = end == text.size() ? end : end + (other <= comma ? either.size() : 2);
  }
  if (parts.size() < 2 || text.find(either) == std::string::npos) return {};
  const Words first = SplitWords(parts.front());
  const Words second = SplitWords(parts[1]);
  if (first.empty() || second.empty()) return {};
  // "Would they like a new one or their money back": what is liked begins behind the verb.
  const auto wishes = [&](const std::string& word) {
    return context_.bundle.forms.Has("preference", word);
  };
  const auto wished = std::find_if(first.rbegin(), first.rend(), wishes);
  if (wished != first.rend() && wished != first.rbegin()) {
    auto begin = wished.base();
    if (context_.bundle.forms.Has("infinitive", *begin) && begin + 1 != first.end()) ++begin;
    parts.front() = JoinWords(Words(begin, first.end()));
    return parts;
  }
  const auto same = std::find(first.rbegin(), first.rend(), second.front());
  // "They want to change the amount or stop the gift": both are what they want to do.
  const auto deed = std::find_if(first.rbegin(), first.rend(), [&](const std::string& word) {
    const auto& marks = wording().pack().forms().List("infinitive");
    return std::any_of(marks.begin(), marks.end(),
                       [&](const auto& mark) { return mark.size() == 1 && mark.front() == word; });
  });
  const bool deeds = same == first.rend() && second.size() > 1 && deed != first.rend() &&
                     deed != first.rbegin() && !lexicon().Is("determiners", second.front());
  const std::size_t start = deeds ? static_cast<std::size_t>(first.rend() - deed)
                            : same == first.rend()
                                ? first.size() - 1
                                : static_cast<std::size_t>(first.rend() - same) - 1;
  parts.front() = JoinWords(Words(first.begin() + static_cast<std::ptrdiff_t>(start), first.end()));
  return parts;
}

bool Binder::NamesAlternative(const ast::AskYesNo& ask, const Cursor& at) const {
  const std::vector<std::string> labels = AlternativesIn(ask.question.text);
  if (labels.size() < 2) return false;
  const auto names = [&](const ast::Statement& later) {
    Words words;
    if (const auto* named = ast::ConditionOf<ast::NamedTest>(later)) words = named->phrase.words;
    // "Was it opened or sealed?", "If it was opened"
    const auto* predicate = ast::ConditionOf<ast::PredicateCondition>(later);
    if (predicate != nullptr && !predicate->negated) words = predicate->predicate.words;
    const auto* comparison = ast::ConditionOf<ast::Comparison>(later);
    if (comparison != nullptr && comparison->left == nullptr && comparison->right.size() == 1) {
      // "Lost: …"
      const auto* literal = std::get_if<ast::Literal>(&comparison->right.front()->node);
      if (literal != nullptr && literal->type == ValueType::Text)
        words = SplitWords(DisplayText(literal->value.view()));
    }
    return std::any_of(labels.begin(), labels.end(), [&](const std::string& label) {
      const Words of = SplitWords(label);
      return !words.empty() && std::find(of.begin(), of.end(), words.back()) != of.end();
    });
  };
  const ast::Statement& self = *(*at.block)[at.index];
  if (std::any_of(self.body.begin(), self.body.end(), [&](const auto& s) { return names(*s); })) {
    return true;
  }
  for (std::size_t i = at.index + 1; i < at.block->size(); ++i) {
    const ast::Statement& later = *(*at.block)[i];
    if (names(later)) return true;
    if (!std::holds_alternative<ast::Branch>(later.node)) return false;
  }
  return false;
}

void Binder::BindAskYesNo(const ast::Statement& statement, const ast::AskYesNo& ask,
                          CheckedBlock& out, const Cursor& at) {
  if (open_offer_ != nullptr && SpeaksOfOffer(ask.question)) {
    if (!context_.scope.prompt || context_.scope.prompt->kind != PromptKind::Offer) {
      // The offer stands on another way than the question: nobody can tell what is on offer here.
      open_offer_ = nullptr;
      writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
      return;
    }
    EmitOfferPrompt(statement.span, wording().YesNo(ask.question.text), out);
    writer_.Read(statement, ReadingKind::Question,
                 "puts the options to the customer, who chooses one or declines");
    return;
  }
  // "… in the morning or in the afternoon, as {time_of_day}", "a refund or a replacement" over
  // branches for either: what is answered is no yes or no.
  const bool kept = statement.as && !statement.as->name.empty();
  if (!ask.exact && (kept || NamesAlternative(ask, at))) {
    ast::Choose choose{ask.question, {}, {}};
    for (const std::string& label : AlternativesIn(ask.question.text)) {
      choose.choices.push_back({ask.question.span, label, SplitWords(label)});
    }
    if (choose.choices.size() > 1) {
      BindChoose(statement, choose, out, at);
      out.back().text = writer_.Plain(wording().YesNo(ask.question.text));
      out.back().prompt.noun = ask.question.text;
      return;
    }
  }
  const VariableId outcome = writer_.NewInternal("answer", ValueType::Number);
  CheckedStep step = writer_.Step(CheckedStep::Kind::Ask, statement.span);
  step.prompt.kind = PromptKind::YesNo;
  step.prompt.outcome = outcome;
  step.prompt.slot_name = "answer";
  step.prompt.type = ValueType::YesNo;
  const std::string question = ask.exact ? ask.question.text : wording().YesNo(ask.question.text);
  step.prompt.noun = question;
  std::optional<CheckedText> text =
      ask.exact ? BindQuotation(*ask.exact) : WithValues(ask.question.span, question);
  if (!text) {
    writer_.Read(statement, ReadingKind::Problem, "a question that nothing can fill");
    return;
  }
  step.text = std::move(*text);
  KnownPrompt prompt;
  prompt.shown = ShownIn(step.text);
  // "It costs {fee}. Should it be charged?": what was told right before.
  if (prompt.shown.empty() && lexicon().AnyIs("thing_pronouns", ask.question.words)) {
    prompt.shown = context_.scope.told;
  }
  out.push_back(std::move(step));
  prompt.kind = PromptKind::YesNo;
  prompt.outcome = outcome;
  prompt.span = statement.span;
  prompt.question = ask.question.words;
  context_.scope.open_answers.push_back(outcome);
  const bool amount =
      !prompt.shown.empty() || std::any_of(question.begin(), question.end(), [](char c) {
        return std::isdigit(static_cast<unsigned char>(c)) != 0;
      });
  context_.scope.Put(std::move(prompt));
  LearnConsent(ask.question.words, outcome, amount);
  writer_.Read(statement, ReadingKind::Question,
               fmt::format("asks the customer yes or no: “{}”", question));
}

namespace {

// "every 2 weeks": 2 and "weeks". Empty unless it is one number and its unit.
std::pair<std::string, std::string> CountIn(const pack::Forms& forms, const Words& words) {
  std::pair<std::string, std::string> count;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string numeral = forms.Pair("numerals", words[i]).value_or("");
    const bool number = std::all_of(words[i].begin(), words[i].end(), [](char c) {
      return std::isdigit(static_cast<unsigned char>(c)) != 0;
    });
    if (!number && numeral.empty()) continue;
    if (!count.first.empty() || i + 1 == words.size()) return {};
    count.first = number ? words[i] : numeral;
    const std::string plural = forms.Pair("measures", words[i + 1]).value_or("");
    count.second = plural.empty() ? words[i + 1] : plural;
  }
  return count;
}

}  // namespace

// "Every 2 weeks, every 4 weeks or every 8 weeks": the number is a value of its own, which a call
// takes as its `weeks`.
void Binder::LearnCounts(const std::vector<std::string>& labels, VariableId slot, const Span& span,
                         CheckedBlock& out) {
  const pack::Forms& forms = context_.bundle.forms;
  std::vector<std::pair<std::string, std::string>> counts;
  for (const std::string& label : labels) counts.push_back(CountIn(forms, SplitWords(label)));
  if (counts.size() < 2) return;
  const std::string unit = counts.front().second;
  const bool counted =
      !unit.empty() && std::all_of(counts.begin(), counts.end(),
                                   [&](const auto& one) { return one.second == unit; });
  if (!counted) return;
  const VariableId number = writer_.NewInternal(unit, ValueType::Number);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    CheckedStep chosen = writer_.Step(CheckedStep::Kind::If, span);
    chosen.condition = CheckedExpr::Apply(
        Opcode::Equal, {CheckedExpr::Load(slot), CheckedExpr::Of(Value::String(labels[i]))});
    CheckedStep assign = writer_.Step(CheckedStep::Kind::Assign, span);
    assign.variable = number;
    assign.value = CheckedExpr::Of(Value::Decimal(counts[i].first));
    chosen.body.push_back(std::move(assign));
    out.push_back(std::move(chosen));
  }
  KnownValue value;
  value.key = lexicon().ReadIdentifier(unit).key;
  value.type = ValueType::Number;
  value.tier = 1;
  value.expr = CheckedExpr::Load(number);
  value.spelling = fmt::format("the {} of {{{}}}", unit, context_.bundle.variables.at(slot).name);
  value.spoken = {unit};
  context_.scope.Learn(std::move(value));
}

// "What the main reason is" asks for the main reason, "why they want it" for the reason.
Noun Binder::ChosenNoun(const ast::Phrase& phrase) const {
  Words words = phrase.words;
  for (const std::string& pair : lexicon().List("question_values")) {
    const std::size_t slash = pair.find('/');
    if (!words.empty() && words.front() == pair.substr(0, slash))
      return lexicon().ReadNoun({pair.substr(slash + 1)});
  }
  const bool asks = words.size() > 2 && lexicon().Is("question_words", words.front()) &&
                    lexicon().Is("determiners", words[1]);
  while (asks && words.size() > 2 && lexicon().Is("linking_words", words.back())) words.pop_back();
  const bool linked = asks && std::any_of(words.begin(), words.end(), [&](const std::string& word) {
                        return lexicon().Is("linking_words", word);
                      });
  if (asks && !linked) words.erase(words.begin());
  return lexicon().ReadNoun(words);
}

// Whether the text says what happens when the customer wants none of them.
bool Binder::TestsDecline(const Cursor& at) const {
  const auto declines = [](const ast::Statement& later) {
    const auto* answer = ast::ConditionOf<ast::CustomerAnswer>(later);
    return answer != nullptr && !answer->accepted;
  };
  const ast::Statement& self = *(*at.block)[at.index];
  for (const auto& below : self.body) {
    if (declines(*below)) return true;
  }
  for (std::size_t i = at.index + 1; i < at.block->size(); ++i) {
    const ast::Statement& later = *(*at.block)[i];
    if (declines(later)) return true;
    if (!std::holds_alternative<ast::Branch>(later.node)) return false;
  }
  return false;
}

void Binder::BindChoose(const ast::Statement& statement, const ast::Choose& choose,
                        CheckedBlock& out, const Cursor& at) {
  Noun noun = ChosenNoun(choose.noun);
  if (noun.slot.empty()) noun.slot = noun.key = "choice";
  if (statement.as && !statement.as->name.empty()) noun.slot = statement.as->name;
  const VariableId slot = context_.bundle.variables.Get(noun.slot, ValueType::Choice);
  const VariableId outcome =
      context_.bundle.variables.Get("$outcome." + noun.slot, ValueType::Number);
  CheckedStep step = writer_.Step(CheckedStep::Kind::Ask, statement.span);
  const bool declinable = TestsDecline(at);
  step.prompt.kind = declinable ? PromptKind::Offer : PromptKind::Choice;
  step.prompt.slot = slot;
  step.prompt.outcome = outcome;
  step.prompt.slot_name = noun.slot;
  step.prompt.noun = noun.display;
  step.prompt.type = ValueType::Choice;
  step.prompt.skip_if_set = true;
  std::vector<std::string> labels;
  for (const ast::Phrase& choice : choose.choices) {
    labels.push_back(choice.text);
    PromptOption option;
    option.label = choice.text;
    step.prompt.options.push_back(std::move(option));
  }
  const std::string list = JoinAlternatives(lexicon(), labels);
  step.text = writer_.Plain(wording().Choice(PlainNoun(choose.noun.text).text, list));
  if (choose.exact) {
    if (std::optional<CheckedText> exact = BindQuotation(*choose.exact)) {
      step.text = std::move(*exact);
    }
  }
  out.push_back(std::move(step));
  LearnSlot(noun, ValueType::Choice, slot, outcome);
  context_.scope.asked = slot;
  context_.scope.got_result = false;
  KnownPrompt prompt;
  prompt.kind = PromptKind::Choice;
  prompt.outcome = outcome;
  prompt.slot = slot;
  prompt.choices = labels;
  prompt.declinable = declinable;
  prompt.span = statement.span;
  LearnCounts(labels, slot, statement.span, out);
  context_.scope.menus.push_back(std::make_shared<const KnownPrompt>(prompt));
  context_.scope.Put(std::move(prompt));
  Words offered = choose.noun.words;
  for (const ast::Phrase& choice : choose.choices) {
    offered.insert(offered.end(), choice.words.begin(), choice.words.end());
  }
  LearnConsent(std::move(offered), outcome);
  writer_.Read(statement, ReadingKind::Choice,
               fmt::format("asks the customer to choose: {}; the answer is kept as {{{}}}", list,
                           noun.slot));
}

void Binder::BindConfirmValue(const ast::Statement& statement, const ast::ConfirmValue& confirm,
                              CheckedBlock& out, const Cursor& at) {
  const Noun noun = lexicon().ReadNoun(confirm.noun.words);
  if (noun.slot.empty()) {
    writer_.EmitJudgement(statement, confirm.noun.text, DiagnosticId::NeedsJudgement, out);
    return;
  }
  std::vector<std::string> details;
  // "Ask the customer to confirm the address. Use @t to retrieve the saved address, or ask … to
  // provide a new address.": the next line says where the value comes from, and what if it is not
  // right. The look-up comes first, whatever the order of the lines.
  const ast::Statement* next = at.Next();
  const auto* use = next != nullptr ? std::get_if<ast::Use>(&next->node) : nullptr;
  const bool fetches =
      use != nullptr && lexicon().AnyIs("obtain_verbs", use->purpose.words) &&
      lexicon().ReadNoun(lexicon().HeadWords(use->purpose.words)).slot.size() > 0 &&
      NamesValue(lexicon(), use->purpose.words, noun.key);
  if (fetches) {
    BindUse(*next, *use, out, at);
    context_.consumed.insert(next);
    details.push_back("looked up first by the next line");
    // What was joined to it by `or` is the way out when the customer rejects the value.
    const ast::Block* block = nullptr;
    std::size_t index = 0;
    for (const Cursor* cursor = &at; cursor != nullptr && block == nullptr;
         cursor = cursor->outer) {
      for (std::size_t i = cursor->index; i < cursor->block->size(); ++i) {
        if ((*cursor->block)[i].get() == next) {
          block = cursor->block;
          index = i;
        }
      }
    }
    if (block != nullptr && index + 1 < block->size()) {
      const ast::Statement& alternative = *(*block)[index + 1];
      const auto* ask = std::get_if<ast::Ask>(&alternative.node);
      if (alternative.joined == ast::Joined::Or && ask != nullptr) {
        context_.consumed.insert(&alternative);
        writer_.Read(
            alternative, ReadingKind::Question,
            fmt::format("asked when nothing is on file or the customer says it is not right; kept "
                        "as {{{}}}",
                        noun.slot));
      }
    }
  }
  std::optional<KnownValue> shown;
  // "the new address", not "the reshipment address".
  const bool fresh = noun.is_new && noun.slot != noun.key;
  for (const KnownValue& value : FindValues({noun.key}, false)) {
    // A new value is never shown as an old one.
    if (!value.alternative && (value.is_new || !fresh)) {
      shown = value;
      break;
    }
  }
  if (!shown && !fresh) {
    // "The delivery address": the field of that very name before one that is near.
    bool at_run_time = false;
    shown = FieldOfResults(noun, SnakeCase(Telling(lexicon(), confirm.noun.words)), &at_run_time);
  }
  const std::string noun_text = lexicon().ReadNoun(confirm.noun.words).display;
  const std::string plain = PlainNoun(confirm.noun.text).text;
  const std::string for_customer = wording().Noun(plain);
  const VariableId slot = context_.bundle.variables.Get(noun.slot, noun.type);
  const VariableId outcome =
      context_.bundle.variables.Get("$outcome." + noun.slot, ValueType::Number);

  CheckedStep ask = writer_.Step(CheckedStep::Kind::Ask, statement.span);
  ask.prompt.kind = PromptKind::Slot;
  ask.prompt.slot = slot;
  ask.prompt.outcome = outcome;
  ask.prompt.slot_name = noun.slot;
  ask.prompt.noun = noun.expected;
  ask.prompt.type = noun.type;
  ask.text = QuestionFor(statement.span, confirm.noun.text);

  // Asked for on some of the paths that lead here: shown where it was given, asked for where it was
  // not.
  if (!shown && slot_nouns_.contains(noun.slot)) {
    KnownValue given;
    given.expr = CheckedExpr::Load(slot);
    given.spelling = "{" + noun.slot + "}, where it was given";
    shown = std::move(given);
  }
  if (shown) {
    CheckedStep confirm_step = writer_.Step(CheckedStep::Kind::Ask, statement.span);
    confirm_step.prompt = ask.prompt;
    confirm_step.prompt.kind = PromptKind::ConfirmValue;
    confirm_step.prompt.noun = noun_text;
    confirm_step.text = writer_.FromPattern(wording().Confirmation(noun_text),
                                            {{noun_text, std::nullopt}, {noun_text, shown->expr}});
    CheckedStep choice = writer_.Step(CheckedStep::Kind::If, statement.span);
    choice.condition = CheckedExpr::Apply(Opcode::IsEmpty, {shown->expr});
    choice.body.push_back(std::move(ask));
    choice.otherwise.push_back(std::move(confirm_step));
    out.push_back(std::move(choice));
    details.push_back(fmt::format("shows {}", shown->spelling));
  } else {
    out.push_back(std::move(ask));
    details.push_back("nothing that could be shown is known here, so it is asked for");
  }
  slot_nouns_[noun.slot] = for_customer;
  LearnSlot(noun, noun.type, slot, outcome);
  KnownPrompt prompt;
  prompt.kind = PromptKind::ConfirmValue;
  prompt.outcome = outcome;
  prompt.slot = slot;
  prompt.question = confirm.noun.words;
  prompt.span = statement.span;
  context_.scope.Put(std::move(prompt));
  LearnConsent(confirm.noun.words, outcome);
  writer_.Read(
      statement, ReadingKind::Confirmation,
      fmt::format(
          "shows the {} and asks the customer to confirm it or give another; kept as {{{}}}",
          noun_text, noun.slot),
      std::move(details));
}

}  // namespace proviso::compiler
