// SPDX-License-Identifier: Apache-2.0
// textDocument/publishDiagnostics: what the compiler and the linter found, told without being
// asked.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/lsp/requests/requests.h"
#include "cli/lsp/uri.h"
#include "testing/scenario/parser.h"

namespace proviso::lsp {
namespace {

constexpr int kUnnecessary = 1;

int SeverityNumber(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return 1;
    case Severity::Warning:
      return 2;
    case Severity::Note:
      break;
  }
  return 3;
}

// An editor has no place of its own for notes, so they follow the message.
std::string MessageOf(const Diagnostic& diagnostic) {
  std::string message = diagnostic.message;
  for (const std::string& note : diagnostic.notes) message += "\n" + note;
  if (!diagnostic.choice.empty()) message += "\n" + diagnostic.choice;
  return message;
}

std::string FilledLink(std::string link, const std::string& code) {
  constexpr std::string_view kHole = "{code}";
  const std::size_t at = link.find(kHole);
  if (at != std::string::npos) link.replace(at, kHole.size(), code);
  return link;
}

Json RelatedOf(const ServerState& state, const Analysis& analysis, const Diagnostic& diagnostic) {
  Json related = Json::array();
  for (const DiagnosticLabel& label : diagnostic.labels) {
    if (label.span.file == kNoFile) continue;
    related.push_back(
        {{"location", LocationJson(state, analysis.file(label.span.file), label.span)},
         {"message", label.text}});
  }
  return related;
}

// Without what only a policy has.
Json DiagnosticJson(const ServerState& state, const Diagnostic& diagnostic, const Range& range) {
  const std::string code = CodeText(diagnostic.id);
  Json json = {{"range", ToJson(range)},
               {"severity", SeverityNumber(diagnostic.severity)},
               {"code", code},
               {"source", "proviso"},
               {"message", MessageOf(diagnostic)},
               {"data", {{"rule", RuleName(diagnostic.id)}}}};
  if (state.client.code_description && !state.client.page_link.empty()) {
    json["codeDescription"] = {{"href", FilledLink(state.client.page_link, code)}};
  }
  return json;
}

// Of a scenario file: what `proviso test` would say before it plays anything.
Json ScenarioDiagnostics(const ServerState& state, const std::string& uri) {
  Json list = Json::array();
  const std::string* text = state.workspace.OpenText(uri);
  if (text == nullptr) return list;
  SourceSet sources;
  const FileId file = sources.Add(DisplayName(uri), *text);
  DiagnosticSink sink;
  scenario::ParseFile(sources.file(file), file, sink);
  const LineTable lines(*text);
  for (const Diagnostic& diagnostic : sink.Sorted()) {
    const Range range{lines.PositionOf(*text, diagnostic.primary.begin, state.encoding()),
                      lines.PositionOf(*text, diagnostic.primary.end, state.encoding())};
    list.push_back(DiagnosticJson(state, diagnostic, range));
  }
  return list;
}

}  // namespace

Json DiagnosticsOf(ServerState& state, const std::string& uri) {
  if (IsScenario(uri)) return ScenarioDiagnostics(state, uri);
  Json list = Json::array();
  const AnalysisPtr analysis = state.workspace.AnalysisOf(uri);
  if (analysis == nullptr) return list;
  const auto self = analysis->FileOf(uri);
  if (!self) return list;
  const ParsedFile& file = analysis->file(*self);
  for (const Diagnostic& diagnostic : analysis->compilation.diagnostics) {
    if (diagnostic.primary.file != *self) continue;
    Json json =
        DiagnosticJson(state, diagnostic, file.RangeOf(diagnostic.primary, state.encoding()));
    if (state.client.related_information && !diagnostic.labels.empty()) {
      json["relatedInformation"] = RelatedOf(state, *analysis, diagnostic);
    }
    if (state.client.unnecessary_tag && diagnostic.id == DiagnosticId::UnreachableStep) {
      json["tags"] = Json::array({kUnnecessary});
    }
    list.push_back(std::move(json));
  }
  return list;
}

}  // namespace proviso::lsp
