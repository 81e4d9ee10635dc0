// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/resolve.h"

#include <algorithm>

namespace proviso::lsp {
namespace {

std::uint32_t Size(const Span& span) { return span.end - span.begin; }

bool Better(const Occurrence& a, const Occurrence& b) {
  if (a.spelled != b.spelled) return a.spelled;
  return Size(a.span) < Size(b.span);
}

template <typename Test>
void AddWhere(const ParsedFilePtr& file, std::vector<NamedPlace>& places, const Test& test) {
  for (const Occurrence& occurrence : file->symbols().occurrences) {
    if (test(occurrence)) {
      places.push_back({file, occurrence.span, occurrence.defines, occurrence.spelled});
    }
  }
}

// The files in which the owner of a section, or a policy itself, may stand.
std::vector<ParsedFilePtr> Targets(ServerState& state, const ParsedFilePtr& from,
                                   const std::string& key) {
  // A file's own policy comes before namesakes.
  if (FindPolicy(*from, key) != nullptr) return {from};
  return state.workspace.Offering(key, from->uri());
}

std::vector<ParsedFilePtr> BundleFiles(ServerState& state, const ParsedFilePtr& file) {
  const AnalysisPtr analysis = state.workspace.AnalysisOf(file->uri());
  return analysis == nullptr ? std::vector<ParsedFilePtr>{file} : analysis->files;
}

void DefinitionOfPolicy(const ParsedFilePtr& target, const std::string& key,
                        std::vector<NamedPlace>& places) {
  const ast::Policy* policy = FindPolicy(*target, key);
  if (policy == nullptr) return;
  const Span name = PolicyNameSpan(target->source(), *policy);
  places.push_back({target, name, true, name.end > name.begin});
}

// The key that a policy's own sections carry; a reference may use another of its names.
std::string MainKey(const ParsedFile& file, const std::string& key) {
  const ast::Policy* policy = FindPolicy(file, key);
  return policy == nullptr ? key : PolicyKeys(*policy).front();
}

bool IsOneOf(const std::vector<std::string>& keys, const std::string& key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

// References to a policy, or to a section of it when `section` is not empty.
void ReferencesToPolicy(ServerState& state, const ParsedFilePtr& target, const std::string& key,
                        const std::string& section, std::vector<NamedPlace>& places) {
  const ast::Policy* policy = FindPolicy(*target, key);
  if (policy == nullptr) return;
  const std::vector<std::string> keys = PolicyKeys(*policy);
  std::vector<const ParsedFile*> seen;
  for (const std::string& name : keys) {
    for (const ParsedFilePtr& file : state.workspace.Referring(name, target->uri())) {
      if (std::find(seen.begin(), seen.end(), file.get()) != seen.end()) continue;
      seen.push_back(file.get());
      AddWhere(file, places, [&](const Occurrence& other) {
        if (section.empty()) return other.kind == SymbolKind::Policy && IsOneOf(keys, other.key);
        return other.kind == SymbolKind::Section && other.key == section &&
               IsOneOf(keys, other.owner);
      });
    }
  }
}

}  // namespace

const Occurrence* OccurrenceAt(const ParsedFile& file, std::uint32_t offset) {
  const Occurrence* best = nullptr;
  for (const Occurrence& occurrence : file.symbols().occurrences) {
    const bool sigil = occurrence.kind == SymbolKind::Tool ||
                       (occurrence.kind == SymbolKind::Policy && !occurrence.defines);
    const std::uint32_t begin =
        occurrence.span.begin - (sigil && occurrence.span.begin > 0 ? 1 : 0);
    if (offset < begin || offset > occurrence.span.end) continue;
    if (best == nullptr || Better(occurrence, *best)) best = &occurrence;
  }
  return best;
}

const ast::Policy* FindPolicy(const ParsedFile& file, std::string_view key) {
  for (const ast::Policy& policy : file.document().policies) {
    const std::vector<std::string> keys = PolicyKeys(policy);
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) return &policy;
  }
  return nullptr;
}

std::vector<NamedPlace> DefinitionsOf(ServerState& state, const ParsedFilePtr& file,
                                      const Occurrence& occurrence) {
  std::vector<NamedPlace> places;
  switch (occurrence.kind) {
    case SymbolKind::Policy:
      for (const ParsedFilePtr& target : Targets(state, file, occurrence.key)) {
        DefinitionOfPolicy(target, occurrence.key, places);
      }
      break;
    case SymbolKind::Section:
      for (const ParsedFilePtr& target : Targets(state, file, occurrence.owner)) {
        const std::string owner = MainKey(*target, occurrence.owner);
        AddWhere(target, places, [&](const Occurrence& other) {
          return other.kind == SymbolKind::Section && other.defines &&
                 other.key == occurrence.key && other.owner == owner;
        });
      }
      break;
    case SymbolKind::Tool:
    case SymbolKind::Parameter: {
      const std::string& tool =
          occurrence.kind == SymbolKind::Tool ? occurrence.key : occurrence.owner;
      const auto is_signature = [&](const Occurrence& other) {
        return other.kind == SymbolKind::Tool && other.defines && other.key == tool;
      };
      AddWhere(file, places, is_signature);
      if (places.empty()) {
        for (const ParsedFilePtr& target : state.workspace.Offering("@" + tool, file->uri())) {
          AddWhere(target, places, is_signature);
        }
      }
      if (places.size() > 1) places.resize(1);  // the first signature; the others repeat it
      break;
    }
    case SymbolKind::Value: {
      const auto fills = [&](const Occurrence& other) {
        return other.kind == SymbolKind::Value && other.defines && other.key == occurrence.key;
      };
      AddWhere(file, places, fills);
      if (!places.empty()) break;
      for (const ParsedFilePtr& other : BundleFiles(state, file)) AddWhere(other, places, fills);
      break;
    }
  }
  return places;
}

std::vector<NamedPlace> ReferencesOf(ServerState& state, const ParsedFilePtr& file,
                                     const Occurrence& occurrence) {
  std::vector<NamedPlace> places;
  switch (occurrence.kind) {
    case SymbolKind::Policy:
      for (const ParsedFilePtr& target : Targets(state, file, occurrence.key)) {
        ReferencesToPolicy(state, target, occurrence.key, {}, places);
      }
      break;
    case SymbolKind::Section:
      for (const ParsedFilePtr& target : Targets(state, file, occurrence.owner)) {
        ReferencesToPolicy(state, target, occurrence.owner, occurrence.key, places);
      }
      break;
    case SymbolKind::Tool:
    case SymbolKind::Parameter:
      for (const ParsedFilePtr& other : state.workspace.AllFiles()) {
        AddWhere(other, places, [&](const Occurrence& place) {
          return place.kind == occurrence.kind && place.key == occurrence.key &&
                 place.owner == occurrence.owner;
        });
      }
      break;
    case SymbolKind::Value:
      for (const ParsedFilePtr& other : BundleFiles(state, file)) {
        AddWhere(other, places, [&](const Occurrence& place) {
          return place.kind == SymbolKind::Value && place.key == occurrence.key;
        });
      }
      break;
  }
  return places;
}

}  // namespace proviso::lsp
