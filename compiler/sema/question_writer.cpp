// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/question_writer.h"

#include "compiler/sema/step_writer.h"
#include "compiler/sema/text_binder.h"
#include "compiler/sema/value_resolver.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {
namespace {

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

}  // namespace

VariableId QuestionWriter::EmitAsk(const Span& span, const Noun& noun, const std::string& asked_for,
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
  context_.scope.value_last = true;
  return slot;
}

CheckedStep QuestionWriter::AskAnew(const Span& span, VariableId slot) {
  const Variable variable = context_.bundle.variables.at(slot);  // a copy: the table grows below
  CheckedStep ask = writer_.Step(CheckedStep::Kind::Ask, span);
  ask.prompt.kind = PromptKind::Slot;
  ask.prompt.slot = slot;
  ask.prompt.outcome =
      context_.bundle.variables.Get("$outcome." + variable.name, ValueType::Number);
  ask.prompt.slot_name = variable.name;
  ask.prompt.noun = lexicon().ReadIdentifier(variable.name).expected;
  ask.prompt.type = variable.type;
  return ask;
}

void QuestionWriter::EmitAskAgain(const Span& span, VariableId slot, CheckedBlock& out) {
  CheckedStep ask = AskAnew(span, slot);
  const std::string& name = ask.prompt.slot_name;
  if (ask.prompt.noun.empty()) ask.prompt.noun = lexicon().ReadIdentifier(name).display;
  ask.text = writer_.Plain(wording().Again(ShownNoun(name)));
  out.push_back(std::move(ask));
}

AskedNoun QuestionWriter::PlainNoun(std::string_view text) {
  AskedNoun noun;
  const pack::Forms& forms = context_.bundle.forms;
  std::string rest(text);
  while (true) {
    const std::size_t open = rest.find('{');
    const std::size_t close = open == std::string::npos ? open : rest.find('}', open);
    if (close == std::string::npos) break;
    const std::string inside = rest.substr(open + 1, close - open - 1);
    const std::string name = inside.substr(0, inside.find(':'));
    const bool known = values_.FindPath(ValueResolver::PathSteps(name)).has_value();
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

CheckedText QuestionWriter::QuestionFor(const Span& span, std::string_view noun) {
  const AskedNoun plain = PlainNoun(noun);
  std::string question = wording().ForValue(plain.text);
  if (!plain.choices.empty()) {
    const pack::Forms& forms = context_.bundle.forms;
    question = Fill(forms.Text("choose from"), {question, "{" + plain.choices + "}"});
  }
  std::optional<CheckedText> text = texts_.WithValues(span, question);
  return text ? std::move(*text) : writer_.Plain(std::move(question));
}

void QuestionWriter::LearnSlot(const Noun& noun, ValueType type, VariableId slot,
                               VariableId outcome) {
  KnownValue value;
  value.key = noun.key;
  value.type = type;
  value.is_new = noun.is_new;
  value.tier = 1;
  value.expr = CheckedExpr::Load(slot);
  value.spelling = "{" + context_.bundle.variables.at(slot).name + "}";
  value.slot = slot;
  value.spoken = SplitWords(noun.display);
  value.of = noun.of;
  context_.scope.Learn(std::move(value));
  context_.scope.value_outcomes[noun.key] = outcome;
}

std::string QuestionWriter::ShownNoun(const std::string& slot_name) const {
  const auto shown = slot_nouns_.find(slot_name);
  return shown != slot_nouns_.end() ? shown->second
                                    : wording().Noun(lexicon().ReadIdentifier(slot_name).display);
}

}  // namespace proviso::compiler
