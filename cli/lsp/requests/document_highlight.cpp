// SPDX-License-Identifier: Apache-2.0
// textDocument/documentHighlight: the other places of this file that name the same.
#include <nlohmann/json.hpp>

#include "cli/lsp/requests/requests.h"
#include "cli/lsp/resolve.h"

namespace proviso::lsp {
namespace {

constexpr int kRead = 2;
constexpr int kWrite = 3;

}  // namespace

Result<Json> DocumentHighlight(ServerState& state, const Json& params) {
  PROVISO_TRY(const PlaceInFile place, PlaceOfRequest(state, params));
  const Occurrence* occurrence = OccurrenceAt(*place.file, place.offset);
  if (occurrence == nullptr) return Json(nullptr);
  Json highlights = Json::array();
  for (const NamedPlace& found : ReferencesOf(state, place.file, *occurrence)) {
    if (found.file != place.file) continue;
    highlights.push_back({{"range", ToJson(found.file->RangeOf(found.span, state.encoding()))},
                          {"kind", found.defines ? kWrite : kRead}});
  }
  return highlights;
}

}  // namespace proviso::lsp
