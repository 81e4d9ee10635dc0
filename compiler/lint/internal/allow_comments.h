// SPDX-License-Identifier: Apache-2.0
// `// lint: allow vague-condition, P203: the lead decides` at the end of a line, or alone above it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.h"
#include "core/source.h"

namespace proviso::compiler::lint {

struct AllowedName {
  Span span;
  std::string text;
  std::optional<DiagnosticId> id;  // nullopt: no such rule
};

struct AllowComment {
  Span span;               // from `//` to the end of the line
  std::uint32_t line = 0;  // of the findings that it silences
  std::vector<AllowedName> names;
  std::string reason;
};

// The comments of a file, in the order of its lines.
std::vector<AllowComment> ReadAllowComments(const SourceFile& file, FileId id);

}  // namespace proviso::compiler::lint
