// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/meaning.h"

#include <array>
#include <string_view>

#include "compiler/ast/ast.h"

namespace proviso::compiler {

namespace {

constexpr std::array kWords = {
    std::string_view(),
#define PROVISO_SENSE(name, words) std::string_view(words),
#include "compiler/sema/sense.def"
#undef PROVISO_SENSE
};

}  // namespace

// The words are written for fmt: "{}" is the next part, a doubled brace is one.
std::string InWords(const Meaning& meaning) {
  if (meaning.sense == Sense::Text) return meaning.text;
  const std::string_view words = kWords[static_cast<std::size_t>(meaning.sense)];
  std::string said;
  auto part = meaning.parts.begin();
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool brace = words[i] == '{' || words[i] == '}';
    if (brace && i + 1 < words.size() && words[i + 1] == words[i]) {
      said += words[i++];
    } else if (words[i] == '{' && part != meaning.parts.end()) {
      said += InWords(*part++);
      ++i;
    } else {
      said += words[i];
    }
  }
  return said;
}

std::vector<LineReading> InWords(const std::vector<BoundReading>& readings,
                                 const SourceSet& sources) {
  std::vector<LineReading> lines;
  for (const BoundReading& reading : readings) {
    LineReading first;
    first.depth = reading.depth;
    first.kind = reading.kind;
    first.policy = reading.policy->name;
    LineReading behind = first;
    first.meaning = InWords(reading.meaning);
    for (const Meaning& detail : reading.details) first.details.push_back(InWords(detail));
    first.tools = reading.tools;
    behind.meaning = InWords(Means(Sense::ContinuesAbove));
    AddReadings(sources.file(reading.span.file), reading.span, std::move(first), std::move(behind),
                lines);
  }
  return lines;
}

}  // namespace proviso::compiler
