// SPDX-License-Identifier: Apache-2.0
// textDocument/references: every place that names what is under the cursor.
#include <nlohmann/json.hpp>

#include "cli/lsp/requests/requests.h"
#include "cli/lsp/resolve.h"

namespace proviso::lsp {

Result<Json> References(ServerState& state, const Json& params) {
  PROVISO_TRY(const PlaceInFile place, PlaceOfRequest(state, params));
  const Occurrence* occurrence = OccurrenceAt(*place.file, place.offset);
  if (occurrence == nullptr) return Json(nullptr);
  const bool definitions = FlagField(params, "context/includeDeclaration");
  Json locations = Json::array();
  for (const NamedPlace& found : ReferencesOf(state, place.file, *occurrence)) {
    if (found.defines && !definitions) continue;
    locations.push_back(LocationJson(state, *found.file, found.span));
  }
  return locations;
}

}  // namespace proviso::lsp
