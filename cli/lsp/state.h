// SPDX-License-Identifier: Apache-2.0
// What every request is given: the workspace, what the client can show, and how the server was
// started.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "cli/lsp/message.h"
#include "cli/lsp/parsed_file.h"
#include "cli/lsp/workspace.h"
#include "cli/project.h"
#include "core/diagnostic.h"

namespace proviso::lsp {

struct ServerOptions {
  std::string version;        // of the program, told to the client
  cli::ProjectFlags project;  // as every verb takes them
  // The page of a diagnostic, Markdown; may be empty.
  std::function<std::string(DiagnosticId)> page;
};

// What the client said it can show. Everything is off until it says so.
struct ClientFeatures {
  bool markdown_hover = false;
  bool markdown_completion = false;
  bool snippets = false;
  bool nested_symbols = false;
  bool versioned_edits = false;  // WorkspaceEdit.documentChanges
  bool related_information = false;
  bool code_description = false;
  bool unnecessary_tag = false;
  bool register_watchers = false;
  bool folding_by_line = false;
  // From initializationOptions: where a code's page is, with {code} in it ("https://…/{code}.md").
  std::string page_link;
  // Commands that the client carries out itself; the server does not offer those.
  std::vector<std::string> own_commands;
};

struct ServerState {
  explicit ServerState(ServerOptions server_options)
      : options(std::move(server_options)), workspace() {}

  ServerOptions options;
  ClientFeatures client;
  Workspace workspace;

  PositionEncoding encoding() const { return workspace.encoding(); }
};

// The document of a request; fails (InvalidParams) when the client never opened it and no such file
// is in the workspace.
Result<ParsedFilePtr> FileOfRequest(ServerState& state, const Json& params);

struct PlaceInFile {
  ParsedFilePtr file;
  std::uint32_t offset = 0;
};
// The same with the position it speaks of.
Result<PlaceInFile> PlaceOfRequest(ServerState& state, const Json& params);

// Failures as the protocol numbers them: "invalid_params" and "request_failed".
Error InvalidParams(std::string message);
Error RequestFailed(std::string message);

// {"uri", "range"}
Json LocationJson(const ServerState& state, const ParsedFile& file, const Span& span);
// Edits of one or more files as a WorkspaceEdit.
struct FileEdits {
  ParsedFilePtr file;
  std::vector<TextEdit> edits;  // of this file; their order does not matter
};
Json WorkspaceEditJson(const ServerState& state, const std::vector<FileEdits>& changes);
Json TextEditsJson(const ServerState& state, const ParsedFile& file,
                   const std::vector<TextEdit>& edits);

// Text of ours or of an author as Markdown that shows it as it is.
std::string EscapeMarkdown(std::string_view text);

}  // namespace proviso::lsp
