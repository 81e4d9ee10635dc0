// SPDX-License-Identifier: Apache-2.0
// Values that an author writes into the words of a call: "use @change_plan to change to plan
// {chosen_plan}". Each goes into a parameter or into the message, or is reported: nothing is
// dropped silently.
#include "compiler/sema/purpose_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/sema/step_writer.h"
#include "compiler/sema/text_binder.h"
#include "compiler/sema/value_resolver.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {
namespace {

// "order.status" into its steps; empty when it is no path of names.
std::vector<std::string> StepsOf(std::string_view inside) {
  const bool path = std::all_of(inside.begin(), inside.end(), [](char c) {
    return c == '_' || c == '.' || c == ' ' || c == '-' || static_cast<unsigned char>(c) >= 0x80 ||
           std::isalnum(static_cast<unsigned char>(c)) != 0;
  });
  std::vector<std::string> steps;
  if (!path) return steps;
  for (std::size_t begin = 0; begin <= inside.size();) {
    const std::size_t dot = std::min(inside.find('.', begin), inside.size());
    steps.push_back(JoinWords(IdentifierWords(inside.substr(begin, dot - begin)), "_"));
    if (steps.back().empty()) return {};
    begin = dot + 1;
  }
  return steps;
}

}  // namespace

std::vector<PurposeValue> PurposeReader::ValuesOf(const ast::Use& use) const {
  const ast::Phrase& purpose = use.purpose;
  const auto in_a_call = [&use](const Span& span) {
    return std::any_of(use.calls.begin(), use.calls.end(), [&](const ast::ToolMention& mention) {
      return mention.span.begin <= span.begin && span.end <= mention.span.end;
    });
  };
  std::vector<PurposeValue> values;
  const std::string_view source = context_.bundle.sources.file(context_.file).Text(purpose.span);
  std::size_t from = 0;
  for (std::size_t open = source.find('{'); open != std::string_view::npos;
       open = source.find('{', from)) {
    const std::size_t close = source.find('}', open);
    if (close == std::string_view::npos) break;
    PurposeValue value;
    const auto at = purpose.span.begin + static_cast<std::uint32_t>(open);
    value.span = Span{purpose.span.file, at, at + static_cast<std::uint32_t>(close + 1 - open)};
    value.spelling = source.substr(open, close + 1 - open);
    value.steps = StepsOf(source.substr(open + 1, close - open - 1));
    value.before = SplitWords(source.substr(from, open - from));
    from = close + 1;
    if (!in_a_call(value.span)) values.push_back(std::move(value));
  }
  return values;
}

BoundArgument PurposeReader::ValueInPurpose(const Noun& noun, const CallSite& site, bool any) {
  BoundArgument binding;
  if (site.values == nullptr) return binding;
  const auto names = [&](const PurposeValue& value) {
    if (lexicon().ReadIdentifier(value.steps.back()).key == noun.key) return true;
    // "to plan {chosen}": the word in front says which parameter it is.
    return !value.before.empty() && lexicon().ReadNoun({value.before.back()}).key == noun.key;
  };
  for (PurposeValue& value : *site.values) {
    if (value.used || value.steps.empty() || (!any && !names(value))) continue;
    std::optional<CheckedExpr> expr = values_.BindPath(value.span, value.steps);
    value.used = true;  // taken, or reported
    if (!expr) continue;
    binding.expr = std::move(*expr);
    binding.bound = true;
    binding.spelling = value.spelling;
    binding.meaning = Means(Sense::FromThePurpose, value.spelling);
    return binding;
  }
  return binding;
}

BoundArgument PurposeReader::MessageInPurpose(const Noun& noun, const CallSite& site) {
  BoundArgument binding;
  if (!lexicon().Is("message_keys", noun.key) || site.told.empty()) return binding;
  const std::string message = wording().Told(site.told);
  const std::optional<CheckedText> text = texts_.WithValues(site.statement->span, message);
  if (site.values != nullptr) {
    for (PurposeValue& value : *site.values) value.used = true;  // said, or reported
  }
  if (!text) return binding;
  binding.expr = CheckedExpr::Of(Value::String(text->pattern.pieces.front()));
  for (std::size_t i = 0; i < text->arguments.size(); ++i) {
    const auto join = [&binding](CheckedExpr next) {
      binding.expr = CheckedExpr::Apply(Opcode::Join, {std::move(binding.expr), std::move(next)});
    };
    join(text->arguments[i]);
    join(CheckedExpr::Of(Value::String(text->pattern.pieces[i + 1])));
  }
  binding.bound = true;
  binding.meaning = Means(Sense::Quoted, message);
  return binding;
}

void PurposeReader::ReportUnusedValues(const std::vector<PurposeValue>& values) {
  for (const PurposeValue& value : values) {
    if (value.used) continue;
    writer_
        .Report(DiagnosticId::ValueGoesNowhere, value.span,
                fmt::format(
                    "`{}` stands in the words of this step, and no parameter of the call takes it",
                    value.spelling))
        .Note(fmt::format("say where it goes, as in `@tool(parameter: {})`, or leave it out",
                          value.spelling));
  }
}

}  // namespace proviso::compiler
