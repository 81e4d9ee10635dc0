// SPDX-License-Identifier: Apache-2.0
// The policies that the server knows: documents open in the editor, as they are typed, and the
// other .policy files of the workspace's folders, as they lie on the disk. Not thread-safe.
#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/lsp/analysis.h"
#include "cli/lsp/file_index.h"
#include "cli/lsp/positions.h"
#include "cli/project.h"
#include "core/result.h"

namespace proviso::lsp {

// A scenario file is kept as text: it is no policy, and belongs to no bundle.
bool IsScenario(std::string_view uri);

struct WorkspaceLimits {
  std::size_t max_files = 3000;       // read from the folders
  std::size_t max_entries = 200'000;  // looked at in the folders: someone may open `/`
  std::size_t max_file_bytes = std::size_t{16} << 20;  // of one of them
  std::size_t max_bundle_files = 200;                  // compiled together
  int max_depth = 16;                                  // of folders
};

// One change of a document: the text of `range` (all of it when absent) becomes `text`.
struct TextChange {
  std::optional<Range> range;
  std::string text;
};

class Workspace {
 public:
  explicit Workspace(WorkspaceLimits limits = {});

  void set_encoding(PositionEncoding encoding) { encoding_ = encoding; }
  PositionEncoding encoding() const { return encoding_; }
  // Settings and tools for the files of a folder (with a '/' behind it) and below; the longest
  // matching folder counts, and "" is all of them. Other tools mean other findings everywhere.
  void SetProject(const std::string& folder, cli::Project project);
  void RemoveProject(const std::string& folder);
  const cli::Project& ProjectFor(const std::string& uri) const;
  const ToolCatalogue& CatalogueFor(const std::string& uri) const {
    return ProjectFor(uri).catalogue;
  }

  // Reads the .policy files of the folder and below it, in alphabetical order; hidden folders and
  // node_modules are left out. Gives the paths of the settings files (proviso.json) it met.
  std::vector<std::string> AddFolder(const std::string& path);
  void RemoveFolder(const std::string& path);
  // A file of the disk was made, changed or removed. What is open in the editor does not care.
  void FileChanged(const std::string& uri);

  void Open(const std::string& uri, std::int64_t version, std::string text);
  // False when the document is not open.
  bool Change(const std::string& uri, std::int64_t version, const std::vector<TextChange>& changes);
  void Close(const std::string& uri);
  bool IsOpen(const std::string& uri) const;
  std::optional<std::int64_t> VersionOf(const std::string& uri) const;
  // As the clients spell them.
  std::vector<std::string> OpenDocuments() const;

  // The text of an open document; nullptr when it is not open.
  const std::string* OpenText(const std::string& uri) const;

  // nullptr when there is no such policy.
  ParsedFilePtr File(const std::string& uri);
  std::vector<ParsedFilePtr> AllFiles();
  // The bundle that the document belongs to; nullptr when there is no such document. Compiled once
  // per state of its files.
  AnalysisPtr AnalysisOf(const std::string& uri);
  // The last analysis of the document, whatever was typed since then; nullptr before the first one.
  AnalysisPtr LastAnalysisOf(const std::string& uri) const;

  // Files that offer a policy (or '@' and a tool) to the file at `from`, nearest only.
  std::vector<ParsedFilePtr> Offering(std::string_view key, const std::string& from);
  // Files whose references to the key lead to the file at `uri`, that file included.
  std::vector<ParsedFilePtr> Referring(std::string_view key, const std::string& uri);

 private:
  struct Entry {
    std::string client_uri;  // as the client spells it, once it has
    bool open = false;
    bool on_disk = false;
    std::int64_t version = 0;
    std::string text;
    std::uint64_t revision = 0;
    std::optional<FileId> number;  // given when it is first read
    ParsedFilePtr parsed;          // of `revision`, or nullptr
  };
  struct Cached {
    std::vector<std::pair<std::string, std::uint64_t>> inputs;  // canonical address, revision
    AnalysisPtr analysis;
  };

  void Touch(const std::string& id, Entry& entry);
  bool ReadFromDisk(const std::string& id);
  struct Listing {
    std::vector<std::string> files;
    std::vector<std::string> settings;
    std::size_t entries = 0;
  };
  void ListFolder(const std::string& path, int depth, Listing& found) const;
  // Brings the index up to date with what was typed.
  void Reindex();
  ParsedFilePtr Parsed(const std::string& id);
  std::vector<ParsedFilePtr> FilesOf(const std::vector<std::string>& ids);

  WorkspaceLimits limits_;
  std::map<std::string, cli::Project> projects_;  // by folder; always one for ""
  PositionEncoding encoding_ = PositionEncoding::Utf16;
  std::uint64_t next_revision_ = 1;
  std::uint32_t next_number_ = 0;
  std::map<std::string, Entry> files_;  // by canonical address
  std::set<std::string> stale_;         // not yet in the index as they are now
  FileIndex index_;
  std::list<Cached> cache_;  // most recent first
  std::map<std::string, AnalysisPtr> last_;
};

}  // namespace proviso::lsp
