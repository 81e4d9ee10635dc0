// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/file_index.h"

#include <algorithm>
#include <deque>

namespace proviso::lsp {
namespace {

void Erase(auto& by_key, const std::vector<std::string>& keys, const std::string& id) {
  for (const std::string& key : keys) {
    const auto found = by_key.find(key);
    if (found == by_key.end()) continue;
    found->second.erase(id);
    if (found->second.empty()) by_key.erase(found);
  }
}

std::string_view FolderOf(std::string_view id) { return id.substr(0, id.rfind('/') + 1); }

// How many folders two files have in common.
std::size_t SharedFolders(std::string_view a, std::string_view b) {
  a = FolderOf(a);
  b = FolderOf(b);
  const std::size_t size = std::min(a.size(), b.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < size && a[i] == b[i]; ++i) count += a[i] == '/' ? 1 : 0;
  return count;
}

}  // namespace

void FileIndex::Put(const std::string& id, const FileSymbols& symbols) {
  Remove(id);
  files_[id] = {symbols.offered, symbols.taken};
  for (const std::string& key : symbols.offered) offering_[key].insert(id);
  for (const std::string& key : symbols.taken) taking_[key].insert(id);
}

void FileIndex::Remove(const std::string& id) {
  const auto found = files_.find(id);
  if (found == files_.end()) return;
  Erase(offering_, found->second.offered, id);
  Erase(taking_, found->second.taken, id);
  files_.erase(found);
}

std::vector<std::string> FileIndex::Offering(std::string_view key, const std::string& from) const {
  const auto found = offering_.find(key);
  if (found == offering_.end()) return {};
  // A file's own policy is as near as its folder's, so that two of a name are seen to clash.
  std::size_t best = 0;
  for (const std::string& id : found->second) best = std::max(best, SharedFolders(id, from));
  std::vector<std::string> nearest;
  for (const std::string& id : found->second) {
    if (SharedFolders(id, from) == best) nearest.push_back(id);
  }
  // Of a tool one signature is enough; the same one usually stands in many files.
  if (key.starts_with('@') && nearest.size() > 1) nearest.resize(1);
  return nearest;
}

std::vector<std::string> FileIndex::Taking(std::string_view key, const std::string& id) const {
  const auto found = taking_.find(key);
  if (found == taking_.end()) return {};
  std::vector<std::string> takers;
  for (const std::string& taker : found->second) {
    const std::vector<std::string> offering = Offering(key, taker);
    if (std::find(offering.begin(), offering.end(), id) != offering.end()) takers.push_back(taker);
  }
  return takers;
}

std::vector<std::string> FileIndex::BundleOf(const std::string& id, std::size_t max_files) const {
  std::set<std::string> bundle{id};
  std::map<std::string, std::string> owners;  // key of a policy -> folder that gives it
  std::deque<std::string> needed{id};
  std::deque<std::string> needing{id};

  const auto add = [&](const std::string& other) {
    if (bundle.contains(other) || bundle.size() >= max_files) return;
    const Entry& entry = files_.find(other)->second;
    // A namesake from elsewhere would look like a duplicate.
    for (const std::string& key : entry.offered) {
      const auto owner = owners.find(key);
      if (owner != owners.end() && owner->second != FolderOf(other)) return;
    }
    bundle.insert(other);
    for (const std::string& key : entry.offered) {
      if (!key.starts_with('@')) owners.emplace(key, FolderOf(other));
    }
    needed.push_back(other);
    needing.push_back(other);
  };
  const auto self = files_.find(id);
  if (self == files_.end()) return {id};
  for (const std::string& key : self->second.offered) owners.emplace(key, FolderOf(id));

  while (!needed.empty() || !needing.empty()) {
    if (!needed.empty()) {
      const Entry& entry = files_.find(needed.front())->second;
      const std::string from = needed.front();
      needed.pop_front();
      for (const std::string& key : entry.taken) {
        for (const std::string& other : Offering(key, from)) add(other);
      }
      continue;
    }
    const std::string from = needing.front();
    const Entry& entry = files_.find(from)->second;
    needing.pop_front();
    for (const std::string& key : entry.offered) {
      if (key.starts_with('@')) continue;
      for (const std::string& other : Offering(key, from)) add(other);  // namesakes of the folder
      for (const std::string& other : Taking(key, from)) add(other);
    }
  }
  return {bundle.begin(), bundle.end()};
}

}  // namespace proviso::lsp
