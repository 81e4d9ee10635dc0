// SPDX-License-Identifier: Apache-2.0
// textDocument/definition: where the name under the cursor is made.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "cli/lsp/requests/requests.h"
#include "cli/lsp/resolve.h"
#include "cli/lsp/uri.h"

namespace proviso::lsp {
namespace {

constexpr std::uintmax_t kMaxCatalogueBytes = std::uintmax_t{16} << 20;

// The entry of a tool in a catalogue file of the user's. The tools that come with the program are
// in no file.
Json CatalogueEntry(const ServerState& state, const std::string& uri, const std::string& name) {
  const cli::Project& project = state.workspace.ProjectFor(uri);
  const ToolDefinition* tool = project.catalogue.Find(name);
  const auto& files = project.catalogues;
  if (tool == nullptr) return nullptr;
  std::error_code problem;
  const std::filesystem::path path =
      std::filesystem::absolute(tool->source, problem).lexically_normal();
  const bool given = std::find(files.begin(), files.end(), path.string()) != files.end();
  if (problem || !given || std::filesystem::file_size(path, problem) > kMaxCatalogueBytes ||
      problem) {
    return nullptr;
  }
  std::ifstream in(path, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  const std::string quoted = '"' + name + '"';
  const std::size_t at = text.find(quoted);
  if (at == std::string::npos) return nullptr;
  const LineTable lines(text);
  const auto position = [&](std::size_t offset) {
    return lines.PositionOf(text, static_cast<std::uint32_t>(offset), state.encoding());
  };
  return {{"uri", UriOfPath(path.string())},
          {"range", ToJson(Range{position(at + 1), position(at + 1 + name.size())})}};
}

}  // namespace

Result<Json> Definition(ServerState& state, const Json& params) {
  PROVISO_TRY(const PlaceInFile place, PlaceOfRequest(state, params));
  const Occurrence* occurrence = OccurrenceAt(*place.file, place.offset);
  if (occurrence == nullptr) return Json(nullptr);
  Json locations = Json::array();
  if (occurrence->kind == SymbolKind::Tool) {
    Json entry = CatalogueEntry(state, place.file->uri(), occurrence->key);
    if (!entry.is_null()) locations.push_back(std::move(entry));
  }
  if (locations.empty()) {
    for (const NamedPlace& found : DefinitionsOf(state, place.file, *occurrence)) {
      locations.push_back(LocationJson(state, *found.file, found.span));
    }
  }
  return locations.empty() ? Json(nullptr) : locations;
}

}  // namespace proviso::lsp
