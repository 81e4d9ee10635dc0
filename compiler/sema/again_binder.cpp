// SPDX-License-Identifier: Apache-2.0
// Second tries (LANGUAGE section 3, "Again"): a value is filled anew and looked up again, and the
// tries are counted.
#include "compiler/sema/again_binder.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/sema/ask_binder.h"
#include "compiler/sema/form_binder.h"
#include "compiler/sema/question_writer.h"
#include "compiler/sema/spoken_words.h"
#include "compiler/sema/step_writer.h"
#include "compiler/sema/tool_facts.h"
#include "compiler/sema/value_resolver.h"
#include "compiler/vocabulary/phrasing.h"
#include "compiler/vocabulary/tool_effect.h"

namespace proviso::compiler {

std::vector<VariableId> AgainBinder::SlotsOf(const ast::Again& again) const {
  std::vector<VariableId> slots;
  for (const ast::Phrase& phrase : again.nouns) {
    for (const Words& words : {phrase.words, lexicon().HeadWords(phrase.words)}) {
      const Noun noun = NounOf(words);
      const std::size_t before = slots.size();
      for (const KnownValue& value : values_.FindValues({noun.slot, noun.key}, false)) {
        if (IsNone(value.slot)) continue;
        slots.push_back(value.slot);
        break;
      }
      if (slots.size() > before) break;
    }
  }
  if (!slots.empty()) return slots;
  // "The number" of what the call was made with: the one that is called so, wherever the customer
  // finds it ("the number in their confirmation email").
  for (const ast::Phrase& phrase : again.nouns) {
    Words noun = lexicon().HeadWords(phrase.words);
    if (noun.empty()) noun = phrase.words;
    std::vector<VariableId> places = context_.scope.call_slots;
    // "Another date" behind a question for the move-out date.
    if (!IsNone(context_.scope.asked) &&
        std::find(places.begin(), places.end(), context_.scope.asked) == places.end()) {
      places.push_back(context_.scope.asked);
    }
    for (const VariableId slot : places) {
      Words words = IdentifierWords(context_.bundle.variables.at(slot).name);
      for (const auto& value : context_.scope.values) {
        if (value->slot != slot) continue;
        words.insert(words.end(), value->spoken.begin(), value->spoken.end());
      }
      if (std::find(words.begin(), words.end(), noun.back()) != words.end()) {
        slots.push_back(slot);
      }
    }
  }
  // "No order is found: ask for it again": of the record itself nothing is asked for.
  const bool record =
      !context_.scope.results.empty() && again.nouns.size() == 1 &&
      HasStem(SplitWords(context_.scope.results.back().noun), again.nouns[0].words.back());
  if (slots.empty() && record && !context_.scope.call_slots.empty())
    return {context_.scope.call_slots.back()};
  if (!slots.empty() || !again.nouns.empty()) return slots;
  if (again.all) return context_.scope.call_slots;
  // What was asked for since the last call.
  const Scope& known = context_.scope;
  if (known.value_last && !known.got_result && !IsNone(known.asked)) return {known.asked};
  if (!context_.scope.call_slots.empty()) return {context_.scope.call_slots.back()};
  if (!IsNone(context_.scope.asked)) return {context_.scope.asked};
  return {};
}

void AgainBinder::BindAgain(const ast::Statement& statement, const ast::Again& again,
                            CheckedBlock& out, const Cursor& at) {
  const std::vector<VariableId> slots = SlotsOf(again);
  if (slots.empty()) {
    // Another value than any that was asked for before.
    // Where a check has failed, going on with it would use what the check refused.
    const bool failed = !context_.branch_outcome.empty() &&
                        context_.branch_outcome != lexicon().Outcome("declined");
    if (!again.nouns.empty() && !failed) {
      return asks_.BindAsk(statement, ast::Ask{again.nouns, false, {}}, out);
    }
    writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    return;
  }
  if (!again.form.empty() && !forms_.IsTheForm(again.form, slots.back())) {
    writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    return;
  }
  std::optional<Scope::FirstUse> back;
  std::vector<std::string> shown;
  for (const VariableId slot : slots) {
    shown.push_back(fmt::format("{{{}}}", context_.bundle.variables.at(slot).name));
    const auto use = context_.scope.first_uses.find(slot);
    if (use == context_.scope.first_uses.end()) continue;
    if (!back || use->second.start < back->start) back = use->second;
  }
  // Going back must not do again what has been done: at most the call that has just failed is made
  // once more.
  if (back && context_.scope.effects > back->effects) {
    const bool only_last = context_.scope.effects == back->effects + 1 &&
                           !context_.scope.results.empty() &&
                           !tools_.ReadsOnly(*context_.scope.results.back().tool);
    const ToolEffect effect = context_.scope.results.empty()
                                  ? ToolEffect::Read
                                  : EffectOf(*context_.scope.results.back().tool, lexicon()).effect;
    if (!only_last || IsConsequential(effect)) {
      writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
      return;
    }
  }
  for (const VariableId slot : slots) questions_.EmitAskAgain(statement.span, slot, out);
  context_.scope.asked = slots.back();
  writer_.Read(statement, ReadingKind::Question,
               back ? Means(Sense::AsksAgainAndGoesBack, fmt::join(shown, ", "))
                    : Means(Sense::AsksAgain, fmt::join(shown, ", ")));
  // "… ask for it again and repeat step 4": the text says itself where it goes on.
  const ast::Statement* next = at.NextSibling();
  if (!back || (next != nullptr && std::holds_alternative<ast::GoTo>(next->node))) return;
  CheckedStep go = writer_.Step(CheckedStep::Kind::GoTo, statement.span);
  go.mark = back->start;
  out.push_back(std::move(go));
  writer_.EndPath();
}

}  // namespace proviso::compiler
