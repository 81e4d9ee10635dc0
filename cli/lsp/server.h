// SPDX-License-Identifier: Apache-2.0
// The language server, apart from threads and streams: one message in, any number out. Not
// thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/lsp/message.h"
#include "cli/lsp/state.h"

namespace proviso::lsp {

class Server {
 public:
  using Send = std::function<void(const Json&)>;
  Server(ServerOptions options, Send send);

  // Takes a message of the client, whatever it is. `cancelled`: the client took the request back
  // before it was begun.
  void Receive(const Json& message, bool cancelled = false);
  // Something arrived that was no message.
  void ReceiveMalformed(std::string_view problem);

  // Diagnostics wait until the typing pauses: `Settle` sends those that are due.
  bool has_pending() const { return pending_; }
  void Settle();

  // The client said `exit`; 0 when it had asked for `shutdown` before.
  bool exited() const { return exited_; }
  int exit_code() const { return shut_down_ ? 0 : 1; }

 private:
  void OnRequest(const Json& id, const std::string& method, const Json& params);
  void OnNotification(const std::string& method, const Json& params);
  Result<Json> Initialize(const Json& params);
  void Initialized();
  void DidOpen(const Json& params);
  void DidChange(const Json& params);
  void DidClose(const Json& params);
  void DidChangeFolders(const Json& params);
  void DidChangeFiles(const Json& params);
  void DidChangeConfiguration(const Json& params);
  // Settings and tools for the folder of a proviso.json, or for files that lie under none; what is
  // wrong with them is told to the user.
  void LoadProject(const std::optional<std::string>& settings);
  void LoadProjects();
  // False for settings that were not known before; now they are.
  bool Knows(const std::string& settings);
  void SettingsChanged(const std::string& path);
  // Catalogue files that the client names; relative paths start at the first folder.
  void TakeToolFiles(std::vector<std::string> files);
  void AddFolder(const std::string& uri);
  void Tell(int type, std::string_view text);
  void Changed() { pending_ = true; }

  ServerState state_;
  Send send_;
  bool initialized_ = false;
  bool shut_down_ = false;
  bool exited_ = false;
  bool pending_ = false;
  std::int64_t next_request_ = 1;
  std::string root_;                     // the first folder of the workspace
  std::vector<std::string> tool_files_;  // catalogue files of the command line and the client
  std::vector<std::string> catalogues_;  // and of the settings, all that were read
  std::set<std::string> settings_;       // every proviso.json in use
  std::set<std::string> told_;           // what the user was told about them
  struct Published {
    std::int64_t version = 0;
    std::shared_ptr<const Json> diagnostics;  // never null
  };
  std::map<std::string, Published> published_;  // by the client's address
};

}  // namespace proviso::lsp
