// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/server.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/lsp/capabilities.h"
#include "cli/lsp/dispatch.h"
#include "cli/lsp/requests/requests.h"
#include "cli/lsp/uri.h"

namespace proviso::lsp {
namespace {

constexpr int kErrorMessage = 1;
constexpr std::string_view kSettings = "/proviso.json";

RpcCode CodeOf(const Error& error) {
  if (error.code == "invalid_params") return RpcCode::InvalidParams;
  if (error.code == "request_failed") return RpcCode::RequestFailed;
  return RpcCode::InternalError;
}

bool IsId(const Json& id) { return id.is_string() || id.is_number_integer() || id.is_null(); }

}  // namespace

Server::Server(ServerOptions options, Send send)
    : state_(std::move(options)), send_(std::move(send)) {}

void Server::Tell(int type, std::string_view text) {
  send_(MakeNotification("window/showMessage", {{"type", type}, {"message", text}}));
}

void Server::ReceiveMalformed(std::string_view problem) {
  send_(MakeError(nullptr, RpcCode::ParseError, problem));
}

void Server::Receive(const Json& message, bool cancelled) {
  const auto method = TextField(message, "method");
  const Json* id = FindField(message, "id");
  if (!method) {
    // An answer to a request of ours needs none.
    const bool answer =
        FindField(message, "result") != nullptr || FindField(message, "error") != nullptr;
    if (!answer) send_(MakeError(nullptr, RpcCode::InvalidRequest, "a message names a method"));
    return;
  }
  if (id != nullptr && !IsId(*id)) {
    send_(MakeError(nullptr, RpcCode::InvalidRequest, "an id is a number or a text"));
    return;
  }
  static const Json kNoParams = Json::object();
  const Json* params = FindField(message, "params");
  if (params == nullptr) params = &kNoParams;
  try {
    if (id == nullptr) {
      OnNotification(*method, *params);
    } else if (cancelled) {
      send_(MakeError(*id, RpcCode::RequestCancelled, "cancelled"));
    } else {
      OnRequest(*id, *method, *params);
    }
  } catch (const std::exception& problem) {
    if (id != nullptr) send_(MakeError(*id, RpcCode::InternalError, problem.what()));
  }
}

void Server::OnRequest(const Json& id, const std::string& method, const Json& params) {
  if (shut_down_) {
    send_(MakeError(id, RpcCode::InvalidRequest, "the server was shut down"));
    return;
  }
  if (!initialized_ && method != "initialize") {
    send_(MakeError(id, RpcCode::ServerNotInitialized, "`initialize` comes first"));
    return;
  }
  Result<Json> result = Json(nullptr);
  if (method == "initialize") {
    result = Initialize(params);
  } else if (method == "shutdown") {
    shut_down_ = true;
  } else if (const Handler handler = FindHandler(method)) {
    const bool scenario = method.starts_with("textDocument/") &&
                          IsScenario(TextField(params, "textDocument/uri").value_or(""));
    result = scenario ? OfScenario(state_, method, params) : handler(state_, params);
  } else {
    send_(MakeError(id, RpcCode::MethodNotFound, fmt::format("there is no request `{}`", method)));
    return;
  }
  if (result) {
    send_(MakeResponse(id, std::move(*result)));
  } else {
    send_(MakeError(id, CodeOf(result.error()), result.error().message));
  }
}

void Server::OnNotification(const std::string& method, const Json& params) {
  if (method == "exit") {
    exited_ = true;
    return;
  }
  // Before initialize and after shutdown nothing else is listened to.
  if (!initialized_ || shut_down_) return;
  if (method == "initialized") {
    Initialized();
  } else if (method == "textDocument/didOpen") {
    DidOpen(params);
  } else if (method == "textDocument/didChange") {
    DidChange(params);
  } else if (method == "textDocument/didClose") {
    DidClose(params);
  } else if (method == "workspace/didChangeWorkspaceFolders") {
    DidChangeFolders(params);
  } else if (method == "workspace/didChangeWatchedFiles") {
    DidChangeFiles(params);
  } else if (method == "workspace/didChangeConfiguration") {
    DidChangeConfiguration(params);
  }
}

Result<Json> Server::Initialize(const Json& params) {
  if (initialized_) return Error{"invalid_params", "`initialize` comes once"};
  initialized_ = true;
  state_.client = ReadClientFeatures(params);
  const PositionEncoding encoding = ChooseEncoding(params);
  state_.workspace.set_encoding(encoding);
  const Json* folders = FindField(params, "workspaceFolders");
  if (folders != nullptr && folders->is_array() && !folders->empty()) {
    for (const Json& folder : *folders) AddFolder(TextField(folder, "uri").value_or(""));
  } else if (const auto root = TextField(params, "rootUri")) {
    AddFolder(*root);
  } else if (const auto path = TextField(params, "rootPath")) {
    AddFolder(UriOfPath(*path));
  }
  TakeToolFiles(TextsField(params, "initializationOptions/tools"));
  LoadProjects();
  return Json{{"capabilities", ServerCapabilities(state_.client, encoding)},
              {"serverInfo", {{"name", "proviso"}, {"version", state_.options.version}}}};
}

void Server::Initialized() {
  if (!state_.client.register_watchers) return;
  Json watchers =
      Json::array({{{"globPattern", "**/*.policy"}}, {{"globPattern", "**/proviso.json"}}});
  std::set<std::string> names;
  for (const auto* files : {&tool_files_, &catalogues_}) {
    for (const std::string& file : *files) {
      names.insert(std::filesystem::path(file).filename().string());
    }
  }
  for (const std::string& name : names) watchers.push_back({{"globPattern", "**/" + name}});
  Json registration = {{"id", "files"},
                       {"method", "workspace/didChangeWatchedFiles"},
                       {"registerOptions", {{"watchers", std::move(watchers)}}}};
  send_(MakeRequest(fmt::format("proviso-{}", next_request_++), "client/registerCapability",
                    {{"registrations", Json::array({std::move(registration)})}}));
}

void Server::TakeToolFiles(std::vector<std::string> files) {
  tool_files_ = state_.options.project.catalogues;
  for (std::string& file : files) {
    const bool relative = std::filesystem::path(file).is_relative() && !root_.empty();
    tool_files_.push_back(relative
                              ? (std::filesystem::path(root_) / file).lexically_normal().string()
                              : std::move(file));
  }
}

void Server::LoadProjects() {
  catalogues_.clear();
  told_.clear();
  LoadProject(std::nullopt);
  for (const std::string& settings : settings_) LoadProject(settings);
}

void Server::LoadProject(const std::optional<std::string>& settings) {
  cli::ProjectFlags flags = state_.options.project;
  flags.catalogues = tool_files_;
  const std::string folder = settings ? settings->substr(0, settings->rfind('/') + 1) : "";
  std::vector<Error> problems;
  cli::Project project = cli::LoadUsableProject(
      flags, settings || flags.config.empty() ? settings : std::optional(flags.config), problems);
  // A catalogue that every folder has is complained about once.
  for (const Error& problem : problems) {
    if (told_.insert(problem.message).second) Tell(kErrorMessage, problem.message);
  }
  catalogues_.insert(catalogues_.end(), project.catalogues.begin(), project.catalogues.end());
  state_.workspace.SetProject(folder, std::move(project));
}

bool Server::Knows(const std::string& settings) {
  // With --config there are no others.
  return !state_.options.project.config.empty() || !settings_.insert(settings).second;
}

void Server::AddFolder(const std::string& uri) {
  const auto path = PathOfUri(uri);
  if (!path) return;
  if (root_.empty()) root_ = *path;
  // Settings of a folder above count too, the nearest one.
  if (const auto settings = cli::NearestSettingsFile(*path)) Knows(*settings);
  for (const std::string& settings : state_.workspace.AddFolder(*path)) Knows(settings);
}

void Server::SettingsChanged(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_regular_file(path, ignored)) {
    Knows(path);
  } else if (settings_.erase(path) != 0) {
    state_.workspace.RemoveProject(path.substr(0, path.rfind('/') + 1));
  }
  LoadProjects();
}

void Server::DidOpen(const Json& params) {
  const auto uri = TextField(params, "textDocument/uri");
  auto text = TextField(params, "textDocument/text");
  if (!uri || !text) return;
  state_.workspace.Open(*uri, IntegerField(params, "textDocument/version").value_or(0),
                        std::move(*text));
  published_.erase(*uri);
  // A file of no folder of the workspace has settings above it all the same.
  const auto path = PathOfUri(*uri);
  const auto settings = path ? cli::NearestSettingsFile(*path) : std::nullopt;
  if (settings && !Knows(*settings)) LoadProject(*settings);
  Changed();
}

void Server::DidChange(const Json& params) {
  const auto uri = TextField(params, "textDocument/uri");
  const Json* list = FindField(params, "contentChanges");
  if (!uri || list == nullptr || !list->is_array()) return;
  std::vector<TextChange> changes;
  for (const Json& item : *list) {
    auto text = TextField(item, "text");
    if (!text) continue;
    const Json* range = FindField(item, "range");
    const auto read = ReadRange(range);
    if (range != nullptr && !range->is_null() && !read) continue;
    changes.push_back({read, std::move(*text)});
  }
  if (state_.workspace.Change(*uri, IntegerField(params, "textDocument/version").value_or(0),
                              changes)) {
    Changed();
  }
}

void Server::DidClose(const Json& params) {
  const auto uri = TextField(params, "textDocument/uri");
  if (!uri || !state_.workspace.IsOpen(*uri)) return;
  state_.workspace.Close(*uri);
  published_.erase(*uri);
  send_(MakeNotification("textDocument/publishDiagnostics",
                         {{"uri", *uri}, {"diagnostics", Json::array()}}));
  Changed();
}

void Server::DidChangeFolders(const Json& params) {
  const Json* removed = FindField(params, "event/removed");
  if (removed != nullptr && removed->is_array()) {
    for (const Json& folder : *removed) {
      const auto path = PathOfUri(TextField(folder, "uri").value_or(""));
      if (path) state_.workspace.RemoveFolder(*path);
    }
  }
  const Json* added = FindField(params, "event/added");
  if (added != nullptr && added->is_array()) {
    for (const Json& folder : *added) AddFolder(TextField(folder, "uri").value_or(""));
    LoadProjects();
  }
  Changed();
}

void Server::DidChangeFiles(const Json& params) {
  const Json* changes = FindField(params, "changes");
  if (changes == nullptr || !changes->is_array()) return;
  for (const Json& change : *changes) {
    const std::string uri = TextField(change, "uri").value_or("");
    const auto path = PathOfUri(uri);
    const auto is_catalogue = [&](const std::vector<std::string>& files) {
      return path && std::find(files.begin(), files.end(), *path) != files.end();
    };
    if (path && path->ends_with(kSettings)) {
      SettingsChanged(*path);
    } else if (is_catalogue(tool_files_) || is_catalogue(catalogues_)) {
      LoadProjects();
    } else {
      state_.workspace.FileChanged(uri);
    }
  }
  Changed();
}

void Server::DidChangeConfiguration(const Json& params) {
  if (FindField(params, "settings/proviso/tools") == nullptr) return;
  TakeToolFiles(TextsField(params, "settings/proviso/tools"));
  LoadProjects();
  Changed();
}

void Server::Settle() {
  if (!pending_) return;
  pending_ = false;
  for (const std::string& uri : state_.workspace.OpenDocuments()) {
    const std::int64_t version = state_.workspace.VersionOf(uri).value_or(0);
    std::shared_ptr<const Json> diagnostics;
    try {
      diagnostics = std::make_shared<const Json>(DiagnosticsOf(state_, uri));
    } catch (const std::exception&) {
      continue;  // no memory for it: the next change may have
    }
    const auto before = published_.find(uri);
    if (before != published_.end() && before->second.version == version &&
        *before->second.diagnostics == *diagnostics) {
      continue;
    }
    send_(MakeNotification("textDocument/publishDiagnostics",
                           {{"uri", uri}, {"version", version}, {"diagnostics", *diagnostics}}));
    published_.insert_or_assign(uri, Published{version, std::move(diagnostics)});
  }
}

}  // namespace proviso::lsp
