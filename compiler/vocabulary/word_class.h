// SPDX-License-Identifier: Apache-2.0
// The name of a word class of the language pack ("gating_words"). A misspelt one would be a class
// without words, to which every question is answered with *no*; so a name that the pack does not
// have does not compile. The names are read from the pack by the build (cmake/word_classes.cmake).
#pragma once

#include <cstddef>
#include <string_view>

#include "compiler/vocabulary/word_class_names.h"
#include "core/assert.h"

namespace proviso::compiler {

class WordClass {
 public:
  // Implicit, so that a class is asked for by its name: lexicon.Is("determiners", word).
  template <std::size_t N>
  consteval WordClass(const char (&name)[N])  // NOLINT(google-explicit-constructor)
      : index_(IndexOf(std::string_view(name, N - 1))) {
    if (index_ == kWordClassNames.size()) throw "the language pack has no such word class";
  }
  // For names that are made at run time, of languages for example. An unknown one is our bug.
  static WordClass Named(std::string_view name) {
    const std::size_t index = IndexOf(name);
    PROVISO_ASSERT(index < kWordClassNames.size());
    return WordClass(index);
  }

  std::size_t index() const { return index_; }
  std::string_view name() const { return kWordClassNames[index_]; }

  friend constexpr bool operator==(WordClass, WordClass) = default;

 private:
  explicit WordClass(std::size_t index) : index_(index) {}
  static constexpr std::size_t IndexOf(std::string_view name) {
    std::size_t index = 0;
    while (index < kWordClassNames.size() && kWordClassNames[index] != name) ++index;
    return index;
  }

  std::size_t index_;
};

}  // namespace proviso::compiler
