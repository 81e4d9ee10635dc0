// SPDX-License-Identifier: Apache-2.0
// What a line was understood to mean, as data: a sense and what it is said of. The binders make it;
// InWords alone turns it into the words of `explain` (sense.def).
#pragma once

#include <fmt/format.h>

#include <concepts>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "compiler/readings.h"
#include "core/source.h"

namespace proviso::ast {
struct Policy;
}

namespace proviso::compiler {

enum class Sense : std::uint16_t {
  Text,  // of the author, or a name
#define PROVISO_SENSE(name, words) name,
#include "compiler/sema/sense.def"
#undef PROVISO_SENSE
};

struct Meaning {
  Meaning() = default;
  Meaning(std::string said) : text(std::move(said)) {}  // NOLINT(google-explicit-constructor)
  Meaning(Sense of, std::vector<Meaning> of_what) : sense(of), parts(std::move(of_what)) {}

  Sense sense = Sense::Text;
  std::string text;  // of Sense::Text
  std::vector<Meaning> parts;
};

template <typename... Parts>
Meaning Means(Sense sense, Parts&&... parts) {
  [[maybe_unused]] const auto part = []<typename One>(One&& one) {
    if constexpr (std::same_as<std::decay_t<One>, Meaning>) {
      return Meaning(std::forward<One>(one));
    } else {
      return Meaning(fmt::format("{}", std::forward<One>(one)));
    }
  };
  return Meaning(sense, {part(std::forward<Parts>(parts))...});
}

std::string InWords(const Meaning& meaning);

// The lines of a policy beside what they mean.
struct BoundReading {
  Span span;
  std::uint32_t depth = 0;
  ReadingKind kind = ReadingKind::Documentation;
  const ast::Policy* policy = nullptr;
  Meaning meaning;
  std::vector<Meaning> details;
  std::vector<std::string> tools;
};
// Line by line; of a span of several, the first says it.
std::vector<LineReading> InWords(const std::vector<BoundReading>& readings,
                                 const SourceSet& sources);

}  // namespace proviso::compiler
