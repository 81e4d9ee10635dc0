// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/tool_page.h"

#include <fmt/format.h>

#include "cli/lsp/state.h"

namespace proviso::lsp {
namespace {

// A hover is a glance: the longest result schemas go on for pages.
constexpr std::size_t kMaxFields = 12;

std::string Joined(const std::vector<std::string>& items) {
  return fmt::format("{}", fmt::join(items, ", "));
}

class Page {
 public:
  void Text(std::string_view text) {
    if (!text.empty()) out_ += EscapeMarkdown(text) + "\n\n";
  }
  void Row(std::string_view label, std::string_view text) {
    if (!text.empty()) out_ += fmt::format("- **{}**: {}\n", label, EscapeMarkdown(text));
  }
  void Code(std::string_view text) { out_ += fmt::format("```proviso\n{}\n```\n\n", text); }
  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
};

// What a policy may ask about the result, each in its first word.
std::string PredicatesText(const ToolDefinition& tool) {
  std::vector<std::string> words;
  for (const ToolPredicate& predicate : tool.predicates) {
    words.push_back(predicate.words.empty() ? predicate.name : predicate.words.front());
  }
  return Joined(words);
}

std::string FieldsText(const ToolDefinition& tool) {
  std::vector<std::string> fields;
  for (const ToolResultField& field : tool.result_fields) {
    if (fields.size() == kMaxFields) {
      fields.push_back("…");
      break;
    }
    fields.push_back(fmt::format("`{}`", field.path));
  }
  return Joined(fields);
}

std::string RetryText(const ToolRetryPolicy& retry) {
  if (retry.attempts <= 1) return "tried once";
  std::string text = fmt::format("tried {} times", retry.attempts);
  if (!retry.final_codes.empty()) text += fmt::format(", not after {}", Joined(retry.final_codes));
  return text;
}

}  // namespace

std::string ToolPage(const ToolDefinition& tool) {
  Page page;
  page.Code(SignatureText(tool));
  page.Text(tool.description.empty() ? tool.title : tool.description);
  page.Row("effect", ToolEffectName(tool.effect));
  page.Row("platform", tool.platform);
  for (const ToolParameter& parameter : tool.parameters) {
    if (parameter.description.empty()) continue;
    page.Row(parameter.name, parameter.description);
  }
  page.Row("result", tool.nouns.empty() ? std::string{} : Joined(tool.nouns));
  page.Row("fields", FieldsText(tool));
  page.Row("can be asked", PredicatesText(tool));
  page.Row("on error", RetryText(tool.retry));
  page.Row("repeating", ToolIdempotencyName(tool.idempotency));
  page.Row("undone by", tool.undo.empty() ? std::string{} : "@" + tool.undo);
  page.Row("personal data", Joined(tool.personal_data));
  page.Row("from", tool.source);
  return page.Take();
}

}  // namespace proviso::lsp
