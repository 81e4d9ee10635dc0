// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/state.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace proviso::lsp {

Error InvalidParams(std::string message) { return {"invalid_params", std::move(message)}; }
Error RequestFailed(std::string message) { return {"request_failed", std::move(message)}; }

Result<ParsedFilePtr> FileOfRequest(ServerState& state, const Json& params) {
  const auto uri = TextField(params, "textDocument/uri");
  if (!uri) return InvalidParams("textDocument.uri is missing");
  ParsedFilePtr file = state.workspace.File(*uri);
  if (file == nullptr) return InvalidParams(fmt::format("{} is not open", *uri));
  return file;
}

Result<PlaceInFile> PlaceOfRequest(ServerState& state, const Json& params) {
  PROVISO_TRY(ParsedFilePtr file, FileOfRequest(state, params));
  const auto position = ReadPosition(FindField(params, "position"));
  if (!position) return InvalidParams("position is missing");
  const std::uint32_t offset = file->OffsetOf(*position, state.encoding());
  return PlaceInFile{std::move(file), offset};
}

Json LocationJson(const ServerState& state, const ParsedFile& file, const Span& span) {
  return {{"uri", file.uri()}, {"range", ToJson(file.RangeOf(span, state.encoding()))}};
}

Json TextEditsJson(const ServerState& state, const ParsedFile& file,
                   const std::vector<TextEdit>& edits) {
  Json list = Json::array();
  for (const TextEdit& edit : edits) {
    list.push_back({{"range", ToJson(file.RangeOf(edit.span, state.encoding()))},
                    {"newText", edit.replacement}});
  }
  return list;
}

Json WorkspaceEditJson(const ServerState& state, const std::vector<FileEdits>& changes) {
  if (!state.client.versioned_edits) {
    Json by_uri = Json::object();
    for (const FileEdits& change : changes) {
      by_uri[change.file->uri()] = TextEditsJson(state, *change.file, change.edits);
    }
    return {{"changes", std::move(by_uri)}};
  }
  Json list = Json::array();
  for (const FileEdits& change : changes) {
    const auto version = state.workspace.VersionOf(change.file->uri());
    list.push_back(
        {{"textDocument",
          {{"uri", change.file->uri()}, {"version", version ? Json(*version) : Json(nullptr)}}},
         {"edits", TextEditsJson(state, *change.file, change.edits)}});
  }
  return {{"documentChanges", std::move(list)}};
}

std::string EscapeMarkdown(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool code = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '`') code = !code;
    // A `_` between letters is none to Markdown, and names are full of them.
    const bool special = c == '\\' || c == '*' || c == '<' || c == '>' || c == '[' || c == ']' ||
                         c == '|' || (c == '_' && (i == 0 || text[i - 1] == ' '));
    if (special && !code) out.push_back('\\');
    out.push_back(c == '\n' ? ' ' : c);
  }
  return out;
}

}  // namespace proviso::lsp
