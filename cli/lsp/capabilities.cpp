// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/capabilities.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "cli/lsp/requests/requests.h"
#include "cli/lsp/requests/semantic_tokens.h"

namespace proviso::lsp {
namespace {

bool Lists(const Json& params, std::string_view path, std::string_view wanted) {
  const std::vector<std::string> items = TextsField(params, path);
  return std::find(items.begin(), items.end(), wanted) != items.end();
}

constexpr int kIncrementalSync = 2;

}  // namespace

ClientFeatures ReadClientFeatures(const Json& params) {
  ClientFeatures client;
  const std::string document = "capabilities/textDocument/";
  client.markdown_hover = Lists(params, document + "hover/contentFormat", "markdown");
  client.markdown_completion =
      Lists(params, document + "completion/completionItem/documentationFormat", "markdown");
  client.snippets = FlagField(params, document + "completion/completionItem/snippetSupport");
  client.nested_symbols =
      FlagField(params, document + "documentSymbol/hierarchicalDocumentSymbolSupport");
  client.versioned_edits =
      FlagField(params, "capabilities/workspace/workspaceEdit/documentChanges");
  client.related_information =
      FlagField(params, document + "publishDiagnostics/relatedInformation");
  client.code_description =
      FlagField(params, document + "publishDiagnostics/codeDescriptionSupport");
  const Json* tags = FindField(params, document + "publishDiagnostics/tagSupport/valueSet");
  client.unnecessary_tag = tags != nullptr && tags->is_array() &&
                           std::find(tags->begin(), tags->end(), Json(1)) != tags->end();
  client.register_watchers =
      FlagField(params, "capabilities/workspace/didChangeWatchedFiles/dynamicRegistration");
  client.folding_by_line = FlagField(params, document + "foldingRange/lineFoldingOnly");
  client.page_link = TextField(params, "initializationOptions/pageLink").value_or("");
  client.own_commands = TextsField(params, "initializationOptions/clientCommands");
  return client;
}

PositionEncoding ChooseEncoding(const Json& params) {
  return Lists(params, "capabilities/general/positionEncodings", "utf-8") ? PositionEncoding::Utf8
                                                                          : PositionEncoding::Utf16;
}

Json ServerCapabilities(const ClientFeatures& client, PositionEncoding encoding) {
  Json commands = Json::array();
  for (const std::string_view command : {kExplainCommand}) {
    const auto& own = client.own_commands;
    if (std::find(own.begin(), own.end(), command) == own.end()) commands.push_back(command);
  }
  return {
      {"positionEncoding", PositionEncodingName(encoding)},
      {"textDocumentSync",
       {{"openClose", true}, {"change", kIncrementalSync}, {"save", {{"includeText", false}}}}},
      {"codeActionProvider",
       {{"codeActionKinds", {"quickfix", "source.fixAll.proviso"}}, {"resolveProvider", false}}},
      {"codeLensProvider", {{"resolveProvider", false}}},
      {"completionProvider",
       {{"triggerCharacters", {"@", "#", "{", "[", "(", "."}}, {"resolveProvider", true}}},
      {"definitionProvider", true},
      {"documentFormattingProvider", true},
      {"documentHighlightProvider", true},
      {"documentSymbolProvider", true},
      {"executeCommandProvider", {{"commands", std::move(commands)}}},
      {"foldingRangeProvider", true},
      {"hoverProvider", true},
      {"inlayHintProvider", {{"resolveProvider", false}}},
      {"referencesProvider", true},
      {"renameProvider", {{"prepareProvider", true}}},
      {"selectionRangeProvider", true},
      {"semanticTokensProvider",
       {{"legend", SemanticTokensLegend()}, {"full", true}, {"range", true}}},
      {"workspaceSymbolProvider", true},
      {"workspace", {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}}}},
  };
}

}  // namespace proviso::lsp
