// SPDX-License-Identifier: Apache-2.0
// What a made-up customer writes and what a made-up tool answers: examples per type, and ways to
// say yes, no and things nobody understands. Data: examples/<language>.json.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/value_type.h"
#include "testing/explore/noun_examples.h"

namespace proviso::explore {

using Json = nlohmann::ordered_json;

struct Phrasebook {
  std::vector<std::string> accept;
  std::vector<std::string> decline;
  std::vector<std::string> unclear;
  std::vector<std::string> option;                       // "{option}"
  std::vector<std::string> option_value;                 // "{option}, {value}"
  std::string other_text;                                // a text that is none of those listed
  std::map<ValueType, std::vector<std::string>> values;  // as a customer writes them
  std::map<ValueType, std::vector<Json>> results;        // as a tool gives them
  std::map<std::string, Json, std::less<>> fields;       // results by the last word of a path
  std::vector<NounExamples> nouns;                       // for texts, by what they are about

  // Texts that a customer may give for the value of that name, the fitting ones first. The question
  // tells more than the name does: "the number of bags" is asked for as `number`.
  std::vector<std::string> ValuesFor(std::string_view name, std::string_view question,
                                     ValueType type) const;
  // What a tool may give under that key; always one at least.
  std::vector<Json> ResultsFor(std::string_view key, ValueType type) const;

  // The book of the language; the English one where there is no other. Static storage.
  static const Phrasebook& For(std::string_view language);
};

}  // namespace proviso::explore
