// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/choice_binder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "compiler/sema/consents.h"
#include "compiler/sema/question_writer.h"
#include "compiler/sema/step_writer.h"
#include "compiler/sema/text_binder.h"
#include "compiler/vocabulary/phrasing.h"
#include "core/utf8.h"

namespace proviso::compiler {
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

void ChoiceBinder::BindChoose(const ast::Statement& statement, const ast::Choose& choose,
                              CheckedBlock& out, const Cursor& at, bool alternative) {
  if (choose.leaves_it_open()) {
    // "Let them choose": the question before it does.
    if (context_.scope.prompt) {
      writer_.Read(statement, ReadingKind::Documentation, Means(Sense::Explanation));
    } else {
      writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    }
    return;
  }
  Noun noun = ChosenNoun(choose.noun);
  // "Would they like a refund or a voucher": what they would is no name.
  if (noun.slot.empty() || alternative) noun.slot = noun.key = "choice";
  noun.slot =
      statement.as && !statement.as->name.empty() ? statement.as->name : SlotFor(noun.slot, choose);
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
  step.text = writer_.Plain(wording().Choice(questions_.PlainNoun(choose.noun.text).text, list));
  if (choose.exact) {
    if (std::optional<CheckedText> exact = texts_.BindQuotation(*choose.exact)) {
      step.text = std::move(*exact);
    }
  }
  out.push_back(std::move(step));
  questions_.LearnSlot(noun, ValueType::Choice, slot, outcome);
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
  consents_.LearnConsent(std::move(offered), outcome);
  writer_.Read(statement, ReadingKind::Choice, Means(Sense::AsksToChoose, list, noun.slot));
}

// Two choices of one name among other options are two questions; the second is put as well.
std::string ChoiceBinder::SlotFor(const std::string& name, const ast::Choose& choose) {
  std::vector<std::string> labels;
  for (const ast::Phrase& choice : choose.choices) labels.push_back(FoldCase(choice.text));
  std::string slot = name;
  for (int next = 2;; ++next) {
    const auto [known, first] = asked_.try_emplace(slot, labels);
    if (first || known->second == labels) return slot;
    slot = fmt::format("{}_{}", name, next);
  }
}

// "What the main reason is" asks for the main reason, "why they want it" for the reason.
Noun ChoiceBinder::ChosenNoun(const ast::Phrase& phrase) const {
  Words words = phrase.words;
  for (const std::string& pair : lexicon().List("question_values")) {
    const std::size_t slash = pair.find('/');
    if (!words.empty() && words.front() == pair.substr(0, slash))
      return lexicon().ReadNoun({pair.substr(slash + 1)});
  }
  // "Over how many months they'd like to spread it": the months.
  const std::size_t asked = words.size() > 1 && lexicon().Is("question_words", words[1]) ? 1 : 0;
  for (const std::string& counting : lexicon().List("counting_questions")) {
    const Words count = SplitWords(counting);
    if (words.size() > asked + count.size() &&
        std::equal(count.begin(), count.end(),
                   words.begin() + static_cast<std::ptrdiff_t>(asked))) {
      return lexicon().ReadNoun({words[asked + count.size()]});
    }
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
bool ChoiceBinder::TestsDecline(const Cursor& at) const {
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

// "Every 2 weeks, every 4 weeks or every 8 weeks": the number is a value of its own, which a call
// takes as its `weeks`.
void ChoiceBinder::LearnCounts(const std::vector<std::string>& labels, VariableId slot,
                               const Span& span, CheckedBlock& out) {
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

}  // namespace proviso::compiler
