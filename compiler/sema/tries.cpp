// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/tries.h"

#include <fmt/format.h>

#include "compiler/sema/step_writer.h"
#include "compiler/sema/tool_facts.h"
#include "compiler/vocabulary/phrasing.h"

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

void Tries::LearnUse(const ToolDefinition& tool, MarkId start, std::vector<VariableId> slots) {
  for (const VariableId slot : slots) {
    context_.scope.first_uses.try_emplace(slot, Scope::FirstUse{start, context_.scope.effects});
  }
  context_.scope.call_slots = std::move(slots);
  if (!tools_.ReadsOnly(tool)) ++context_.scope.effects;
}

std::optional<GivingUp> Tries::GivingUpBehind(const Cursor& at) const {
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

void Tries::EmitGivingUp(const GivingUp& giving_up, const Span& span, CheckedBlock& out,
                         const Cursor& at) {
  const Scope before = context_.scope;
  if (giving_up.statement != nullptr) {
    context_.consumed.insert(giving_up.statement);
    writer_.Read(*giving_up.statement, ReadingKind::Branch,
                 Means(Sense::WhenTriedOften, giving_up.count));
    walk_.BindBlock(giving_up.statement->body, out, &at);
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

void Tries::EmitAttempts(const ast::Statement& branch, CheckedBlock& out, const Cursor& at) {
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

}  // namespace proviso::compiler
