// SPDX-License-Identifier: Apache-2.0
// One function per request of the protocol, each in a file of its name. They take the request's
// `params` and give its `result`, or why there is none; they trust nothing in `params`.
#pragma once

#include "cli/lsp/state.h"

namespace proviso::lsp {

Result<Json> Hover(ServerState& state, const Json& params);

// The diagnostics of an open document, as `textDocument/publishDiagnostics` has them.
Json DiagnosticsOf(ServerState& state, const std::string& uri);

}  // namespace proviso::lsp
