// SPDX-License-Identifier: Apache-2.0
// Policies calling policies (LANGUAGE section 8).
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>

#include "compiler/sema/binder.h"
#include "core/nearest.h"

namespace proviso::compiler {

void Binder::BindFollow(const ast::Statement& statement, const ast::FollowPolicy& follow,
                        CheckedBlock& out, const Cursor& at) {
  if (context_.replaying) return;
  if (!context_.bundle.policies.Resolve(follow.policy)) {
    writer_.Read(statement, ReadingKind::Problem,
                 fmt::format("names the unknown policy `{}`", follow.policy.name));
    return;
  }
  const FollowPlan plan = context_.bundle.policies.Plan(context_.policy, follow);
  const std::string& name = context_.bundle.policies.at(plan.policy).policy->name;
  switch (plan.kind) {
    case FollowPlan::Kind::Broken:
      return;
    case FollowPlan::Kind::Call:
      EmitPolicyCall(statement, plan, out, at);
      return;
    case FollowPlan::Kind::Transfer: {
      callers_.HandTo(plan.policy);
      CheckedStep step = writer_.Step(CheckedStep::Kind::Transfer, statement.span);
      step.policy = plan.policy;
      step.entry = plan.entry;
      out.push_back(std::move(step));
      writer_.EndPath();
      writer_.Read(statement, ReadingKind::PolicyCall,
                   fmt::format("goes to the policy `{}` and does not come back", name));
      return;
    }
    case FollowPlan::Kind::ReturnTo: {
      CheckedStep step = writer_.Step(CheckedStep::Kind::ReturnTo, statement.span);
      step.policy = plan.policy;
      step.entry = plan.entry;
      step.outcome = context_.branch_outcome.empty() ? lexicon().Outcome("completed")
                                                     : context_.branch_outcome;
      writer_.Read(
          statement, ReadingKind::PolicyCall,
          fmt::format("returns to the policy `{}` with the outcome `{}`", name, step.outcome),
          {plan.entry > 0
               ? fmt::format(
                     "started on its own: enters `{}` behind the step that calls this policy", name)
               : fmt::format("started on its own: enters `{}` at its top", name)});
      out.push_back(std::move(step));
      writer_.EndPath();
      return;
    }
  }
}

void Binder::EmitPolicyCall(const ast::Statement& statement, const FollowPlan& plan,
                            CheckedBlock& out, const Cursor& at) {
  const std::string& name = context_.bundle.policies.at(plan.policy).policy->name;
  callers_.HandTo(plan.policy);
  CheckedStep step = writer_.Step(CheckedStep::Kind::CallPolicy, statement.span);
  step.policy = plan.policy;
  step.entry = plan.entry;
  const ast::Statement* next = at.Next();
  const auto* branch = next != nullptr ? std::get_if<ast::Branch>(&next->node) : nullptr;
  step.handles_outcome = branch != nullptr && branch->condition != nullptr &&
                         std::holds_alternative<ast::CustomerAnswer>(branch->condition->node);
  std::vector<std::string> details;
  if (step.handles_outcome) {
    KnownPrompt prompt;
    prompt.is_policy_call = true;
    prompt.span = statement.span;
    context_.scope.prompt = std::move(prompt);
    details.push_back("its outcome decides the branch below");
  } else if (context_.bundle.policies.HandsBack(plan.policy)) {
    details.push_back(fmt::format(
        "`{}` hands back only where it says so; its other endings end the conversation", name));
  } else {
    details.push_back("goes on behind this line when that policy has run to its end");
  }
  out.push_back(std::move(step));
  writer_.Read(statement, ReadingKind::PolicyCall, fmt::format("follows the policy `{}`", name),
               std::move(details));
}

Binder::Binding Binder::HeldByCallers(const ToolDefinition& tool, const ToolParameter& parameter,
                                      const Noun& noun, const ast::ToolMention& mention) {
  Binding binding = callers_.AmongHeld([&] {
    Binding found = ValueInScope(tool, parameter, noun, mention);
    if (found.bound) return found;
    if (const std::optional<KnownValue> field = FieldOfResults(noun, parameter.name, nullptr)) {
      found.expr = field->expr;
      found.bound = true;
      found.spelling = field->spelling;
    }
    return found;
  });
  if (!binding.bound) return binding;
  binding.meaning = binding.spelling + ", which every policy knows that comes here";
  callers_.ReportHeld(mention.span, fmt::format("`{}` of `@{}`", parameter.name, tool.name));
  return binding;
}

// "Skip the next step": the steps are those of the outermost list, as a reader counts them.
void Binder::BindSkip(const ast::Statement& statement, std::uint32_t steps, CheckedBlock& out,
                      const Cursor& at) {
  const Cursor* outer = &at;
  while (outer->outer != nullptr) outer = outer->outer;
  const ast::Block& block = *outer->block;
  const std::size_t last = outer->index + steps;
  if (last >= block.size()) {
    CheckedStep end = writer_.Step(CheckedStep::Kind::EndPolicy, statement.span);
    end.outcome = lexicon().Outcome("completed");
    out.push_back(std::move(end));
    writer_.Read(statement, ReadingKind::End, "skips to the end of the policy");
  } else {
    // A section is marked at its start, every other step behind it.
    const bool section_follows =
        last + 1 < block.size() && std::holds_alternative<ast::Section>(block[last + 1]->node);
    if (section_follows) places_.AddTarget(*block[last + 1]);
    CheckedStep step = writer_.Step(CheckedStep::Kind::GoTo, statement.span);
    step.mark = writer_.MarkOf(*block[section_follows ? last + 1 : last]);
    out.push_back(std::move(step));
    writer_.Read(
        statement, ReadingKind::PolicyCall,
        fmt::format("goes on behind line {}", context_.bundle.sources.LineOf(block[last]->span)));
  }
  writer_.EndPath();
}

namespace {

// "step 5" -> 5
std::optional<long> NumberIn(std::string_view address) {
  const std::string_view word = address.substr(address.rfind(' ') + 1);
  long number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  return number;
}

// The nearest title, or the nearest number. Only among the first thousand: each of many addresses
// that are not there is compared with them all.
std::vector<std::string> NearestAddress(std::string_view address,
                                        std::span<const std::string> known) {
  constexpr std::size_t kMostCompared = 1000;
  known = known.first(std::min(known.size(), kMostCompared));
  const std::optional<long> wanted = NumberIn(address);
  if (!wanted) return NearestNames(address, known, 1);
  std::vector<std::string> nearest;
  long distance = 0;
  for (const std::string& other : known) {
    const std::optional<long> number = NumberIn(other);
    if (!number) continue;
    const long apart = *number > *wanted ? *number - *wanted : *wanted - *number;
    if (!nearest.empty() && apart >= distance) continue;
    nearest = {other};
    distance = apart;
  }
  return nearest;
}

}  // namespace

void Binder::ClearAsked(const ast::Statement& asked, const Span& at, CheckedBlock& out) {
  const auto* ask = std::get_if<ast::Ask>(&asked.node);
  if (ask == nullptr) return;
  for (const ast::Phrase& noun : ask->nouns) {
    const bool named = asked.as && !asked.as->name.empty();
    const std::string slot = named ? asked.as->name : lexicon().ReadNoun(noun.words).slot;
    const std::optional<VariableId> variable = context_.bundle.variables.Find(slot);
    if (!variable) continue;
    CheckedStep clear = writer_.Step(CheckedStep::Kind::Clear, at);
    clear.variable = *variable;
    out.push_back(std::move(clear));
  }
}

// Of the questions of the block those that stand in front of the place.
void Binder::ClearAsked(const ast::Block& block, std::uint32_t before, const Span& at,
                        CheckedBlock& out) {
  for (const auto& statement : block) {
    if (statement->span.begin >= before) return;
    ClearAsked(*statement, at, out);
    ClearAsked(statement->body, before, at, out);
    if (const auto* branch = std::get_if<ast::Branch>(&statement->node))
      ClearAsked(branch->otherwise, before, at, out);
  }
}

void Binder::BindGoTo(const ast::Statement& statement, const ast::GoTo& go, CheckedBlock& out,
                      const Cursor& at) {
  if (go.skip > 0) {
    BindSkip(statement, go.skip, out, at);
    return;
  }
  const std::string& address = go.section.text;
  const ast::Statement* place = places_.LedToBy(statement);
  if (place == nullptr) {
    Diagnostic& diagnostic = writer_.Report(
        DiagnosticId::UnknownSection,
        go.section.span.end > go.section.span.begin ? go.section.span : statement.span,
        fmt::format("this policy has no section `{}`", address));
    const std::vector<std::string> nearest =
        NearestAddress(address, context_.bundle.policies.at(context_.policy).addresses);
    if (!nearest.empty()) diagnostic.Note(fmt::format("did you mean `{}`?", nearest.front()));
    diagnostic.Note(NumberIn(address)
                        ? "a step is known by the number that it stands behind"
                        : "a section is a heading on a line of its own; check its spelling");
    writer_.Read(statement, ReadingKind::Problem, "goes to a place that is not there");
    return;
  }
  // Who declined and is sent on has agreed to nothing there.
  Scope arriving = context_.scope;
  if (context_.branch_outcome == lexicon().Outcome("declined")) arriving.consents.clear();
  places_.Arrive(*place, arriving);
  // Back to a question: it is asked again; from the start, all of them are.
  const bool over = address.empty();
  if (over) {
    ClearAsked(context_.ast.body, statement.span.begin, statement.span, out);
  } else if (place->span.begin < statement.span.begin) {
    ClearAsked(*place, statement.span, out);
  }
  CheckedStep step = writer_.Step(CheckedStep::Kind::GoTo, statement.span);
  step.mark = writer_.StartOf(*place);
  out.push_back(std::move(step));
  writer_.EndPath();
  const auto* section = std::get_if<ast::Section>(&place->node);
  writer_.Read(statement, ReadingKind::PolicyCall,
               section != nullptr
                   ? fmt::format("goes to the section `{}`", section->title.text)
                   : fmt::format("goes to line {}", context_.bundle.sources.LineOf(place->span)));
}

}  // namespace proviso::compiler
