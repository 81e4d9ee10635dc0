// SPDX-License-Identifier: Apache-2.0
// textDocument/codeLens: run the scenarios of a policy.
#include <nlohmann/json.hpp>

#include "cli/lsp/requests/requests.h"

namespace proviso::lsp {

Result<Json> CodeLens(ServerState& state, const Json& params) {
  PROVISO_TRY(const ParsedFilePtr file, FileOfRequest(state, params));
  Json list = Json::array();
  for (const ast::Policy& policy : file->document().policies) {
    const Range range = file->RangeOf(PolicyNameSpan(file->source(), policy), state.encoding());
    list.push_back({{"range", ToJson(range)},
                    {"command",
                     {{"title", "▶ Run scenarios"},
                      {"command", kRunScenariosCommand},
                      {"arguments", Json::array({file->uri(), policy.name})}}}});
  }
  return list;
}

}  // namespace proviso::lsp
