// SPDX-License-Identifier: Apache-2.0
// Examples that fit what a text is about: nobody answers the question for a rental number with a
// sentence. Data: "nouns" in examples/<language>.json.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/value_type.h"

namespace proviso::explore {

struct NounExamples {
  std::vector<std::vector<std::string>> phrases;  // words of nouns: {"date", "of", "birth"}
  std::vector<std::vector<std::string>> asked;    // words of a question for it: "how", "many"
  std::vector<ValueType> types;                   // of the values that they are examples for
  // Patterns: "{initials}-1001" of a rental number is RN-1001; "{noun}" is the noun itself.
  std::vector<std::string> values;   // as a customer writes them
  std::vector<std::string> results;  // as a tool gives them

  bool FitsType(ValueType type) const;
};

// "rental_number", "rentalNumber", "Rental number?" -> rental, number
std::vector<std::string> NounWords(std::string_view name);

// The examples of the noun that the words end with, else of the first that stands in them; the
// longer noun first. Null when no noun is known.
const NounExamples* FindNoun(const std::vector<NounExamples>& nouns,
                             const std::vector<std::string>& words, ValueType type);

// The examples whose way of asking is the longest in the question. Null when there is none.
const NounExamples* FindAsked(const std::vector<NounExamples>& nouns,
                              const std::vector<std::string>& question, ValueType type);

// Patterns with their holes filled for the noun.
std::vector<std::string> FilledFor(const std::vector<std::string>& patterns,
                                   const std::vector<std::string>& words);

}  // namespace proviso::explore
