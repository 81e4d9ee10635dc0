// SPDX-License-Identifier: Apache-2.0
// textDocument/selectionRange: name, sentence, step with its body, policy, file.
#include <nlohmann/json.hpp>

#include "cli/lsp/ast_places.h"
#include "cli/lsp/requests/requests.h"
#include "cli/lsp/resolve.h"

namespace proviso::lsp {
namespace {

constexpr std::size_t kMaxPositions = 1000;

std::vector<Span> SpansAround(const ParsedFile& file, std::uint32_t offset) {
  std::vector<Span> spans{{FileId{}, 0, static_cast<std::uint32_t>(file.text().size())}};
  const auto add = [&](const Span& span) {
    const Span& outer = spans.back();
    const bool inside = span.begin >= outer.begin && span.end <= outer.end && !(span == outer);
    if (inside && span.begin <= offset && offset <= span.end) spans.push_back(span);
  };
  if (const ast::Policy* policy = PolicyAround(file.document(), offset)) add(ExtentOf(*policy));
  for (const ast::Statement* statement : StatementsAround(file.document(), offset)) {
    add(ExtentOf(*statement));
    add(statement->span);
  }
  if (const Occurrence* occurrence = OccurrenceAt(file, offset)) add(occurrence->span);
  return spans;
}

}  // namespace

Result<Json> SelectionRange(ServerState& state, const Json& params) {
  PROVISO_TRY(const ParsedFilePtr file, FileOfRequest(state, params));
  const Json* positions = FindField(params, "positions");
  if (positions == nullptr || !positions->is_array()) return InvalidParams("positions are missing");
  if (positions->size() > kMaxPositions) return InvalidParams("too many positions");
  Json list = Json::array();
  for (const Json& item : *positions) {
    const auto position = ReadPosition(&item);
    if (!position) return InvalidParams("a position has line and character");
    Json range;
    for (const Span& span : SpansAround(*file, file->OffsetOf(*position, state.encoding()))) {
      Json inner = {{"range", ToJson(file->RangeOf(span, state.encoding()))}};
      if (!range.is_null()) inner["parent"] = std::move(range);
      range = std::move(inner);
    }
    list.push_back(std::move(range));
  }
  return list;
}

}  // namespace proviso::lsp
