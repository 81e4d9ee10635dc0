// SPDX-License-Identifier: Apache-2.0
// From a name to where it is made and where else it is used, across the files of the workspace.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cli/lsp/state.h"

namespace proviso::lsp {

struct NamedPlace {
  ParsedFilePtr file;
  Span span;
  bool defines = false;
  bool spelled = true;  // Occurrence::spelled
};

// The name under the cursor; its sigil counts. The narrowest one; names before words of a sentence.
const Occurrence* OccurrenceAt(const ParsedFile& file, std::uint32_t offset);

// A policy: its heading, or the start of its file when it has none. A section: its heading. A tool
// or parameter: where the signature is written. A value: what fills it.
std::vector<NamedPlace> DefinitionsOf(ServerState& state, const ParsedFilePtr& file,
                                      const Occurrence& occurrence);
// Every place that names it, definitions included, by file and place.
std::vector<NamedPlace> ReferencesOf(ServerState& state, const ParsedFilePtr& file,
                                     const Occurrence& occurrence);

// The policy of a file that answers to a key; nullptr when there is none.
const ast::Policy* FindPolicy(const ParsedFile& file, std::string_view key);

}  // namespace proviso::lsp
