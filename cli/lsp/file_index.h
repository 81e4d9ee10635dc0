// SPDX-License-Identifier: Apache-2.0
// Which files belong together. A reference means the nearest policy of its name: of several files
// that have one, those that share the longest path with the file that refers. So a folder of
// samples beside a folder of policies disturbs nobody, and a bundle stays as small as what is
// connected.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/lsp/parsed_file.h"

namespace proviso::lsp {

class FileIndex {
 public:
  // Adds the file, or replaces the version that was there. `id`: its canonical address.
  void Put(const std::string& id, const FileSymbols& symbols);
  void Remove(const std::string& id);

  // The files that offer `key` (a policy's key, or '@' and a tool) to `from`, nearest ones only;
  // several when a folder has the name twice.
  std::vector<std::string> Offering(std::string_view key, const std::string& from) const;
  // The files whose references to `key` lead to `id`.
  std::vector<std::string> Taking(std::string_view key, const std::string& id) const;

  // The bundle of a file: it, what it needs, directly or not, what needs it, in the order of their
  // addresses. At most `max_files`; what is needed comes first.
  std::vector<std::string> BundleOf(const std::string& id, std::size_t max_files) const;

 private:
  struct Entry {
    std::vector<std::string> offered;
    std::vector<std::string> taken;
  };
  using ByKey = std::map<std::string, std::set<std::string>, std::less<>>;

  std::map<std::string, Entry, std::less<>> files_;
  ByKey offering_;
  ByKey taking_;
};

}  // namespace proviso::lsp
