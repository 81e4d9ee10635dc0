// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/dispatch.h"

#include <array>
#include <utility>

namespace proviso::lsp {
namespace {

using Entry = std::pair<std::string_view, Handler>;

constexpr std::array kHandlers{
    Entry{"completionItem/resolve", CompletionResolve},
    Entry{"textDocument/codeAction", CodeAction},
    Entry{"textDocument/codeLens", CodeLens},
    Entry{"textDocument/completion", Completion},
    Entry{"textDocument/definition", Definition},
    Entry{"textDocument/documentHighlight", DocumentHighlight},
    Entry{"textDocument/documentSymbol", DocumentSymbol},
    Entry{"textDocument/foldingRange", FoldingRange},
    Entry{"textDocument/formatting", Formatting},
    Entry{"textDocument/hover", Hover},
    Entry{"textDocument/inlayHint", InlayHint},
    Entry{"textDocument/prepareRename", PrepareRename},
    Entry{"textDocument/references", References},
    Entry{"textDocument/rename", Rename},
    Entry{"textDocument/selectionRange", SelectionRange},
    Entry{"textDocument/semanticTokens/full", SemanticTokens},
    Entry{"textDocument/semanticTokens/range", SemanticTokensRange},
    Entry{"workspace/executeCommand", ExecuteCommand},
    Entry{"workspace/symbol", WorkspaceSymbol},
};

}  // namespace

Handler FindHandler(std::string_view method) {
  for (const auto& [name, handler] : kHandlers) {
    if (name == method) return handler;
  }
  return nullptr;
}

}  // namespace proviso::lsp
