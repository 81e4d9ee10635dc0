// SPDX-License-Identifier: Apache-2.0
#include "cli/globs.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

#include "core/glob.h"

namespace proviso::cli {
namespace {

namespace fs = std::filesystem;

// Someone may write `/**`.
constexpr std::size_t kMaxEntries = 1'000'000;

class Expansion {
 public:
  explicit Expansion(std::string_view pattern) {
    for (std::size_t begin = 0; begin <= pattern.size();) {
      const std::size_t end = std::min(pattern.find('/', begin), pattern.size());
      if (end > begin) parts_.emplace_back(pattern.substr(begin, end - begin));
      begin = end + 1;
    }
    Walk(pattern.starts_with('/') ? "/" : "", 0);
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
  }
  std::vector<std::string> Take() { return std::move(found_); }

 private:
  // `folder` ends in '/', or is empty for the current one.
  void Walk(const std::string& folder, std::size_t part) {
    std::error_code problem;
    if (part == parts_.size()) return;
    const std::string& wanted = parts_[part];
    const bool last = part + 1 == parts_.size();
    if (!IsGlob(wanted)) {
      const std::string path = folder + wanted;
      if (!fs::exists(path, problem)) return;
      return last ? found_.push_back(path) : Walk(path + '/', part + 1);
    }
    const bool any_folders = wanted == "**";
    if (any_folders && !last) Walk(folder, part + 1);
    for (const fs::directory_entry& entry : EntriesOf(folder)) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with('.') && !wanted.starts_with('.')) continue;
      const bool is_folder = entry.is_directory(problem);
      if (any_folders) {
        // Links to folders may lead in circles.
        if (is_folder && !entry.is_symlink(problem)) Walk(folder + name + '/', part);
        if (last && !is_folder) found_.push_back(folder + name);
      } else if (GlobMatches(wanted, name)) {
        if (last) found_.push_back(folder + name);
        if (!last && is_folder) Walk(folder + name + '/', part + 1);
      }
    }
  }

  std::vector<fs::directory_entry> EntriesOf(const std::string& folder) {
    std::vector<fs::directory_entry> entries;
    std::error_code problem;
    fs::directory_iterator at(folder.empty() ? "." : folder, problem);
    for (; !problem && at != fs::directory_iterator() && seen_ < kMaxEntries;
         at.increment(problem), ++seen_) {
      entries.push_back(*at);
    }
    return entries;
  }

  std::vector<std::string> parts_;
  std::vector<std::string> found_;
  std::size_t seen_ = 0;
};

}  // namespace

bool IsGlob(std::string_view path) { return path.find_first_of("*?") != std::string_view::npos; }

void ExpandGlobs(std::vector<std::string>& paths) {
  std::vector<std::string> expanded;
  for (std::string& path : paths) {
    std::error_code unknown;
    if (!IsGlob(path) || std::filesystem::exists(path, unknown)) {
      expanded.push_back(std::move(path));
      continue;
    }
    std::vector<std::string> found = Expansion(path).Take();
    if (found.empty()) found.push_back(std::move(path));
    std::move(found.begin(), found.end(), std::back_inserter(expanded));
  }
  paths = std::move(expanded);
}

}  // namespace proviso::cli
