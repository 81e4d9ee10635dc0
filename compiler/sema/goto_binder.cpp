// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/goto_binder.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <span>

#include "compiler/sema/places.h"
#include "compiler/sema/step_writer.h"
#include "core/nearest.h"

namespace proviso::compiler {
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

void GoToBinder::BindGoTo(const ast::Statement& statement, const ast::GoTo& go, CheckedBlock& out,
                          const Cursor& at) {
  if (go.skip > 0) {
    BindSkip(statement, go, out, at);
    return;
  }
  const std::string& address = go.section.text;
  const ast::Statement* place = places_.LedToBy(statement);
  if (place == nullptr && go.loose) {
    writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    return;
  }
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
    writer_.Read(statement, ReadingKind::Problem, Means(Sense::GoesNowhere));
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
                   ? Means(Sense::GoesToSection, section->title.text)
                   : Means(Sense::GoesToLine, context_.bundle.sources.LineOf(place->span)));
}

// A line of several sentences is several statements: a step begins where its number stands, in a
// list without numbers at each line.
bool GoToBinder::BeginsStep(const ast::Block& block, std::size_t index) const {
  if (index == 0 || std::holds_alternative<ast::Section>(block[index]->node)) return true;
  const bool numbered =
      std::any_of(block.begin(), block.end(), [](const auto& one) { return !one->mark.empty(); });
  if (numbered) return !block[index]->mark.empty();
  return context_.bundle.sources.LineOf(block[index]->span) !=
         context_.bundle.sources.LineOf(block[index - 1]->span);
}

// The last statement of the step that the statement belongs to.
std::size_t GoToBinder::EndOfStep(const ast::Block& block, std::size_t index) const {
  while (index + 1 < block.size() && !BeginsStep(block, index + 1)) ++index;
  return index;
}

// "Skip the next step": of the list that the line stands in; behind its last one, of the list
// around it. Nothing where no step follows.
std::optional<GoToBinder::Skipped> GoToBinder::NextSteps(std::uint32_t steps,
                                                         const Cursor& at) const {
  for (const Cursor* list = &at; list != nullptr; list = list->outer) {
    const ast::Block& block = *list->block;
    const bool in_branch =
        list->outer != nullptr &&
        !std::holds_alternative<ast::Section>((*list->outer->block)[list->outer->index]->node);
    if (in_branch && block[list->index]->mark.empty()) continue;
    std::size_t last = EndOfStep(block, list->index);
    std::uint32_t passed = 0;
    while (passed < steps && last + 1 < block.size()) {
      last = EndOfStep(block, last + 1);
      ++passed;
    }
    if (passed == steps) return Skipped{&block, last};
    if (passed > 0) return std::nullopt;
  }
  return std::nullopt;
}

// "Skip step 5": the step itself or one before it says so; what stands between is done, so that
// nothing may.
std::optional<GoToBinder::Skipped> GoToBinder::NamedSteps(const ast::Statement& place,
                                                          std::uint32_t steps,
                                                          const Cursor& at) const {
  for (const Cursor* list = &at; list != nullptr; list = list->outer) {
    const ast::Block& block = *list->block;
    const auto found = std::find_if(block.begin(), block.end(),
                                    [&](const auto& one) { return one.get() == &place; });
    if (found == block.end()) continue;
    const auto first = static_cast<std::size_t>(found - block.begin());
    const std::size_t own = EndOfStep(block, list->index);
    const bool inside = first <= list->index && EndOfStep(block, first) == own;
    if (!inside && first != own + 1) return std::nullopt;
    std::size_t last = EndOfStep(block, first);
    for (std::uint32_t i = 1; i < steps; ++i) {
      if (last + 1 >= block.size()) return std::nullopt;
      last = EndOfStep(block, last + 1);
    }
    return Skipped{&block, last};
  }
  return std::nullopt;
}

void GoToBinder::BindSkip(const ast::Statement& statement, const ast::GoTo& go, CheckedBlock& out,
                          const Cursor& at) {
  std::optional<Skipped> skipped;
  if (go.section.empty()) {
    skipped = NextSteps(go.skip, at);
  } else if (const ast::Statement* place = places_.LedToBy(statement)) {
    skipped = NamedSteps(*place, go.skip, at);
  }
  if (!skipped && !go.section.empty()) {
    writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    return;
  }
  if (!skipped) {
    CheckedStep end = writer_.Step(CheckedStep::Kind::EndPolicy, statement.span);
    end.outcome = lexicon().Outcome("completed");
    out.push_back(std::move(end));
    writer_.Read(statement, ReadingKind::End, Means(Sense::SkipsToEnd));
  } else {
    const ast::Block& block = *skipped->block;
    const std::size_t last = skipped->last;
    // A section is marked at its start, every other step behind it.
    const bool section_follows =
        last + 1 < block.size() && std::holds_alternative<ast::Section>(block[last + 1]->node);
    if (section_follows) places_.AddTarget(*block[last + 1]);
    CheckedStep step = writer_.Step(CheckedStep::Kind::GoTo, statement.span);
    step.mark = writer_.MarkOf(*block[section_follows ? last + 1 : last]);
    out.push_back(std::move(step));
    writer_.Read(statement, ReadingKind::PolicyCall,
                 Means(Sense::GoesOnBehind, context_.bundle.sources.LineOf(block[last]->span)));
  }
  writer_.EndPath();
}

void GoToBinder::ClearAsked(const ast::Statement& asked, const Span& at, CheckedBlock& out) {
  const auto* ask = std::get_if<ast::Ask>(&asked.node);
  if (ask == nullptr) return;
  for (const ast::Phrase& noun : ask->nouns) {
    const bool named = asked.as && !asked.as->name.empty();
    const std::string slot = named ? asked.as->name : NounOf(noun.words).slot;
    const std::optional<VariableId> variable = context_.bundle.variables.Find(slot);
    if (!variable) continue;
    CheckedStep clear = writer_.Step(CheckedStep::Kind::Clear, at);
    clear.variable = *variable;
    out.push_back(std::move(clear));
  }
}

// Of the questions of the block those that stand in front of the place.
void GoToBinder::ClearAsked(const ast::Block& block, std::uint32_t before, const Span& at,
                            CheckedBlock& out) {
  for (const auto& statement : block) {
    if (statement->span.begin >= before) return;
    ClearAsked(*statement, at, out);
    ClearAsked(statement->body, before, at, out);
    if (const auto* branch = std::get_if<ast::Branch>(&statement->node))
      ClearAsked(branch->otherwise, before, at, out);
  }
}

}  // namespace proviso::compiler
