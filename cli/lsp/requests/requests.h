// SPDX-License-Identifier: Apache-2.0
// One function per request of the protocol, each in a file of its name. They take the request's
// `params` and give its `result`, or why there is none; they trust nothing in `params`.
#pragma once

#include <string_view>

#include "cli/lsp/state.h"

namespace proviso::lsp {

Result<Json> CodeAction(ServerState& state, const Json& params);
Result<Json> CodeLens(ServerState& state, const Json& params);
Result<Json> Completion(ServerState& state, const Json& params);
Result<Json> CompletionResolve(ServerState& state, const Json& params);
Result<Json> Definition(ServerState& state, const Json& params);
Result<Json> DocumentHighlight(ServerState& state, const Json& params);
Result<Json> DocumentSymbol(ServerState& state, const Json& params);
Result<Json> ExecuteCommand(ServerState& state, const Json& params);
Result<Json> FoldingRange(ServerState& state, const Json& params);
Result<Json> Formatting(ServerState& state, const Json& params);
Result<Json> Hover(ServerState& state, const Json& params);
Result<Json> InlayHint(ServerState& state, const Json& params);
Result<Json> PrepareRename(ServerState& state, const Json& params);
Result<Json> References(ServerState& state, const Json& params);
Result<Json> Rename(ServerState& state, const Json& params);
Result<Json> SelectionRange(ServerState& state, const Json& params);
Result<Json> SemanticTokens(ServerState& state, const Json& params);
Result<Json> SemanticTokensRange(ServerState& state, const Json& params);
Result<Json> WorkspaceSymbol(ServerState& state, const Json& params);

// Any request about a scenario file: its outline, and null for the others, which are about
// policies.
Result<Json> OfScenario(ServerState& state, std::string_view method, const Json& params);

// Commands of workspace/executeCommand.
inline constexpr std::string_view kRunScenariosCommand = "proviso.runScenarios";  // uri, policy
inline constexpr std::string_view kExplainCommand = "proviso.explain";            // code

// The diagnostics of an open document, as `textDocument/publishDiagnostics` has them.
Json DiagnosticsOf(ServerState& state, const std::string& uri);

}  // namespace proviso::lsp
