// SPDX-License-Identifier: Apache-2.0
// workspace/symbol: policies and sections of all files by a part of their name.
#include <nlohmann/json.hpp>

#include "cli/lsp/outline.h"
#include "cli/lsp/requests/requests.h"
#include "core/utf8.h"

namespace proviso::lsp {
namespace {

constexpr std::size_t kMaxSymbols = 500;

}  // namespace

Result<Json> WorkspaceSymbol(ServerState& state, const Json& params) {
  const std::string query = FoldCase(TextField(params, "query").value_or(""));
  Json list = Json::array();
  const auto add = [&](const ParsedFile& file, const OutlineItem& item,
                       const std::string& container) {
    if (list.size() >= kMaxSymbols || FoldCase(item.name).find(query) == std::string::npos) return;
    list.push_back({{"name", item.name},
                    {"kind", static_cast<int>(item.kind)},
                    {"location", LocationJson(state, file, item.selection)},
                    {"containerName", container}});
  };
  for (const ParsedFilePtr& file : state.workspace.AllFiles()) {
    for (const OutlineItem& policy : OutlineOf(*file)) {
      add(*file, policy, "");
      for (const OutlineItem& item : policy.children) {
        if (item.kind == OutlineKind::Section) add(*file, item, policy.name);
      }
    }
  }
  return list;
}

}  // namespace proviso::lsp
