// SPDX-License-Identifier: Apache-2.0
// Second tries (LANGUAGE section 3, "Again"): a value is filled anew and looked up again, and the
// tries are counted.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/sema/binder.h"
#include "compiler/sema/spoken_words.h"
#include "compiler/vocabulary/phrasing.h"
#include "compiler/vocabulary/tool_effect.h"

namespace proviso::compiler {
namespace {

// Three attempts in all, then a person.
constexpr std::uint32_t kAttempts = 3;

// "If it still cannot be found" behind one second try.
constexpr std::uint32_t kStill = 2;

const ast::Again* AgainIn(const ast::Block& block) {
  for (const auto& statement : block) {
    if (const auto* again = std::get_if<ast::Again>(&statement->node)) return again;
  }
  return nullptr;
}

bool Asks(const ast::Statement& statement) {
  return std::holds_alternative<ast::Use>(statement.node) ||
         std::holds_alternative<ast::Ask>(statement.node) ||
         std::holds_alternative<ast::Choose>(statement.node);
}

// So many negative outcomes as this branch is for; 0: it is for something else.
std::uint32_t CountOf(const ast::Statement& statement) {
  if (const auto* attempts = ast::ConditionOf<ast::Attempts>(statement)) return attempts->count;
  const auto* branch = std::get_if<ast::Branch>(&statement.node);
  return branch != nullptr && branch->condition != nullptr && branch->condition->again ? kStill : 0;
}

}  // namespace

void Binder::LearnUse(const ToolDefinition& tool, MarkId start, std::vector<VariableId> slots) {
  for (const VariableId slot : slots) {
    context_.scope.first_uses.try_emplace(slot, Scope::FirstUse{start, context_.scope.effects});
  }
  context_.scope.call_slots = std::move(slots);
  if (!ReadsOnly(tool)) ++context_.scope.effects;
}

std::optional<Binder::GivingUp> Binder::GivingUpBehind(const Cursor& at) const {
  const ast::Block& body = (*at.block)[at.index]->body;
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (ast::ConditionOf<ast::Attempts>(*body[i]) != nullptr) {
      return GivingUp{body[i].get(), CountOf(*body[i])};
    }
    // A line under the one that asks again.
    if (!std::holds_alternative<ast::Again>(body[i]->node)) continue;
    for (const auto& below : body[i]->body) {
      if (CountOf(*below) > 0) return GivingUp{below.get(), CountOf(*below)};
    }
  }
  for (std::size_t i = at.index + 1; i < at.block->size(); ++i) {
    const ast::Statement& later = *(*at.block)[i];
    if (const std::uint32_t count = CountOf(later); count > 0) return GivingUp{&later, count};
    if (Asks(later)) break;
  }
  return std::nullopt;
}

void Binder::EmitGivingUp(const GivingUp& giving_up, const Span& span, CheckedBlock& out,
                          const Cursor& at) {
  const Scope before = context_.scope;
  if (giving_up.statement != nullptr) {
    context_.consumed.insert(giving_up.statement);
    writer_.Read(*giving_up.statement, ReadingKind::Branch,
                 fmt::format("when it comes out so {} times", giving_up.count));
    BindBlock(giving_up.statement->body, out, &at);
  }
  if (!context_.scope.ended) {
    // Nothing behind the check can be done without what it looks for.
    if (giving_up.statement != nullptr && !giving_up.statement->body.empty()) {
      CheckedStep end = writer_.Step(CheckedStep::Kind::EndPolicy, span);
      end.outcome = lexicon().Outcome("not_found");
      out.push_back(std::move(end));
    } else {
      writer_.EmitHandOff(span, Fill(lexicon().Message("reason_unhandled"), {Written(span)}), out);
    }
  }
  context_.scope = before;
}

void Binder::EmitAttempts(const ast::Statement& branch, CheckedBlock& out, const Cursor& at) {
  const ast::Again* again = AgainIn(branch.body);
  if (again == nullptr || context_.replaying) return;
  GivingUp giving_up = GivingUpBehind(at).value_or(GivingUp{});
  if (again->times > 0 && (giving_up.count == 0 || giving_up.count == kStill)) {
    giving_up.count = again->times + 1;
  }
  if (giving_up.count == 0) giving_up.count = kAttempts;
  // All negative outcomes of one check are counted together.
  const VariableId check = context_.scope.results.empty() ? context_.scope.asked
                                                          : context_.scope.results.back().variable;
  const auto [counter, added] = misses_.try_emplace(check);
  if (added) counter->second = writer_.NewInternal("attempts", ValueType::Number);
  CheckedStep attempt = writer_.Step(CheckedStep::Kind::Attempt, branch.span);
  attempt.variable = counter->second;
  attempt.number = giving_up.count - 1;
  EmitGivingUp(giving_up, branch.span, attempt.body, at);
  out.push_back(std::move(attempt));
}

std::vector<VariableId> Binder::SlotsOf(const ast::Again& again) const {
  std::vector<VariableId> slots;
  for (const ast::Phrase& phrase : again.nouns) {
    for (const Words& words : {phrase.words, lexicon().HeadWords(phrase.words)}) {
      const Noun noun = lexicon().ReadNoun(words);
      const std::size_t before = slots.size();
      for (const KnownValue& value : FindValues({noun.slot, noun.key}, false)) {
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
    for (const VariableId slot : context_.scope.call_slots) {
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
  if (!context_.scope.call_slots.empty()) return {context_.scope.call_slots.back()};
  if (!IsNone(context_.scope.asked)) return {context_.scope.asked};
  return {};
}

CheckedStep Binder::AskAnew(const Span& span, VariableId slot) {
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

std::string Binder::ShownNoun(const std::string& slot_name) const {
  const auto shown = slot_nouns_.find(slot_name);
  return shown != slot_nouns_.end() ? shown->second
                                    : wording().Noun(lexicon().ReadIdentifier(slot_name).display);
}

void Binder::EmitAskAgain(const Span& span, VariableId slot, CheckedBlock& out) {
  CheckedStep ask = AskAnew(span, slot);
  const std::string& name = ask.prompt.slot_name;
  if (ask.prompt.noun.empty()) ask.prompt.noun = lexicon().ReadIdentifier(name).display;
  ask.text = writer_.Plain(wording().Again(ShownNoun(name)));
  out.push_back(std::move(ask));
}

void Binder::BindAgain(const ast::Statement& statement, const ast::Again& again, CheckedBlock& out,
                       const Cursor& at) {
  const std::vector<VariableId> slots = SlotsOf(again);
  if (slots.empty()) {
    // Another value than any that was asked for before.
    // Where a check has failed, going on with it would use what the check refused.
    const bool failed = !context_.branch_outcome.empty() &&
                        context_.branch_outcome != lexicon().Outcome("declined");
    if (!again.nouns.empty() && !failed) {
      return BindAsk(statement, ast::Ask{again.nouns, false, {}}, out);
    }
    writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    return;
  }
  if (!again.form.empty() && !IsTheForm(again.form, slots.back())) {
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
                           !ReadsOnly(*context_.scope.results.back().tool);
    const ToolEffect effect = context_.scope.results.empty()
                                  ? ToolEffect::Read
                                  : EffectOf(*context_.scope.results.back().tool, lexicon()).effect;
    if (!only_last || effect == ToolEffect::Money || effect == ToolEffect::Irreversible) {
      writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
      return;
    }
  }
  for (const VariableId slot : slots) EmitAskAgain(statement.span, slot, out);
  context_.scope.asked = slots.back();
  writer_.Read(statement, ReadingKind::Question,
               fmt::format("asks again for {}{}", fmt::join(shown, ", "),
                           back ? ", and goes on at the first step that used it" : ""));
  // "… ask for it again and repeat step 4": the text says itself where it goes on.
  const ast::Statement* next = at.NextSibling();
  if (!back || (next != nullptr && std::holds_alternative<ast::GoTo>(next->node))) return;
  CheckedStep go = writer_.Step(CheckedStep::Kind::GoTo, statement.span);
  go.mark = back->start;
  out.push_back(std::move(go));
  writer_.EndPath();
}

}  // namespace proviso::compiler
