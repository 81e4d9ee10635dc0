// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/consent_guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/sema/consents.h"
#include "compiler/sema/spoken_words.h"
#include "compiler/sema/step_writer.h"
#include "compiler/vocabulary/phrasing.h"
#include "compiler/vocabulary/tool_effect.h"

namespace proviso::compiler {
namespace {

bool Holds(const std::vector<VariableId>& variables, VariableId variable) {
  return std::find(variables.begin(), variables.end(), variable) != variables.end();
}

}  // namespace

bool ConsentGuard::Speaks(const Consent& consent, const CallSite& site, const Tools& tools) const {
  return std::any_of(tools.begin(), tools.end(),
                     [&](const auto* tool) { return consents_.SpeaksOf(consent, *tool, site); });
}

void ConsentGuard::Emit(const ast::Statement& statement, const CallSite& site, const Tools& tools,
                        CheckedBlock& out) {
  NeedYes(statement, site, tools, out);
  const bool consequential = std::any_of(tools.begin(), tools.end(), [&](const auto* tool) {
    return IsConsequential(EffectOf(*tool, lexicon()).effect);
  });
  if (!consequential) return;
  LeaveToOffers(statement, site, tools, out);
  NeedChoice(statement, site, tools, out);
}

void ConsentGuard::NeedYes(const ast::Statement& statement, const CallSite& site,
                           const Tools& tools, CheckedBlock& out) {
  const auto& open = context_.scope.open_answers;
  std::vector<VariableId> about;  // answers to questions that speak of one of the calls
  std::vector<VariableId> kept;   // answers to questions whether all stays as it is
  for (const auto& consent : context_.scope.consents) {
    if (Speaks(*consent, site, tools)) about.push_back(consent->outcome);
    if (consent->keeps) kept.push_back(consent->outcome);
  }
  // A no to something else does not forbid what a later yes allows.
  const bool agreed = std::any_of(about.begin(), about.end(),
                                  [&](VariableId answer) { return !Holds(open, answer); });
  for (const VariableId answer : open) {
    if (agreed && !Holds(about, answer)) continue;
    const bool keeps = Holds(kept, answer);
    CheckedStep guard = writer_.Step(CheckedStep::Kind::If, statement.span);
    guard.condition =
        CheckedExpr::Ended(answer, keeps ? PromptOutcome::Declined : PromptOutcome::Accepted);
    CheckedStep end = writer_.Step(CheckedStep::Kind::EndPolicy, statement.span);
    end.outcome = lexicon().Outcome("declined");
    guard.otherwise.push_back(std::move(end));
    out.push_back(std::move(guard));
    writer_.Read(statement, ReadingKind::Gate,
                 Means(keeps ? Sense::OnlyAfterNo : Sense::OnlyAfterYes));
  }
  context_.scope.open_answers.clear();
}

void ConsentGuard::LeaveToOffers(const ast::Statement& statement, const CallSite& site,
                                 const Tools& tools, CheckedBlock& out) {
  const bool undoes = std::any_of(tools.begin(), tools.end(), [&](const auto* tool) {
    return EffectOf(*tool, lexicon()).effect == ToolEffect::Irreversible;
  });
  for (const auto& offer : std::exchange(context_.scope.open_offers, {})) {
    Words words = offer->question;
    for (const OptionPlan& option : offer->options) {
      for (std::string& word : SplitWords(option.label)) words.push_back(std::move(word));
    }
    if (Holds(context_.scope.told_apart, offer->outcome) || Speaks({words}, site, tools)) continue;
    // A gift that was wrapped is paid for all the same.
    if (offer->carried_out && !offer->in_its_place && !undoes) continue;
    const std::string& label = offer->options.front().label;
    CheckedStep guard = writer_.Step(CheckedStep::Kind::If, statement.span);
    guard.condition = CheckedExpr::Ended(offer->outcome, PromptOutcome::Accepted);
    if (offer->carried_out) {
      CheckedStep end = writer_.Step(CheckedStep::Kind::EndPolicy, statement.span);
      end.outcome = lexicon().Outcome("accepted");
      guard.body.push_back(std::move(end));
    } else {
      writer_.EmitHandOff(statement.span,
                          Fill(lexicon().Message("reason_option_by_person"), {label}), guard.body);
      writer_
          .Report(DiagnosticId::OptionWithoutTool, offer->span,
                  fmt::format("`{}` has no tool: a person completes it", label))
          .Label(statement.span, "for whoever declines it")
          .Note("write `If they accept, …` behind the offer to say what happens then");
    }
    out.push_back(std::move(guard));
    writer_.Read(statement, ReadingKind::Gate, Means(Sense::OnlyUnlessAccepted, label));
  }
}

void ConsentGuard::NeedChoice(const ast::Statement& statement, const CallSite& site,
                              const Tools& tools, CheckedBlock& out) {
  for (const auto& menu : context_.scope.menus) {
    if (menu->kind != PromptKind::Choice || Holds(context_.scope.told_apart, menu->outcome)) {
      continue;
    }
    std::optional<CheckedExpr> chosen;
    std::string named;
    std::size_t others = 0;
    for (const std::string& choice : menu->choices) {
      const Words words = SplitWords(choice);
      if (words.empty() || !Speaks({words}, site, tools)) {
        const auto& settled = context_.scope.settled;
        const bool gone = std::find(settled.begin(), settled.end(),
                                    std::pair(menu->slot, choice)) != settled.end();
        others += gone ? 0U : 1U;
        continue;
      }
      CheckedExpr equal = CheckedExpr::Apply(
          Opcode::Equal, {CheckedExpr::Load(menu->slot), CheckedExpr::Of(Value::String(choice))});
      named += (named.empty() ? "" : ", ") + choice;
      chosen = chosen ? CheckedExpr::Joined(Opcode::Or, std::move(*chosen), std::move(equal))
                      : std::move(equal);
    }
    if (!chosen || others == 0) continue;
    CheckedStep guard = writer_.Step(CheckedStep::Kind::If, statement.span);
    guard.condition = std::move(*chosen);
    writer_.EmitHandOff(statement.span,
                        Fill(lexicon().Message("reason_unhandled"), {Written(menu->span)}),
                        guard.otherwise);
    out.push_back(std::move(guard));
    writer_.Read(statement, ReadingKind::Gate, Means(Sense::OnlyWhenChosen, named));
    writer_
        .Report(DiagnosticId::UnhandledOutcome, menu->span,
                fmt::format("the steps behind this question are for `{}`, and nothing says what "
                            "happens for the other answers",
                            named))
        .Label(statement.span, "for one of the answers")
        .Note("the machine hands off to a person then")
        .Note(fmt::format("write `If {}, …` in front of the steps, and a branch for the others",
                          named));
  }
}

}  // namespace proviso::compiler
