// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/workspace.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/lsp/uri.h"
#include "core/utf8.h"

namespace proviso::lsp {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kExtension = ".policy";
constexpr std::string_view kScenarioExtension = ".scenario";
constexpr std::string_view kSettings = "proviso.json";
constexpr std::string_view kSkippedFolder = "node_modules";
// Bundles kept compiled: the documents that a person has in front of them.
constexpr std::size_t kCachedAnalyses = 8;

std::optional<std::string> ReadText(const std::string& path, std::size_t max_bytes) {
  std::error_code problem;
  const auto size = fs::file_size(path, problem);
  if (problem || size > max_bytes || !fs::is_regular_file(path, problem)) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::string text(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) return std::nullopt;
  return text;
}

}  // namespace

bool IsScenario(std::string_view uri) { return uri.ends_with(kScenarioExtension); }

Workspace::Workspace(WorkspaceLimits limits) : limits_(limits) { projects_[""]; }

void Workspace::SetProject(const std::string& folder, cli::Project project) {
  projects_.insert_or_assign(folder, std::move(project));
  cache_.clear();
  for (auto& [id, entry] : files_) Touch(id, entry);
}

void Workspace::RemoveProject(const std::string& folder) {
  if (folder.empty() || projects_.erase(folder) == 0) return;
  cache_.clear();
  for (auto& [id, entry] : files_) Touch(id, entry);
}

const cli::Project& Workspace::ProjectFor(const std::string& uri) const {
  const std::string path = DisplayName(CanonicalUri(uri));
  const cli::Project* best = nullptr;
  std::size_t length = 0;
  for (const auto& [folder, project] : projects_) {
    if (folder.size() < length || !path.starts_with(folder)) continue;
    best = &project;
    length = folder.size();
  }
  return *best;
}

void Workspace::Touch(const std::string& id, Entry& entry) {
  entry.revision = next_revision_++;
  entry.parsed.reset();
  if (!IsScenario(id)) stale_.insert(id);
}

void Workspace::ListFolder(const std::string& path, int depth, Listing& found) const {
  if (depth > limits_.max_depth) return;
  std::error_code problem;
  std::vector<fs::directory_entry> entries;
  for (fs::directory_iterator at(path, problem), end; !problem && at != end;
       at.increment(problem)) {
    if (++found.entries > limits_.max_entries) break;
    entries.push_back(*at);
  }
  std::sort(entries.begin(), entries.end());
  for (const fs::directory_entry& entry : entries) {
    if (found.files.size() >= limits_.max_files || found.entries > limits_.max_entries) return;
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.') || name == kSkippedFolder) continue;
    // Links to folders may lead in circles.
    if (entry.is_directory(problem) && !entry.is_symlink(problem)) {
      ListFolder(entry.path().string(), depth + 1, found);
    } else if (name == kSettings) {
      found.settings.push_back(entry.path().string());
    } else if (name.ends_with(kExtension) && name.size() > kExtension.size()) {
      found.files.push_back(entry.path().string());
    }
  }
}

std::vector<std::string> Workspace::AddFolder(const std::string& path) {
  Listing found;
  ListFolder(path, 0, found);
  for (const std::string& file : found.files) ReadFromDisk(UriOfPath(file));
  return found.settings;
}

void Workspace::RemoveFolder(const std::string& path) {
  const std::string prefix = UriOfPath(path) + "/";
  std::vector<std::string> gone;
  for (const auto& [id, entry] : files_) {
    if (id.starts_with(prefix) && !entry.open) gone.push_back(id);
  }
  for (const std::string& id : gone) {
    files_.erase(id);
    stale_.insert(id);
  }
}

bool Workspace::ReadFromDisk(const std::string& id) {
  const auto path = PathOfUri(id);
  if (!path) return false;
  auto text = ReadText(*path, limits_.max_file_bytes);
  Entry& entry = files_[id];
  if (entry.open) {
    entry.on_disk = text.has_value();
    return true;
  }
  if (!text) {
    files_.erase(id);
    stale_.insert(id);
    return false;
  }
  if (entry.on_disk && entry.text == *text) return true;
  if (entry.client_uri.empty()) entry.client_uri = id;
  entry.on_disk = true;
  entry.text = std::move(*text);
  Touch(id, entry);
  return true;
}

void Workspace::FileChanged(const std::string& uri) {
  const std::string id = CanonicalUri(uri);
  if (!id.ends_with(kExtension)) return;
  if (!files_.contains(id) && files_.size() >= limits_.max_files) return;
  ReadFromDisk(id);
}

void Workspace::Open(const std::string& uri, std::int64_t version, std::string text) {
  const std::string id = CanonicalUri(uri);
  Entry& entry = files_[id];
  entry.client_uri = uri;
  entry.open = true;
  entry.version = version;
  entry.text = std::move(text);
  Touch(id, entry);
}

bool Workspace::Change(const std::string& uri, std::int64_t version,
                       const std::vector<TextChange>& changes) {
  const std::string id = CanonicalUri(uri);
  const auto found = files_.find(id);
  if (found == files_.end() || !found->second.open) return false;
  Entry& entry = found->second;
  for (const TextChange& change : changes) {
    if (!change.range) {
      entry.text = change.text;
      continue;
    }
    const LineTable lines(entry.text);
    const std::uint32_t begin = lines.OffsetOf(entry.text, change.range->begin, encoding_);
    const std::uint32_t end = lines.OffsetOf(entry.text, change.range->end, encoding_);
    entry.text.replace(std::min(begin, end), std::max(begin, end) - std::min(begin, end),
                       change.text);
  }
  entry.version = version;
  Touch(id, entry);
  return true;
}

void Workspace::Close(const std::string& uri) {
  const std::string id = CanonicalUri(uri);
  const auto found = files_.find(id);
  if (found == files_.end()) return;
  found->second.open = false;
  found->second.on_disk = false;
  last_.erase(id);
  // What was typed and not saved is gone.
  if (id.ends_with(kExtension)) {
    ReadFromDisk(id);
  } else {
    files_.erase(found);
    if (!IsScenario(id)) stale_.insert(id);
  }
}

bool Workspace::IsOpen(const std::string& uri) const {
  const auto found = files_.find(CanonicalUri(uri));
  return found != files_.end() && found->second.open;
}

std::optional<std::int64_t> Workspace::VersionOf(const std::string& uri) const {
  const auto found = files_.find(CanonicalUri(uri));
  if (found == files_.end() || !found->second.open) return std::nullopt;
  return found->second.version;
}

const std::string* Workspace::OpenText(const std::string& uri) const {
  const auto found = files_.find(CanonicalUri(uri));
  return found == files_.end() || !found->second.open ? nullptr : &found->second.text;
}

std::vector<std::string> Workspace::OpenDocuments() const {
  std::vector<std::string> open;
  for (const auto& [id, entry] : files_) {
    if (entry.open) open.push_back(entry.client_uri);
  }
  return open;
}

ParsedFilePtr Workspace::Parsed(const std::string& id) {
  const auto found = files_.find(id);
  if (found == files_.end() || IsScenario(id)) return nullptr;
  Entry& entry = found->second;
  if (entry.parsed == nullptr) {
    if (!entry.number) entry.number = static_cast<FileId>(next_number_++);
    entry.parsed = std::make_shared<ParsedFile>(entry.client_uri, *entry.number, entry.text,
                                                entry.revision, CatalogueFor(id));
  }
  return entry.parsed;
}

void Workspace::Reindex() {
  for (const std::string& id : stale_) {
    if (const ParsedFilePtr file = Parsed(id)) {
      index_.Put(id, file->symbols());
    } else {
      index_.Remove(id);
    }
  }
  stale_.clear();
}

ParsedFilePtr Workspace::File(const std::string& uri) { return Parsed(CanonicalUri(uri)); }

std::vector<ParsedFilePtr> Workspace::AllFiles() {
  std::vector<ParsedFilePtr> all;
  for (const auto& [id, entry] : files_) {
    if (ParsedFilePtr file = Parsed(id)) all.push_back(std::move(file));
  }
  return all;
}

AnalysisPtr Workspace::AnalysisOf(const std::string& uri) {
  const std::string id = CanonicalUri(uri);
  if (!files_.contains(id) || IsScenario(id)) return nullptr;
  Reindex();
  Cached wanted;
  for (const std::string& file : index_.BundleOf(id, limits_.max_bundle_files)) {
    wanted.inputs.emplace_back(file, files_.at(file).revision);
  }
  const auto hit = std::find_if(cache_.begin(), cache_.end(), [&](const Cached& cached) {
    return cached.inputs == wanted.inputs;
  });
  if (hit != cache_.end()) {
    cache_.splice(cache_.begin(), cache_, hit);
  } else {
    std::vector<ParsedFilePtr> files;
    for (const auto& [file, revision] : wanted.inputs) files.push_back(Parsed(file));
    const cli::Project& project = ProjectFor(id);
    wanted.analysis = Analyse(std::move(files), project.catalogue, project.lint);
    cache_.push_front(std::move(wanted));
    if (cache_.size() > kCachedAnalyses) cache_.pop_back();
  }
  last_[id] = cache_.front().analysis;
  return cache_.front().analysis;
}

AnalysisPtr Workspace::LastAnalysisOf(const std::string& uri) const {
  const auto found = last_.find(CanonicalUri(uri));
  return found == last_.end() ? nullptr : found->second;
}

std::vector<ParsedFilePtr> Workspace::FilesOf(const std::vector<std::string>& ids) {
  std::vector<ParsedFilePtr> files;
  for (const std::string& id : ids) {
    if (ParsedFilePtr file = Parsed(id)) files.push_back(std::move(file));
  }
  return files;
}

std::vector<ParsedFilePtr> Workspace::Offering(std::string_view key, const std::string& from) {
  Reindex();
  return FilesOf(index_.Offering(key, CanonicalUri(from)));
}

std::vector<ParsedFilePtr> Workspace::Referring(std::string_view key, const std::string& uri) {
  Reindex();
  const std::string id = CanonicalUri(uri);
  std::vector<std::string> ids = index_.Taking(key, id);
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  std::sort(ids.begin(), ids.end());
  return FilesOf(ids);
}

}  // namespace proviso::lsp
