// SPDX-License-Identifier: Apache-2.0
#include "cli/tool_listing.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/text_layout.h"

namespace proviso::cli {
namespace {

constexpr int kLabelColumns = 14;

class Page {
 public:
  explicit Page(int width) : width_(width) {}

  void Line(std::string_view text) { out_ += fmt::format("{}\n", text); }

  // "label         text", wrapped beside the label; nothing for an empty text.
  void Field(std::string_view label, std::string_view text) {
    if (text.empty()) return;
    std::string head = PadToColumns(std::string(label), kLabelColumns);
    for (const std::string& line : WrapToColumns(text, width_ - kLabelColumns)) {
      out_ += head + line + '\n';
      head.assign(kLabelColumns, ' ');
    }
  }

  std::string Take() { return std::move(out_); }

 private:
  int width_;
  std::string out_;
};

std::string Joined(const std::vector<std::string>& items) {
  return fmt::format("{}", fmt::join(items, ", "));
}

std::string ParameterText(const ToolParameter& parameter) {
  std::string text = fmt::format("{}: {}{}", parameter.name, ValueTypeName(parameter.type),
                                 parameter.required ? "" : ", optional");
  if (!parameter.choices.empty()) text += fmt::format(" ({})", Joined(parameter.choices));
  if (!parameter.description.empty()) text += fmt::format(": {}", parameter.description);
  return text;
}

std::string PredicateText(const ToolPredicate& predicate) {
  const std::string words = Joined(predicate.words);
  switch (predicate.kind) {
    case ToolPredicate::Kind::Field:
      return fmt::format("{}: `{}` is true", words, predicate.field);
    case ToolPredicate::Kind::Equals:
      return fmt::format("{}: `{}` is {}", words, predicate.field, Joined(predicate.equals));
    case ToolPredicate::Kind::Exists:
      break;
  }
  return fmt::format("{}: there is a result", words);
}

std::string RetryText(const ToolRetryPolicy& retry) {
  if (retry.attempts <= 1) return "tried once";
  std::string text = fmt::format("tried {} times", retry.attempts);
  if (!retry.final_codes.empty()) text += fmt::format(", not after {}", Joined(retry.final_codes));
  return text;
}

std::string PreconditionText(const ToolPrecondition& precondition) {
  std::string text = precondition.parameter;
  if (precondition.known) text += " is known";
  if (precondition.min) text += fmt::format(", at least {}", *precondition.min);
  if (precondition.max) text += fmt::format(", at most {}", *precondition.max);
  return text;
}

}  // namespace

std::string ToolTable(const std::vector<const ToolDefinition*>& tools, int width) {
  int name_columns = 0;
  for (const ToolDefinition* tool : tools) {
    name_columns = std::max(name_columns, DisplayColumns(tool->name));
  }
  constexpr int kEffectColumns = 13;
  std::string out;
  for (const ToolDefinition* tool : tools) {
    const std::string head =
        PadToColumns(tool->name, name_columns + 2) +
        PadToColumns(std::string(ToolEffectName(tool->effect)), kEffectColumns);
    const std::string& text = tool->title.empty() ? tool->description : tool->title;
    const int rest = std::max(10, width - DisplayColumns(head));
    out += head + CutToColumns(Printable(text), rest) + '\n';
  }
  return out;
}

std::string ToolPage(const ToolDefinition& tool, int width) {
  Page page(width);
  page.Line(SignatureText(tool));
  page.Field("title", tool.title);
  page.Field("does", tool.description);
  page.Field("platform", tool.platform);
  page.Field("effect", ToolEffectName(tool.effect));
  for (const ToolParameter& parameter : tool.parameters) {
    page.Field("parameter", ParameterText(parameter));
  }
  page.Field("result", Joined(tool.nouns));
  for (const ToolResultField& field : tool.result_fields) {
    page.Field("  field", field.description.empty()
                              ? field.path
                              : fmt::format("{}: {}", field.path, field.description));
  }
  for (const ToolPredicate& predicate : tool.predicates) {
    page.Field("predicate", PredicateText(predicate));
  }
  for (const ToolPrecondition& precondition : tool.preconditions) {
    page.Field("applies if", PreconditionText(precondition));
  }
  page.Field("on error", RetryText(tool.retry));
  page.Field("repeating", ToolIdempotencyName(tool.idempotency));
  page.Field("undone by", tool.undo);
  page.Field("personal data", Joined(tool.personal_data));
  page.Field("capability", tool.capability);
  page.Field("from", tool.source);
  return page.Take();
}

}  // namespace proviso::cli
