// SPDX-License-Identifier: Apache-2.0
// What a tool's result says: eligible, shipped, found (LANGUAGE section 5).
#pragma once

#include <string>
#include <vector>

#include "bytecode/module.h"
#include "core/value.h"
#include "runtime/vm/internal/fields.h"
#include "runtime/vm/internal/operators.h"
#include "runtime/vm/internal/result_words.h"

namespace proviso::vm {

// A PredicateSpec made ready for comparing.
struct Predicate {
  explicit Predicate(const PredicateSpec& spec);
  PredicateForm form;
  std::vector<FieldPath> field;     // at most one
  std::vector<FieldPath> named;     // hold the answer itself
  bool named_decides = false;       // another word there is a no
  std::vector<std::string> equals;  // squashed
  std::vector<std::string> words;   // squashed: names of flags
  std::vector<TextWords> states;    // what a status says
  std::vector<std::string> forms;   // Says: of what signs a text is made, "RT#####"
};

// Unknown when the result does not answer, or not clearly: a status that says the word among
// others, null or a number answers nothing.
Truth Test(const Predicate& predicate, ValueView result, const ResultWords& words);

}  // namespace proviso::vm
