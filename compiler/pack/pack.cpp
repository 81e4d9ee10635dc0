// SPDX-License-Identifier: Apache-2.0
#include "compiler/pack/pack.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include "compiler/pack/internal/builder.h"
#include "compiler/pack/internal/pack_files.h"
#include "core/assert.h"

namespace proviso::pack {
namespace {

std::string LanguageOf(const EmbeddedFile& file) {
  return std::string(file.name.substr(0, file.name.find('/')));
}

}  // namespace

Result<Pack> Pack::Parse(std::span<const EmbeddedFile> files) {
  PackSource source;
  Forms forms;
  for (const EmbeddedFile& file : files) {
    const Result<void> read =
        file.name.ends_with(".forms") ? forms.Read(file) : ReadPackFile(file, source);
    if (!read) return read.error();
  }
  PROVISO_TRY(Pack pack, PackBuilder(std::move(source)).Build());
  pack.forms_ = std::move(forms);
  return pack;
}

const Pack* Pack::Of(std::string_view language) {
  struct Entry {
    std::vector<EmbeddedFile> files;
    std::once_flag once;
    std::optional<Pack> pack;
  };
  // One folder each: "en/clauses/ask.cx". What no policy speaks is not loaded.
  static std::map<std::string, Entry, std::less<>>& entries = *[] {
    auto* folders = new std::map<std::string, Entry, std::less<>>;
    for (const EmbeddedFile& file : PackFiles()) (*folders)[LanguageOf(file)].files.push_back(file);
    return folders;
  }();
  const auto found = entries.find(language);
  if (found == entries.end()) return nullptr;
  Entry& entry = found->second;
  std::call_once(entry.once, [&] {
    Result<Pack> pack = Parse(entry.files);
    if (!pack) {
      fmt::print(stderr, "grammar/languages/{}\n", pack.error().message);
      PROVISO_UNREACHABLE("an embedded language pack is broken");
    }
    entry.pack = std::move(*pack);
  });
  return &*entry.pack;
}

const std::vector<std::string>& Pack::Languages() {
  static const std::vector<std::string> kLanguages = [] {
    std::set<std::string> folders;
    for (const EmbeddedFile& file : PackFiles()) folders.insert(LanguageOf(file));
    return std::vector<std::string>(folders.begin(), folders.end());
  }();
  return kLanguages;
}

WordId Pack::Find(std::string_view folded) const {
  const auto found = words_.find(std::string(folded));
  return found == words_.end() ? 0 : found->second;
}

const VerbWord* Pack::FindVerb(std::string_view folded) const {
  const auto found = verbs_.find(std::string(folded));
  return found == verbs_.end() ? nullptr : &found->second;
}

bool Pack::EndsAsThird(std::string_view folded) const {
  constexpr std::size_t kShortestStem = 2;
  for (const auto& [ending, made] : third_endings_) {
    if (made.empty() || !folded.ends_with(made) || folded.size() < made.size() + kShortestStem)
      continue;
    std::string stem(folded.substr(0, folded.size() - made.size()));
    stem += ending;
    // The first ending that fits is the one that a verb takes: "address" is no third person.
    const auto first = std::find_if(third_endings_.begin(), third_endings_.end(),
                                    [&](const auto& one) { return stem.ends_with(one.first); });
    if (first != third_endings_.end() && first->second == made) return true;
  }
  return false;
}

std::optional<NetId> Pack::FindRoot(std::string_view rule) const {
  const auto found = roots_.find(std::string(rule));
  return found == roots_.end() ? std::nullopt : std::optional(found->second);
}

NetId Pack::root(std::string_view rule) const {
  const auto found = roots_.find(std::string(rule));
  PROVISO_ASSERT(found != roots_.end());
  return found->second;
}

}  // namespace proviso::pack
