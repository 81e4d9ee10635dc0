// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/confirm_binder.h"

#include <fmt/format.h>

#include "compiler/sema/call_binder.h"
#include "compiler/sema/consents.h"
#include "compiler/sema/question_writer.h"
#include "compiler/sema/spoken_words.h"
#include "compiler/sema/step_writer.h"
#include "compiler/sema/value_resolver.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {
namespace {

// The words name the value somewhere: "to retrieve the saved address" names `address`.
bool NamesValue(const Lexicon& lexicon, const Words& words, const std::string& key) {
  for (auto at = words.begin(); at != words.end(); ++at) {
    if (*at == IdentifierWords(key).back()) return true;
    if (lexicon.ReadNoun(Words(at, words.end())).key == key) return true;
  }
  return false;
}

}  // namespace

void ConfirmBinder::BindConfirmValue(const ast::Statement& statement,
                                     const ast::ConfirmValue& confirm, CheckedBlock& out,
                                     const Cursor& at) {
  const Noun noun = NounOf(confirm.noun.words);
  if (noun.slot.empty()) {
    writer_.EmitJudgement(statement, confirm.noun.text, DiagnosticId::NeedsJudgement, out);
    return;
  }
  std::vector<Meaning> details;
  // "Ask the customer to confirm the address. Use @t to retrieve the saved address, or ask … to
  // provide a new address.": the next line says where the value comes from, and what if it is not
  // right. The look-up comes first, whatever the order of the lines.
  const ast::Statement* next = at.Next();
  const auto* use = next != nullptr ? std::get_if<ast::Use>(&next->node) : nullptr;
  const bool fetches = use != nullptr && lexicon().AnyIs("obtain_verbs", use->purpose.words) &&
                       NounOf(lexicon().HeadWords(use->purpose.words)).slot.size() > 0 &&
                       NamesValue(lexicon(), use->purpose.words, noun.key);
  if (fetches) {
    calls_.BindUse(*next, *use, out, at);
    context_.consumed.insert(next);
    details.push_back(Means(Sense::LookedUpByNextLine));
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
        writer_.Read(alternative, ReadingKind::Question,
                     Means(Sense::AskedWhenRejected, noun.slot));
      }
    }
  }
  std::optional<KnownValue> shown;
  // "the new address", not "the reshipment address".
  const bool fresh = noun.is_new && noun.slot != noun.key;
  for (const KnownValue& value : values_.FindValues({noun.key}, false)) {
    // A new value is never shown as an old one.
    if (!value.alternative && (value.is_new || !fresh)) {
      shown = value;
      break;
    }
  }
  if (!shown && !fresh) {
    // "The delivery address": the field of that very name before one that is near.
    bool at_run_time = false;
    shown = values_.FieldOfResults(noun, SnakeCase(Telling(lexicon(), confirm.noun.words)),
                                   &at_run_time);
  }
  const std::string noun_text = NounOf(confirm.noun.words).display;
  const std::string plain = questions_.PlainNoun(confirm.noun.text).text;
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
  ask.text = questions_.QuestionFor(statement.span, confirm.noun.text);

  // Asked for on some of the paths that lead here: shown where it was given, asked for where it was
  // not.
  if (!shown && questions_.IsShown(noun.slot)) {
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
    details.push_back(Means(Sense::Shows, shown->spelling));
  } else {
    out.push_back(std::move(ask));
    details.push_back(Means(Sense::NothingToShow));
  }
  questions_.Show(noun.slot, for_customer);
  questions_.LearnSlot(noun, noun.type, slot, outcome);
  KnownPrompt prompt;
  prompt.kind = PromptKind::ConfirmValue;
  prompt.outcome = outcome;
  prompt.slot = slot;
  prompt.question = confirm.noun.words;
  prompt.span = statement.span;
  context_.scope.Put(std::move(prompt));
  consents_.LearnConsent(confirm.noun.words, outcome);
  writer_.Read(statement, ReadingKind::Confirmation,
               Means(Sense::ShowsAndAsks, noun_text, noun.slot), std::move(details));
}

}  // namespace proviso::compiler
