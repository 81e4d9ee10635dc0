// SPDX-License-Identifier: Apache-2.0
// Words reduced to what they mean, so that "it came smashed" finds "Damaged item(s)": stems, groups
// of like words (`en/thesaurus.def`), and words that name nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/understanding/text.h"

namespace proviso::understanding {

// One thing that a text names: a group of like words, or a stem that is in none.
struct Concept {
  std::string word;  // folded; empty when `group` is set
  std::string stem;
  int group = -1;
  double weight = 1;
  bool is_number = false;   // digits: must agree exactly
  std::uint32_t first = 0;  // tokens [first, end)
  std::uint32_t end = 0;
};

// "shipping" -> "ship", "parties" -> "party", "damaged" -> "damag".
std::string StemOf(std::string_view folded);

// Stop words are left out, unless nothing else is there.
std::vector<Concept> ConceptsOf(const Message& message);

// How well `heard` is `named`: 1 the same, less for like words and typing errors, 0 not at all.
double Likeness(const Concept& named, const Concept& heard);

}  // namespace proviso::understanding
