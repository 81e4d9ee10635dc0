// SPDX-License-Identifier: Apache-2.0
// textDocument/documentSymbol: the outline.
#include <nlohmann/json.hpp>

#include "cli/lsp/outline.h"
#include "cli/lsp/requests/requests.h"

namespace proviso::lsp {
namespace {

Json Nested(const ServerState& state, const ParsedFile& file, const OutlineItem& item) {
  Json children = Json::array();
  for (const OutlineItem& child : item.children) children.push_back(Nested(state, file, child));
  Json json = {{"name", item.name},
               {"kind", static_cast<int>(item.kind)},
               {"range", ToJson(file.RangeOf(item.extent, state.encoding()))},
               {"selectionRange", ToJson(file.RangeOf(item.selection, state.encoding()))}};
  if (!children.empty()) json["children"] = std::move(children);
  return json;
}

void Flat(const ServerState& state, const ParsedFile& file, const OutlineItem& item,
          const std::string& container, Json& list) {
  list.push_back({{"name", item.name},
                  {"kind", static_cast<int>(item.kind)},
                  {"location", LocationJson(state, file, item.extent)},
                  {"containerName", container}});
  for (const OutlineItem& child : item.children) Flat(state, file, child, item.name, list);
}

}  // namespace

Result<Json> DocumentSymbol(ServerState& state, const Json& params) {
  PROVISO_TRY(const ParsedFilePtr file, FileOfRequest(state, params));
  Json list = Json::array();
  for (const OutlineItem& item : OutlineOf(*file)) {
    if (state.client.nested_symbols) {
      list.push_back(Nested(state, *file, item));
    } else {
      Flat(state, *file, item, "", list);
    }
  }
  return list;
}

}  // namespace proviso::lsp
