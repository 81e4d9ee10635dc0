// SPDX-License-Identifier: Apache-2.0
// Requests about scenario files.
#include <fmt/core.h>

#include "cli/lsp/requests/requests.h"
#include "cli/lsp/uri.h"
#include "testing/scenario/parser.h"

namespace proviso::lsp {
namespace {

constexpr int kEvent = 24;  // SymbolKind of the protocol

}  // namespace

Result<Json> OfScenario(ServerState& state, std::string_view method, const Json& params) {
  const std::string uri = TextField(params, "textDocument/uri").value_or("");
  const std::string* text = state.workspace.OpenText(uri);
  if (text == nullptr) return InvalidParams(fmt::format("{} is not open", uri));
  if (method != "textDocument/documentSymbol") return Json(nullptr);
  SourceSet sources;
  const FileId id = sources.Add(DisplayName(uri), *text);
  DiagnosticSink ignored;
  const scenario::File file = scenario::ParseFile(sources.file(id), id, ignored);
  const LineTable lines(*text);
  const auto position = [&](std::uint32_t line, bool end) {
    const std::uint32_t start = lines.LineStart(line);
    const auto size = static_cast<std::uint32_t>(lines.Line(*text, line).size());
    return lines.PositionOf(*text, end ? start + size : start, state.encoding());
  };
  Json list = Json::array();
  for (const scenario::Scenario& one : file.scenarios) {
    if (one.line == 0) continue;
    const Json range = ToJson(Range{position(one.line - 1, false), position(one.line - 1, true)});
    const std::string name = one.row.empty() ? one.name : fmt::format("{} ({})", one.name, one.row);
    if (state.client.nested_symbols) {
      list.push_back(
          {{"name", name}, {"kind", kEvent}, {"range", range}, {"selectionRange", range}});
    } else {
      list.push_back(
          {{"name", name}, {"kind", kEvent}, {"location", {{"uri", uri}, {"range", range}}}});
    }
  }
  return list;
}

}  // namespace proviso::lsp
