// SPDX-License-Identifier: Apache-2.0
// textDocument/hover: what is known about the name under the cursor, and how its line was read.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/lsp/requests/requests.h"
#include "cli/lsp/resolve.h"
#include "cli/lsp/tool_page.h"
#include "cli/lsp/values.h"

namespace proviso::lsp {
namespace {

std::string PolicyPage(const ast::Policy& policy) {
  std::string page = fmt::format("**{}**\n\n", EscapeMarkdown(policy.name));
  for (const ast::HeadField& field : policy.head) {
    if (field.key == "when") page += EscapeMarkdown(field.value) + "\n\n";
  }
  for (const auto& statement : policy.body) {
    if (const auto* section = std::get_if<ast::Section>(&statement->node)) {
      page += fmt::format("- {}\n", EscapeMarkdown(section->title.text));
    }
  }
  return page;
}

// A tool that only a signature in the text describes.
std::string WrittenTool(ServerState& state, const ParsedFilePtr& file,
                        const Occurrence& occurrence) {
  for (const NamedPlace& place : DefinitionsOf(state, file, occurrence)) {
    const std::string_view text = place.file->text().substr(place.span.begin);
    const std::size_t close = text.find(')');
    if (close == std::string_view::npos) continue;
    return fmt::format(
        "```proviso\n@{}\n```\n\nNot in the catalogue; what it does to the world is unknown, "
        "so it counts as a **write**.\n",
        text.substr(0, close + 1));
  }
  return {};
}

std::string NamePage(ServerState& state, const ParsedFilePtr& file, const Analysis& analysis,
                     const Occurrence& occurrence) {
  switch (occurrence.kind) {
    case SymbolKind::Tool:
    case SymbolKind::Parameter: {
      const std::string& name =
          occurrence.kind == SymbolKind::Tool ? occurrence.key : occurrence.owner;
      const ToolDefinition* tool = state.workspace.CatalogueFor(file->uri()).Find(name);
      return tool != nullptr ? ToolPage(*tool) : WrittenTool(state, file, occurrence);
    }
    case SymbolKind::Policy:
      for (const NamedPlace& place : DefinitionsOf(state, file, occurrence)) {
        const ast::Policy* policy = FindPolicy(*place.file, occurrence.key);
        if (policy != nullptr) return PolicyPage(*policy);
      }
      return {};
    case SymbolKind::Value: {
      const ValueMap values = CollectValues(analysis);
      const auto found = values.find(occurrence.key);
      return found == values.end() ? std::string{} : ValuePage(found->second);
    }
    case SymbolKind::Section:
      break;
  }
  return {};
}

std::string ReadingsPage(const Analysis& analysis, FileId file, std::uint32_t line) {
  std::string page;
  for (const compiler::LineReading* reading : analysis.ReadingsOf(file, line)) {
    page += fmt::format("**{}** {}\n", compiler::ReadingKindName(reading->kind),
                        EscapeMarkdown(reading->meaning));
    for (const std::string& detail : reading->details)
      page += fmt::format("- {}\n", EscapeMarkdown(detail));
    page += '\n';
  }
  return page;
}

// For clients that show text as it is.
std::string Plain(const std::string& markdown) {
  std::string out;
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    if (markdown[i] == '\\' && i + 1 < markdown.size()) {
      out.push_back(markdown[++i]);
    } else if (markdown.compare(i, 3, "```") == 0) {
      i = std::min(markdown.find('\n', i), markdown.size());
    } else if (markdown[i] != '*' && markdown[i] != '`') {
      out.push_back(markdown[i]);
    }
  }
  return out;
}

}  // namespace

Result<Json> Hover(ServerState& state, const Json& params) {
  PROVISO_TRY(const PlaceInFile place, PlaceOfRequest(state, params));
  const AnalysisPtr analysis = state.workspace.AnalysisOf(place.file->uri());
  const auto self = analysis->FileOf(place.file->uri());
  if (!self) return Json(nullptr);
  const std::uint32_t line = place.file->source().LineOf(place.offset);
  std::string page;
  Span span{*self, place.file->source().LineStart(line), 0};
  span.end = span.begin + static_cast<std::uint32_t>(place.file->source().Line(line).size());
  if (const Occurrence* occurrence = OccurrenceAt(*place.file, place.offset)) {
    page = NamePage(state, place.file, *analysis, *occurrence);
    if (!page.empty()) span = occurrence->span;
  }
  const std::string readings = ReadingsPage(*analysis, *self, line);
  if (!page.empty() && !readings.empty()) page += "\n---\n\n";
  page += readings;
  if (page.empty()) return Json(nullptr);
  const bool markdown = state.client.markdown_hover;
  return Json{
      {"contents",
       {{"kind", markdown ? "markdown" : "plaintext"}, {"value", markdown ? page : Plain(page)}}},
      {"range", ToJson(place.file->RangeOf(span, state.encoding()))}};
}

}  // namespace proviso::lsp
