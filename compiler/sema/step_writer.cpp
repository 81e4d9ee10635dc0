// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/step_writer.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/names.h"

namespace proviso::compiler {

CheckedStep StepWriter::Step(CheckedStep::Kind kind, const Span& span) const {
  CheckedStep step;
  step.kind = kind;
  step.span = span;
  return step;
}

MarkId StepWriter::StartOf(const ast::Statement& statement) {
  if (std::holds_alternative<ast::Section>(statement.node)) return MarkOf(statement);
  const auto [place, added] = starts_.try_emplace(&statement);
  if (added) place->second = NewMark();
  return place->second;
}

MarkId StepWriter::MarkOf(const ast::Statement& statement) {
  const auto found = marks_.find(&statement);
  if (found != marks_.end()) return found->second;
  const MarkId mark = NewMark();
  marks_.emplace(&statement, mark);
  return mark;
}

VariableId StepWriter::NewInternal(std::string_view purpose, ValueType type) {
  const std::string name = fmt::format(
      "${}.{}.{}", purpose, NormalizeName(context_.ast.name, lexicon().droppable_policy_words()),
      next_internal_++);
  return context_.bundle.variables.Get(name, type);
}

void StepWriter::EndPath() {
  if (!context_.scope.ended) context_.last_live = context_.scope;
  context_.scope.ended = true;
}

void StepWriter::Read(const ast::Statement& statement, ReadingKind kind, Meaning meaning,
                      std::vector<Meaning> details, std::vector<std::string> tools) {
  ReadSpan(statement.span, kind, std::move(meaning), std::move(details), std::move(tools));
}

void StepWriter::ReadSpan(const Span& span, ReadingKind kind, Meaning meaning,
                          std::vector<Meaning> details, std::vector<std::string> tools) {
  if (context_.replaying) return;
  BoundReading reading;
  reading.span = span;
  reading.depth = static_cast<std::uint32_t>(std::max(context_.depth - 1, 0));
  reading.kind = kind;
  reading.policy = &context_.ast;
  reading.meaning = std::move(meaning);
  reading.details = std::move(details);
  reading.tools = std::move(tools);
  context_.bundle.readings.push_back(std::move(reading));
}

void StepWriter::SkipReadings(const ast::Statement& statement, ReadingKind kind,
                              const Meaning& meaning) {
  Read(statement, kind, meaning);
  for (const auto& inner : statement.body) SkipReadings(*inner, kind, meaning);
  if (const auto* branch = std::get_if<ast::Branch>(&statement.node)) {
    for (const auto& inner : branch->otherwise) SkipReadings(*inner, kind, meaning);
  }
}

Diagnostic& StepWriter::Report(DiagnosticId id, const Span& span, std::string message) {
  // A replayed step was reported where it stands.
  static thread_local Diagnostic ignored;
  if (context_.replaying) {
    ignored = Diagnostic{};
    return ignored;
  }
  return context_.bundle.sink.Report(id, span, std::move(message));
}

CheckedText StepWriter::Plain(std::string text) const {
  CheckedText plain;
  plain.pattern.pieces = {std::move(text)};
  return plain;
}

CheckedText StepWriter::FromPattern(std::string_view pattern,
                                    const std::vector<TextArgument>& arguments) const {
  CheckedText text;
  std::string literal;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool hole = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}';
    const std::size_t index =
        hole ? static_cast<std::size_t>(pattern[i + 1] - '0') : arguments.size();
    if (index >= arguments.size()) {
      literal += pattern[i];
      continue;
    }
    i += 2;
    const TextArgument& argument = arguments[index];
    if (!argument.value) {
      literal += argument.words;
      continue;
    }
    text.pattern.pieces.push_back(std::move(literal));
    literal.clear();
    text.pattern.hole_names.push_back(argument.words);
    text.arguments.push_back(*argument.value);
  }
  text.pattern.pieces.push_back(std::move(literal));
  return text;
}

CheckedText StepWriter::FromMessage(std::string_view key,
                                    const std::vector<TextArgument>& arguments) const {
  return FromPattern(lexicon().Message(key), arguments);
}

void StepWriter::EmitHandOff(const Span& span, std::string reason, CheckedBlock& out) {
  CheckedStep step = Step(CheckedStep::Kind::HandOff, span);
  step.text = Plain(std::move(reason));
  out.push_back(std::move(step));
}

void StepWriter::EmitJudgement(const ast::Statement& statement, const std::string& question,
                               DiagnosticId why, CheckedBlock& out) {
  if (context_.replaying) return;
  CheckedStep step = Step(CheckedStep::Kind::Judge, statement.span);
  step.question = question;
  out.push_back(std::move(step));
  std::string message = "this needs judgement; without a language model a person takes over here";
  std::string advice =
      "say what is asked, looked up or done, or make it a `//` comment if it is not a step";
  // What was not understood is another thing than what a person must judge.
  const bool unread = why == DiagnosticId::NeedsJudgement && !statement.unread.empty();
  if (unread) {
    why = DiagnosticId::NotUnderstood;
    message =
        fmt::format("“{}” was not understood; a person takes over here", statement.unread.text);
    advice = "word it anew, or make it a `//` comment if it is not a step";
  } else if (why == DiagnosticId::NotSupportedYet) {
    message = "this is understood, but this version cannot do it; a person takes over here";
    advice =
        "word the steps so that they do not need it, or leave them to the person who takes over";
  } else if (why == DiagnosticId::NothingToComplete) {
    message =
        "this speaks of an agreed offer, and none was made before it; a person takes over here";
    advice = "offer the options first, one `Label: text` line each";
  }
  Report(why, statement.span, std::move(message)).Note(std::move(advice));
  Read(statement, unread ? ReadingKind::Unread : ReadingKind::Judgement,
       unread ? Means(Sense::NotUnderstood) : Means(Sense::NeedsJudgement));
}

}  // namespace proviso::compiler
