// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/render.h"

namespace proviso {

std::string RenderCompact(const SourceSet& sources, std::span<const Diagnostic> diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.primary.file != kNoFile) {
      const SourceFile& file = sources.file(diagnostic.primary.file);
      const LineColumn place = file.Locate(diagnostic.primary.begin);
      out += fmt::format("{}:{}:{}: ", file.name(), place.line, place.column);
    }
    out += fmt::format("{}[{}]: {}\n", SeverityName(diagnostic.severity), CodeText(diagnostic.id),
                       diagnostic.message);
  }
  return out;
}

}  // namespace proviso
