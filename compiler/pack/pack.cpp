// SPDX-License-Identifier: Apache-2.0
#include "compiler/pack/pack.h"

#include <fmt/core.h>

#include <map>

#include "compiler/pack/internal/builder.h"
#include "compiler/pack/internal/pack_files.h"
#include "core/assert.h"

namespace proviso::pack {

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
  // One folder each: "en/clauses/ask.cx".
  static const std::map<std::string, Pack, std::less<>> kPacks = [] {
    std::map<std::string, std::vector<EmbeddedFile>> folders;
    for (const EmbeddedFile& file : PackFiles()) {
      folders[std::string(file.name.substr(0, file.name.find('/')))].push_back(file);
    }
    std::map<std::string, Pack, std::less<>> packs;
    for (const auto& [name, files] : folders) {
      Result<Pack> pack = Parse(files);
      if (!pack) {
        fmt::print(stderr, "grammar/languages/{}\n", pack.error().message);
        PROVISO_UNREACHABLE("an embedded language pack is broken");
      }
      packs.emplace(name, std::move(*pack));
    }
    return packs;
  }();
  const auto found = kPacks.find(language);
  return found == kPacks.end() ? nullptr : &found->second;
}

const Pack& Pack::English() {
  static const Pack* const kEnglish = Of("en");
  PROVISO_ASSERT(kEnglish != nullptr);
  return *kEnglish;
}

WordId Pack::Find(std::string_view folded) const {
  const auto found = words_.find(std::string(folded));
  return found == words_.end() ? 0 : found->second;
}

const VerbWord* Pack::FindVerb(std::string_view folded) const {
  const auto found = verbs_.find(std::string(folded));
  return found == verbs_.end() ? nullptr : &found->second;
}

NetId Pack::root(std::string_view rule) const {
  const auto found = roots_.find(std::string(rule));
  PROVISO_ASSERT(found != roots_.end());
  return found->second;
}

}  // namespace proviso::pack
